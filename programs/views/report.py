"""Reports: the list, one report as each reader sees it, filling it in, its papers (R33)."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.codes import spaced
from mentoring.kit.dates import by, short, span, today, words
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.stale import Stale, seen_version
from mentoring.kit.text import count_of
from mentoring.kit.ui import Column
from mentoring.kit.uploads import DOCX, PDF, XLSX
from mentoring.views.files import send_file
from mentoring.views.shortcuts import do_and_go, download, save_form
from programs.access import reports_for
from programs.access.report import may_fill
from programs.actions import report as act
from programs.actions.report_paper import keep_pdf
from programs.choices.report import ReportKind
from programs.documents.report import report_paper
from programs.documents.report_register import reports_xlsx
from programs.forms.report import NOT_PERSONAL, ReportForm
from programs.queries.report import blanks_of, fields, loaded, recipient_choices, report_page
from programs.queries.report_facts import facts_of
from programs.queries.report_list import all_reports
from programs.queries.report_list import report_list as read_list
from programs.report_rows import fact_rows, share_of

from .load import crumbs, must

FACT_COLUMNS = (Column("Поле", primary=True), Column("Что известно"), Column("Откуда"))
REVIEW_READERS = "Прочитают куратор и директор. Наставник отзыва не увидит. Отправленный отзыв изменить нельзя."

MENTOR_READERS = (
    "Выводы прочитает получатель, а когда отчёт примут – и наставляемый. Предложения – только куратор и директор."
)


def load(request, pk):
    return get_object_or_404(loaded(reports_for(request.actor)), pk=pk)


def show(request, template, report, status=200, **context):
    request.section = "program_list"
    way = crumbs(report.program)
    return render(request, f"programs/{template}.html", {"report": report, "crumbs": way, **context}, status=status)


def report_list(request):
    found = read_list(request.actor, request.GET, today())
    lead = f"Ваш ход: {count_of(found.mine, 'report')}." if found.mine else "От вас сейчас ничего не нужно."
    request.section = "program_list"
    return render(request, "programs/report_list.html", {"list": found, "lead": lead})


def report_xlsx(request):
    author = request.actor.person.short_name if request.actor.person else ""
    rows = all_reports(request.actor, request.GET)
    content = reports_xlsx(rows, at=timezone.now(), author=author)
    return download(content, XLSX, f"Отчёты о наставничестве на {short(today())}.xlsx")


def report_detail(request, pk):
    report = load(request, pk)
    page = report_page(request.actor, report, today())
    note = page.share.words if page.share else ""
    said = "Ответы" if page.is_review else "Выводы наставника"
    context = {"page": page, "lead": lead_of(report), "note": note, "said_title": said, "columns": FACT_COLUMNS}
    return show(request, "report_detail", report, check_url=_check_url(report), **context)


def lead_of(report):
    return f"{report.author.short_name}, {span(report.since, report.until)}"


def _check_url(report):
    return reverse("verify_document", args=[spaced(report.document.code)]) if report.document_id else ""


def report_edit(request, pk):
    """The author's form; whatever else is known stands beside it."""
    report = load(request, pk)
    verdict = may_fill(request.actor, report)
    if not verdict:
        messages.info(request, verdict.reason)
        return redirect("report_detail", pk)
    facts = facts_of(report, report.program, today())
    form = _form(request, report, facts)
    if request.method == "POST" and form.is_valid():
        answer = _save(request, report, form)
        if answer:
            return answer
    return _edit_page(request, report, facts, form)


def _form(request, report, facts):
    recipients = recipient_choices(report.program) if report.kind != ReportKind.REVIEW else ()
    initial = {**blanks_of(report, facts), "unit": report.unit_id or "", "seen": str(report.lock_version)}
    data = request.POST if request.method == "POST" else None
    return ReportForm(
        data, report=report, own=fields(report), recipients=recipients, sending="send" in request.POST, initial=initial
    )


def _save(request, report, form):
    """The answer to a save or a sending; None when the page is shown again with a refusal or both texts."""
    seen = seen_version(form.cleaned_data["seen"])
    given = {"report": report, "said": form.said(), "lock_version": seen}
    step = _step(request, report)
    if step is not act.deliver_review:
        given["unit"] = _unit(report, form)
    try:
        done, _ = save_form(form, partial(step, **given), request)
    except Stale as stale:
        kept = load(request, report.pk)
        form.keep_mine(stale, {**kept.said, **kept.proposals, "unit": kept.unit_id or ""}, str(kept.lock_version))
        return None
    return _go_on(request, report) if done else None


