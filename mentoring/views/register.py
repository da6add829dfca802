"""The register of documents: entering a paper from outside, the workbook, earlier scans."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mentoring.access import may_run_office, may_see_readings
from mentoring.actions.registering import kinds_to_register, register_document
from mentoring.documents.register import register_xlsx
from mentoring.forms.norm import RegisterForm
from mentoring.kit.dates import short, today
from mentoring.kit.uploads import XLSX
from mentoring.models import AcademicYear
from mentoring.queries.document_list import register_rows
from mentoring.queries.number import next_number
from mentoring.queries.petition_list import register_petitions
from mentoring.views.files import send_file
from mentoring.views.order import load
from mentoring.views.shortcuts import ask_files_again, done_and_go, download, only_if, save_form


def document_register(request):
    """A document that came from outside or lives on paper: number, date, file."""
    only_if(may_run_office(request.actor))
    kinds = kinds_to_register()
    form = RegisterForm(request.POST or None, request.FILES or None, types=kinds, initial={"date": today()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        enter = partial(register_document, upload=data.pop("file"), **data)
        done, document = save_form(form, enter, request, adds=True)
        if done:
            words = f"Готово. Документ зарегистрирован под № {document.number}."
            return done_and_go(request, words, "document_detail", document.pk)
    ask_files_again(form, request)
    year = AcademicYear.objects.filter(current=True).first()
    numbers = [(kind.name, next_number(kind, year)) for kind in _frequent(kinds)] if year else []
    return render(request, "mentoring/document_register.html", {"form": form, "numbers": numbers, "year": year})


def _frequent(kinds):
    """The kinds whose next numbers are told beside the form: orders and inquiries."""
    return [kind for kind in kinds if kind.code in ("D02", "D36")]


def document_xlsx(request):
    """The list as it is filtered now, as a workbook."""
    only_if(may_see_readings(request.actor))
    rows = register_rows(request.actor, request.GET)
    author = request.actor.person.signature_name if request.actor.person else ""
    content = register_xlsx(rows, register_petitions(request.actor), at=timezone.now(), author=author)
    return download(content, XLSX, f"Реестр документов на {short(today())}.xlsx")


def document_old_scan(request, pk, uuid):
    """A scan that was replaced: kept for the office, always saved."""
    document = load(request, pk)
    only_if(may_see_readings(request.actor))
    file = get_object_or_404(document.old_scans, uuid=uuid)
    return send_file(file)
