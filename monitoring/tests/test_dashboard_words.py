"""What a figure says: per cents, fractions, trends with «лучше» and «хуже», the sentence on top (words §9)."""

import pytest

from mentoring.kit.charts.drawing import percent as in_chart
from mentoring.tests import make
from monitoring.queries.dashboard.figure import COUNT, PART, SHARE, Figure, Measure, moved, out_of
from monitoring.tests.make_dashboard import board, days, event, last_year_pair, program, request
from monitoring.words import percent


def figure(now, before=None, *, style=SHARE, better="more", noun="teacher", **fields):
    return Figure("x", "Показатель", style, now, noun, before=before, better=better, **fields)


def test_a_share_shows_per_cent_and_what_it_is_made_of():
    shown = figure(Measure(41, 88))
    assert (shown.number, shown.unit, shown.fraction) == ("47", "%", "41 из 88\u00a0педагогов")


def test_under_ten_cases_the_fraction_is_larger_than_the_per_cent():
    shown = figure(Measure(3, 9))
    assert (shown.number, shown.unit, shown.fraction) == ("3", "из\u00a09", "педагогов, 33\u00a0%")


def test_ten_cases_are_enough_for_per_cent():
    assert figure(Measure(3, 10)).number == "30"


@pytest.mark.parametrize("style", [SHARE, PART])
def test_a_zero_denominator_is_a_dash_and_never_zero_per_cent(style):
    shown = figure(Measure(0, 0), style=style)
    assert (shown.number, shown.unit, shown.text, shown.trend) == ("–", "", "–", "")


def test_a_share_that_is_not_nothing_never_looks_like_nothing():
    assert figure(Measure(1, 300)).number == "меньше 1"


def test_a_count_has_its_noun():
    assert (figure(Measure(2), style=COUNT, noun="document").unit, figure(Measure(1200), style=COUNT).number) == (
        "документа",
        "1\u00a0200",
    )


@pytest.mark.parametrize(
    ("now", "before", "better", "trend", "good"),
    [
        ((41, 88), (36, 88), "more", "↑ на 6\u00a0п.\u00a0п.", True),
        ((36, 88), (41, 88), "more", "↓ на 6\u00a0п.\u00a0п.", False),
        ((41, 88), (36, 88), "less", "↑ на 6\u00a0п.\u00a0п.", False),
        ((41, 88), (36, 88), "", "↑ на 6\u00a0п.\u00a0п.", None),
        ((10, 12), (100, 120), "more", "= как год назад, 83\u00a0%", None),
        ((7, 9), (3, 8), "more", "год назад 3 из 8 (38\u00a0%)", True),
        ((41, 88), (0, 0), "more", "", None),
        ((0, 0), (3, 10), "more", "", None),
    ],
)
def test_trend_of_a_share(now, before, better, trend, good):
    shown = figure(Measure(*now), Measure(*before), better=better)
    assert (shown.trend, shown.good) == (trend, good)


@pytest.mark.parametrize(
    ("now", "before", "trend", "good"),
    [
        (11, 7, "↑ на 4\u00a0мероприятия", False),
        (7, 8, "↓ на 1\u00a0мероприятие", True),
        (7, 7, "= как год назад, 7", None),
        (7, 0, "", None),
    ],
)
def test_trend_of_a_count(now, before, trend, good):
    shown = figure(Measure(now), Measure(before), style=COUNT, noun="event", better="less")
    assert (shown.trend, shown.good) == (trend, good)


def test_the_card_carries_number_trend_verdict_and_the_way_to_its_rows():
    shown = figure(Measure(41, 88), Measure(36, 88), rows=41, rows_text="Показать педагогов", spark=(40, 41, 47))
    stat = Figure(**{**shown.__dict__, "code": "involved"}).stat({"year": "2026"})
    assert (stat.value, stat.verdict, stat.spark) == ("47", "лучше", (40, 41, 47))
    assert (stat.link_text, stat.link_url) == ("Показать педагогов (41)", "/monitoring/rows/involved/?year=2026")


def test_words_instead_of_a_number_leave_no_trend():
    shown = figure(Measure(3, 4), Measure(1, 4), few="мало данных")
    assert (shown.number, shown.trend, shown.good, shown.text) == ("", "", None, "мало данных")


@pytest.mark.parametrize(("part", "whole"), [(1, 8), (3, 8), (5, 8), (41, 88), (1, 300), (0, 5)])
def test_card_and_chart_round_alike(part, whole):
    assert percent(part, whole).replace("\u00a0", " ") == in_chart(part, whole).replace("\u00a0", " ")


def test_nouns_take_the_case_the_sentence_needs():
    assert moved(1, COUNT, "program") == "1\u00a0программу"
    assert moved(-21, COUNT, "program") == "21\u00a0программу"
    assert (out_of(21, "teacher"), out_of(22, "teacher")) == ("21\u00a0педагога", "22\u00a0педагогов")


# The sentence on top


@pytest.fixture
def director(college):
    return make.actor(make.person("Лаврова Елена Викторовна", roles=["director"], is_teacher=False))


def test_an_empty_college_says_what_to_do_first(director):
    assert board(director).conclusion.startswith("Педагогов в списке ещё нет")


def test_a_college_without_pairs_does_not_compare(director):
    make.person()
    assert board(director).conclusion == "Действующих пар и программ на эту дату нет: сравнивать пока нечего."


def test_nothing_is_called_weak_when_nothing_is_late(director):
    program()
    sentence = "Вовлечено 2 из 2 педагогов. Просроченных мероприятий, запросов и документов нет."
    assert board(director).conclusion == sentence


def test_the_weakest_place_has_the_largest_late_share(director):
    running = program()
    for day in (-9, -8, -7):
        event(running, days(day), "done")
    event(running, days(-1))
    for _ in range(5):
        make.request(state="paired")
    request(days(-1))
    assert board(director).conclusion.endswith("Слабое место – просроченные мероприятия: их 1, в 1\u00a0программе.")
    request(days(-1))
    assert "Слабое место – запросы: 2\u00a0запроса ждут наставника дольше срока" in board(director).conclusion


def test_the_share_is_compared_in_words(director):
    for number in range(12):
        make.person(f"Аева{number} Анна")
    last_year_pair([make.person("Беева Анна")], [make.person("Веева Анна")])
    make.pair([make.person("Геева Анна")], [make.person("Деева Анна"), make.person("Жеева Анна")])
    assert board(director).conclusion.startswith("Вовлечено 18\u00a0% педагогов – больше, чем год назад.")
