"""A version of the card as plain words and numbers: what its editor holds."""

from dataclasses import dataclass

from mentoring.kit.canonical import fingerprint

USUAL = 4  # statements of a direction
NUMBERS = ("min_answered", "deficit_from", "strength_to", "differs_from")


@dataclass(frozen=True)
class CardText:
    """What the editor holds: words, numbers of the count, and rows (statement code or «», direction code, text)."""

    lead: str
    question: str
    numbers: dict
    rows: tuple[tuple[str, str, str], ...]

    @property
    def mark(self):
        """What the editor saw: the second of two editors is told."""
        return fingerprint([self.lead, self.question, sorted(self.numbers.items()), [list(row) for row in self.rows]])
