"""Satisfaction obeys the survey's frozen release and its one dimension (decisions 17 and 19; mentee_satisfied)."""

from datetime import date

import pytest

from mentoring.tests import make
from monitoring.models import Survey
from monitoring.queries.dashboard_rows import LISTS, rows_page
from monitoring.queries.indicator import reaction
from monitoring.tests import make_survey
from monitoring.tests.make_dashboard import board, question

LATER = date(2026, 12, 10)  # after make_survey.CLOSING


@pytest.fixture
def curator(college):
    return make.actor(make.person("Белова Ольга Николаевна", roles=["curator"], is_teacher=False))


def figure(actor, **asked):
    return board(actor, **{"on": LATER, **asked}).figure("satisfaction")


def rows(actor, **asked):
    return rows_page(LISTS["satisfaction"], question(actor, **{"on": LATER, **asked}), {}).rows


def test_no_survey_no_number(curator):
    assert (figure(curator).few, figure(curator).rows) == ("анкеты в этом году ещё не было", None)


def test_before_closing_only_how_many_answered(curator):
    """Decision 19, word for word."""
    survey = make_survey.running(curator, [make_survey.group_program(1)])
    make_survey.answer(make_survey.invitations(survey)[0])
    Survey.objects.update(launched_at=make.moment("2026-11-20 10:00"))
    shown = figure(curator, on=date(2026, 11, 21))
    assert (shown.few, shown.rows, shown.now.part) == ("ответили 1 из 1, мало данных", None, 0)


def test_before_closing_an_anonymous_survey_says_nothing_of_answers(curator):
    """Otherwise the number on the page would tell the minute of each answer."""
    survey = make_survey.running(curator, [make_survey.group_program(2)])
    make_survey.answer(make_survey.invitations(survey)[0])
    Survey.objects.update(mode="anonymous", deadline=date(2026, 12, 2), launched_at=make.moment("2026-11-20 10:00"))
    assert figure(curator, on=date(2026, 11, 21)).few == "идёт сбор, итоги после 2\u00a0декабря"


def test_closed_under_the_threshold_shows_no_share(curator):
    make_survey.closed(curator, [make_survey.group_program(4)], [9, 9, 3, 3])
    shown = figure(curator)
    assert (shown.few, shown.rows, shown.number) == ("ответили 4 из 4, мало данных", None, "")
    assert rows(curator) == ()


def test_five_to_nine_answers_are_bands_in_words(curator):
    make_survey.closed(curator, [make_survey.group_program(6)], [9, 9, 9, 9, 3, 3])
    shown = figure(curator)
    assert shown.few == "больше половины"
    assert [[cell.text for cell in row] for row in rows(curator)] == [
        ["отрицательно", "от четверти до половины"],
        ["нейтрально", "меньше четверти"],
        ["положительно", "больше половины"],
    ]


def test_ten_answers_give_the_share_and_the_distribution(curator):
    """Satisfied of those who answered: S ≥ 70 % and the item of expectations ≥ 7."""
    make_survey.closed(curator, [make_survey.group_program(12)], [9] * 8 + [4] * 2)
    shown = figure(curator)
    assert (shown.now.part, shown.now.whole, shown.number, shown.unit) == (8, 10, "80", "%")
    assert shown.fraction == "8 из 10\u00a0ответивших; отклик 83\u00a0%"
    counted = {row[0].text: row[1].value for row in rows(curator)}
    assert (counted["9 из 10"], counted["4 из 10"], sum(counted.values())) == (8, 2, shown.rows)


def test_a_survey_closed_after_the_date_is_not_known_on_it(curator):
    make_survey.closed(curator, [make_survey.group_program(10)], [9] * 10)
    Survey.objects.update(closed_at=make.moment("2026-12-01 00:00"))
    assert figure(curator, day=date(2026, 11, 30)).few == "анкеты в этом году ещё не было"
    assert figure(curator, day=date(2026, 12, 1)).number == "100"


def test_last_years_survey_is_the_comparison(curator):
    old = make_survey.closed(curator, [make_survey.group_program(10)], [9] * 5 + [4] * 5)
    Survey.objects.filter(pk=old.pk).update(year=make.year(2025, current=False), closed_at=make.moment("2026-06-10"))
    make_survey.closed(curator, [make_survey.group_program(10, start=20)], [9] * 8 + [4] * 2)
    shown = figure(curator)
    assert (shown.trend, shown.good) == ("↑ на 30\u00a0п.\u00a0п.", True)


def test_a_department_is_shown_only_when_the_survey_was_broken_down_by_departments(curator):
    ours, theirs = make.unit("ЦК права"), make.unit("ЦК торговли")
    programs = [make_survey.group_program(10, unit=ours), make_survey.group_program(10, start=20, unit=theirs)]
    survey = make_survey.closed(curator, programs, [9] * 20, dimension="unit")
    shown = figure(curator, unit=ours)
    assert (shown.now.part, shown.now.whole, shown.note) == (10, 10, "")
    Survey.objects.filter(pk=survey.pk).update(dimension="none")
    assert figure(curator, unit=ours).few == "по этому подразделению доля не показана, смотрите весь техникум"


def test_a_head_of_a_department_was_not_named_among_the_readers(curator):
    ours = make.unit("ЦК права")
    head = make.person("Соколова Наталья Юрьевна")
    ours.head = head
    ours.save(update_fields=["head"])
    make_survey.closed(curator, [make_survey.group_program(10, unit=ours)], [9] * 10, dimension="unit")
    assert figure(make.actor(head)).few == "итоги анкет открыты куратору и директору"
    assert rows(make.actor(head)) == ()


def test_a_past_year_shows_the_survey_that_closed_in_its_spring(curator):
    """Opened whole, not on the day and month of today: the survey of May is not «ещё не было»."""
    make_survey.closed(curator, [make_survey.group_program(10)], [9] * 10)
    Survey.objects.update(year=make.year(2025, current=False), closed_at=make.moment("2026-05-20 10:00"))
    assert figure(curator, year=2025).number == "100"
    assert figure(curator, year=2025, day=date(2025, 12, 10)).few == "анкеты в этом году ещё не было"


def test_how_many_answered_a_closed_survey_its_release_alone_tells(curator):
    """Seven of eight are «5–9» for the dashboard and for the register, without an index and before the closing day too."""
    make_survey.version().questions.update(in_index=False)
    make_survey.closed(curator, [make_survey.group_program(8)], [9] * 7)
    Survey.objects.update(launched_at=make.moment("2026-11-20 10:00"))
    assert figure(curator).few == "анкеты в этом году ещё не было"
    Survey.objects.update(closed_at=make.moment("2027-01-10 10:00"))
    asked = question(curator, on=LATER)
    assert reaction.response(reaction.surveys(asked), asked).few == reaction.HIDDEN
