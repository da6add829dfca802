"""Anonymous surveys: the one page that is answered, the term that moves for all."""

from monitoring.tests import make_survey as ms

from . import Row

CURATOR = "curator"


def build(world):
    """A running anonymous survey of mentors: the cast's mentor and four others."""
    curator = world.cast.actor("curator")
    programs = [ms.program(world.cast.pair), *(ms.group_program(1, start=40 + n) for n in range(4))]
    world.ballot_survey = ms.running(curator, programs, title="Анонимная", mode="anonymous", code="l1_mentor_v1")


def of(name):
    return lambda world: [getattr(world, name).pk]


ROWS = {
    "survey_ballot": Row(allowed="mentor", args=of("ballot_survey")),
    "survey_postpone": Row(allowed=CURATOR, args=of("ballot_survey")),
}
