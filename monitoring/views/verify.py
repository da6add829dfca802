"""Whether a paper is what it claims to be: by its code, by its file; open to everybody who holds the paper."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone

from mentoring.kit.codes import spaced, tidy
from monitoring.actions.verify import is_issued_file
from monitoring.forms.verify import CodeForm, CompareForm
from monitoring.queries.verify import find_paper


@login_not_required
def verify(request):
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("verify_document", spaced(form.cleaned_data["code"]))
    return render(request, "monitoring/verify.html", {"form": form})


@login_not_required
def verify_document(request, code):
    """GET tells about the paper; POST compares a file with it and keeps nothing."""
    paper = find_paper(tidy(code))
    if paper is None:
        form = CodeForm({"code": code})
        form.add_error("code", "Документа с таким кодом нет. Проверьте каждый знак: нуля и единицы в кодах не бывает.")
        return render(request, "monitoring/verify.html", {"form": form}, status=404)
    sent = request.method == "POST"
    form, same = CompareForm(request.POST, request.FILES) if sent else CompareForm(), None
    if sent and form.is_valid():
        same = is_issued_file(paper.row, form.cleaned_data["file"], at=timezone.now())
    return render(request, "monitoring/verify_document.html", {"paper": paper, "form": form, "same": same})
