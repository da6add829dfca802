"""Anonymous surveys of the demo: mentors of a year say what they think without their names."""

import random
from datetime import timedelta

from mentoring.access import actor_for
from monitoring.actions import ballot, survey
from monitoring.choices import QuestionKind
from monitoring.models import InstrumentVersion
from monitoring.questionnaire import Given
from monitoring.scoring.kind import SCALES
from programs.models import Program

WISHES = (
    "Методический час в расписании.",
    "Аудитория для разборов после пар.",
    "Меньше отметок в журнале.",
    "Готовые образцы технологических карт.",
    "Чтобы посещения коллег ставили в расписание заранее.",
)
TELLING = "Замены в моей группе ИС-21 ставить не на вторник."  # by these words the writer would be known
LEARNED = ("Слушать до конца, а потом советовать.", "Новые приёмы с электронными таблицами.", "Терпению.", "")


def ask_mentors(stage, at, *, answered, closing=None):
    """Launched, answered by the first `answered` mentors, closed at `closing` when there is one. None for a small year."""
    rng = random.Random(f"{stage.year} без имён")
    programs = list(Program.objects.filter(year=stage.year, state__in=["active", "finishing", "completed"]))
    made = _draft(stage, at, programs) if programs else None
    if made is None or made.invitations.values("person").distinct().count() < made.threshold:
        return _drop(stage, made, at)
    survey.launch(made, by=stage.curator, at=at)
    people = [row.person for row in made.participations.select_related("person").order_by("person__sort_key")]
    rng.shuffle(people)
    people.sort(key=lambda person: person.user_id is not None)  # the accounts still have it to do
    for number, person in enumerate(people[:answered]):
        moment = min(at + timedelta(hours=3 + number), stage.clock.now)
        ballot.send(made, [_given(rng, question) for question in _questions(made)], by=actor_for(person), at=moment)
    if closing:
        survey.close(made, by=stage.curator, at=closing)
        fit = made.texts.exclude(text=TELLING)
        survey.moderate(made, shown=fit, by=stage.curator, at=closing + timedelta(hours=2))
    return made


def _draft(stage, at, programs):
    version = InstrumentVersion.objects.filter(instrument__code="l1_mentor_v1").order_by("-number").first()
    return survey.create(
        version=version,
        year=stage.year,
        title=f"Наставники без имён, {stage.year}",
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
        said = {"mo1": (*WISHES, TELLING), "mo2": LEARNED}.get(question.code, ("",))
        return Given(question, text=rng.choice(said))
    if question.kind in SCALES:
        return Given(question, number=max(1, min(10, round(rng.gauss(7.6, 1.6)))))
    return Given(question, options=tuple(rng.sample(list(question.options), k=1)) if question.options else ())
