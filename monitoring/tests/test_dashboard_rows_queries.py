"""The rows behind every figure: as many as the card says, searched, ordered, paged (R52)."""

from datetime import date

import pytest
from django.urls import reverse

from mentoring.office import office
from mentoring.tests import make
from monitoring.attention import BY_CODE, attention_page
from monitoring.queries.attention import attention_list_page
from monitoring.queries.attention_rule import rule_page
from monitoring.queries.dashboard import dashboard_of
from monitoring.queries.dashboard_rows import LISTS, all_cells, rows_page
from monitoring.tests.make_dashboard import busy_college, days, event, last_year_pair, program, question, request

FIGURES = [*LISTS, "attention"]


def shown(code, asked, **params):
    return rows_page(LISTS[code], asked, params)


def names(page):
    return [row[0].text for row in page.rows]


def length(code, asked):
    """How many rows the figure's link opens."""
    if code == "attention":
        return len(attention_page(asked.on, [], 0, 500, unit_ids=asked.unit_ids)) if asked.now else 0
    return shown(code, asked).total


@pytest.mark.parametrize("code", FIGURES)
def test_the_card_tells_as_many_rows_as_its_link_opens(cast, code):
    """The number of the card, the list, the spreadsheet: one and the same, for every figure."""
    busy_college(cast)
    old = program(last_year_pair([cast.mentor], [cast.mentee]), state="completed", since=date(2025, 10, 1))
    event(old, date(2025, 11, 10), "done")
    event(old, date(2025, 11, 25))
    director = cast.actor("director")
    for asked in (
        question(director),
        question(director, unit=cast.unit),
        question(director, year=2025),
        question(cast.actor("supervisor")),
    ):
        figure = dashboard_of(asked).figure(code)
        rows = length(code, asked)
        assert (figure.rows or 0) == rows
        if code in LISTS:
            assert len(list(all_cells(LISTS[code], asked))) == rows


def test_the_busy_college_has_something_behind_every_figure(cast):
    """So that the comparison above could fail."""
    busy_college(cast)
    rows = {figure.code: figure.rows for figure in dashboard_of(question(cast.actor("director"))).figures}
    assert rows == {
        "involved": 7,
        "programs": 3,
        "plan": 5,
        "overdue": 2,
        "satisfaction": None,
        "mentors": 3,
        "requests": 1,
        "documents": 2,
        "coming": 2,
        "attention": 6,
        "in_time": 3,
        "knowledge": 1,
        "behavior": 0,
        "ready": 0,
        "retention": 0,
    }


def test_rows_add_up_to_the_numbers_of_the_card(cast):
    busy_college(cast)
    asked = question(cast.actor("director"))
    figures = dashboard_of(asked)
    places = [(row[2].value, row[3].value) for row in shown("mentors", asked).rows]
    assert [sum(side) for side in zip(*places, strict=True)] == [
        figures.figure("mentors").now.part,
        figures.figure("mentors").now.whole,
    ]
    marks = [row[3].text for row in shown("plan", asked).rows]
    assert marks.count("Выполнено") == figures.figure("plan").now.part == 1
    states = [row[2].text for row in shown("programs", asked).rows]
    assert states.count("Действует") == figures.figure("programs").now.part == 2


def test_rows_lead_to_people_pairs_programs_and_requests(cast):
    first, *_ = busy_college(cast)
    asked = question(cast.actor("director"))
    person = next(row for row in shown("involved", asked).rows if row[0].text == "Жуков Артём Денисович")
    assert person[0].url == f"/people/{cast.mentee.pk}/"
    assert person[2].text == "наставляемый"
    assert [(link.text, link.url) for link in person[3].links] == [("Ковалёва → Жуков", f"/pairs/{cast.pair.pk}/")]
    assert shown("overdue", asked).rows[0][0].url == f"/programs/{first.pk}/"
    assert shown("requests", asked).rows[0][0].url.startswith("/requests/")
    assert {row[0].url.split("/")[1] for row in shown("documents", asked).rows} == {"documents", "programs"}


