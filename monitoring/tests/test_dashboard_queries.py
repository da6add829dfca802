"""Arithmetic of the ten figures on hand-made data; each test cites its formula (R52, starter part 18)."""

from datetime import date

import pytest

from mentoring.choices import Employment
from mentoring.models import Person
from mentoring.queries.load import load_by_mentor
from mentoring.tests import make
from monitoring.tests.make_dashboard import BEFORE, ON, board, days, event, last_year_pair, program, question, request
from programs.models import Program


@pytest.fixture
def director(college):
    return make.actor(make.person("Лаврова Елена Викторовна", roles=["director"], is_teacher=False))


def numbers(figure):
    return figure.now.part, figure.now.whole


# 1. involved_share: people in live pairs without doubles / teachers on the date (clause 6)


def test_involved_counts_each_teacher_once_and_only_teachers(director):
    ada, bella, vera, gleb = (make.person(f"{name} Анна Ильинична") for name in ("Аева", "Беева", "Веева", "Геева"))
    partner = make.person("Партнёров Иван Ильич", employment=Employment.PARTNER)
    make.pair([ada], [bella])
    make.pair([ada], [vera])
    make.pair([partner], [vera])
    assert gleb.is_teacher
    figure = board(director).figure("involved")
    assert numbers(figure) == (3, 4)


def test_involved_counts_by_overlap_with_the_reporting_date(director):
    """Decision 3: begun on or before the date and not ended by it; drafts never count."""
    for name, fields in (
        ("Аева", {"since": ON}),
        ("Беева", {"since": days(1), "state": "assigned"}),
        ("Веева", {"state": "ready"}),
        ("Геева", {"state": "completed", "ended_on": ON}),
        ("Деева", {"state": "completed", "ended_on": days(1)}),
    ):
        make.pair([make.person(f"{name} Анна Ильинична")], [make.person(f"{name} Инна Ильинична")], **fields)
    assert numbers(board(director).figure("involved")) == (4, 10)


def test_a_member_who_left_the_pair_is_not_involved_after_the_last_day(director):
    pair = make.pair([make.person("Аева Анна")], [make.person("Беева Инна")])
    pair.members.filter(side="mentee").update(until=days(-1))
    assert numbers(board(director).figure("involved")) == (1, 2)


def test_teachers_of_the_date_are_those_at_work_on_it(director):
    make.person("Аева Анна", hired_on=ON)
    make.person("Беева Анна", hired_on=days(1))
    make.person("Веева Анна", left_on=ON)
    make.person("Геева Анна", left_on=days(1))
    make.person("Деева Анна", is_teacher=False)
    make.person("Жеева Анна", employment=Employment.TRAINEE)
    make.person("Зеева Анна", employment=Employment.PART_TIME)
    assert board(director).figure("involved").now.whole == 3


def test_involved_is_compared_with_the_same_date_a_year_before(director):
    last_year_pair([make.person("Аева Анна")], [make.person("Беева Анна")])
    make.pair([make.person("Веева Анна")], [make.person("Геева Анна")])
    figure = board(director).figure("involved")
    assert (figure.now.part, figure.before.part, figure.before.whole) == (2, 2, 4)
    assert board(director).compared_with == BEFORE


def test_unit_narrows_people_programs_and_mentors(director):
    ours, theirs = make.unit("ЦК права"), make.unit("ЦК торговли")
    mentor = make.mentor("Аева Анна", unit=ours, capacity=2).person
    make.mentor("Беева Анна", unit=theirs, capacity=5)
    program(make.pair([mentor], [make.person("Веева Анна", unit=ours)]))
    program(make.pair([mentor], [make.person("Геева Анна", unit=theirs)]))
    figures = board(director, unit=ours)
    assert numbers(figures.figure("involved")) == (2, 2)
    assert figures.figure("programs").now.whole == 1
    assert numbers(figures.figure("mentors")) == (2, 2)
    assert figures.heading == "Наставничество на 18\u00a0ноября 2026\u00a0года: ЦК права"


def test_a_department_includes_the_commissions_inside_it(director):
    outer = make.unit("Отделение", kind="department")
    inner = make.unit("ЦК права", parent=outer)
    make.person("Аева Анна", unit=inner)
    assert board(director, unit=outer).figure("involved").now.whole == 1


