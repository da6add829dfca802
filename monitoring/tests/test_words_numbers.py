"""How numbers of measures are said: rounded once, at the end, so that a change is the difference a reader sees."""

from decimal import Decimal

import pytest

from monitoring.words import agreed, decimal, moved, signed


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (52, 78, ("52 %", "78 %", "+26")),
        (62.5, 75, ("62,5 %", "75,0 %", "+12,5")),
        (55.5556, 70.3704, ("55,6 %", "70,4 %", "+14,8")),
        (70, 70, ("70 %", "70 %", "0")),
        (80, 71, ("80 %", "71 %", "−9")),
    ],
)
def test_a_change_is_the_difference_of_what_is_shown(before, after, said):
    assert tuple(part.replace("\N{NO-BREAK SPACE}", " ") for part in moved(before, after)) == said


def test_numbers_of_a_row_are_those_of_its_figure():
    """31 of 34 points is 91.18 %: whole, because whole ones agree; a lonely number is whole too."""
    said = [("50", "91.18"), ("55.5556", "70.3704"), ("66.67", None), (None, None)]
    rows = [agreed(*(value and Decimal(value) for value in pair)) for pair in said]
    assert [[value and str(value) for value in row] for row in rows] == [
        ["50", "91"],
        ["55.6", "70.4"],
        ["67", None],
        [None, None],
    ]


def test_a_half_goes_up_and_zero_carries_no_sign():
    assert [decimal(8.25), decimal(62.5, 0), decimal(0.05)] == ["8,3", "63", "0,1"]
    assert [signed(0.3), signed(-0.3), signed(-2.5)] == ["0", "0", "−3"]
