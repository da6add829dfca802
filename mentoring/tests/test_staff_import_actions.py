"""R07: check, apply, second load, exclusions, undo; every row of the real list by hand."""

from collections import Counter
from datetime import date

import pytest

from mentoring.access import SYSTEM
from mentoring.actions.person import invite, update_person
from mentoring.actions.staff_import import (
    Outdated,
    apply_list,
    cancel_list,
    check_list,
    exclude_row,
    recheck_list,
    undo_list,
)
from mentoring.kit.verdict import Refused
from mentoring.models import ImportBatch, JournalEntry, Person, Unit
from mentoring.tests import make
from mentoring.tests.standing import scene

from .staff_lists import NOVIKOVA, csv_upload, real_upload, upload

AT = make.moment("2026-11-18 10:00")
LATER = make.moment("2026-11-18 11:00")
TODAY = date(2026, 11, 18)

# rows of staff-2026.xlsx by the numbers of the file; every other row from 4 to 105 is «Добавим»
NOT_PEOPLE = {52: "Совместители", 107: "Итого: 99"}
BLANK = {57, 72}
TO_CHECK = {11, 12, 16, 17, 21, 24, 27, 34, 40, 53, 55, 68, 75, 78, 79, 83, 85, 87, 91, 100}
KEPT_OUT = {69: "error", 103: "duplicate", 104: "error", 105: "error"}


@scene
def by(cast):
    return cast.actor("curator")


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("mentoring.workflow.staff_import.today", lambda: TODAY)


def check(file, by, at=AT):
    return check_list(file, by=by, at=at)


def load(file, by, at=AT):
    batch = check(file, by, at)
    apply_list(batch, by=by, at=at)
    return batch


def verdicts(batch):
    return {row.number: row.verdict for row in batch.rows.all()}


def only(batch):
    return batch.rows.get()


