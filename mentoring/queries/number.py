"""What the next number of a kind of document would be."""

from mentoring.models import IssuedDocument, NumberSequence
from mentoring.workflow.document import ORDERS

MADE_HERE = (
    "D13",
    "D14",
    "D16",
    "D17",
    "D19",
    "D20",
    "D21",
    "D24",
    "D25",
)  # orders, sheets, programs, changes, reports, tests, cards of lessons


def numbered(kind, year, count):
    """«105» for orders, which the chancery numbers through; «СП-2026/3» for the rest (starter 23, [P])."""
    return str(count) if kind.prefix == ORDERS else f"{kind.prefix}-{year.starts.year}/{count}"


def next_number(kind, year):
    """The number the next document of this kind would get; nothing is taken by asking."""
    last = NumberSequence.objects.filter(prefix=kind.prefix, year=year).values_list("last", flat=True).first() or 0
    same = IssuedDocument.objects.filter(type__prefix=kind.prefix, year=year)
    taken = set(same.exclude(number="").values_list("number", flat=True))
    count = last + 1
    while numbered(kind, year, count) in taken:
        count += 1
    return numbered(kind, year, count)