def test_a_head_gets_links_only_to_what_he_may_open(cast):
    busy_college(cast)
    outside = make.pair([cast.mentor], [make.mentee("Сафина Нина Ильинична").person])
    asked = question(cast.actor("supervisor"))
    mentor = next(row for row in shown("involved", asked).rows if row[0].text == "Ковалёва Марина Сергеевна")
    assert {link.text: bool(link.url) for link in mentor[3].links} == {
        "Ковалёва → Жуков": True,
        outside.title: False,
    }
    assert shown("requests", asked).rows[0][0].url == ""
    assert "Панина Светлана Игоревна" not in names(shown("mentors", asked))


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("involved", "жуков", 1),
        ("involved", "ЖУКОВ  артем", 1),
        ("programs", "ершов", 1),
        ("plan", "ершов", 2),
        ("plan", "РАЗБОР занятия", 5),
        ("coming", "нет такого", 0),
        ("mentors", "Галеев", 1),
        ("requests", "орлова", 1),
        ("documents", "программа", 1),
    ],
)
def test_search_narrows_rows_and_keeps_the_total(cast, code, words, expected):
    busy_college(cast)
    asked = question(cast.actor("director"))
    page = shown(code, asked, q=words)
    assert (page.shown, page.total) == (expected, shown(code, asked).total)


@pytest.mark.parametrize("code", LISTS)
def test_every_offered_order_works_both_ways(cast, code):
    busy_college(cast)
    asked = question(cast.actor("director"))
    plain = sorted(names(shown(code, asked)))
    for sort in LISTS[code].sorts():
        assert sorted(names(shown(code, asked, sort=sort))) == plain, sort


def test_order_by_a_column(cast):
    busy_college(cast)
    asked = question(cast.actor("director"))
    taken = [row[2].value for row in shown("mentors", asked, sort="-taken").rows]
    assert taken == sorted(taken, reverse=True) == [2, 1, 1]
    dues = [row[2].value for row in shown("plan", asked, sort="-due").rows]
    assert dues == sorted(dues, reverse=True)
    last = [row[0].text for row in shown("documents", asked, sort="due").rows]
    assert last[0].startswith("Программа: ")


@pytest.mark.parametrize("params", [{"sort": "drop table"}, {"page": "abc"}, {"page": "999"}, {"q": "x" * 10_000}])
def test_a_broken_address_still_shows_a_page(cast, params):
    busy_college(cast)
    assert shown("involved", question(cast.actor("director")), **params).total == 7


def test_pages_hold_fifty_rows(college):
    director = make.actor(make.person("Лаврова Елена Викторовна", roles=["director"], is_teacher=False))
    running = program()
    for number in range(51):
        event(running, days(-1), measure=f"Мероприятие {number:02}")
    asked = question(director)
    assert [len(shown("overdue", asked, page=page).rows) for page in ("1", "2")] == [50, 1]
    assert shown("overdue", asked).shown == 51


@pytest.mark.parametrize("code", LISTS)
def test_the_number_of_queries_does_not_grow_with_rows(cast, code, django_assert_max_num_queries):
    asked = question(cast.actor("director"))
    office()  # its settings come from the cache
    with django_assert_max_num_queries(6):
        shown(code, asked)
    busy_college(cast)
    with django_assert_max_num_queries(6) as few:
        shown(code, asked)
    for _ in range(3):
        more = program(make.pair([make.mentor().person], [make.mentee().person]), state="active")
        event(more, days(-2))
        event(more, days(2))
        program(state="submitted")
        request(days(1))
        make.order(state="awaiting_signature")
    with django_assert_max_num_queries(6) as many:
        shown(code, asked)
    assert len(many) == len(few)


# «Требует внимания»


def test_attention_page_groups_cases_by_rule_with_counts(cast):
    busy_college(cast)
    asked = question(cast.actor("director"))
    page = attention_list_page(asked, {})
    assert [(name, len(deeds)) for name, deeds in page.groups] == [
        ("Просрочены мероприятия плана", 2),
        ("Пара давно не встречалась", 2),
        ("Программа не утверждена", 1),
        ("Наставник ведёт больше, чем договорились", 1),
    ]
    assert (page.total, sum(chip.n for chip in page.chips)) == (6, 6)
    assert page.chips[0].href.startswith("/monitoring/attention/overdue_events/")


def test_attention_page_of_one_rule(cast, sign_in):
    busy_college(cast)
    page = rule_page(BY_CODE["overdue_events"], question(cast.actor("director")), {}, curator=None)
    assert (page.rule.name, page.total, page.page.paginator.count) == ("Просрочены мероприятия плана", 2, 2)
    kept_link = sign_in(cast.director).get(reverse("attention_list"), {"rule": "overdue_events"})
    assert kept_link.url == reverse("attention_rule", args=["overdue_events"])


def test_an_unknown_rule_shows_all(cast):
    busy_college(cast)
    page = attention_list_page(question(cast.actor("director")), {"rule": "nonsense", "page": "-3"})
    assert page.page.paginator.count == page.total
