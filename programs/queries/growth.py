"""How people grow into the work, as the page of a program says it: induction and reflections (R28, R38)."""

from dataclasses import dataclass

from .induction import InductionPart, induction_part
from .reflection import ReflectionPart, reflection_part


@dataclass(frozen=True)
class GrowthPart:
    induction: InductionPart
    reflection: ReflectionPart


def growth_part(actor, program, on):
    """Over a program loaded with its people. At most four queries."""
    return GrowthPart(
        induction=induction_part(actor, program, on),
        reflection=reflection_part(actor, program, on),
    )
