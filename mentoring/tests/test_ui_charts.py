"""Charts: honest numbers, patterns and words beside colour, one string for page and paper."""

import re
import xml.etree.ElementTree as ET

import pytest

from mentoring.kit import charts
from mentoring.kit.charts import (
    BandRow,
    Bands,
    BarRow,
    Bars,
    BeforeAfter,
    ChangeRow,
    Line,
    Series,
    Spark,
    Stacked,
    StackRow,
    Steps,
    StepSeries,
)
from mentoring.queries.styleguide import samples

KINDS = ("bars", "line", "survival", "stacked", "before_after", "bands", "histogram")


def words(chart):
    return " ".join(text.text or "" for text in ET.fromstring(charts.svg(chart)).iter() if text.text)


@pytest.fixture(scope="module")
def examples():
    found = samples()
    return [found[name] for name in KINDS]


def test_every_chart_is_an_image_with_a_name_and_a_description(examples):
    for chart in examples:
        for drawn in (charts.svg(chart), charts.narrow_svg(chart)):
            picture = ET.fromstring(drawn)
            assert picture.get("role") == "img"
            names = [child.tag.rpartition("}")[2] for child in picture][:2]
            assert names == ["title", "desc"]
            assert all(child.text for child in picture[:2])
            assert "style=" not in drawn
            assert "<script" not in drawn


def test_every_chart_has_its_table(examples):
    for chart in examples:
        table = charts.table(chart)
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_names_are_escaped():
    for chart in (Bars("<b>", (BarRow("<i>", 1, 2),)), Line("<b>", ("<i>",), (Series("<u>", (3,)),), "<i>")):
        assert not re.search("<[biu]>", charts.svg(chart))


def test_bars_are_sorted_by_share_and_small_ones_speak_in_fractions():
    chart = Bars(
        "Доля", (BarRow("Мало", 3, 7), BarRow("Много", 12, 19), BarRow("Пусто", 0, 0), BarRow("Скрыто", few="3 ответа"))
    )
    assert [row[0] for row in chart.table().rows][:2] == ["Много", "Мало"]
    strong = re.findall(r'font-weight="600"[^>]*>([^<]+)</tspan>', charts.svg(chart))
    assert strong[:2] == ["63\xa0%", "3\xa0из\xa07"]
    assert {row[0]: row[1] for row in chart.table().rows}["Пусто"] == "–"
    assert "3 ответа" in words(chart)


def test_a_share_that_is_not_nothing_never_looks_like_nothing():
    assert Bars("Доля", (BarRow("Почти", 1, 500),)).table().rows[0][1] == "меньше 1 %"


def test_lines_differ_by_dash_and_marker_and_are_named_at_their_ends():
    chart = Line(
        "План", ("сен", "окт", "ноя"), (Series("2026/27", (92, 84, None)), Series("2025/26", (88, 80, None))), floor=60
    )
    drawn = charts.svg(chart)
    assert "stroke-dasharray" in drawn
    assert "<rect" in drawn
    assert "Шкала начинается с 60 %" in words(chart)
    assert chart.table().rows[1:] == (("окт", "84 %", "80 %"), ("ноя", "–", "–"))
    with pytest.raises(ValueError, match="three"):
        Line("План", ("сен",), (Series("а", (1,)),) * 4)


def test_a_line_never_hides_a_value_below_its_cut():
    assert "Шкала начинается" not in words(Line("План", ("сен", "окт"), (Series("а", (40, 70)),), floor=60))