# 2. programs by state


def test_programs_of_the_year_by_state(director):
    """Running of all opened by the date and not ended before the year began; a canceled one never was."""
    for state in (
        "draft",
        "returned",
        "submitted",
        "awaiting_director",
        "awaiting_acquaintance",
        "active",
        "finishing",
    ):
        program(state=state)
    program(make.pair(state="completed", ended_on=days(-1)), state="completed")
    program(last_year_pair(), state="completed", since=date(2025, 10, 1))
    program(state="canceled")
    found = board(director)
    assert numbers(found.figure("programs")) == (2, 8)
    assert found.figure("programs").note == "составляют 2, согласуют 3, завершены 1"


def test_programs_of_last_year_are_restored_from_dates(director):
    old = {"year": make.year(2025, current=False), "since": date(2025, 10, 1)}
    program(last_year_pair(), state="completed", activated_on=date(2025, 10, 12), **old)
    program(last_year_pair(), state="completed", activated_on=date(2025, 12, 1), **old)
    ended = last_year_pair(ended_on=date(2025, 11, 1))
    program(ended, state="ended_early", activated_on=date(2025, 10, 12), **old)
    program(last_year_pair(), state="active", activated_on=date(2025, 10, 12), **old)
    figure = board(director).figure("programs")
    assert (figure.before.part, figure.before.whole) == (2, 4)


def test_program_chart_counts_a_program_in_every_department_of_its_mentees(director):
    one, two = make.unit("ЦК права"), make.unit("ЦК торговли")
    mentees = [
        make.person("Аева Анна", unit=one),
        make.person("Беева Анна", unit=one),
        make.person("Веева Анна", unit=two),
    ]
    program(make.pair(mentees=mentees))
    chart = board(director).charts[1]
    assert {row.name: row.counts for row in chart.rows} == {"ЦК права": (0, 0, 1, 0), "ЦК торговли": (0, 0, 1, 0)}
    assert chart.subtitle == "Число программ, всего 1; группа из двух подразделений стоит в каждом"


# 3. plan_done: marked «выполнено» / due by the date (clause 3)


def test_plan_counts_done_of_due_by_the_date(director):
    running = program()
    event(running, days(-10), "done")
    event(running, days(0), "done")
    event(running, days(-1), "partly")
    event(running, days(-1), "moved")
    event(running, days(-1), "not_done")
    event(running, days(-1), "removed")
    event(running, days(1), "done", done_on=ON)
    event(program(state="draft"), days(-1))
    figure = board(director).figure("plan")
    assert numbers(figure) == (2, 5)
    assert figure.note == "ещё 1 частично"


def test_events_left_after_an_early_end_are_not_due(director):
    ended = program(make.pair(state="ended_early", ended_on=days(-10)), state="ended_early")
    event(ended, days(-12), "done")
    event(ended, days(-5))
    assert numbers(board(director).figure("plan")) == (1, 1)


def test_plan_of_a_year_ago_ignores_later_marks(director):
    old = program(last_year_pair(), state="completed", since=date(2025, 10, 1))
    event(old, date(2025, 11, 1), "done", done_on=date(2025, 11, 2))
    event(old, date(2025, 11, 10), "done", done_on=date(2025, 12, 1))
    event(old, date(2025, 11, 19), "done")
    figure = board(director).figure("plan")
    assert (figure.before.part, figure.before.whole) == (1, 2)
    assert board(director).figure("overdue").before.part == 1


def test_month_curve_ends_at_the_figure_of_the_card(director):
    """The share as it stood at the end of every month; the last known point is today's."""
    running = program(since=date(2026, 9, 1))
    event(running, date(2026, 9, 10), "done", done_on=date(2026, 10, 5))
    event(running, date(2026, 9, 20), "done", done_on=date(2026, 9, 20))
    event(running, date(2026, 10, 20))
    event(running, days(-1), "done")
    event(running, days(5))
    found = board(director)
    line = found.charts[2]
    assert line.series[0].values[:4] == (50, 67, 75, None)
    assert found.figure("plan").now.points == 75
    assert [series.name for series in line.series] == ["2026/27"]


