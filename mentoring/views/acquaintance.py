"""Acquaintance sheets: opened, collected, reminded by the curator; read and marked by the person (R56, R57)."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import (
    acquaintance_sheets_for,
    documents_for,
    may_change_sheet,
    may_open_sheet,
    may_run_office,
    norm_versions_for,
    people_for,
)
from mentoring.actions import acquaintance as actions
from mentoring.actions.document import acquaint, acquaint_on_paper
from mentoring.documents.acquaintance import acquaintance_paper
from mentoring.forms.norm import DueForm, PaperMarksForm, SheetForm
from mentoring.forms.request import ReasonForm
from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import count_of, whole
from mentoring.kit.uploads import DOCX, PDF
from mentoring.models import AcquaintanceMark, Person
from mentoring.office import office
from mentoring.queries.acquaintance import with_sheet
from mentoring.queries.page import page_of
from mentoring.queries.person import working
from mentoring.queries.reading import reading_page
from mentoring.queries.sheet import sheet_page
from mentoring.queries.sheet_list import sheet_list as read_list
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, download, only_if, save_form, saved

ORDER = "D13"


def sheet_list(request):
    """«Собрано X из Y» of every sheet, for the office."""
    only_if(request.actor.is_office or may_run_office(request.actor))
    return render(request, "mentoring/sheet_list.html", {"list": read_list(request.actor, request.GET)})


def sheet_detail(request, pk):
    page = sheet_page(request.actor, _sheet(request, pk), request.GET.get("show", ""))
    return render(request, "mentoring/sheet_detail.html", {"page": page})


def sheet_pdf(request, pk):
    document = _sheet(request, pk)
    return download(render_pdf(acquaintance_paper(document)), PDF, f"{_name(document)}.pdf")


def sheet_docx(request, pk):
    document = _sheet(request, pk)
    return download(render_docx(acquaintance_paper(document)), DOCX, f"{_name(document)}.docx")


def sheet_scan(request, pk, person_pk):
    """The scan of the paper line of one person."""
    marks = AcquaintanceMark.objects.filter(document=_sheet(request, pk), scan__isnull=False).select_related("scan")
    file = get_object_or_404(marks, person=person_pk).scan
    return send_file(file)


# The person reads


def sheet_read(request, pk):
    """The very text, and the mark over its fingerprint."""
    document = get_object_or_404(with_sheet(documents_for(request.actor)), pk=pk)
    if document.type.code == ORDER:
        return redirect("order_acquaint", pk)
    page = reading_page(request.actor, document)
    if page is None:
        return redirect("sheet_detail" if request.actor.is_office else "document_detail", pk)
    if request.method == "POST":
        act = partial(acquaint, document, shown=request.POST.get("shown", ""))
        return do_and_go(request, act, "Готово. Ознакомление отмечено. Больше ничего не нужно.", ("sheet_read", pk))
    return render(request, "mentoring/sheet_read.html", {"page": page})


# The curator opens and collects


def sheet_open_norm(request, pk, number):
    """A sheet over a version of an act."""
    versions = norm_versions_for(request.actor).select_related("act")
    version = get_object_or_404(versions, act=pk, number=number)
    only_if(may_run_office(request.actor))
    verdict = may_open_sheet(request.actor, version=version)
    return _open(request, verdict, {"version": version}, f"{version.act.title}, {version.label}", ("norm_detail", pk))


def sheet_open(request, pk):
    """A sheet over an issued document."""
    document = get_object_or_404(with_sheet(documents_for(request.actor)), pk=pk)
    only_if(may_run_office(request.actor))
    verdict = may_open_sheet(request.actor, document=document)
    return _open(request, verdict, {"document": document}, str(document), ("document_detail", pk))


def _open(request, verdict, subject, title, back):
    due = office().add_working_days(today(), office().setting("acquaintance_working_days"))
    form = SheetForm(request.POST or None, initial={"due": due, "audience": "teachers"})
    if request.method == "POST" and form.is_valid():
        done, document = save_form(form, partial(actions.open_sheet, **subject, **form.sheet()), request)
        if done:
            empty = not document.acquaintances.exists()
            rest = "Осталось добавить людей." if empty else "Письма уйдут сегодня."
            messages.success(request, f"Готово. Лист открыт. {rest}")
            return redirect("sheet_people" if empty else "sheet_detail", document.pk)
    context = {"form": form, "verdict": verdict, "title": title, "back": back}
    return render(request, "mentoring/sheet_open.html", context)


def sheet_people(request, pk):
    """Find people and add them; those already in the sheet are left out."""
    document = _sheet(request, pk)
    only_if(may_change_sheet(request.actor, document))
    free = people_for(request.actor).filter(working(today())).exclude(acquaintances__document=document)
    if request.method == "POST":
        chosen = list(free.filter(pk__in=[key for key in map(whole, request.POST.getlist("person")) if key][:200]))
        add = partial(actions.add_people, document, chosen)
        return do_and_go(request, add, _added, ("sheet_detail", pk), back=("sheet_people", pk))
    q = request.GET.get("q", "")[:200]
    page = page_of(free.search(q).select_related("unit").in_order(), request.GET.get("page"), 50)
    return render(request, "mentoring/sheet_people.html", {"document": document, "people": page, "q": q})


def _added(count):
    return f"Готово. Добавлено: {count_of(count, 'person')}. Письма уйдут сегодня."


@require_POST
def sheet_remind(request, pk):
    remind = partial(actions.remind_readers, _sheet(request, pk))
    return do_and_go(request, remind, _reminded, ("sheet_detail", pk))


def _reminded(count):
    if not count:
        return "Писать некому: почты нет. Дайте расписаться на бумаге."
    return f"Готово. Напомнили: {count_of(count, 'person')}. Письма уйдут сегодня."


def sheet_due(request, pk):
    document = _sheet(request, pk)
    only_if(may_change_sheet(request.actor, document))
    form = DueForm(request.POST or None, initial={"due": getattr(getattr(document, "sheet", None), "due", None)})
    if saved(form, partial(actions.move_due, document), request):
        return done_and_go(request, "Готово. Срок перенесён.", "sheet_detail", pk)
    return render(request, "mentoring/sheet_due.html", {"form": form, "document": document})


def sheet_excuse(request, pk, person_pk):
    """Why this person need not read it."""
    document = _sheet(request, pk)
    only_if(may_change_sheet(request.actor, document))
    person = get_object_or_404(Person.objects.filter(acquaintances__document=document), pk=person_pk)
    form = ReasonForm(
        request.POST or None,
        label="Почему ознакомление не требуется?",
        help_text="Увидят куратор, директор и сам человек.",
    )
    if saved(form, partial(actions.excuse, document, person), request):
        return done_and_go(request, f"Готово. {person.short_name}: не требуется.", "sheet_detail", pk)
    return render(request, "mentoring/sheet_excuse.html", {"form": form, "document": document, "person": person})


@require_POST
def sheet_include(request, pk, person_pk):
    document = _sheet(request, pk)
    person = get_object_or_404(Person.objects.filter(acquaintances__document=document), pk=person_pk)
    done = f"Готово. {person.short_name} снова в листе."
    return do_and_go(request, partial(actions.include_again, document, person), done, ("sheet_detail", pk))


def sheet_paper(request, pk):
    """Who signed the printed sheet: the day, the scan, the witness."""
    document = _sheet(request, pk)
    only_if(may_change_sheet(request.actor, document))
    marks = document.acquaintances.filter(done_at__isnull=True)
    form = PaperMarksForm(
        request.POST or None,
        request.FILES or None,
        initial={"on": today()},
        readers=Person.objects.filter(pk__in=marks.values("person")).in_order(),
        witnesses=people_for(request.actor).filter(working(today()), is_teacher=True).in_order(),
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        done, count = save_form(form, partial(acquaint_on_paper, document, data.pop("people"), **data), request)
        if done:
            return done_and_go(request, f"Готово. Отмечено: {count_of(count, 'person')}.", "sheet_detail", pk)
    ask_files_again(form, request)
    return render(request, "mentoring/sheet_paper.html", {"form": form, "document": document, "left": marks.exists()})


def _sheet(request, pk):
    return get_object_or_404(with_sheet(acquaintance_sheets_for(request.actor)), pk=pk)


def _name(document):
    return f"Лист ознакомления, {document.title[:80]}, {timezone.localdate():%d.%m.%Y}"
