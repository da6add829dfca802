"""Snapshots (R52): figures frozen with their rows; filters that narrow; years, targets, marks of small numbers."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from mentoring.choices import Kind
from mentoring.kit.canonical import fingerprint
from mentoring.kit.verdict import Refused
from mentoring.tests import make
from monitoring.actions import snapshot as act
from monitoring.models import Evaluation, EvaluationEntry, FigureTarget, Snapshot
from monitoring.queries.dashboard import dashboard_of
from monitoring.queries.dashboard.narrow import Narrow
from monitoring.queries.dashboard.satisfaction import NOT_CUT
from monitoring.queries.dashboard.years import DEPTH, years_page
from monitoring.queries.dashboard_rows import LISTS, all_cells
from monitoring.queries.snapshot import frozen_of
from monitoring.queries.snapshot.page import compare, snapshot_page
from monitoring.tests.make_dashboard import ON, board, busy_college, days, last_year_pair, program, question
from programs.models import ProgressReport


@pytest.fixture(autouse=True)
def on_the_date(monkeypatch):
    monkeypatch.setattr("mentoring.kit.dates.today", lambda: ON)


@pytest.fixture
def director(cast):
    busy_college(cast)
    return cast.actor("director")


def narrow(actor, **asked):
    return replace(question(actor), narrow=Narrow(**asked))


def plain(text):
    return text.replace("\u00a0", " ")


# Narrower


@pytest.mark.parametrize(
    ("asked", "involved", "programs"),
    [
        ({"kind": Kind.GROUP}, 5, 2),
        ({"form": "teacher_teacher"}, 7, 3),
        ({"load": "over"}, 3, 1),
        ({"load": "free"}, 4, 2),
        ({"load": "full"}, 0, 0),
        ({"kind": Kind.GROUP, "load": "over"}, 3, 1),
    ],
)
def test_form_kind_and_load_narrow_every_figure_that_can_be(cast, director, asked, involved, programs):
    """The over-loaded mentor agreed to one and leads two; both kinds of filters together."""
    cast.other_pair.kind = Kind.GROUP
    cast.other_pair.save(update_fields=["kind"])
    found = dashboard_of(narrow(director, **asked))
    assert found.figure("involved").now.part == involved
    assert found.figure("programs").now.whole == programs
    assert found.figure("plan").rows == len(list(all_cells(LISTS["plan"], found.question)))
    assert found.figure("mentors").rows == len(list(all_cells(LISTS["mentors"], found.question)))


def test_a_filter_never_cuts_answers_and_says_so(director):
    """Decision 17: one more cut of the same answers would tell them apart by subtraction."""
    figure = dashboard_of(narrow(director, load="free")).figure("satisfaction")
    assert (figure.number, figure.few, figure.rows) == ("", NOT_CUT, None)
    assert list(all_cells(LISTS["satisfaction"], narrow(director, kind=Kind.GROUP))) == []


def test_what_cannot_be_narrowed_says_so(director):
    found = dashboard_of(narrow(director, load="free"))
    for code in ("requests", "documents", "attention", "retention"):
        assert "не делится" in found.figure(code).few


def test_the_address_carries_all_filters_and_a_wrong_one_is_told(cast, director, sign_in):
    client = sign_in(cast.director, "director")
    page = plain(
        client.get(reverse("dashboard"), {"kind": "group", "load": "over", "unit": cast.unit.pk}).content.decode()
    )
    assert f"/monitoring/rows/plan/?unit={cast.unit.pk}&amp;kind=group&amp;load=over" in page or "kind=group" in page
    assert "Показаны не все пары: вид – " in page
    assert "Выберите нагрузку из списка." in client.get(reverse("dashboard"), {"load": "huge"}).content.decode()


def test_narrowed_page_keeps_to_the_budget(cast, director, sign_in, django_assert_max_num_queries):
    client, asked = (
        sign_in(cast.director, "director"),
        {"kind": "traditional", "load": "free", "form": "teacher_teacher"},
    )
    client.get(reverse("dashboard"), asked)
    with django_assert_max_num_queries(20):
        client.get(reverse("dashboard"), asked)


# What came of it


def test_programs_in_time_counts_those_whose_day_has_come(cast, college):
    """In time by the order's day or the setting's term; a speed consultation has no program."""
    director = cast.actor("director")
    in_time, late, none = (make.pair(since=date(2026, 10, 1)) for _ in range(3))
    for pair in (in_time, late, none, cast.pair, cast.other_pair):
        pair.order.date = date(2026, 9, 10)
        pair.order.save(update_fields=["date"])
    program(in_time, approved_on=date(2026, 9, 12))
    program(late, approved_on=date(2026, 11, 17))
    for pair in (cast.pair, cast.other_pair):
        pair.kind = Kind.SPEED
        pair.save(update_fields=["kind"])
    figure = board(director).figure("in_time")
    assert (figure.now.part, figure.now.whole) == (1, 3)
    shown = [row[3].text for row in all_cells(LISTS["in_time"], question(director))]
    assert shown[0] == "в срок" or "в срок" in shown
    assert "ещё не утверждена" in shown


def test_levels_two_and_three_count_growth_and_tell_the_mean_from_five(cast):
    director = cast.actor("director")
    for before, after in ((40, 60), (50, 70), (60, 60), (50, 40), (30, 80)):
        evaluation = Evaluation.objects.create(program=program(), created_at=make.moment())
        EvaluationEntry.objects.create(
            evaluation=evaluation,
            level="2",
            name="Тест",
            before=before,
            after=after,
            after_on=days(-1),
            entered_at=make.moment(),
        )
    figure = board(director).figure("knowledge")
    assert (figure.now.part, figure.now.whole) == (3, 5)
    assert plain(figure.note) == "в среднем +16 п. п."  # (20 + 20 + 0 − 10 + 50) / 5
    assert board(director).figure("behavior").number == "–"
    assert len(list(all_cells(LISTS["knowledge"], question(director)))) == 5


def test_readiness_is_what_accepted_final_reports_say(cast):
    cast.mentee.hired_on = date(2026, 1, 15)
    cast.mentee.save(update_fields=["hired_on"])
    for pair, said in ((cast.pair, "ready"), (cast.other_pair, "not_ready")):
        ProgressReport.objects.create(
            program=program(pair), kind="final", author=cast.mentor, state="accepted", since=pair.since, until=ON, due=ON,
            said={"conclusion": said}, created_at=make.moment(), accepted_at=make.moment(), submitted_at=make.moment(),
            payload={"schema": 1}, sha256="0" * 64,
        )  # fmt: skip
    director = cast.actor("director")
    figure = board(director).figure("ready")
    assert (figure.now.part, figure.now.whole) == (1, 2)
    assert [row[3].text for row in all_cells(LISTS["ready"], question(director))] == ["–", "10,1"]


def test_retention_counts_young_people_hired_in_three_years(cast):
    """972 of 1153 in the published example; here 2 of 3: one left, an experienced one is not young, an old one is out."""
    for name, fields in (
        ("Аева", {"hired_on": date(2024, 9, 1)}),
        ("Беева", {"hired_on": date(2025, 9, 1), "teaching_since": date(2024, 9, 1)}),
        ("Веева", {"hired_on": date(2024, 9, 1), "left_on": date(2026, 6, 1)}),
        ("Геева", {"hired_on": date(2025, 9, 1), "teaching_since": date(2010, 9, 1)}),
        ("Деева", {"hired_on": date(2020, 9, 1)}),
    ):
        make.person(f"{name} Анна Ильинична", **fields)
    figure = board(cast.actor("director")).figure("retention")
    assert (figure.now.part, figure.now.whole) == (2, 3)
    assert plain(figure.text) == "мало данных: 2 из 3"
    assert figure.good is None


# Years and targets


def test_five_years_take_no_more_statements_than_three(cast, director, django_assert_num_queries):
    asked = question(director)
    program(last_year_pair([cast.mentor], [cast.mentee]), state="completed", since=date(2025, 10, 1))
    years_page(asked)
    with django_assert_num_queries(13):
        years_page(asked)
    deep = replace(asked, depth=DEPTH)
    with django_assert_num_queries(13):
        page = years_page(deep)
    assert page.years == ("2026/27", "2025/26", "2024/25", "2023/24", "2022/23")
    involved = page.lines[0]
    assert [plain(cell) for cell in involved.cells] == ["7 из 14 (50 %)", "2 из 14 (14 %)", "–", "–", "–"]
    assert involved.chart.series[0].values == (None, None, None, 14, 50)


def test_a_target_is_set_shown_and_taken_away(cast, director, sign_in):
    client = sign_in(cast.director, "director")
    assert client.post(reverse("dashboard_targets"), {"involved": "90", "overdue": "1"}).status_code == 302
    found = board(director)
    assert plain(found.figure("involved").target_words) == "цель 90 %: не хватает 40 п. п."
    assert plain(found.figure("overdue").target_words) == "цель – не больше 1: лишних 1 мероприятие"
    assert "цель 90 %" in plain(client.get(reverse("dashboard")).content.decode())
    assert "satisfaction" in client.get(reverse("dashboard_targets")).context["form"].fields  # nobody has answered yet
    client.post(reverse("dashboard_targets"), {"involved": "", "overdue": "1"})
    assert list(FigureTarget.objects.values_list("code", "value")) == [("overdue", 1)]
    assert (
        "Доля не бывает больше 100 %" in client.post(reverse("dashboard_targets"), {"involved": "101"}).content.decode()
    )


# Snapshots


@pytest.fixture
def taken(cast, director):
    return act.take_snapshot(question(director), title="К запросу", by=cast.actor("curator"), at=make.moment())


def test_a_snapshot_says_later_what_was_true_then(cast, director, taken, sign_in):
    """Everything changes afterwards; the snapshot, its page and its workbook do not."""
    then = board(director)
    for pair in (cast.pair, cast.other_pair):
        pair.members.update(until=ON - timedelta(days=1))
    cast.mentee.last_name = "Другая"
    cast.mentee.save(update_fields=["last_name", "sort_key", "search_key"])
    assert board(director).figure("involved").now.part == 3
    kept = snapshot_page(Snapshot.objects.get(pk=taken.pk))
    assert [line.figure.text for line in kept.lines] == [figure.text for figure in then.figures]
    assert kept.whole
    client = sign_in(cast.director, "director")
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("snapshot_xlsx", args=[taken.pk])).content))
    assert next(book["Показатели"].iter_rows(min_row=2, values_only=True))[:3] == ("Вовлечены педагоги", 7, 14)
    sheet = next(book[name] for name in book.sheetnames if name.startswith("Педагоги"))
    people = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(people) == 7
    assert "Жуков Артём Денисович" in people
    rows = client.get(reverse("snapshot_rows", args=[taken.pk, "involved"]), {"q": "жуков"}).content.decode()
    assert "Жуков Артём Денисович" in rows
    assert "Панина" not in rows  # who has another pair


def test_figures_of_a_snapshot_hold_no_names(taken, cast):
    from mentoring.kit.canonical import canonical_json

    kept = canonical_json(taken.payload)
    for person in (cast.mentor, cast.mentee, cast.other_mentor):
        assert person.last_name not in kept


def test_names_behind_an_old_snapshot_go_when_their_time_is_over(taken, cast, sign_in):
    assert act.forget_rows(at=taken.created_at + timedelta(days=1825)) == 0
    assert act.forget_rows(at=taken.created_at + timedelta(days=1826)) == taken.rows.count() > 0
    assert act.forget_rows(at=taken.created_at + timedelta(days=1827)) == 0
    client, page = sign_in(cast.curator, "curator"), snapshot_page(taken)
    assert page.whole
    line = next(line for line in page.lines if line.rows)
    assert f"{line.rows}, удалены по сроку" in client.get(reverse("snapshot_detail", args=[taken.pk])).content.decode()
    rows = client.get(reverse("snapshot_rows", args=[taken.pk, line.figure.code])).content.decode()
    assert "Строки удалены" in rows
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("snapshot_xlsx", args=[taken.pk])).content))
    cells = " ".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    assert "удалены по сроку хранения" in cells
    assert cast.mentor.last_name not in cells


def test_a_changed_number_is_seen(taken):
    taken.payload["figures"][0]["now"]["part"] = 8
    assert not snapshot_page(taken).whole


def test_a_changed_row_is_seen(taken, cast, sign_in):
    client, kept = sign_in(cast.director, "director"), taken.rows.get(code="involved")
    address, words = reverse("snapshot_rows", args=[taken.pk, "involved"]), "эти строки изменены в обход системы"
    assert words not in client.get(address).content.decode()
    kept.rows[0][1][0] = "Чужой Человек"
    kept.sha256 = fingerprint(kept.rows)
    kept.save()
    assert words in client.get(address).content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("snapshot_xlsx", args=[taken.pk])).content))
    told = [sheet.title for sheet in book if words in str(sheet["A1"].value)]
    assert len(told) == 1
    assert told[0].startswith("Педагоги")


def test_two_snapshots_stand_side_by_side(cast, director, taken, sign_in):
    make.pair([make.person("Аева Анна Ильинична")], [make.person("Беева Анна Ильинична")])
    later = act.take_snapshot(question(director), by=cast.actor("curator"), at=make.moment("2026-11-18 12:00"))
    first, _, lines = compare(later, taken)
    assert first == taken
    moved = {line.name: plain(line.change) for line in lines}
    assert moved["Вовлечены педагоги"] == "↑ на 6 п. п., лучше"  # 7 of 14 → 9 of 16: 50 % → 56 %
    assert moved["Просроченные мероприятия"] == "= как в прежнем снимке, 2"
    client = sign_in(cast.curator, "curator")
    page = client.get(reverse("snapshot_compare"), {"a": taken.pk, "b": later.pk}).content.decode()
    assert "↑ на 6" in page
    assert client.get(reverse("snapshot_compare"), {"a": taken.pk}).status_code == 302


def test_a_snapshot_is_made_from_the_page_with_its_filters(cast, director, sign_in):
    client = sign_in(cast.curator, "curator")
    answer = client.post(f"{reverse('snapshot_create')}?kind=group&on=17.11.2026", {"title": ""})
    made = Snapshot.objects.get()
    assert answer.url == reverse("snapshot_detail", args=[made.pk])
    assert made.on == date(2026, 11, 17)
    assert made.filter[0][0] == "Вид"
    assert frozen_of(made.payload).figure("requests").few
    assert made.title in client.get(reverse("snapshot_list"), {"q": "показатели"}).content.decode()
    assert "Таких снимков нет" in client.get(reverse("snapshot_list"), {"q": "ёж"}).content.decode()


def test_only_the_office_freezes(cast, director):
    with pytest.raises(Refused):
        act.take_snapshot(question(director), by=cast.actor("supervisor"), at=make.moment())


@pytest.mark.parametrize(("day", "made"), [("2026-11-18", 0), ("2026-12-31", 1), ("2027-03-31", 1), ("2027-08-31", 1)])
def test_the_daily_round_freezes_the_last_day_of_a_period_once(cast, day, made):
    assert act.freeze_due(at=make.moment(f"{day} 08:00")) == made
    assert act.freeze_due(at=make.moment(f"{day} 09:00")) == 0
    assert Snapshot.objects.filter(author=None).count() == made


@pytest.mark.parametrize("size", [1, 3])
def test_lists_ask_as_much_for_one_row_as_for_three(cast, director, sign_in, size, django_assert_max_num_queries):
    for n in range(size):
        act.take_snapshot(question(director), title=f"Снимок {n}", by=cast.actor("curator"), at=make.moment())
    client = sign_in(cast.curator, "curator")
    client.get(reverse("snapshot_list"))
    with django_assert_max_num_queries(7):
        client.get(reverse("snapshot_list"))