def test_month_curve_of_last_year_stands_beside(director):
    old = program(last_year_pair(), state="completed", since=date(2025, 10, 1))
    event(old, date(2025, 10, 10), "done", done_on=date(2025, 11, 3))
    event(old, date(2026, 2, 10))
    names = {series.name: series.values for series in board(director).charts[2].series}
    assert names["2025/26"] == (None, 0, 100, 100, 100, 50, 50, 50, 50, 50, 50, 50)


# 4. overdue


def test_overdue_is_past_unmarked_and_of_running_programs(director):
    running, finishing = program(), program(state="finishing")
    event(running, days(-1))
    event(running, days(-1), "moved")
    event(running, days(0))
    event(running, days(-2), "not_done")
    event(finishing, days(-30))
    event(program(make.pair(state="completed", ended_on=days(-1)), state="completed"), days(-3))
    figure = board(director).figure("overdue")
    assert numbers(figure) == (3, 6)
    assert figure.note == "в 2\u00a0программах"


# 6. mentors' load


def test_places_are_those_the_mentor_cards_count(director):
    """Mentees of live pairs and open drafts; speed consultations and people not in the bank take nothing."""
    mentor = make.mentor("Аева Анна", capacity=2).person
    other = make.mentor("Беева Анна", capacity=3).person
    make.pair([mentor, other], [make.person("Веева Анна"), make.person("Геева Анна")])
    make.pair([mentor], [make.person("Деева Анна")], state="ready")
    make.pair([mentor], [make.person("Жеева Анна")], kind="speed")
    make.pair([make.person("Зеева Анна")], [make.person("Кеева Анна")])
    make.pair([mentor, other], [mentor, other], kind="reverse")
    figure = board(director).figure("mentors")
    bank = {pk: load for pk, load in load_by_mentor().items() if pk in (mentor.pk, other.pk)}
    assert bank == {mentor.pk: 4, other.pk: 3}
    assert numbers(figure) == (7, 5)
    assert figure.note == "заняты вместе с черновиками пар; больше договорённого ведёт 1\u00a0наставник"
    assert figure.rows == 2


def test_a_retired_or_departed_mentor_offers_no_places(director):
    gone = make.mentor("Аева Анна", capacity=2)
    gone.retired_on = ON
    gone.save(update_fields=["retired_on"])
    left = make.mentor("Беева Анна", capacity=2).person
    Person.objects.filter(pk=left.pk).update(left_on=days(-1))
    make.mentor("Веева Анна", capacity=1)
    assert numbers(board(director).figure("mentors")) == (0, 1)


# 7. requests


def test_requests_without_a_pair(director):
    """Open ones / sent and not withdrawn, open ones of earlier years included (clause 4.2)."""
    request(days(-1), state="awaiting_curator")
    request(days(3), state="mentor_agreed")
    for state in ("paired", "declined", "withdrawn", "draft"):
        make.request(state=state)
    old = make.year(2025, current=False)
    request(days(-200), state="expired", year=old)
    make.request(state="paired", year=old)
    figure = board(director).figure("requests")
    assert numbers(figure) == (3, 5)
    assert figure.note == "самый ранний – от 18\u00a0ноября; 2 ждут дольше срока"


# 8. documents


def test_documents_and_programs_that_wait_for_a_decision(director):
    make.order(state="awaiting_signature", due=days(-1))
    make.order(state="draft")
    make.order(state="awaiting_scan", number="7")
    program(state="submitted", due=days(1))
    program(state="awaiting_director", due=days(-1))
    program(state="returned")
    figure = board(director).figure("documents")
    assert figure.now.part == 3
    assert figure.note == "1 на подписи и 2\u00a0программы на согласовании; срок прошёл у 2"


# 9. coming events


def test_coming_events_lie_between_today_and_the_setting(director):
    running = program()
    for day in (-1, 0, 14, 15):
        event(running, days(day))
    event(running, days(3), "done")
    event(program(state="draft"), days(3))
    figure = board(director).figure("coming")
    assert (figure.now.part, figure.note) == (2, "до 2\u00a0декабря в 1\u00a0программе")
    assert figure.name == "Ближайшие 14\u00a0дней"


# Years, dates


