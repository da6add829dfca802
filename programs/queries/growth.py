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
    lists, texts = induction_source(actor, program), reflection_source(actor, program)
    found = gather([source for source in (lists, texts) if source], MOST)
    return GrowthPart(
        induction=induction_part(actor, program, [row for source, row in found if source is lists], on),
        reflection=reflection_part(actor, program, [row for source, row in found if source is texts], on),
    )
