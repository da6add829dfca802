"""Amendments played through the real actions up to a state."""

from datetime import timedelta

from django.utils import timezone

from programs.actions import amendment as act
from programs.edits import EventRow, print_of
from programs.models import Amendment
from programs.terms import from_data
from programs.tests import make

REASON = "Стажировка на предприятии перенесена на лето."


def fresh(amendment):
    """The amendment with its program as they are in the database now."""
    return Amendment.objects.select_related("program__pair__order", "author", "base").get(pk=amendment.pk)


def started(program, person, *, reason=REASON, **fields):
    return act.start_amendment(
        program=make.fresh(program), reason=reason, by=make.actor(person), at=timezone.now(), **fields
    )


def extended(program, person, *, until=None, **fields):
    return started(program, person, until=until or make.fresh(program).until + timedelta(days=30), **fields)


def section(amendment, person, code, **values):
    """Save a section of the draft over whatever is there."""
    amendment = fresh(amendment)
    return act.save_amendment_section(
        amendment=amendment, code=code, values=values, lock_version=amendment.lock_version, base={},
        by=make.actor(person), at=timezone.now(),
    )  # fmt: skip


def plan(amendment, person, changes=None, *, drop=(), add=()):
    """Change, drop and add events of the proposed plan."""
    amendment = fresh(amendment)
    events = from_data(amendment.proposed).events
    rows = [
        EventRow(key, print_of(row), {**row, **(changes or {}).get(key, {})}, remove=key in drop)
        for key, row in events.items()
    ]
    return act.save_amendment_plan(amendment=amendment, rows=[*rows, *add], by=make.actor(person), at=timezone.now())


def send(amendment, person):
    amendment = fresh(amendment)
    act.send_amendment(
        amendment=amendment, lock_version=amendment.lock_version, by=make.actor(person), at=timezone.now()
    )


def sent(program, cast):
    """An extension sent by the mentor, waiting for the mentee."""
    amendment = extended(program, cast.mentor)
    send(amendment, cast.mentor)
    return fresh(amendment)


def answer(amendment, person, *, agrees=True, note=""):
    amendment = fresh(amendment)
    act.answer_amendment(amendment=amendment, agrees=agrees, sha256=amendment.sha256, note=note, by=make.actor(person),
                         at=timezone.now())  # fmt: skip


def consented(amendment, cast):
    send(amendment, cast.mentor)
    answer(amendment, cast.mentee)
    return fresh(amendment)


DECISIONS = {
    "agree": act.agree_amendment,
    "approve": act.approve_amendment,
    "return": act.return_amendment,
    "refuse": act.refuse_amendment,
}


def decide(step, amendment, person, **fields):
    amendment = fresh(amendment)
    return DECISIONS[step](
        amendment=amendment, sha256=amendment.sha256, by=make.actor(person), at=timezone.now(), **fields
    )


def approve(amendment, person, **fields):
    return decide("approve", amendment, person, **fields)


def through(amendment, cast):
    """From the draft to the version in force."""
    consented(amendment, cast)
    return approve(amendment, cast.curator)
