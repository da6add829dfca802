"""Who reads the register of indicators, enters its numbers, sees the money."""

from django.db.models import Q

from mentoring.kit.verdict import YES, no
from monitoring.choices.indicator import ENTERED
from monitoring.models import Indicator

COST = "program_cost"
OFFICE_ONLY = "Показатели читают куратор и директор, а ответственный – свои."
MONEY_WORDS = "Суммы видят куратор и директор."


def may_read_register(actor):
    """The office, and whoever answers for an indicator."""
    if actor.is_office or indicators_for(actor).exists():
        return YES
    return no(OFFICE_ONLY)


def indicators_for(actor):
    """The office all in use; a responsible person the own ones, never those of money."""
    rows = Indicator.objects.filter(retired=False)
    if actor.is_office:
        return rows
    if actor.person is None:
        return rows.none()
    return rows.filter(responsible=actor.person).exclude(code=COST)


def may_enter_value(actor, indicator):
    """Facts: the curator and the responsible person; what the system counts alone has no fact to enter."""
    mine = indicator.responsible_id is not None and actor.person and indicator.responsible_id == actor.person.pk
    if actor.has("curator") or (mine and indicator.source in ENTERED and indicator.code != COST):
        return YES
    return no("Вносят куратор и ответственный за показатель.")


def may_import_values(actor):
    return YES if actor.has("curator") else no("Загружает куратор.")


def may_see_money(actor):
    return YES if actor.is_office else no(MONEY_WORDS)


def may_keep_money(actor):
    return YES if actor.has("curator") else no("Выплаты вносит куратор.")


def may_choose_indicators(actor):
    return YES if actor.has("curator") else no("Показатели программы выбирает куратор.")


def entered_by(actor):
    """Of Indicator: those whose facts this person is asked to enter."""
    mine = Q(responsible=actor.person)
    if actor.has("curator"):
        mine |= Q(responsible__isnull=True)
    return Q(source="manual", retired=False) & mine
