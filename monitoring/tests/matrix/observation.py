"""Observed lessons: an unsigned card is its author's alone, a colleague reads his own card, another pair nothing."""

from mentoring.tests import make
from monitoring.models import ObservationCard
from monitoring.tests import make_observation as mo
from monitoring.tests import make_survey as ms

from . import Row

KNOW = "curator director supervisor mentor mentee"
READ = f"{KNOW} outsider"


def build(world):
    cast, curator = world.cast, world.cast.actor("curator")
    teacher = make.mentee("Наблюдаев Семён Ильич", unit=cast.unit).person
    pair = make.pair([cast.mentor], [cast.mentee, teacher])
    world.observed_program = mo.open_program(ms.program(pair))
    first = mo.lesson(world.observed_program, curator, [cast.supervisor, cast.outsider], person=cast.mentee)
    mo.fill(first, cast.supervisor, [2])
    world.observed_draft = mo.card_of(first, cast.supervisor)
    world.observed_lesson = first
    mo.signed(first, cast.outsider, [1])
    world.observed_signed = mo.card_of(first, cast.outsider)
    late = mo.lesson(world.observed_program, curator, [cast.supervisor], person=cast.mentee, stage="after")
    mo.signed(late, cast.supervisor)
    ObservationCard.objects.filter(observation=late).update(due=late.day.replace(year=late.day.year - 1))
    world.observed_late = mo.card_of(late, cast.supervisor)
    closed = mo.lesson(world.observed_program, curator, [cast.supervisor], person=cast.mentee, stage="middle")
    world.observed_locked = mo.locked(closed, cast.supervisor)
    world.observed_opinion = mo.asked(world.observed_program, curator, cast.supervisor)


def program(world):
    return [world.observed_program.pk]


def lesson(world):
    return [world.observed_lesson.pk]


def draft(world):
    return [world.observed_draft.pk]


def signed(world):
    return [world.observed_signed.pk]


def late(world):
    return [world.observed_late.pk]


NOT_CURATOR = {"director": 403, "supervisor": 403, "mentor": 403, "mentee": 403}
ROWS = {
    "observation_list": Row(),
    "observation_list_xlsx": Row(),
    "observation_detail": Row(allowed=READ, args=lesson),
    "observation_criteria": Row(allowed=READ, args=lambda world: [world.observed_lesson.version_id]),
    "program_observations": Row(allowed=KNOW, args=program),
    "observation_plan": Row(allowed="curator", args=program, also=NOT_CURATOR),
    "card_detail": Row(allowed="supervisor", args=draft),
    "card_fill": Row(allowed="supervisor", args=draft),
    "card_sign": Row(allowed="supervisor", args=draft, method="post", ok=302),
    "card_acquaint": Row(allowed=READ, args=signed, method="post", ok=200, also={"mentee": 302}),
    "card_close": Row(allowed="curator", args=late, also=NOT_CURATOR),
    "card_call_off": Row(
        allowed="curator supervisor", args=draft, also={"director": 403, "mentor": 403, "mentee": 403}
    ),
    "card_replace": Row(allowed="outsider", args=signed, also={"curator": 403, **NOT_CURATOR}),
    "card_pdf": Row(allowed=READ, args=signed),
    "card_docx": Row(allowed="supervisor", args=draft),
    "card_of_document": Row(allowed=KNOW, args=lambda world: [world.observed_locked.document_id], ok=302),
    "opinion_ask": Row(allowed="curator", args=program, also=NOT_CURATOR),
    "opinion_detail": Row(allowed="curator director supervisor", args=lambda world: [world.observed_opinion.pk]),
    "opinion_drop": Row(
        allowed="curator director supervisor",
        args=lambda world: [world.observed_opinion.pk],
        method="post",
        ok=302,
    ),
}
