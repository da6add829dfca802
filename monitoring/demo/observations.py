"""Observed lessons: two observers, before and after, a card that waits, a supervisor's word of readiness."""

import random
from datetime import timedelta

from mentoring.access import actor_for
from mentoring.choices import Side
from mentoring.kit.dates import is_working
from monitoring.access.observation import may_observe, readers_of
from monitoring.actions import observation, observation_card, opinion
from monitoring.choices import QuestionKind
from monitoring.models import CriteriaReading, ObservationCard
from monitoring.queries.observation.text import loaded
from programs.access import people_of

STRONG = "Начали вовремя, все знали, что делать; задания взяты из работы цеха."
ADVICE = "Оставить пять минут на вывод студентов и спросить не только тех, кто поднял руку."
REPLY = "Спасибо, про вывод студентов согласен: на следующем занятии начну его раньше."
TOPICS = ("Циклы и массивы", "Расчёт заработной платы", "Чтение чертежа", "Деловое письмо")
WEIGHTS = {"before": (2, 4, 3), "after": (1, 4, 8)}  # how often 0, 1 and 2 come


def _rng(stage, what):
    """A stream of its own: other scenes stay as they were."""
    return random.Random(f"{what} {stage.year}")  # noqa: S311


def _working(day):
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def last_year(stage, program):
    """A whole story of a finished program: two lessons seen by two people, the supervisor's word."""
    teacher, rng = program.pair.mentees[0], _rng(stage, "lessons")
    aside = timedelta(days=min(20, (program.until - program.since).days // 4))
    for stage_code, day in (("before", program.since + aside), ("after", program.until - aside)):
        lesson = _plan(stage, rng, program, teacher, stage_code, _working(day))
        for card in lesson.cards.select_related("observer").order_by("pk"):
            _fill(stage, rng, card, stage_code)
            _close(stage, card)
    _ask(stage, rng, program, teacher, _working(program.until - timedelta(days=12)))


def this_year(stage, programs):
    """The first of the running programs is observed for the beginning; another card waits to be read."""
    rng, day = _rng(stage, "lessons"), _working(stage.clock.today - timedelta(days=6))
    able = [program for program in programs if program.activated_on < day - timedelta(days=5) <= program.until]
    for number, program in enumerate(able[:2]):
        lesson = _plan(stage, rng, program, program.pair.mentees[0], "before", day)
        first = lesson.cards.select_related("observer").order_by("pk").first()
        _fill(stage, rng, first, "before")
        if not number:
            _close(stage, first)


def _plan(stage, rng, program, teacher, stage_code, day):
    observers = [stage.curator.person, stage.supervisor.person]
    mentors = people_of(program, Side.MENTOR)
    observers = [person for person in observers if person not in mentors and person != teacher]
    lesson = observation.plan(
        program,
        person=teacher,
        day=day,
        observers=observers,
        stage=stage_code,
        topic=rng.choice(TOPICS),
        focus="работа студентов и обратная связь",
        by=stage.curator,
        at=stage.clock.moment(day - timedelta(days=4), 10),
    )
    for number, person in enumerate(readers_of(lesson)):
        if not CriteriaReading.objects.filter(version=lesson.version, person=person).exists():
            at = stage.clock.moment(day - timedelta(days=2), 9) + timedelta(minutes=7 * number)
            observation.acknowledge(lesson.version, by=actor_for(person), at=at)
    return lesson


def _fill(stage, rng, card, stage_code):
    card = loaded(ObservationCard.objects.filter(pk=card.pk)).get()
    by, at = actor_for(card.observer), stage.clock.moment(card.observation.day, 15)
    marks = {}
    for question in card.observation.version.of_kind(QuestionKind.GRADE):
        value = rng.choices((0, 1, 2), WEIGHTS[stage_code])[0]
        unseen = question.code == "b4_ict" and rng.random() < 0.5
        marks[question] = (None, False, "") if unseen else (value, True, "")
    observation_card.save(card, marks, strong=STRONG, advice=ADVICE, seen=card.lock_version, by=by, at=at)
    observation_card.sign(card, by=by, at=at + timedelta(minutes=20))


def _close(stage, card):
    card = loaded(ObservationCard.objects.filter(pk=card.pk)).get()
    at = stage.clock.moment(card.observation.day + timedelta(days=1), 11)
    observation_card.acquaint(card, comment=REPLY, by=actor_for(card.observation.person), at=at)


def _ask(stage, rng, program, teacher, day):
    """Of the head of the teacher's unit: his word of readiness ends the time of adaptation."""
    head = teacher.unit.head if teacher.unit else None
    author = head if head and may_observe(head, program, teacher) else stage.supervisor.person
    asked = opinion.ask(
        program,
        person=teacher,
        author=author,
        stage="after",
        by=stage.curator,
        at=stage.clock.moment(day, 10),
    )
    codes = [question.code for question in asked.version.of_kind(QuestionKind.SCALE_5)]
    opinion.give(
        asked,
        answers={code: rng.choice((3, 4, 4, 5, 5, None)) for code in codes},
        verdict="ready" if rng.random() < 0.7 else "ready_with_support",
        reason="Занятия и документы ведёт сам, за советом обращается по делу.",
        by=actor_for(author),
        at=stage.clock.moment(day + timedelta(days=2), 12),
    )
