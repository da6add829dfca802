"""What observation asks of people: to read the criteria, to fill in a card, to read it, to give an opinion."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import by, near, short, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ui import Deed, Wait
from mentoring.models import PairMember
from monitoring.choices.observation import UNSIGNED, CardState, OpinionState
from monitoring.models import CriteriaReading, Observation, ObservationCard, Opinion

QUEUE = "Наблюдения"
NAME = ("last_name", "first_name", "patronymic", "name_cases")
BACK = 90  # days: criteria of lessons long gone ask nobody any more


def sources(actor, on):
    if actor.person is None:
        return []
    people = tuple(f"observation__person__{name}" for name in NAME)
    whom = tuple(f"person__{name}" for name in NAME)
    return [
        DeedSource("observation_criteria", _unread(actor.person, on), lambda row: _read_criteria(row, on), QUEUE,
                   due=lambda row: row.day, fields=("day", "version__title", *whom), by="day"),
        DeedSource("observation_fill", _to_fill(actor.person, on), lambda row: _fill(row, on), QUEUE,
                   fields=("due", "state", "observation__day", *people)),
        DeedSource("observation_read", _to_read(actor.person), lambda row: _read(row, on), QUEUE, "mentee",
                   fields=("due", "observation__day", "observer__last_name", "observer__first_name",
                           "observer__patronymic")),
        DeedSource("opinion_give", Opinion.objects.filter(author=actor.person, state=OpinionState.ASKED),
                   lambda row: _give(row, on), QUEUE, fields=("due", *whom), private=True),
    ]  # fmt: skip


def _unread(person, on):
    """Lessons with live cards whose criteria the person, concerned by them, has not acknowledged."""
    live = ObservationCard.objects.filter(observation=OuterRef("pk"), state__in=UNSIGNED)
    mine = PairMember.objects.filter(
        pair=OuterRef("program__pair"), person=person, side=Side.MENTOR, until__isnull=True, is_substitute=False
    )
    read = CriteriaReading.objects.filter(version=OuterRef("version"), person=person)
    concerned = Q(person=person) | Q(Exists(mine)) | Q(Exists(live.filter(observer=person)))
    since = on - timedelta(days=BACK)
    return Observation.objects.filter(concerned, Exists(live), ~Exists(read), day__gte=since)


def _to_fill(person, on):
    """From the day of the lesson on."""
    return ObservationCard.objects.filter(observer=person, state__in=UNSIGNED, observation__day__lte=on)


def _to_read(person):
    return ObservationCard.objects.filter(observation__person=person, state=CardState.AWAITING)


def _read_criteria(lesson, on):
    url = reverse("observation_detail", args=[lesson.pk])
    return Deed(
        when=words(lesson.day),
        when_note=near(lesson.day, on),
        late=lesson.day < on,
        title=f"Прочитать критерии наблюдения — до занятия {words(lesson.day)}",
        url=url,
        text=f"{lesson.person.short_name}: «{lesson.version.title}»",
        action="Прочитать",
        action_url=url,
    )


def _fill(card, on):
    lesson = card.observation
    begun = card.state == CardState.DRAFT
    url = reverse("card_detail", args=[card.pk])
    return Deed(
        when=words(card.due),
        when_note=near(card.due, on),
        late=card.due < on,
        title=f"Заполнить карту наблюдения — {by(card.due, on)}",
        url=reverse("observation_detail", args=[card.observation_id]),
        text=f"{lesson.person.short_name}, занятие {short(lesson.day)}",
        action="Продолжить" if begun else "Заполнить",
        action_url=url,
    )


def _read(card, on):
    url = reverse("card_detail", args=[card.pk])
    return Deed(
        when=words(card.due),
        when_note=near(card.due, on),
        late=card.due < on,
        title=f"Прочитать карту наблюдения — {by(card.due, on)}",
        url=url,
        text=f"Занятие {short(card.observation.day)}, наблюдал(а) {card.observer.short_name}",
        action="Прочитать",
        action_url=url,
    )


def _give(opinion, on):
    url = reverse("opinion_detail", args=[opinion.pk])
    return Deed(
        when=words(opinion.due),
        when_note=near(opinion.due, on),
        late=opinion.due < on,
        title=f"Ответить на шесть вопросов о работе — {by(opinion.due, on)}",
        url=url,
        text=opinion.person.short_name,
        action="Ответить",
        action_url=url,
    )


def waits(actor, on):
    """The curator waits for cards of lessons that have been and for opinions."""
    if actor.person is None or not actor.has("curator"):
        return []
    cards = ObservationCard.objects.filter(
        state__in=(*UNSIGNED, CardState.AWAITING), observation__day__lte=on, observation__author=actor.person
    ).exclude(observer=actor.person)
    opinions = Opinion.objects.filter(state=OpinionState.ASKED, asked_by=actor.person)
    person = _names("observer", "observation__person")
    author = _names("author", "person")
    return [
        WaitSource(cards, _card_wait, ("due", "observation__day", *person)),
        WaitSource(opinions, _opinion_wait, ("due", *author)),
    ]


def _names(*paths):
    return tuple(f"{path}__{name}" for path in paths for name in NAME[:3])


def _card_wait(card):
    url = reverse("observation_detail", args=[card.observation_id])
    what = f"карта занятия {short(card.observation.day)}: {card.observation.person.short_name}"
    return Wait(card.observer.short_name, what, by(card.due), url)


def _opinion_wait(opinion):
    url = reverse("opinion_detail", args=[opinion.pk])
    return Wait(opinion.author.short_name, f"мнение о наставляемом: {opinion.person.short_name}", by(opinion.due), url)
