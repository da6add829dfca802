"""Entry and exit tests: assigned, skipped, given again; times that ran out."""

import random
import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.kit.dates import local, words
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access.knowledge import may_assign, may_assign_to, may_give_again
from monitoring.choices.knowledge import BankState, KnowledgeMoment, KnowledgeState
from monitoring.models import BankQuestion, KnowledgeTest, TestTask
from monitoring.scoring.draw import Item, draw, draw_like, layout_of
from monitoring.workflows_knowledge import KNOWLEDGE_TEST
from programs.access import people_of
from programs.models import Program

S = KnowledgeState
MOST_MINUTES, LEAST_MINUTES, MOST_QUESTIONS, MOST_SEED = 240, 5, 60, 2**31 - 1
EMPTY_BANK = "По этим направлениям в банке нет вопросов. Выберите другие или попросите куратора пополнить банк."
SAME_PROGRAM = "Выберите наставляемых этой программы."


@transaction.atomic
def assign_tests(program, *, moment, members, due, by, at, directions=(), count=None, minutes=None, seed=None):
    """One test for each of `members`, of the same competences, each with its own draw. Returns the tests.

    The exit test repeats the competences of the member's entry test; `directions` and `count` are then not asked.
    `seed` repeats a known draw (the demo); without it every draw is a surprise.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    require(may_assign(by, program))
    inside = {person.pk for person in people_of(program, "mentee")}
    if not members or any(person.pk not in inside for person in members):
        raise Refused(no(SAME_PROGRAM))
    _check_terms(program, due, minutes, count, at)
    made = []
    for number, person in enumerate(members):
        tests = list(KnowledgeTest.objects.filter(program=program, member=person, counts=True))
        require(may_assign_to(by, program, person, moment, tests))
        entry = next((test for test in tests if test.moment == KnowledgeMoment.ENTRY), None)
        earlier = entry if moment == KnowledgeMoment.EXIT else None
        keep = {"moment": moment, "due": due, "minutes": minutes}
        keep["seed"] = secrets.randbelow(MOST_SEED) if seed is None else seed + number
        made.append(_make(program, person, keep, _asked(earlier, directions, count), by=by, at=at))
    return made


def _check_terms(program, due, minutes, count, at):
    if due < local(at).date():
        raise Refused(no("Срок уже прошёл. Выберите день не раньше сегодняшнего."))
    if due > program.until + timedelta(days=office().setting("test_due_days")):
        raise Refused(no(f"Программа кончается {words(program.until)}: назначьте день не позже."))
    if minutes is not None and not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise Refused(no(f"Время – от {LEAST_MINUTES} до {MOST_MINUTES} минут или без ограничения."))
    if count is not None and not 1 <= count <= MOST_QUESTIONS:
        raise Refused(no(f"Вопросов – от 1 до {MOST_QUESTIONS}."))


def _asked(earlier, directions, count):
    """draw(seed) → keys of questions: like an earlier test when there is one, else over the chosen directions."""
    if earlier is not None and earlier.tasks.exists():
        asked = [task.question for task in earlier.tasks.select_related("question")]
        pool = _pool(direction__in={question.direction_id for question in asked})
        return lambda seed: draw_like(pool, [_item(question) for question in asked], seed=seed)
    pool = _pool(direction__in=directions)
    total = count or office().setting("test_questions")
    return lambda seed: draw(pool, total=total, least=office().setting("test_direction_least"), seed=seed)


def _pool(**where):
    found = BankQuestion.objects.filter(state=BankState.ACTIVE, **where).order_by("direction__position", "pk")
    return [_item(question) for question in found]


def _item(question):
    return Item(question.pk, question.direction_id, question.competence)


def _make(program, person, keep, drawn, *, by, at):
    keys = drawn(keep["seed"])
    if not keys:
        raise Refused(no(EMPTY_BANK))
    questions = BankQuestion.objects.in_bulk(keys)
    test = KnowledgeTest.objects.create(
        program=program,
        member=person,
        maximum=sum(questions[key].points for key in keys),
        assigned_by=by.person,
        assigned_at=at,
        **keep,
    )
    rng = random.Random(keep["seed"])  # noqa: S311 – a draw must be repeatable
    TestTask.objects.bulk_create(
        TestTask(test=test, question=questions[key], position=n, layout=_layout(questions[key], rng))
        for n, key in enumerate(keys, 1)
    )
    record("test_assigned", f"{test.get_moment_display()} назначен до {words(test.due)}", test, by, at)
    path = reverse("test_detail", args=[test.pk])
    limit = {"minutes": f"{test.minutes} минут"} if test.minutes else {"minutes": ""}
    notifications.write("test_assigned", to=person, at=at, path=path, date=words(test.due), n=len(keys), **limit)
    return test


def _layout(question, rng):
    return layout_of(question.kind, question.options, rng)


@transaction.atomic
def skip_test(test, *, reason, by, at):
    """The test is not needed, as the reason says; the change is then not counted, the coverage says so."""
    if not reason:
        raise Refused(no("Напишите, почему тест не нужен."))
    KNOWLEDGE_TEST.claim("skip", test, by=by, reason=reason)
    record("test_skipped", f"{test.get_moment_display()} пропущен", test, by, at)


@transaction.atomic
def give_again(test, *, reason, due, by, at):
    """A new attempt over the same competences, by the curator; the old result is kept and no longer counts."""
    require(may_give_again(by, test))
    if not reason:
        raise Refused(no("Напишите, почему нужна новая попытка."))
    _check_terms(test.program, due, None, None, at)
    if not KnowledgeTest.objects.filter(pk=test.pk, counts=True).update(counts=False):
        raise Refused(no(KNOWLEDGE_TEST.taken))
    keep = {"moment": test.moment, "due": due, "minutes": test.minutes, "attempt": test.attempt + 1, "reason": reason}
    keep["seed"] = secrets.randbelow(MOST_SEED)
    return _make(test.program, test.member, keep, _asked(test, (), None), by=by, at=at)


def record(event, heading, test, by, at):
    """Results name a person, so the story says what happened and never how well."""
    journal.record(
        event,
        f"{heading}: {test.member.short_name}",
        by=by,
        at=at,
        subject=test,
        pair=test.program.pair,
        person=test.member,
        audience=Audience.MEMBERS,
    )
