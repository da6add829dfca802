"""Yearly reports: the list, a draft and its conclusions, signing, approving, files."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import documents_for
from mentoring.kit import dates
from mentoring.queries.academic_year import asked_year, years_begun
from mentoring.views.shortcuts import save_versioned
from monitoring.access.output import may_edit_report, may_keep_outputs, year_reports_for
from monitoring.actions import year_report as actions
from monitoring.choices.output import YearReportState
from monitoring.documents.year_report import figure_row, grid_cells, year_report_docx, year_report_pdf, year_report_xlsx
from monitoring.forms.output import ConclusionsForm, RemarkForm, SectionsForm
from monitoring.queries.snapshot.page import rows_of
from monitoring.queries.year_report.page import LIST_COLUMNS, reports_found, tag_of
from monitoring.queries.year_report.payload import text_of
from monitoring.report_sections import SECTIONS
from monitoring.views.acting import allowed_or_403, file_answer, page_of, posted, went_through
from monitoring.views.dashboard import PAPERS
from monitoring.workflows_output import YEAR_REPORT

BOARD = ("Мониторинг", reverse_lazy("dashboard"))
ALL = ("Отчёты за год", reverse_lazy("year_report_list"))
CHOICES = [(code, section.title) for code, section in SECTIONS.items()]


def year_report_list(request):
    allowed_or_403(may_keep_outputs(request.actor))
    request.section = "dashboard"
    wanted = {name: request.GET.get(name, "")[:60] for name in ("q", "sort")}
    page = page_of(request, reports_found(request.actor, **wanted))
    rows = [(report, tag_of(report)) for report in page]
    context = {"page": page, "rows": rows, "columns": LIST_COLUMNS, "crumbs": [BOARD], **wanted}
    context["may"] = bool(may_edit_report(request.actor))
    return render(request, "monitoring/year_report_list.html", context)


def year_report_create(request):
    """Which year, which sections; numbers are counted at once."""
    allowed_or_403(may_edit_report(request.actor))
    request.section = "dashboard"
    begun = list(years_begun(dates.today()))
    year = asked_year(begun, request.POST.get("year") or request.GET.get("year")) or (begun[0] if begun else None)
    form = SectionsForm(posted(request), choices=CHOICES, initial={"sections": list(SECTIONS)})
    made = []
    if request.method == "POST" and year and form.is_valid():
        act = partial(actions.start_report, year, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, lambda: made.append(act()), form=form):
            messages.success(request, "Готово. Числа посчитаны, выводы набросаны: прочтите и поправьте.")
            return redirect("year_report_detail", made[0].pk)
    context = {"form": form, "years": begun, "year": year, "crumbs": [BOARD, ALL]}
    return render(request, "monitoring/year_report_create.html", context)


def _report(request, pk):
    request.section = "dashboard"
    found = year_reports_for(request.actor).select_related(
        "year", "author", "signed_by", "approved_by", "snapshot", "document"
    )
    return get_object_or_404(found, pk=pk)


def year_report_of_document(request, pk):
    """From the register to the page of the report."""
    found = documents_for(request.actor).select_related("year_report")
    document = get_object_or_404(found, pk=pk, year_report__isnull=False)
    return redirect("year_report_detail", document.year_report.pk)


def _above(report):
    return [BOARD, ALL, (f"Отчёт за {report.year}", reverse_lazy("year_report_detail", args=[report.pk]))]


def _sections(report):
    """Sections with the rows of their tables ready to be shown: the words of the papers."""
    text = text_of(report)
    for section in text.sections:
        rows = [figure_row(section, figure, len(text.years)) for figure in section.figures]
        grids = [(grid, [grid_cells(grid, row) for row in grid.rows]) for grid in section.grids]
        yield section, rows, grids


def year_report_detail(request, pk):
    report = _report(request, pk)
    context = {
        "report": report,
        "text": text_of(report),
        "parts": list(_sections(report)),
        "tag": tag_of(report),
        "draft": report.state == YearReportState.DRAFT,
        "may_edit": bool(may_edit_report(request.actor, report)),
        "may_renew": bool(may_edit_report(request.actor)) and report.state != YearReportState.DRAFT,
        "may_approve": report.state == YearReportState.SIGNED
        and bool(YEAR_REPORT.verdict("approve", request.actor, report)),
        "crumbs": [BOARD, ALL],
    }
    return render(request, "monitoring/year_report_detail.html", context)


def year_report_sections(request, pk):
    report = _report(request, pk)
    allowed_or_403(may_edit_report(request.actor, report))
    form = SectionsForm(posted(request), choices=CHOICES, initial={"sections": report.sections})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.count_report, report, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Разделы выбраны, числа посчитаны заново.")
            return redirect("year_report_detail", pk)
    return render(
        request, "monitoring/year_report_sections.html", {"form": form, "report": report, "crumbs": _above(report)}
    )


def year_report_edit(request, pk):
    """A text for every section; the numbers stand beside."""
    report = _report(request, pk)
    allowed_or_403(may_edit_report(request.actor, report))
    sections = [(section.code, section.title) for section in text_of(report).sections]
    initial = {**_written(report), "lock_version": report.lock_version}
    form = ConclusionsForm(posted(request), sections=sections, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        act = partial(
            actions.conclude_report, report, summary=data["summary"], conclusions=form.conclusions,
            lock_version=data["lock_version"],
        )  # fmt: skip
        if save_versioned(form, act, request, report, _written):
            messages.success(request, "Готово. Выводы записаны.")
            return redirect("year_report_detail", pk)
    return render(
        request, "monitoring/year_report_edit.html", {"form": form, "report": report, "crumbs": _above(report)}
    )


def _written(report):
    return {"summary": report.summary, **{f"section_{code}": text for code, text in report.conclusions.items()}}


@require_POST
def year_report_count(request, pk):
    report = _report(request, pk)
    if went_through(request, partial(actions.count_report, report, by=request.actor, at=timezone.now())):
        messages.success(request, "Готово. Числа посчитаны заново; ваши выводы остались.")
    return redirect("year_report_detail", pk)


def _step(request, pk, act, done, template):
    """A check page with one button."""
    report = _report(request, pk)
    name = act.__name__.split("_")[0]
    allowed_or_403(YEAR_REPORT.verdict(name, request.actor, report))
    if request.method == "POST" and went_through(request, partial(act, report, by=request.actor, at=timezone.now())):
        messages.success(request, done)
        return redirect("year_report_detail", pk)
    context = {"report": report, "text": text_of(report), "crumbs": _above(report)}
    return render(request, template, context)


def year_report_sign(request, pk):
    done = "Готово. Отчёт подписан и ждёт директора."
    return _step(request, pk, actions.sign_report, done, "monitoring/year_report_sign.html")


def year_report_approve(request, pk):
    done = "Готово. Отчёт утверждён, больше ничего не нужно."
    return _step(request, pk, actions.approve_report, done, "monitoring/year_report_approve.html")


def year_report_return(request, pk):
    report = _report(request, pk)
    allowed_or_403(YEAR_REPORT.verdict("return", request.actor, report))
    form = RemarkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.return_report, report, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Отчёт вернулся куратору с замечанием.")
            return redirect("year_report_list")
    return render(
        request, "monitoring/year_report_return.html", {"form": form, "report": report, "crumbs": _above(report)}
    )


def year_report_file(request, pk, kind):
    if kind not in PAPERS:
        raise Http404
    report = _report(request, pk)
    if kind == "xlsx":
        kept = rows_of(report.snapshot) if report.snapshot else []
        content = year_report_xlsx(report, kept, request.actor.person)
    else:
        content = (year_report_pdf if kind == "pdf" else year_report_docx)(report)
    return file_answer(content, f"Отчёт за {report.year} год.{kind}".replace("/", "-"), PAPERS[kind][1])