def test_a_day_of_a_past_year_is_restored_from_dates(director):
    old = program(last_year_pair(), state="completed", since=date(2025, 10, 1))
    event(old, date(2025, 11, 1), "done")
    event(old, date(2026, 5, 1), "done")
    found = board(director, year=2025, day=BEFORE)
    assert (found.question.whole, found.question.period) == (False, "на 18\u00a0ноября 2025\u00a0года")
    assert (found.figure("programs").name, *numbers(found.figure("programs"))) == ("Программы действуют", 1, 1)
    assert numbers(found.figure("plan")) == (1, 1)


def test_a_past_year_opens_whole(director):
    """On its last day hardly a pair is left: people count who took part in the year, programs that ended."""
    ada, bella, vera = (make.person(f"{name} Анна Ильинична") for name in ("Аева", "Беева", "Веева"))
    old = program(last_year_pair([ada], [bella]), state="completed", since=date(2025, 10, 1))
    event(old, date(2025, 11, 1), "done")
    event(old, date(2026, 5, 1), "done")
    make.pair([vera], [ada], since=date(2026, 9, 10))  # of the year after
    Person.objects.filter(pk=bella.pk).update(left_on=date(2026, 7, 1))
    found = board(director, year=2025)
    assert (found.on, found.question.query) == (date(2026, 8, 31), {"year": "2025"})
    assert found.heading == "Наставничество за 2025/26 учебный год"
    assert numbers(found.figure("involved")) == (2, 3)
    assert (found.figure("programs").name, *numbers(found.figure("programs"))) == ("Программы завершены", 1, 1)
    assert numbers(found.figure("plan")) == (2, 2)
    assert found.conclusion == (
        "За год вовлечено 2 из 3 педагогов. Программ завершено 1 из 1, мероприятий выполнено 100\u00a0%."
    )
    assert [found.figure(code).few for code in ("mentors", "coming")] == [
        "за весь год не считаются, только на день",
        "год закончился",
    ]


def test_a_past_year_is_compared_with_the_whole_year_before(director):
    pair = last_year_pair()
    older = make.year(2024, current=False)
    pair.__class__.objects.filter(pk=pair.pk).update(
        year=older, since=date(2024, 10, 1), until=date(2025, 3, 1), ended_on=date(2025, 3, 1)
    )
    pair.members.update(since=date(2024, 10, 1))
    last_year_pair([pair.mentors[0]], [make.person("Новая Анна Ильинична")])
    found = board(director, year=2025)
    involved = found.figure("involved")
    assert (involved.now.part, involved.before.part, found.compared_with) == (2, 2, date(2025, 8, 31))
    assert involved.trend.startswith("годом раньше ")


def test_what_keeps_no_dates_is_told_of_today_only(director):
    """Requests, documents and attention of a past date are not invented."""
    make.request()
    last_year_pair()
    found = board(director, year=2025)
    for code in ("requests", "documents", "attention"):
        assert (found.figure(code).few, found.figure(code).rows) == ("известно только на сегодня", None)
    assert found.attention is None


def test_any_day_of_the_year_may_be_asked(director):
    make.pair(since=date(2026, 10, 5))
    assert board(director, day=date(2026, 10, 4)).figure("involved").now.part == 0
    assert board(director, day=date(2026, 10, 5)).figure("involved").now.part == 2


def test_the_year_to_come_has_nothing_to_count(director):
    make.year(2027, current=False)
    assert question(director, year=2027).ahead
    assert not question(director).ahead


def test_programs_opened_tomorrow_are_not_counted_today(director):
    found = program()
    Program.objects.filter(pk=found.pk).update(created_at=make.moment("2026-11-19 00:00"))
    assert board(director).figure("programs").now.whole == 0


# Queries


@pytest.mark.parametrize("size", [1, 3])
def test_the_number_of_statements_is_constant(director, size, django_assert_num_queries):
    """At 1 and 3 items: figures, charts, achievements, attention and what was measured in fourteen statements."""
    for _ in range(size):
        running = program()
        event(running, days(-1))
        event(running, days(2))
        make.request()
    asked = question(director)
    board(director)  # the office's settings come from the cache
    with django_assert_num_queries(14):
        from monitoring.queries.dashboard import dashboard_of

        dashboard_of(asked)