class TestTheRealList:
    def test_every_row_has_the_verdict_written_by_hand(self, by):
        batch = check(real_upload(), by)
        expected = {n: "add" for n in range(4, 106) if n not in NOT_PEOPLE and n not in BLANK}
        expected |= dict.fromkeys(TO_CHECK, "warning") | KEPT_OUT
        assert verdicts(batch) == expected
        assert Counter(expected.values()) == {"add": 75, "warning": 20, "error": 3, "duplicate": 1}
        assert dict(map(tuple, batch.columns["left_out"])) == NOT_PEOPLE
        assert (batch.sheet, batch.list_date, batch.state) == ("Педработники", date(2026, 9, 1), "awaiting_confirm")

    def test_checking_writes_no_card(self, by):
        before = Person.objects.count()
        check(real_upload(), by)
        assert (Person.objects.count(), Unit.objects.filter(name__startswith="ЦК правовых").count()) == (before, 0)

    @pytest.mark.parametrize(
        ("number", "reason", "fix"),
        [
            (69, "почта «teacher64@@college» не читается", "напишите почту так: ivanova@college.ru"),
            (103, "уже есть в строке 7", "оставьте одну строку"),
            (104, "пустое имя", "напишите фамилию, имя, отчество"),
            (105, "вместо имени формула; должность – формула, а не текст; дата приёма «31.02.2020» не читается", None),
            (68, "дата приёма раньше рождения и стаж больше возраста, сверьте даты", ""),
            (16, "приём на работу в 11\u00a0лет и начало стажа в 12\u00a0лет, сверьте даты", ""),
        ],
    )
    def test_reasons_and_what_to_mend(self, by, number, reason, fix):
        row = check(real_upload(), by).rows.get(number=number)
        assert row.reason.startswith(reason)
        assert fix is None or row.fix == fix

    def test_cells_are_understood(self, by):
        load(real_upload(), by)
        person = Person.objects.get(email="teacher7028@college.example")
        assert person.full_name == "Ганина Вера Юрьевна"
        assert (person.post, person.category, person.unit.name) == (
            "мастер п/о", "highest", "ЦК информационных технологий",
        )  # fmt: skip
        assert (person.hired_on, person.birth_date, person.teaching_since) == (
            date(2009, 6, 22), date(1980, 4, 1), date(2003, 9, 1),
        )  # fmt: skip
        assert (person.gender, person.employment, person.name_cases["gen"]) == ("f", "staff", "Ганиной Веры Юрьевны")

    def test_people_below_the_heading_are_part_time(self, by):
        load(real_upload(), by)
        part_time = Person.objects.filter(employment="part_time")
        assert part_time.count() == 47  # rows 49–99 but one repeat, the nameless, the formula and the bad e-mail
        assert Person.objects.get(email="teacher7048@college.example").employment == "staff"
        assert Person.objects.get(email="teacher7049@college.example").employment == "part_time"

    def test_full_namesakes_become_two_people(self, by):
        load(real_upload(), by)
        twins = Person.objects.filter(sort_key="ким вера сергеевна")
        assert sorted(str(twin.birth_date) for twin in twins) == ["1969-03-14", "2002-03-14"]

    def test_units_are_made_once_by_kind(self, by):
        load(real_upload(), by)
        assert Unit.objects.get(name="Отделение ППКРС").kind == "department"
        assert Unit.objects.get(name="ЦК правовых дисциплин").kind == "committee"
        assert Unit.objects.filter(name="ЦК информационных технологий").count() == 1

    def test_the_second_load_changes_nothing(self, by):
        load(real_upload(), by)
        before = list(Person.objects.order_by("pk").values())
        again = check(real_upload(), by, LATER)
        assert {n: v for n, v in verdicts(again).items() if v != "same"} == KEPT_OUT
        assert (again.state, again.note) == ("canceled", "Менять нечего")
        with pytest.raises(Refused):
            apply_list(again, by=by, at=LATER)
        assert list(Person.objects.order_by("pk").values()) == before

    def test_a_year_later_only_a_changed_career_is_an_update(self, by, monkeypatch):
        load(real_upload(), by)
        person = Person.objects.get(email="teacher7002@college.example")
        # the list of another date with years that have grown by one says nothing new
        row = ["Фомина Вера Петровна", "", "", "", "", str(person.years_of_teaching(date(2027, 9, 1)))]
        from django.core.files.uploadedfile import SimpleUploadedFile

        from .staff_lists import TITLES, xlsx

        content = xlsx(["Список на 01.09.2027"], TITLES, [*row, "07.10.1958", person.email])
        batch = check(SimpleUploadedFile("Штат.xlsx", content), by, LATER)
        assert only(batch).verdict == "same"


