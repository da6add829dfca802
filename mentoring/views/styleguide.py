"""«Набор деталей»: every component in every state; for the office and administrators, nobody else knows of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render

from mentoring.forms.styleguide import SampleForm, SampleRows
from mentoring.queries.styleguide import samples, scheme_names


def styleguide(request):
    if not (request.actor.is_office or request.actor.has("admin")):
        raise Http404
    scheme = request.GET.get("scheme")
    messages.success(request, "Готово. Так выглядит сообщение после действия.")
    page = {
        **samples(request.GET.get("page")),
        "form": SampleForm(
            {"ends": "15.01.2027", "goal": "К маю Артём проводит занятие, где практика – половина времени."}
        ),
        "rows": SampleRows(prefix="rows", initial=SampleRows.samples),
        "sort": request.GET.get("sort", "name"),
        "q": request.GET.get("q", ""),
    }
    return render(request, "mentoring/styleguide.html", page | ({"scheme": scheme} if scheme in scheme_names() else {}))
