"""The road of `levels.py`: its people, a group of six with a bank of five questions, and the days it goes through."""

from decimal import Decimal

from django.utils import timezone

from mentoring.choices import Side
from mentoring.models import Pair, PairMember
from mentoring.tests.make import PASSWORD
from monitoring.actions.knowledge import question
from monitoring.models import BankQuestion
from monitoring.tests import make_knowledge as mk
from monitoring.tests import make_survey as ms

AUTUMN, SPRING = "2026-11-09 10:00", "2027-05-11 10:00"
GOAL, STEPS, LESSON = (
    "Какую цель занятия можно проверить?",
    "Что разбирают после посещения?",
    "Сколько минут длится урок?",
)
QUESTIONS = (
    {"kind": "one", "text": GOAL, "options": ["Решить задачу сам", "Узнать тему", "Полюбить предмет"], "right": [0]},
    {"kind": "many", "text": STEPS, "options": ["Что удалось", "Что изменить", "Чужие ошибки"], "right": [0, 1]},
    {"kind": "number", "text": LESSON, "number": Decimal(45), "tolerance": Decimal(0)},
    {"kind": "order", "text": "Из чего складывается занятие?", "options": ["Цель", "Практика", "Вывод"]},
    {"kind": "match", "text": "Что где видно?", "options": ["Карта занятия", "Тест"], "matches": ["Работа", "Знания"]},
)
ONE, NUMBER, MANY, MATCH = "one", "number", "many", "match"
OTHERS = (  # what the five others answer rightly at the entry and at the exit, and their mark of the program
    ((ONE,), (ONE, NUMBER, MANY), 9),
    ((ONE,), (ONE, NUMBER, MANY), 8),
    ((ONE, NUMBER), (ONE, NUMBER, MANY), 9),
    ((ONE, NUMBER, MANY), None, 10),
    ((ONE, NUMBER, MANY), (ONE, NUMBER, MANY), 4),
)


def by_password(hands, person):
    hands.enter(person.email, PASSWORD)


class Road:
    """`hands_for(phone)` gives new hands; `at("mentor")` are those of a person of the cast, signed in on the day it is."""

    def __init__(self, cast, hands_for, clock, sign_in=by_password):
        clock.set(AUTUMN)
        self.cast, self.clock, self._new, self._sign_in = cast, clock, hands_for, sign_in
        self._hands, self._away = {}, set()
        self.program = build(cast)

    def at(self, part):
        if part not in self._hands:
            self._hands[part] = self._new(part == "mentee")
            self._away.add(part)
        if part in self._away:
            self._away.discard(part)
            self._sign_in(self._hands[part], getattr(self.cast, part))
        return self._hands[part]

    def everyone(self):
        return self._hands.values()

    def later(self, moment):
        """Sessions have run out meanwhile: whoever acts next signs in."""
        self.clock.set(moment)
        self._away = set(self._hands)

    def home(self, part):
        hands = self.at(part)
        hands.visit("/")
        return hands

    def visit(self, part, page):
        hands = self.at(part)
        hands.visit(f"/programs/{self.program.pk}/{page}/")
        return hands


def build(cast):
    """The mentee's pair is a group of six with a program; the bank has five questions, so that figures are known."""
    pair = Pair.objects.get(pk=cast.pair.pk)
    for person in ms.mentees(len(OTHERS)):
        PairMember.objects.create(pair=pair, person=person, side=Side.MENTEE, since=pair.since)
    pair.kind = "group"
    pair.save(update_fields=["kind"])
    BankQuestion.objects.update(state="retired")
    by, at = cast.actor("curator"), timezone.now()
    for one in QUESTIONS:
        made = question.create_question(direction=mk.direction(), competence="", points=1, by=by, at=at, **one)
        question.publish_question(made, by=by, at=at)
    return ms.program(Pair.objects.with_members().get(pk=pair.pk), activated_on=pair.since)