class TestIdentity:
    def test_by_e_mail_even_when_the_surname_changed(self, by):
        load(upload([*NOVIKOVA, "novikova@college.example"]), by)
        batch = check(upload(["Громова Анна Олеговна", "", "", "", "", "", "", "novikova@college.example"]), by)
        row = only(batch)
        assert (row.verdict, row.changes) == (
            "update", [{"part": "фамилия", "was": "Новикова", "became": "Громова"}],
        )  # fmt: skip

    def test_by_name_and_birth_date_without_regard_to_yo_and_case(self, by):
        load(upload(["Ёлкин Пётр Ильич", "методист", "", "", "", "", "14.03.1985"]), by)
        batch = check(upload(["ЕЛКИН ПЕТР ИЛЬИЧ", "методист", "", "", "", "", "14.03.85"]), by)
        assert (only(batch).verdict, Person.objects.filter(sort_key="елкин петр ильич").count()) == ("same", 1)

    def test_the_name_alone_asks_to_check(self, by):
        load(upload(["Новикова Анна Олеговна", "методист"]), by)
        row = only(check(upload(["Новикова Анна Олеговна", "преподаватель"]), by))
        assert (row.verdict, row.reason) == ("warning", "совпало только имя (методист)")

    def test_the_name_alone_with_nothing_new_changes_nothing(self, by):
        load(upload(["Новикова Анна Олеговна", "методист"]), by)
        assert only(check(upload(["Новикова Анна Олеговна", "методист"]), by)).verdict == "same"

    def test_two_of_one_name_and_nothing_to_tell_them_by(self, by, cast):
        make.person("Новикова Анна Олеговна")
        make.person("Новикова Анна Олеговна")
        row = only(check(upload(["Новикова Анна Олеговна", "методист"]), by))
        assert (row.verdict, row.reason, row.fix) == (
            "error", "есть двое с таким именем", "добавьте почту или дату рождения",
        )  # fmt: skip

    def test_a_namesake_with_another_birth_date_is_another_card_to_check(self, by):
        load(upload(NOVIKOVA), by)
        row = only(check(upload(["Новикова Анна Олеговна", "", "", "", "", "", "15.03.1990"]), by))
        assert row.verdict == "warning"
        assert "с другой датой рождения" in row.reason
        assert row.values["act"] == "add"

    def test_an_e_mail_of_somebody_else(self, by, cast):
        make.person("Громов Илья Олегович", email="gromov@college.example")
        row = only(check(upload([*NOVIKOVA, "gromov@college.example"]), by))
        assert (row.verdict, row.reason, row.fix) == (
            "error", "почта gromov@college.example уже у Громов Илья Олегович", "исправьте одну",
        )  # fmt: skip

    def test_one_e_mail_for_two_people_of_the_list(self, by):
        batch = check(
            upload([*NOVIKOVA, "a@college.example"], ["Громов Илья", "", "", "", "", "", "", "a@college.example"]), by
        )
        row = batch.rows.get(number=3)
        assert (row.verdict, row.reason) == ("error", "почта a@college.example уже в строке 2 (Новикова Анна Олеговна)")

    def test_one_person_twice(self, by):
        batch = check(upload([*NOVIKOVA, "a@college.example"], NOVIKOVA), by)
        assert verdicts(batch) == {2: "add", 3: "duplicate"}

    def test_two_of_one_name_in_the_list_without_dates(self, by):
        batch = check(upload(["Новикова Анна", "методист"], ["Новикова Анна", "мастер"]), by)
        assert (batch.rows.get(number=3).verdict, batch.rows.get(number=3).reason) == (
            "error", "есть двое с таким именем",
        )  # fmt: skip

    def test_the_same_nameless_row_twice_is_not_a_repeat(self, by):
        batch = check(upload(["", "мастер"], ["", "мастер"], NOVIKOVA), by)
        assert verdicts(batch) == {2: "error", 3: "error", 4: "add"}


class TestWhatIsWritten:
    def test_an_empty_cell_erases_nothing(self, by):
        load(upload([*NOVIKOVA, "a@college.example", "доб. 214"]), by)
        kept = Person.objects.filter(email="a@college.example").values().get()
        batch = check(upload(["Новикова Анна Олеговна", "", "", "", "", "", "", "a@college.example"]), by)
        assert only(batch).verdict == "same"
        assert Person.objects.filter(email="a@college.example").values().get() == kept

    def test_an_update_writes_only_what_differs_and_tells_the_story(self, by):
        load(upload([*NOVIKOVA, "a@college.example"]), by)
        new = ["Новикова Анна Олеговна", "методист", "ЦК экономики", "высшая", "", "", "", "a@college.example"]
        batch = check(upload(new), by, LATER)
        assert [change["part"] for change in only(batch).changes] == ["должность", "категория", "подразделение"]
        assert apply_list(batch, by=by, at=LATER) == (0, 1)
        person = Person.objects.get(email="a@college.example")
        assert (person.post, person.category, person.unit.name) == ("методист", "highest", "ЦК экономики")
        entry = JournalEntry.objects.get(event="person_changed", person=person)
        assert [change["became"] for change in entry.changes] == ["ЦК экономики", "методист", "высшая"]

    def test_the_e_mail_of_a_login_is_not_touched(self, by, cast):
        make.person("Новикова Анна Олеговна", email="old@college.example", login=True, birth_date=date(1985, 3, 14))
        row = only(check(upload([*NOVIKOVA, "new@college.example"]), by))
        assert "её загрузка не меняет" in row.reason
        assert "email" not in row.values["write"]

    def test_who_had_left_and_is_in_the_list_again(self, by, cast):
        person = make.person("Новикова Анна Олеговна", birth_date=date(1985, 3, 14), left_on=date(2026, 6, 30))
        batch = check(upload(["Новикова Анна Олеговна", "", "", "", "", "", "14.03.1985"]), by)
        assert only(batch).verdict == "warning"
        apply_list(batch, by=by, at=AT)
        person.refresh_from_db()
        assert person.left_on is None

    def test_a_partner_in_the_list_is_not_made_a_worker(self, by, cast):
        make.person("Новикова Анна Олеговна", birth_date=date(1985, 3, 14), employment="partner", post="")
        titles = ("ФИО", "Должность", "Дата рождения", "Занятость")
        row = only(check(upload(["Новикова Анна Олеговна", "методист", "14.03.1985", "штатный"], titles=titles), by))
        assert (row.verdict, row.values["write"]) == ("warning", {"post": "методист"})

    def test_csv_in_cp1251(self, by):
        load(csv_upload([*NOVIKOVA, "a@college.example"], encoding="cp1251"), by)
        assert Person.objects.get(email="a@college.example").full_name == "Новикова Анна Олеговна"


