"""The open bank: three mentors show themselves, a teacher of another college asks one of them."""

import re
from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.open_bank import (
    accept_publication,
    agree_to_publish,
    apply_from_outside,
    confirm_application,
    open_publication,
    save_publication,
)
from mentoring.choices import ConsentState
from mentoring.models import Consent, Direction, Letter, Mentor
from mentoring.queries.open_bank.agreement import agreement_of

CARDS = (
    (
        ("post", "organization", "subjects", "category", "experience", "directions", "kinds", "places"),
        "Помогаю выстроить занятие так, чтобы практика успевала завершиться. Начинаем с одной группы и одной темы.",
    ),
    (("post", "organization", "directions", "forms", "kinds", "places"), "Рабочие программы и оценивание без лишней бумаги."),
    (("post", "subjects", "directions", "competences"), "Открытые занятия, конкурсы мастерства, подготовка к аттестации."),
)  # fmt: skip
EMAIL = "somova@other-college.example"


def open_bank(stage, first):
    """`first` is the demo mentor: his card is the first to open."""
    at = stage.clock.now - timedelta(days=3)
    given = Consent.objects.filter(state=ConsentState.GIVEN, kind__in=("mentor", "partner_mentor"))
    mentors = Mentor.objects.filter(
        retired_on__isnull=True, person__left_on__isnull=True, person__in=given.values("person")
    )
    chosen = [mentors.get(pk=first.pk), *mentors.exclude(pk=first.pk).order_by("pk")[: len(CARDS) - 1]]
    cards = [_card(mentor, *card, stage.curator, at) for mentor, card in zip(chosen, CARDS, strict=False)]
    _application(cards[0].mentor, at + timedelta(days=1))


def _card(mentor, fields, about, curator, at):
    me = actor_for(mentor.person)
    card = open_publication(mentor, by=me, at=at)
    save_publication(card, fields=fields, name_form="full", about=about, seen=card.lock_version, by=me, at=at)
    agree_to_publish(card, shown=agreement_of(card).mark, by=me, at=at)
    accept_publication(card, shown=agreement_of(card).mark, by=curator, at=at)
    return card


def _application(mentor, at):
    """The letter of the form is read as its addressee would read it."""
    apply_from_outside(
        "request",
        email=EMAIL,
        sender="",
        at=at,
        directions=list(Direction.objects.filter(code__in=["method", "ict"])),
        wished_mentor=mentor,
        last_name="Сомова",
        first_name="Вера",
        patronymic="Павловна",
        organization="Городецкий многопрофильный колледж, г. Городец",
        post="преподаватель",
        text="Веду базы данных второй год. На практическом занятии половина группы не успевает: не хватает времени на разбор.",
    )
    letter = Letter.objects.filter(code="outside_confirm", address=EMAIL).latest("pk")
    confirm_application(re.search(r"confirm/([\w-]+)/", letter.path)[1], at=at + timedelta(minutes=20))
