"""What the recipient and the curator do with a report: accept, return with remarks, hand over, move, do without."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mentoring.kit.dates import today, words
from mentoring.kit.text import count_of
from mentoring.models import Unit
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form, saved
from programs.access.report import may_address, may_let_pass
from programs.actions import report as author_act
from programs.actions import report_decide as act
from programs.forms.report import AddressForm, MoveForm, ReturnForm, WaiveForm
from programs.queries.report import fields, recipient_choices, report_page
from programs.workflow import REPORT

from .load import posted
from .report import load, show


@require_POST
def report_accept(request, pk):
    report = load(request, pk)
    accept = partial(act.accept_report, report=report, sha256=request.POST.get("sha256", ""))
    return do_and_go(request, accept, _accepted, ("report_detail", pk))


def _accepted(document):
    return f"Готово. Отчёт принят, № {document.number}. Наставник получит письмо."


def report_return(request, pk):
    """Remarks by field, beside the text they are about."""
    report = load(request, pk)
    verdict = REPORT.verdict("return", request.actor, report)
    own = fields(report)
    form = ReturnForm(posted(request), own=own, initial={"sha256": report.sha256})
    if request.method == "POST" and form.is_valid():
        give_back = partial(act.return_report, report=report, sha256=form.cleaned_data["sha256"], notes=form.notes())
        returned, count = save_form(form, give_back, request)
        if returned:
            done = f"Готово. Автор видит {count_of(count, 'remark')}. Ждём до {words(report.due)}."
            return done_and_go(request, done, "report_detail", pk)
    page = report_page(request.actor, report, today())
    said = {row.field.code: row for row in page.said}
    pairs = [(said.get(field.name), field) for field in form.visible_fields()]
    return show(request, "report_return", report, page=page, form=form, verdict=verdict, pairs=pairs)


def report_move(request, pk):
    report = load(request, pk)
    form = MoveForm(posted(request))
    if saved(form, partial(act.move_report, report=report), request):
        messages.success(request, f"Готово. Новый срок – {words(report.due)}. Автор получит письмо.")
        return redirect("report_detail", pk)
    verdict = may_let_pass(request.actor, report)
    return show(
        request, "report_move", report, form=form, verdict=verdict, title="Перенести срок", button="Перенести срок"
    )


def report_waive(request, pk):
    report = load(request, pk)
    form = WaiveForm(posted(request))
    if saved(form, partial(act.waive_report, report=report), request):
        messages.success(request, "Готово. Отчёта больше не ждём; вернуть его в работу можно на этой странице.")
        return redirect("report_detail", pk)
    verdict = REPORT.verdict("waive", request.actor, report)
    title = "Обойтись без отзыва" if report.kind == "review" else "Обойтись без отчёта"
    return show(request, "report_move", report, form=form, verdict=verdict, title=title, button=title)


@require_POST
def report_restore(request, pk):
    restore = partial(act.restore_report, report=load(request, pk))
    return do_and_go(request, restore, "Готово. Отчёт снова ждёт автора.", ("report_detail", pk))


def report_address(request, pk):
    """To whom the report goes: the curators or the head of an association."""
    report = load(request, pk)
    recipients = recipient_choices(report.program)
    form = AddressForm(posted(request), recipients=recipients, initial={"unit": str(report.unit_id or "")})
    if request.method == "POST" and form.is_valid():
        unit = Unit.objects.select_related("head").filter(pk=int(form.cleaned_data["unit"] or 0)).first()
        handed, _ = save_form(form, partial(author_act.address_report, report=report, unit=unit), request)
        if handed:
            return done_and_go(
                request, f"Готово. Отчёт читает {author_act.recipient_words(report)}.", "report_detail", pk
            )
    verdict = may_address(request.actor, report)
    title = "Передать отчёт"
    return show(request, "report_move", report, form=form, verdict=verdict, title=title, button=title)
