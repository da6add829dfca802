"""Anonymous surveys of the demo: mentors of a year say what they think without their names."""

import random
from datetime import timedelta

from mentoring.access import actor_for
from monitoring.actions import ballot, survey
from monitoring.choices import QuestionKind
from monitoring.models import InstrumentVersion
from monitoring.questionnaire import SCALES, Given
from programs.models import Program

from . import texts

WISHES = ("Методический час в расписании.", "Аудитория для разборов после пар.", "Меньше отметок в журнале.", "")
LEARNED = ("Слушать до конца, а потом советовать.", "Новые приёмы с электронными таблицами.", "Терпению.", "")


def without_names(stage, at, *, code, title, answered, closing=None, texts_shown=0):
    """Launched, answered by the first `answered` people, closed at `closing` when there is one. None for a small year."""
    rng = random.Random(f"{stage.year} {code} без имён")
    programs = list(Program.objects.filter(year=stage.year, state__in=["active", "finishing", "completed"]))
    made = _draft(stage, at, code, title, programs) if programs else None
    if made is None or made.invitations.values("person").distinct().count() < made.threshold:
        return _drop(stage, made, at)
    survey.launch(made, by=stage.curator, at=at)
    people = [row.person for row in made.participations.select_related("person").order_by("person__sort_key")]
    rng.shuffle(people)
    spare = stage.first.get("account")
    people.sort(key=lambda person: person.user_id is not None or person.pk == spare)  # the accounts still have it to do
    for number, person in enumerate(people[:answered]):
        moment = min(at + timedelta(hours=3 + number), stage.clock.now)
        ballot.send(made, [_given(rng, question) for question in _questions(made)], by=actor_for(person), at=moment)
    if closing:
        survey.close(made, by=stage.curator, at=closing)
        chosen = list(made.texts.order_by("question_code", "text")[:texts_shown])
        survey.moderate(made, shown=chosen, by=stage.curator, at=closing + timedelta(hours=1))
    return made


def _draft(stage, at, code, title, programs):
    version = InstrumentVersion.objects.filter(instrument__code=code).order_by("-number").first()
    return survey.create(
        version=version,
        year=stage.year,
        title=f"{title}, {stage.year}",
        mode="anonymous",
        dimension="unit",
        deadline=at.date() + timedelta(days=14),
        programs=programs,
        threshold=5,
        text_threshold=10,
        by=stage.curator,
        at=at,
    )


def _drop(stage, made, at):
    if made is not None:
        survey.discard(made, by=stage.curator, at=at)


def _questions(made):
    return made.version.questions.all()


def _given(rng, question):
    if question.kind == QuestionKind.TEXT:
        said = {"mo1": WISHES, "mo2": LEARNED, "o1": texts.VALUABLE, "o2": texts.MISSING}.get(question.code, ("",))
        return Given(question, text=rng.choice(said))
    if question.kind in SCALES:
        return Given(question, number=max(1, min(10, round(rng.gauss(7.6, 1.6)))))
    return Given(question, options=tuple(rng.sample(list(question.options), k=1)) if question.options else ())
