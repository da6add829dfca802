"""Makers of level 2: questions of every kind, tests played through the real actions."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from mentoring.access import actor_for
from mentoring.kit.dates import today
from mentoring.models import Direction
from monitoring.actions.knowledge import answer, question
from monitoring.actions.knowledge import test as tests
from monitoring.models import BankQuestion, KnowledgeTest

KINDS = {
    "one": {"options": ["верно", "мимо", "рядом"], "right": [0]},
    "many": {"options": ["да", "тоже да", "нет"], "right": [0, 1]},
    "number": {"number": Decimal(10), "tolerance": Decimal("0.5")},
    "order": {"options": ["раз", "два", "три"]},
    "match": {"options": ["кот", "пёс"], "matches": ["мяу", "гав"]},
    "text": {"sample": "Названы цель и проверка.", "points": 2},
}


def direction(code="method"):
    return Direction.objects.get(code=code)


def bank(curator, kinds=tuple(KINDS), *, code="method", competence="", active=True):
    """One question of each kind in a direction; the starter bank leaves so that nothing else is drawn."""
    BankQuestion.objects.filter(code__startswith="q_").update(state="retired")
    made = []
    for kind in kinds:
        row = question.create_question(
            direction=direction(code),
            competence=competence,
            kind=kind,
            text=f"Вопрос вида {kind}, {competence or code}?",
            by=curator,
            at=timezone.now(),
            **{"points": 1, **KINDS[kind]},
        )
        if active:
            question.publish_question(row, by=curator, at=timezone.now())
        made.append(row)
    return made


def assigned(program, by, *, moment="entry", members=None, codes=("method",), at=None, **fields):
    """Tests of a moment for the members, or all mentees; the first of them."""
    values = {"due": today() + timedelta(days=10), "directions": [direction(code) for code in codes], **fields}
    members = members or program.pair.mentees
    return tests.assign_tests(program, moment=moment, members=members, by=by, at=at or timezone.now(), **values)[0]


def right(task):
    """The right answer of a task in its question's own places."""
    row = task.question
    return {
        "one": list(row.right),
        "many": list(row.right),
        "number": str(row.number),
        "order": list(range(len(row.options))),
        "match": list(range(len(row.options))),
        "text": "Цель названа, проверка в конце.",
    }[row.kind]


def taken(test, *, kinds=None, send=True, at=None):
    """Answered rightly in the given kinds (all by default), sent unless said otherwise."""
    at, by = at or timezone.now(), actor_for(test.member)
    answer.start_test(test, by=by, at=at)
    tasks = test.tasks.select_related("question")
    given = {task.pk: right(task) for task in tasks if kinds is None or task.question.kind in kinds}
    answer.save_answers(test, given, page=1, by=by, at=at)
    return answer.send_test(test, by=by, at=at) if send else fresh(test)


def passed(program, by, *, moment="entry", kinds=None, **fields):
    """A scored test of the first mentee over questions that need no check."""
    return taken(assigned(program, by, moment=moment, **fields), kinds=kinds)


def fresh(test):
    return KnowledgeTest.objects.select_related("program__pair", "member").get(pk=test.pk)


def entry_test(program, member, *, state="scored", percent=60, moment="entry", at=None):
    """A row as it stands after a test, for counts that need no answers."""
    at = at or timezone.now()
    scored = state == "scored"
    return KnowledgeTest.objects.create(
        program=program,
        member=member,
        moment=moment,
        state=state,
        seed=1,
        due=today(),
        assigned_at=at,
        sent_at=at if scored else None,
        scored_at=at if scored else None,
        maximum=100,
        score=percent if scored else None,
        percent=percent if scored else None,
    )
