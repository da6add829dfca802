"""Who opens the evaluation of a program: cast × programs (R45)."""

import pytest

from monitoring.access.evaluation import evaluated_programs_for, may_conclude, may_enter, may_set_levels
from monitoring.tests import make_survey as ms

PARTS = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin", "outsider")


def openers(cast, program):
    return {part for part in PARTS if evaluated_programs_for(cast.actor(part)).filter(pk=program.pk).exists()}


def test_the_office_the_mentor_and_the_head_of_the_mentees_unit(cast):
    assert openers(cast, ms.program(cast.pair)) == {"curator", "director", "supervisor", "mentor"}
    assert openers(cast, ms.program(cast.other_pair)) == {"curator", "director", "other_mentor"}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "awaiting_director", "canceled"])
def test_a_program_that_has_not_begun_is_not_evaluated(cast, state):
    assert openers(cast, ms.program(cast.pair, state=state)) == set()


def test_rights_inside(cast):
    program = ms.program(cast.pair)
    assert {part for part in PARTS if may_enter(cast.actor(part), program, "2")} == {"curator", "mentor"}
    assert {part for part in PARTS if may_enter(cast.actor(part), program, "3")} == {"curator"}
    assert {part for part in PARTS if may_set_levels(cast.actor(part), program)} == {"curator"}
    assert {part for part in PARTS if may_conclude(cast.actor(part), program, has_data=True)} == {"curator"}
