"""Amendments that end without a decision: withdrawn, left without an answer, begun anew."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from mentoring.access import SYSTEM
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from mentoring.office import office
from programs import access
from programs.actions.desk import day_of, refuse
from programs.choices import AMENDMENT_OPEN, RUNNING_STATES, AmendmentState
from programs.models import Amendment
from programs.queries.people import with_people
from programs.terms import from_data, meet, to_data
from programs.workflow import AMENDMENT

from .consent import settle
from .desk import hold, tell, write
from .draft import start_amendment


@transaction.atomic
def withdraw_amendment(*, amendment, by, at, note=""):
    """Take an open amendment back; one that was sent needs a reason. The version in force stays."""
    hold(amendment)
    require(AMENDMENT.verdict("withdraw", by, amendment))
    note, sent = tidy(note)[:2000], amendment.state != AmendmentState.DRAFT
    if sent and not note:
        refuse("Напишите, почему отзываете: участники уже прочитали изменение.")
    AMENDMENT.claim("withdraw", amendment, by=by, due=None, note=note, decided_by=by.person, decided_at=at)
    if sent:
        _told(amendment, "отозвано", note, by=by, at=at)


def _told(amendment, word, note, *, by, at):
    tell("amendment_withdraw", f"Изменение № {amendment.number} {word}", amendment, by=by, at=at, text=note)
    people = access.people_of(amendment.program)
    write("amendment_withdrawn", people, amendment, at, reason=note, v=amendment.base.number)


@transaction.atomic
def reopen_amendment(*, amendment, by, at):
    """A closed amendment begun anew as another one: the same changes on top of the version in force. Returns it.

    Raises Refused when it is still open or already in force, and when the actor may not enter amendments.
    """
    if amendment.state in AMENDMENT_OPEN:
        refuse("Изменение ещё не закрыто. Продолжите его.")
    if amendment.state == AmendmentState.IN_FORCE:
        refuse("Изменение уже действует. Начните новое.")
    new = start_amendment(program=amendment.program, reason=amendment.reason, by=by, at=at)
    now = from_data(new.before)
    met = meet(from_data(amendment.before), now, from_data(amendment.proposed))
    kept = meet(from_data(amendment.before), now, from_data(amendment.proposed), theirs=met.clashes).terms
    Amendment.objects.filter(pk=new.pk).update(proposed=to_data(kept))
    new.proposed = to_data(kept)
    return new


@transaction.atomic
def tend_amendments(*, at, by=SYSTEM):
    """Once a day: consents that are complete go on, silence and closed programs end an amendment. Returns how many."""
    on = day_of(at)
    late = on - timedelta(days=office().setting("amendment_withdraw_days"))
    waiting = Q(state=AmendmentState.AWAITING_CONSENTS)
    over = Q(state__in=AMENDMENT_OPEN) & ~Q(program__state__in=RUNNING_STATES)
    rows = with_people(Amendment.objects.filter(waiting | over), "program__pair__members")
    done = 0
    for amendment in rows.select_related("program__pair", "author", "base"):
        done += _tend(amendment, late, by=by, at=at)
    return done


def _tend(amendment, late, *, by, at):
    program = amendment.program
    if program.state not in RUNNING_STATES:
        _lapse(amendment, "Программа завершена", by=by, at=at)
        return True
    if settle(amendment, by=by, at=at):
        return True
    if amendment.due and amendment.due < late:
        names = ", ".join(person.short_name for person in access.unanswered(amendment))
        _lapse(amendment, f"Нет ответа до {dates.words(amendment.due)}: {names}", by=by, at=at)
        return True
    return False


def _lapse(amendment, note, *, by, at):
    told = amendment.sent_at is not None
    AMENDMENT.move("lapse", amendment, due=None, note=note, decided_at=at)
    if told:
        _told(amendment, "отозвано", note, by=by, at=at)
