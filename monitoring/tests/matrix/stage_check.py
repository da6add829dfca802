"""Repeated measures: a person reads his own, the curator leads them, mentors and the office read the whole."""

from mentoring.tests import make
from monitoring.tests import make_stage_check as mc

from . import Row


def build(world):
    cast = world.cast
    world.checked_program = mc.running(make.pair([cast.mentor], [cast.mentee]))
    mc.ask(world.checked_program, cast.actor("curator"))
    world.checked_given = mc.give(mc.check_of(world.checked_program, cast.mentee))


def program(world):
    return [world.checked_program.pk]


def check(world):
    return [world.checked_given.pk]


ROWS = {
    "stage_check_detail": Row(allowed="curator mentee", args=check),
    "stage_check_again": Row(allowed="curator mentee", args=check, method="post", ok=302),
    "program_checks": Row(allowed="curator", args=program),
    "stage_check_ask": Row(
        allowed="curator", args=lambda world: [world.checked_program.pk, "exit"], method="post", ok=302
    ),
    "stage_change": Row(allowed="curator director mentor other_mentor", denied=403),
    "stage_change_paper": Row(allowed="curator director mentor other_mentor", args=lambda world: ["xlsx"], denied=403),
}