class TestDecisions:
    def test_an_excluded_row_is_not_loaded(self, by):
        batch = check(upload(NOVIKOVA, ["Громов Илья", "мастер"]), by)
        exclude_row(batch.rows.get(number=3), excluded=True, by=by, at=AT)
        apply_list(batch, by=by, at=AT)
        assert not Person.objects.filter(last_name="Громов").exists()
        assert verdicts(batch) == {2: "applied", 3: "skipped"}

    def test_leaving_out_the_first_of_a_repeat_lets_the_second_in(self, by):
        batch = check(upload(NOVIKOVA, NOVIKOVA), by)
        exclude_row(batch.rows.get(number=2), excluded=True, by=by, at=AT)
        assert verdicts(batch) == {2: "skipped", 3: "add"}
        exclude_row(batch.rows.get(number=2), excluded=False, by=by, at=AT)
        assert verdicts(batch) == {2: "add", 3: "duplicate"}

    def test_a_row_that_stays_out_anyway_cannot_be_excluded(self, by):
        batch = check(upload(NOVIKOVA, ["", "мастер"]), by)
        with pytest.raises(Refused, match="и так не загрузится"):
            exclude_row(batch.rows.get(number=3), excluded=True, by=by, at=AT)

    def test_with_everything_excluded_there_is_nothing_to_load(self, by):
        batch = check(upload(NOVIKOVA), by)
        exclude_row(only(batch), excluded=True, by=by, at=AT)
        with pytest.raises(Refused, match="Загружать нечего"):
            apply_list(batch, by=by, at=AT)

    def test_a_list_of_bad_rows_waits_for_nobody(self, by):
        batch = check(upload(["", "мастер"]), by)
        assert (batch.state, batch.note) == ("canceled", "Все строки с замечаниями")

    def test_the_second_click_loads_nothing_twice(self, by):
        batch = load(upload(NOVIKOVA), by)
        with pytest.raises(Refused, match="уже решена"):
            apply_list(ImportBatch.objects.get(pk=batch.pk), by=by, at=LATER)
        assert Person.objects.filter(last_name="Новикова").count() == 1

    def test_cards_that_changed_since_the_check_stop_the_load(self, by):
        load(upload([*NOVIKOVA, "a@college.example"]), by)
        batch = check(upload(["Новикова Анна Олеговна", "методист", "", "", "", "", "", "a@college.example"]), by)
        update_person(Person.objects.get(email="a@college.example"), {"post": "методист"}, by=by, at=LATER)
        with pytest.raises(Outdated, match="карточки изменились"):
            apply_list(batch, by=by, at=LATER)
        batch.refresh_from_db()
        assert batch.state == "awaiting_confirm"
        recheck_list(batch, by=by, at=LATER)
        assert only(batch).verdict == "same"

    def test_a_canceled_list_is_not_loaded(self, by):
        batch = check(upload(NOVIKOVA), by)
        cancel_list(batch, by=by, at=AT)
        for act in (
            lambda: apply_list(batch, by=by, at=AT),
            lambda: exclude_row(only(batch), excluded=True, by=by, at=AT),
        ):
            with pytest.raises(Refused, match="уже решена"):
                act()

    def test_a_new_file_puts_the_unfinished_one_aside(self, by):
        first = check(upload(NOVIKOVA), by)
        check(upload(NOVIKOVA), by, LATER)
        first.refresh_from_db()
        assert (first.state, first.note) == ("canceled", "Загружен другой файл")


