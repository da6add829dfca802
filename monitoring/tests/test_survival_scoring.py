"""The product-limit estimator: by hand, and against an independent computation (Show 6)."""

import random
from datetime import date
from decimal import Decimal

import pytest
from scipy.stats import CensoredData, ecdf

from monitoring.scoring.indicator import average_headcount, intensity, median, months_between, turnover
from monitoring.scoring.survival import kaplan_meier


def test_six_people_by_hand():
    """Durations 2, 3+, 4, 4, 5+, 7 (+ is censored): S(2) = 5/6, S(4) = 5/6 · 2/4 = 5/12, S(7) = 0.

    Greenwood to 4: 1/(6·5) + 2/(4·2) = 0.28333; ln S = −0.87547; √0.28333 / 0.87547 = 0.60801; 1.95996 · 0.60801 =
    1.19168; bounds are (5/12) ** e^±1.19168 = 0.0560 … 0.7665.
    """
    curve = kaplan_meier([(2, True), (3, False), (4, True), (4, True), (5, False), (7, True)])
    assert (curve.n, curve.ended, curve.median, curve.longest) == (6, 4, 4, 7)
    assert [(step.time, step.at_risk, step.events) for step in curve.steps] == [(2, 6, 1), (4, 4, 2), (7, 1, 1)]
    assert [round(step.share, 4) for step in curve.steps] == [0.8333, 0.4167, 0]
    assert (round(curve.steps[1].low, 4), round(curve.steps[1].high, 4)) == (0.0560, 0.7665)
    assert (curve.steps[2].low, curve.steps[2].high) == (None, None)
    assert (curve.at(1.9), curve.at(2), round(curve.at(6), 4)) == (1, 5 / 6, 0.4167)
    assert [curve.at_risk(time) for time in (0, 3, 4, 8)] == [6, 5, 4, 0]


def test_retention_without_censoring_is_the_plain_share():
    """Saratov region, 2022: 1153 came within three years, 972 work: 84.3 %."""
    curve = kaplan_meier([(12, True)] * (1153 - 972) + [(36, False)] * 972)
    assert round(100 * curve.at(36), 1) == 84.3


def test_nobody_and_nobody_left():
    assert kaplan_meier([]).at(5) == 1
    curve = kaplan_meier([(3, False), (9, False)])
    assert (curve.steps, curve.median, curve.at(9)) == ((), None, 1)
    with pytest.raises(ValueError, match="negative"):
        kaplan_meier([(-1, True)])


@pytest.mark.parametrize("seed", range(4))
def test_equal_to_an_independent_computation(seed):
    """scipy's estimator of the survival function and its log-log interval, on ties and censoring alike."""
    rng = random.Random(seed)
    observed = [(rng.randrange(1, 25), rng.random() < 0.6) for _ in range(40 + 30 * seed)]
    ended = [time for time, over in observed if over]
    theirs = ecdf(CensoredData(uncensored=ended, right=[time for time, over in observed if not over])).sf
    bounds = theirs.confidence_interval(method="log-log")
    ours = kaplan_meier(observed)
    for step in ours.steps:
        place = list(theirs.quantiles).index(step.time)
        assert step.share == pytest.approx(theirs.probabilities[place], abs=1e-12)
        if step.low is not None:
            assert step.low == pytest.approx(bounds.low.probabilities[place], abs=1e-9)
            assert step.high == pytest.approx(bounds.high.probabilities[place], abs=1e-9)


def test_small_arithmetic_by_hand():
    """Months; the middle; turnover 2 of (12 + 9) / 2; its intensity in a group of 5."""
    assert months_between(date(2025, 9, 1), date(2026, 11, 16)) == Decimal("14.5")
    assert months_between(date(2026, 1, 31), date(2026, 3, 1)) == 1 + Decimal(1) / 28
    assert months_between(date(2026, 5, 2), date(2026, 5, 1)) == 0
    assert (median([3, 1, 2]), median([4, 1, 2, 3]), median([])) == (2, Decimal("2.5"), None)
    everybody, young = turnover(2, average_headcount(12, 9)), turnover(2, Decimal(5))
    assert round(everybody.value, 2) == Decimal("19.05")
    assert round(intensity(young, everybody).value, 2) == Decimal("2.10")
    assert intensity(young, turnover(0, Decimal(10))).value is None
