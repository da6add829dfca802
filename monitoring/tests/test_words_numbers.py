"""How numbers of measures are said: rounded once, at the end, so that a change is the difference a reader sees."""

import pytest

from monitoring.words import decimal, moved, signed


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


def test_a_half_goes_up_and_zero_carries_no_sign():
    assert [decimal(8.25), decimal(62.5, 0), decimal(0.05)] == ["8,3", "63", "0,1"]
    assert [signed(0.3), signed(-0.3), signed(-2.5)] == ["0", "0", "−3"]
