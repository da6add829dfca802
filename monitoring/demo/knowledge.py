"""Entry and exit tests: finished programs have both, running ones the entry test, the demo mentee has one to take."""

import random
from datetime import timedelta

from mentoring.access import actor_for
from mentoring.kit.verdict import Refused
from mentoring.models import Direction
from mentoring.office import office
from monitoring.actions.knowledge import answer, practical
from monitoring.actions.knowledge.protocol import sign_protocol
from monitoring.actions.knowledge.test import assign_tests
from monitoring.models import BankQuestion
from programs.choices import RUNNING_STATES
from programs.models import Program

BOTH, ENTRY, QUESTIONS = 3, 8, 8


def last_year(stage, running):
    """The first programs of a past year: entry test at the beginning, exit test in spring, protocol, opinions."""
    for number, program in enumerate(_programs(running)[:BOTH], 1):
        begun = stage.clock.moment(program.activated_on + timedelta(days=8), 12)
        if _take(program, "entry", begun, stage, skill=0.45, seed=number):
            tests = _take(program, "exit", stage.clock.at(258, 12), stage, skill=0.85, seed=100 + number)
            _assess(stage, program, tests)


def this_year(stage, running):
    """Everybody at work has passed the entry test but the account's mentee, who is to take it; those whose matter is
    settled, the exit test too: programs whose term is over and help in a situation.
    """
    account = stage.first.get("account")
    for number, program in enumerate(_now(running), 1):
        if account in {person.pk for person in program.pair.mentees}:
            _assign(program, "entry", stage.clock.now - timedelta(days=2), seed=300)
            continue
        begun = min(stage.clock.moment(program.activated_on + timedelta(days=5), 12), stage.clock.now)
        taken = _take(program, "entry", begun, stage, skill=0.55, seed=200 + number)
        settled = program.state == "finishing" or program.pair.kind == "situational"
        if taken and settled:
            _take(program, "exit", stage.clock.now - timedelta(days=1), stage, skill=0.85, seed=400 + number)


def _now(running):
    rows = _found([program.pk for program, part in running if part.kind != "speed"])
    return list(rows.filter(state__in=RUNNING_STATES)[: ENTRY + 1])


def _programs(running):
    keys = [program.pk for program, part in running if part.kind not in ("speed", "situational")]
    return list(_found(keys).filter(state="active"))


def _found(keys):
    rows = Program.objects.filter(pk__in=keys, activated_on__isnull=False)
    return rows.select_related("pair", "year").prefetch_related("pair__members__person").order_by("pk")


def _directions(program):
    """Of the program's difficulties; only those the bank asks about."""
    asked = BankQuestion.objects.filter(state="active").values("direction")
    return list(Direction.objects.filter(pk__in=asked, difficulty__program=program).distinct().order_by("position"))


def _assign(program, moment, at, *, seed):
    directions = _directions(program)
    if not directions:
        return []
    latest = program.until + timedelta(days=office().setting("test_due_days"))
    due = min(at.date() + timedelta(days=14), latest)
    values = {"members": program.pair.mentees, "directions": directions, "count": QUESTIONS, "due": due, "seed": seed}
    try:
        return assign_tests(program, moment=moment, by=actor_for(program.pair.mentors[0]), at=at, **values)
    except Refused:
        return []  # mentor and mentee at once: somebody else's affair


def _take(program, moment, at, stage, *, skill, seed):
    dice, done = random.Random(seed), []
    for test in _assign(program, moment, at, seed=seed):
        person, begun = actor_for(test.member), min(at + timedelta(days=2), stage.clock.now)
        answer.start_test(test, by=person, at=begun)
        tasks = test.tasks.select_related("question")
        given = {task.pk: _answer(task.question, dice) for task in tasks if dice.random() < skill}
        answer.save_answers(test, given, page=1, by=person, at=begun)
        done.append(answer.send_test(test, by=person, at=min(begun + timedelta(minutes=25), stage.clock.now)))
    return done


def _answer(question, dice):
    """Right, or nearly so."""
    places = list(range(len(question.options)))
    if question.kind == "number":
        return str(question.number.normalize())
    if question.kind in ("order", "match"):
        if dice.random() < 0.3:
            places[0], places[1] = places[1], places[0]
        return places
    return list(question.right)


def _assess(stage, program, tests):
    """Opinions of both assessors; the protocol of the exit test signed by both."""
    mentor, later = actor_for(program.pair.mentors[0]), stage.clock.at(259, 12)
    for test in tests:
        said = {"member": test.member, "at": later}
        practical.estimate(program, moment="entry", level="low", words="Начинал с общих целей", by=mentor, **said)
        practical.estimate(program, moment="exit", level="high", words="Ставит проверяемые цели", by=mentor, **said)
        practical.estimate(program, moment="exit", level="middle", words="", by=stage.curator, **said)
        sign_protocol(test, by=mentor, at=later)
        sign_protocol(test, by=stage.curator, at=later + timedelta(hours=3))