class TestUndo:
    def test_added_people_go_and_changed_cards_come_back(self, by, cast):
        old = make.person("Громов Илья Олегович", email="gromov@college.example", post="мастер", unit=cast.unit)
        batch = check(
            upload(
                NOVIKOVA, ["Громов Илья Олегович", "методист", "ЦК новая", "", "", "", "", "gromov@college.example"]
            ),
            by,
        )
        apply_list(batch, by=by, at=AT)
        assert undo_list(batch, by=by, at=LATER) == (1, 1)
        old.refresh_from_db()
        assert (old.post, old.unit) == ("мастер", cast.unit)
        assert not Person.objects.filter(last_name="Новикова").exists()
        assert not Unit.objects.filter(name="ЦК новая").exists()
        assert JournalEntry.objects.get(event="staff_list_undone").text == "Новикова Анна Олеговна"

    def test_the_real_list_leaves_no_trace(self, by):
        before = (Person.objects.count(), Unit.objects.count())
        batch = load(real_upload(), by)
        assert undo_list(batch, by=by, at=LATER) == (95, 0)
        assert (Person.objects.count(), Unit.objects.count()) == before

    def test_people_somebody_worked_with_are_named(self, by):
        batch = load(upload([*NOVIKOVA, "a@college.example"]), by)
        invite(Person.objects.get(email="a@college.example"), by=by, at=LATER)
        with pytest.raises(Refused, match="С этими людьми уже работали: Новикова Анна Олеговна"):
            undo_list(batch, by=by, at=LATER)
        assert Person.objects.filter(email="a@college.example").exists()

    def test_a_record_of_any_floor_holds_the_person(self, by, cast):
        batch = load(upload(NOVIKOVA), by)
        make.mentee(person=Person.objects.get(last_name="Новикова"))
        with pytest.raises(Refused, match="уже работали"):
            undo_list(batch, by=by, at=LATER)

    def test_not_on_another_day(self, by, monkeypatch):
        batch = load(upload(NOVIKOVA), by)
        monkeypatch.setattr("mentoring.workflow.staff_import.today", lambda: date(2026, 11, 19))
        with pytest.raises(Refused, match="до конца дня, 18\u00a0ноября"):
            undo_list(batch, by=by, at=LATER)

    def test_not_before_it_was_loaded(self, by):
        with pytest.raises(Refused, match="уже решена"):
            undo_list(check(upload(NOVIKOVA), by), by=by, at=LATER)


@pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor", "outsider"])
def test_only_the_curator_and_the_administrator_load_lists(cast, part):
    with pytest.raises(Refused):
        check(upload(NOVIKOVA), cast.actor(part))


def test_the_administrator_loads_lists_too(cast):
    assert apply_list(check(upload(NOVIKOVA), cast.actor("admin")), by=cast.actor("admin"), at=AT) == (1, 0)


def test_a_list_without_people_is_refused(by):
    with pytest.raises(Refused, match="нет ни одного человека"):
        check(upload(), by)


def test_system_may_load(cast):
    assert check(upload(NOVIKOVA), SYSTEM).rows.count() == 1
