"""Who writes down what each mentee has reached."""

from mentoring.choices import Side
from mentoring.kit.verdict import YES, no
from programs.choices import RUNNING_STATES

from .program import sides_of


def may_write_results(actor, program):
    """A mentor or the curator, while the program works: the final report takes these words."""
    if program.state not in RUNNING_STATES:
        return no("Достигнутые результаты записывают, пока программа действует.")
    if Side.MENTOR in sides_of(actor, program) or actor.has("curator"):
        return YES
    return no("Достигнутые результаты записывает наставник или куратор.")
