"""Levels 2 to 4 and how they read together (clause 5.4, R42–R45)."""

from decimal import Decimal

import pytest

from monitoring.scoring.gain import BEHAVIOR_BANDS, band_of, better, change_of, gain_of, gain_word, normalized_gain
from monitoring.scoring.reading import (
    CHANGED,
    FEW_ANSWERS,
    KNOWS_NOT_USES,
    LEARNED,
    LEARNED_WITH_STRAIN,
    LIKED_NOT_LEARNED,
    MIXED,
    NOT_WORKED,
    OVERLOADED,
    UNKNOWN,
    WORKED,
    beside,
    read_levels,
)


@pytest.mark.parametrize(
    ("before", "after", "expected"), [(52, 78, 26), (80, 70, -10), (None, 70, None), (50, None, None), (0, 0, 0)]
)
def test_change_needs_both_numbers(before, after, expected):
    assert change_of(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (50, 75, Decimal("0.5")),
        (0, 100, 1),
        (80, 70, Decimal("-0.5")),
        (100, 100, None),
        (100, 90, None),
        (None, 5, None),
    ],
)
def test_normalized_gain_is_undefined_at_a_hundred(before, after, expected):
    assert normalized_gain(before, after) == expected


def test_means_are_over_pairs_with_both_numbers():
    gain = gain_of([(50, 80), (60, 70), (None, 90), (100, 100)])
    assert (gain.total, gain.paired, gain.grew) == (4, 3, 2)
    assert (gain.before, gain.after) == (70, Decimal(250) / 3)
    assert gain.change == Decimal(40) / 3
    assert gain.normalized == (Decimal("0.6") + Decimal("0.25")) / 2


def test_nothing_measured_gives_no_figures():
    gain = gain_of([])
    assert (gain.paired, gain.change, gain.normalized) == (0, None, None)


@pytest.mark.parametrize(
    ("g", "word"), [("0.7", "высокий"), ("0.69", "средний"), ("0.3", "средний"), ("0.29", "низкий")]
)
def test_words_of_the_gain(g, word):
    assert gain_word(Decimal(g)) == word


@pytest.mark.parametrize(
    ("percent", "word"), [(85, "высокий"), (84, "достаточный"), (50, "базовый"), (49, "недостаточный")]
)
def test_words_of_behavior(percent, word):
    assert band_of(percent, BEHAVIOR_BANDS) == word


@pytest.mark.parametrize(
    ("before", "after", "higher", "expected"),
    [(7, 3, False, True), (3, 7, False, False), (54, 61, True, True), (5, 5, True, None), (None, 5, True, None)],
)
def test_better_depends_on_the_measure(before, after, higher, expected):
    assert better(before, after, higher) is expected


@pytest.mark.parametrize(
    ("percent", "knowledge", "behavior", "reading"),
    [
        (86, 26, 20, WORKED),
        (86, 0, None, LIKED_NOT_LEARNED),
        (86, -3, 0, LIKED_NOT_LEARNED),
        (55, 12, None, LEARNED_WITH_STRAIN),
        (55, 12, 9, LEARNED_WITH_STRAIN),
        (86, 12, 0, KNOWS_NOT_USES),
        (None, 12, 0, KNOWS_NOT_USES),
        (50, 0, 0, NOT_WORKED),
        (50, -1, None, NOT_WORKED),
        (None, 5, None, LEARNED),
        (None, None, 5, CHANGED),
        (None, 0, 5, MIXED),
        (95, None, None, UNKNOWN),
        (None, None, None, UNKNOWN),
        (86, Decimal("0.4"), None, LIKED_NOT_LEARNED),
        (86, Decimal("12.0"), Decimal("0.49"), KNOWS_NOT_USES),
        (86, Decimal("0.51"), Decimal("0.6"), WORKED),
        (80, 0, None, LIKED_NOT_LEARNED),
        (Decimal("59.9"), 5, 5, LEARNED_WITH_STRAIN),
        (60, 5, 5, WORKED),
    ],
)
def test_levels_are_read_together_and_never_added(percent, knowledge, behavior, reading):
    assert read_levels(percent, knowledge, behavior) is reading


@pytest.mark.parametrize(("percent", "knowledge", "behavior"), [(86, 26, 20), (86, 0, None), (86, 12, 0)])
def test_a_finished_program_is_not_advised_to_finish_or_to_change(percent, knowledge, behavior):
    working = read_levels(percent, knowledge, behavior)
    ended = read_levels(percent, knowledge, behavior, ended=True)
    assert ended.title == working.title
    assert ended.advice == working.after != working.advice
    assert "Завершите программу" not in ended.advice


@pytest.mark.parametrize(
    ("percent", "mentor", "few", "found"),
    [
        (86, 45, False, (OVERLOADED,)),
        (86, 60, False, ()),
        (79, 45, False, ()),
        (None, 45, False, ()),
        (86, None, False, ()),
        (None, None, True, (FEW_ANSWERS,)),
        (80, 59, True, (OVERLOADED, FEW_ANSWERS)),
    ],
)
def test_a_tired_mentor_and_a_survey_of_few_are_told_beside(percent, mentor, few, found):
    assert beside(percent, mentor, few=few) == found


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (LIKED_NOT_LEARNED, ("знания не выросли", "содержание плана", "тест на входе")),
        (LEARNED_WITH_STRAIN, ("ценой напряжения", "режиме, нагрузке и обратной связи")),
        (KNOWS_NOT_USES, ("не применяют", "открытые занятия", "условия применять")),
        (WORKED, ("применяют", "Завершите программу", "опишите практику", "отметьте участников")),
        (NOT_WORKED, ("не сработала", "другого наставника", "п. 5.3")),
        (OVERLOADED, ("наставнику тяжело", "сколько у него наставляемых", "доплата", "отчётности")),
        (FEW_ANSWERS, ("Недостаточно данных", "меньше порога", "не судят")),
        (UNKNOWN, ("Недостаточно данных", "по одному уровню программу не судят")),
    ],
)
def test_every_row_of_the_table_of_patterns_has_its_words(reading, words):
    said = f"{reading.title}. {reading.advice}"
    assert [word for word in words if word not in said] == []
