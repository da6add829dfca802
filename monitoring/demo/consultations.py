"""A day of speed consultations in a past autumn: experienced people, each with one colleague, talk once about one matter."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from mentoring.access import SYSTEM
from mentoring.actions.pair import Seat, activate_due_pairs, create_pair
from mentoring.choices import Side
from mentoring.models import Direction, Mentor, Pair, PairMember

from . import orders, pairs, programs, work
from .plot import Part

TALKS = 8
PART = Part("speed", "finished")


def day(stage):
    """Mentors whom the year has given no pair; with the others they are enough to be asked without names.

    The dice are the day's own: the rest of the play stays as it is without it.
    """
    own = replace(stage, rng=Random(f"{stage.year} консультации"))
    drafts = [_draft(own, stage.busy, number) for number in range(TALKS)]
    kept = [Pair.objects.with_members().get(pk=pair.pk) for pair in drafts if pair is not None]
    orders.publish(own, kept, stage.clock.at(52, 11))
    for pair in Pair.objects.with_members().filter(pk__in=[one.pk for one in kept], state="assigned"):
        stage.short.append(_talk(own, pair).pk)


def _draft(stage, busy, number):
    taken = {*busy, *PairMember.objects.filter(pair__year=stage.year).values_list("person", flat=True)}
    lead = stage.mentor(exclude=[person for person in stage.teachers if person.pk in taken])
    mentors = set(Mentor.objects.values_list("pk", flat=True))
    free = [one for one in stage.teachers if one.pk not in taken | mentors and one.hired_on <= stage.clock.day(40)]
    if lead is None or lead.pk in taken or not free:
        return None
    directions = list(Direction.objects.filter(cross=False))
    seats = [
        Seat(lead.person, Side.MENTOR, directions[number % len(directions)]),
        Seat(stage.rng.choice(free), Side.MENTEE),
    ]
    fields = pairs.fields_of(stage, PART, number)
    at = stage.clock.at(48, 9 + number)
    return create_pair(by=stage.curator, at=at, seats=seats, requests=[], year=stage.year, **fields)


def _talk(stage, pair):
    opened = stage.clock.at(53, 13)
    program = programs.approve(stage, programs.write(stage, pair, PART, opened), PART, opened + timedelta(days=1))
    activate_due_pairs(at=stage.clock.at(70), by=SYSTEM)
    program = programs.fresh(program)
    work.live(stage, program, PART, program.until)
    work.finish(stage, program, stage.clock.moment(program.until + timedelta(days=3), 16))
    return program
