"""Payments to mentors: entered, corrected, removed; read by the office alone."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.kit.dates import span_short
from mentoring.kit.verdict import Refused, no, require
from monitoring.access.indicator import may_keep_money
from monitoring.models import Payment

TWICE = "Выплата этому наставнику за эти дни уже внесена. Исправьте её."
ORDER_OF_DATES = "Конец периода раньше начала. Поменяйте даты или исправьте одну."
NOT_HIS_PAIR = "В этой паре наставник – другой человек. Выберите его пару или оставьте поле пустым."


@transaction.atomic
def enter_payment(*, person, since, until, amount, by, at, pair=None, note="", kept=None):
    """Enter a payment, or correct the `kept` one. Returns it."""
    require(may_keep_money(by))
    if until < since:
        raise Refused(no(ORDER_OF_DATES))
    if amount <= 0:
        raise Refused(no("Сумма – больше нуля."))
    if pair is not None and not pair.members.filter(person=person, side="mentor").exists():
        raise Refused(no(NOT_HIS_PAIR))
    same = Payment.objects.filter(person=person, pair=pair, since=since, until=until)
    if same.exclude(pk=kept.pk if kept else None).exists():
        raise Refused(no(TWICE))
    row = kept or Payment()
    was = f"{kept.amount}" if kept else ""
    row.person, row.pair, row.since, row.until, row.amount, row.note = person, pair, since, until, amount, note
    row.author, row.entered_at = by.person, at
    row.save()
    _record("payment_corrected" if kept else "payment_entered", row, by, at, was)
    return row


@transaction.atomic
def remove_payment(payment, *, by, at):
    """Take away a payment entered by mistake."""
    require(may_keep_money(by))
    _record("payment_removed", payment, by, at, f"{payment.amount}")
    payment.delete()


def _record(event, row, by, at, was):
    words = {"payment_entered": "Внесена", "payment_corrected": "Исправлена", "payment_removed": "Удалена"}[event]
    became = "–" if event == "payment_removed" else f"{row.amount}"
    journal.record(
        event,
        f"{words} выплата наставнику за {span_short(row.since, row.until)}",
        by=by,
        at=at,
        subject=row,
        person=row.person,
        changes=[{"part": "Сумма, ₽", "was": was or "–", "became": became}],
        audience=Audience.OFFICE,
    )
