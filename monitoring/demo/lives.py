"""One program of each kind lives its whole life in the past years: halfway report, changes, end, papers, what came after."""

from datetime import timedelta

from django.db import transaction

from mentoring.access import SYSTEM
from mentoring.actions.pair import activate_due_pairs
from mentoring.choices import Side
from mentoring.kit.verdict import Refused
from mentoring.models import Pair
from programs import access
from programs.actions.reopening import continue_program, reopen_program
from programs.actions.result import save_results

from . import amendments, endings, orders, programs, reports, texts, work
from .plot import Part
from .programs import fresh

CHANGED = {"traditional": 0, "group": 30}  # which kinds are changed halfway: days added to the term
CONTINUED = "traditional"
LATEST = 296  # day of the year when the next program of a continued pair is over
LEAST = 95  # a program shorter than three months needs an exception


def is_next(stage, part):
    """Whether this program is the first finished one of its kind."""
    return part.fate == "finished" and part.kind in texts.KINDS and part.kind not in stage.told


def is_reopened(stage, part):
    return part.fate == "finished" and part.kind == CONTINUED and "reopened" not in stage.told


def live(stage, program, part, end):
    """From the first day to the last, `end` at the latest; returns (program, Part) of the pair's next program, if any."""
    stage.told.add(part.kind)
    stage.whole.append(program.pk)
    middle = program.interim_date or program.since + (program.until - program.since) // 2
    work.live(stage, program, part, min(middle, end))
    if program.since < program.until:
        _halfway(stage, program, part.kind, stage.clock.moment(middle, 17))
        program = fresh(program)
        work.live(stage, program, part, min(program.until, end), since=middle)
    _end(stage, program)
    return _gone_on(stage, program) if part.kind == CONTINUED else None


def _halfway(stage, program, kind, at):
    reports.interim(stage, fresh(program), at)
    if kind in CHANGED:
        days = CHANGED[kind]
        amendments.change(stage, fresh(program), at + timedelta(days=1), days=days, reason=texts.CHANGES[kind])


def _end(stage, program):
    """Results of everybody, the end on the day it was due, final reports and reviews."""
    at = stage.clock.moment(program.until + timedelta(days=1), 15)
    people = access.people_of(program, Side.MENTEE)
    reached = {person.pk: texts.REACHED[number % len(texts.REACHED)] for number, person in enumerate(people)}
    save_results(program=program, reached=reached, by=stage.curator, at=at)
    with reports.wanted():
        work.finish(stage, program, at)
        reports.finals(stage, program, at + timedelta(days=1))


def _gone_on(stage, program):
    """The same people in other directions: a pair linked to the old one, an order of its own, a program."""
    at = stage.clock.moment(program.until + timedelta(days=3), 11)
    until = stage.clock.day(LATEST)
    if until < at.date() + timedelta(days=LEAST):
        return None
    try:
        with transaction.atomic():
            pair = continue_program(program=fresh(program), focus=texts.FOCUS, until=until, by=stage.curator, at=at)
            orders.publish(stage, [Pair.objects.with_members().get(pk=pair.pk)], at + timedelta(days=1))
            activate_due_pairs(at=at + timedelta(days=4), by=SYSTEM)
            part, begun = Part(program.pair.kind, "continued"), at + timedelta(days=4)
            pair = Pair.objects.with_members().select_related("order", "year").get(pk=pair.pk)
            following = programs.write(stage, pair, part, begun)
            return fresh(programs.approve(stage, following, part, begun + timedelta(days=3))), part
    except Refused:
        return None


def reopened(stage, program, part, end):
    """Ended too early, brought back by the curator two days later, worked to the end."""
    stage.told.add("reopened")
    middle = program.since + (program.until - program.since) // 2
    work.live(stage, program, part, middle)
    at = stage.clock.moment(middle, 17)
    work.end_early(stage, program, at)
    back = at + timedelta(days=2)
    reopen_program(program=fresh(program), reason=texts.REOPENED, by=stage.curator, at=back)
    work.live(stage, fresh(program), part, end, since=back.date())


def papers(stage):
    """The order on the ended pairs of a past year and certificates of those who lived it whole."""
    endings.of_year(stage, stage.clock.at(306, 11), stage.whole)
