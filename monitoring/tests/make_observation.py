"""Makers of observed lessons for tests, through the real actions."""

from datetime import timedelta

from django.utils import timezone

from mentoring.access import actor_for
from mentoring.kit.dates import today
from mentoring.models import Pair
from monitoring.access.observation import readers_of
from monitoring.actions import observation, observation_card, opinion
from monitoring.choices import QuestionKind
from monitoring.models import CriteriaReading, Observation, ObservationCard
from monitoring.queries.observation.text import loaded
from programs.models import Program


def open_program(program):
    """The program runs from the past into the future, whatever day it is."""
    Program.objects.filter(pk=program.pk).update(
        since=today() - timedelta(days=120),
        until=today() + timedelta(days=120),
        activated_on=today() - timedelta(days=120),
    )
    Pair.objects.filter(pk=program.pair_id).update(since=today() - timedelta(days=120))
    program.refresh_from_db()
    return program


def lesson(program, curator, observers, *, stage="before", day=None, read=True, person=None, **fields):
    """A planned lesson of the program's first mentee; `read` has everybody acknowledge the criteria."""
    made = observation.plan(
        program,
        person=person or program.pair.mentees[0],
        day=today(),
        observers=observers,
        stage=stage,
        by=curator,
        at=timezone.now(),
        **fields,
    )
    if day:
        Observation.objects.filter(pk=made.pk).update(day=day)
        made.refresh_from_db()
    if read:
        for one in readers_of(made):
            if not CriteriaReading.objects.filter(version=made.version, person=one).exists():
                observation.acknowledge(made.version, by=actor_for(one), at=timezone.now())
    return made


def card_of(made, observer):
    return loaded(ObservationCard.objects.filter(observation=made, observer=observer).exclude(state="withdrawn")).get()


def marks_of(made, values, comment=""):
    """{question: (value, seen, comment)} of `values` in the card's order; the last one is repeated to the end."""
    questions = made.version.of_kind(QuestionKind.GRADE)
    whole = [*values, *([values[-1]] * (len(questions) - len(values)))]
    return {q: (v, v is not None, comment) for q, v in zip(questions, whole, strict=True)}


def fill(made, observer, values, **texts):
    card = card_of(made, observer)
    observation_card.save(
        card, marks_of(made, values), seen=card.lock_version, by=actor_for(observer), at=timezone.now(), **texts
    )
    return card_of(made, observer)


def signed(made, observer, values=(2,), **texts):
    card = fill(made, observer, list(values), **texts)
    observation_card.sign(card, by=actor_for(observer), at=timezone.now())
    return card_of(made, observer)


def locked(made, observer, values=(2,), *, comment="", **texts):
    card = signed(made, observer, values, **texts)
    observation_card.acquaint(card, comment=comment, by=actor_for(made.person), at=timezone.now())
    return card_of(made, observer)


def asked(program, curator, author, *, stage="after"):
    return opinion.ask(
        program, person=program.pair.mentees[0], author=author, stage=stage, by=curator, at=timezone.now()
    )


def given(one, *, marks=(5, 5, 4, 4, None, 5), verdict="ready", reason="Ведёт занятия сам"):
    codes = [question.code for question in one.version.of_kind(QuestionKind.SCALE_5)]
    opinion.give(
        one,
        answers=dict(zip(codes, marks, strict=True)),
        verdict=verdict,
        reason=reason,
        by=actor_for(one.author),
        at=timezone.now(),
    )
    one.refresh_from_db()
    return one