def test_steps_fall_only_at_events_and_say_who_is_still_observed():
    """Two of four left, at 6 and 12 months; bounds are thin lines; beyond the last observation there is no share."""
    points = ((6, 0.75, 0.3, 0.96), (12, 0.5, 0.06, 0.84))
    chart = Steps("Работают", (0, 6, 12, 18), (StepSeries("с наставником", points, 12, (4, 4, 3, 0)),))
    assert chart.table().rows == (
        ("с наставником", "0", "100 %", "–", "4"),
        ("с наставником", "6", "75 %", "30 % – 96 %", "4"),
        ("с наставником", "12", "50 %", "6 % – 84 %", "3"),
        ("с наставником", "18", "–", "–", "0"),
    )
    drawn = charts.svg(chart)
    assert drawn.count("<polyline") == 3
    assert "Под наблюдением" in words(chart)
    with pytest.raises(ValueError, match="three"):
        Steps("Работают", (0,), (StepSeries("а", (), 1),) * 4)


def test_stacked_parts_carry_patterns_and_counts():
    chart = Stacked("Программы", ("а", "б", "в", "г"), (StackRow("ИТ", (1, 2, 5, 1)), StackRow("Пусто", (0, 0, 0, 0))))
    assert charts.svg(chart).count("<pattern") == 2
    for n in ("1", "2", "5", "9"):
        assert f">{n}</text>" in charts.svg(chart)
    assert chart.table().rows[0] == ("ИТ", 1, 2, 5, 1, 9)


def test_before_and_after_signs_the_gain_and_leaves_the_unknown_unknown():
    rows = (ChangeRow("Рост", 45, 80), ChangeRow("Спад", 76.5, 60), ChangeRow("Нет", 40, None))
    assert [row[3] for row in BeforeAfter("Тест", rows).table().rows] == ["+35", "−16,5", "–"]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0, 0, 0, 0, 0, 0, 2, 1, 1), "мало данных: 4 ответа"),
        ((0, 0, 0, 0, 1, 0, 0, 2, 2, 1), "из 6"),
        ((0, 0, 1, 0, 2, 1, 4, 7, 6, 3), "10"),
    ],
)
def test_bands_show_no_more_than_the_threshold_allows(counts, shown):
    """R41: words under five answers, three bands under ten, the histogram from ten."""
    chart = Bands("Реакция", (BandRow("Наставник", counts),), threshold=5)
    assert shown in words(chart).replace("\xa0", " ")
    few = sum(counts) < 5
    assert bool(chart.table().rows) != few
    if few:
        assert "<rect" not in charts.svg(chart)
        assert "8–10" not in charts.svg(chart)


def test_bands_follow_the_settings():
    row = BandRow("Наставник", (0, 0, 0, 0, 0, 1, 0, 2, 2, 1))
    assert Bands("Реакция", (row,), threshold=7).table().rows == ()
    assert Bands("Реакция", (row,), threshold=5, edges=(5, 8)).table().rows == (("Наставник", 0, 3, 3, 6),)


def test_patterns_of_two_charts_on_a_page_do_not_share_ids():
    row = (StackRow("ИТ", (1, 2)),)
    ids = [
        set(re.findall(r'pattern id="(\w+)"', draw(chart)))
        for chart in (Stacked("А", ("а", "б"), row), Stacked("Б", ("а", "б"), row))
        for draw in (charts.svg, charts.narrow_svg)
    ]
    assert len(set.union(*ids)) == 8


def test_a_spark_is_decoration():
    assert 'aria-hidden="true"' in charts.svg(Spark((1, 2, 2)))
    assert charts.svg(Spark((5, 5, 5)))


@pytest.mark.parametrize("draw", [charts.svg, charts.narrow_svg])
def test_a_long_name_makes_its_own_row_higher(draw):
    """Names of departments are long: they are wrapped whole, never laid over the next row."""
    long = "Цикловая комиссия гуманитарных, социально-экономических и естественно-научных дисциплин"
    rows = tuple(charts.BarRow(name, 1, 2) for name in ("Право", long, "Торговля"))
    picture = draw(charts.Bars("Доли", rows))
    heights = [float(y) for y in re.findall(r'<text x="0(?:\.0)?" y="([\d.]+)"', picture)]
    assert heights == sorted(heights)
    assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) >= 17
    assert "дисциплин" in picture
