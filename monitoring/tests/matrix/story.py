"""«История»: of a pair and a program whoever sees them, of a person the office."""

from . import OFFICE, Row
from .pair import INSIDE

ROWS = {
    "pair_story": Row(allowed=INSIDE, args=lambda world: [world.pair.pk]),
    "person_story": Row(
        allowed=OFFICE,
        args=lambda world: [world.cast.mentee.pk],
        also={"admin": 403, "supervisor": 403, "mentor": 403, "mentee": 403},
    ),
    "program_story": Row(allowed=INSIDE, args=lambda world: [world.program.pk]),
}