def _step(request, report):
    if "send" not in request.POST:
        return act.save_report
    return act.deliver_review if report.kind == ReportKind.REVIEW else act.submit_report


def _unit(report, form):
    """The chosen association; without the choice on the page, whoever was chosen before."""
    if "unit" not in form.fields:
        return report.unit
    code = form.cleaned_data["unit"]
    return get_object_or_404(type(report).unit.field.related_model, pk=code) if code else None


def _go_on(request, report):
    if "send" not in request.POST:
        messages.success(request, "Готово. Черновик сохранён, его видите только вы.")
        return redirect("report_edit", report.pk)
    if report.kind == ReportKind.REVIEW:
        messages.success(request, "Готово. Отзыв получен, его прочитают куратор и директор. Больше ничего не нужно.")
    else:
        who = "у руководителя" if report.unit_id else "у куратора"
        messages.success(
            request, f"Готово. Отчёт {who}, ответ до {words(report.due)}. Пока его можно забрать и дописать."
        )
    return redirect("report_detail", report.pk)


def _edit_page(request, report, facts, form):
    own = [form[field.code] for field in fields(report)]
    status = 409 if form.stale else 200
    said = [field for field, row in zip(own, fields(report), strict=True) if not row.private]
    context = {
        "form": form,
        "said": [(field, report.notes.get(field.name, "")) for field in said],
        "private": [field for field in own if field not in said],
        "general": report.notes.get("general", ""),
        "rows": fact_rows(facts, report.kind),
        "columns": FACT_COLUMNS,
        "not_personal": NOT_PERSONAL,
        **_words(report, facts),
    }
    return show(request, "report_edit", report, status, **context)


def _words(report, facts):
    """What the form says around its fields: how much is done, who will read it, until when."""
    review = report.kind == ReportKind.REVIEW
    share = share_of(facts, report.kind)
    readers = REVIEW_READERS if review else MENTOR_READERS
    return {
        "review": review,
        "share": share,
        "left": count_of(share.total - share.filled, "field"),
        "lead": f"{lead_of(report)}. {by(report.due).capitalize()}.",
        "readers": readers,
        "send_words": "Отправить отзыв" if review else "Отправить отчёт",
    }


@require_POST
def report_begin(request, pk):
    begin = partial(act.begin_report, report=load(request, pk))
    done = "Готово. Отчёт открыт: добавьте выводы, срок прежний."
    return do_and_go(request, begin, done, ("report_edit", pk), back=("report_detail", pk))


@require_POST
def report_withdraw(request, pk):
    withdraw = partial(act.withdraw_report, report=load(request, pk))
    done = "Готово. Отчёт снова у вас: допишите и отправьте, когда будете готовы."
    return do_and_go(request, withdraw, done, ("report_edit", pk), back=("report_detail", pk))


# Papers


def report_pdf(request, pk):
    """The paper without proposals; an accepted one is printed once and kept. The office may ask for its own copy."""
    report, office = _printed(request, pk)
    if report.document_id and not office:
        kept = keep_pdf(report=report, by=request.actor, at=timezone.now())
        return send_file(kept, inline=True)
    return download(render_pdf(report_paper(report, office=office)), PDF, f"{_name(report, office)}.pdf")


def report_docx(request, pk):
    report, office = _printed(request, pk)
    return download(render_docx(report_paper(report, office=office)), DOCX, f"{_name(report, office)}.docx")


def _printed(request, pk):
    """(report, whether with proposals): a report that was not sent has no paper; nor has one this reader may not read."""
    report = load(request, pk)
    page = report_page(request.actor, report, today())
    must(page.papers or None)
    office = "office" in request.GET
    if office:
        must(page.office_copy or None)
    return report, office


def _name(report, office):
    number = f" № {report.document.number}".replace("/", "-") if report.document_id else ", проект"
    return f"{report.get_kind_display()}{number}{', с предложениями' if office else ''}"


def report_of_document(request, pk):
    """From the register of documents to the report itself."""
    report = get_object_or_404(reports_for(request.actor), document=pk)
    return redirect("report_detail", report.pk)
