"""How people grow into the work, as the page of a program says it: induction and reflections (R28, R38)."""

from dataclasses import dataclass

from mentoring.kit.gather import gather

from .induction import InductionPart, induction_part, induction_source
from .reflection import ReflectionPart, reflection_part, reflection_source

MOST = 100


@dataclass(frozen=True)
class GrowthPart:
    induction: InductionPart
    reflection: ReflectionPart


def growth_part(actor, program, on):
    """Over a program loaded with its people. One query for both, for a curator one more."""
    sources = growth_sources(actor, program)
    found = gather([source for source in sources if source], MOST)
    return growth_of(actor, program, on, [[row for source, row in found if source is one] for one in sources])


def growth_sources(actor, program):
    """(induction, reflections) to be gathered; None for who reads none."""
    return induction_source(actor, program), reflection_source(actor, program)


def growth_of(actor, program, on, found):
    """The GrowthPart over what the sources gave."""
    lists, texts = found
    return GrowthPart(
        induction=induction_part(actor, program, lists, on), reflection=reflection_part(actor, program, texts, on)
    )
