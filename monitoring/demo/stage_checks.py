"""Repeated measures: last year's people at entry and exit, this year's at entry, one answer still waited for."""

import random
from datetime import timedelta

from mentoring.access import actor_for
from monitoring.actions import stage_check
from monitoring.choices import QuestionKind
from monitoring.models import StageCheck
from monitoring.queries.stage_check import loaded
from monitoring.questionnaire import Given
from programs.choices import RUNNING_STATES

from . import programs as plays

MOST = 8
ANSWERS = {"entry": ((2, 3, 3, 4, 4, 5), (1, 4, 1, 3)), "exit": ((3, 4, 4, 4, 5, 5), (5, 4, 0, 2))}


def last_year(stage, running):
    for program in _some(running):
        _ask(stage, program, "entry", program.since + timedelta(days=2))
        _ask(stage, program, "exit", program.until - timedelta(days=9))


def this_year(stage, running):
    """The last of them all still waits for one answer."""
    able = [program for program in _some(running) if program.since + timedelta(days=2) <= stage.clock.today]
    for program in able[:-1]:
        _ask(stage, program, "entry", program.since + timedelta(days=2))
    for program in able[-1:]:
        _ask(stage, program, "entry", stage.clock.today - timedelta(days=2), silent=1)


def _some(running):
    """Programs at work, long enough for two measures."""
    found = [plays.fresh(program) for program, part in running if part.kind not in ("speed", "situational")]
    return [program for program in found if program.state in RUNNING_STATES][:MOST]


def _ask(stage, program, code, day, silent=0):
    rng = random.Random(f"checks {stage.year} {code} {program.since}")  # noqa: S311
    stage_check.ask(program, stage=code, by=stage.curator, at=stage.clock.moment(day, 10))
    checks = loaded(StageCheck.objects.filter(program=program, stage=code)).order_by("person__sort_key", "pk")
    for number, check in enumerate(list(checks)[silent:]):
        at = stage.clock.moment(day, 12) + timedelta(minutes=9 * number)
        stage_check.give(check, _sheet(rng, check, code), by=actor_for(check.person), at=at)


def _sheet(rng, check, code):
    marks, results = ANSWERS[code]
    return [
        Given(question, options=tuple(rng.choices(question.options, results)))
        if question.kind == QuestionKind.ONE
        else Given(question, number=rng.choice(marks))
        for question in check.version.questions.all()
    ]
