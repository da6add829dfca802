"""R35: who reads which achievements; lists, deeds, the table; a constant number of queries."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from mentoring.access import achievements_for
from mentoring.actions.achievement import remove_achievement
from mentoring.actions.achievement_check import confirm_achievement, return_achievement
from mentoring.actions.achievement_help import answer_help, ask_help
from mentoring.documents.achievement import achievements_xlsx
from mentoring.kit.gather import facts_of, gather
from mentoring.models import Achievement
from mentoring.queries.achievement import (
    LINE_FIELDS,
    achievement_page,
    confirmed_lines,
    known_of,
    line_of,
    lines_from,
    merit_lines,
    pair_source,
    public_line,
    with_words,
)
from mentoring.queries.achievement_list import achievement_list
from mentoring.queries.deeds import achievement as deeds
from mentoring.tests import make
from mentoring.tests import make_achievement as ma
from mentoring.tests.counting import queries_of

AT, DAY = ma.AT, ma.DAY
PARTS = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin", "outsider")


def readers(cast, row):
    return {part for part in PARTS if achievements_for(cast.actor(part)).filter(pk=row.pk).exists()}


class TestAccess:
    def test_one_s_own_of_the_pair(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        assert readers(cast, row) == {"curator", "director", "supervisor", "mentor", "mentee"}

    def test_the_mentor_does_not_read_what_did_not_grow_in_the_pair(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"))
        assert readers(cast, row) == {"curator", "director", "supervisor", "mentee"}

    def test_members_of_a_group_do_not_read_each_other_s(self, cast):
        pair = make.pair([cast.mentor], [cast.mentee, cast.other_mentee])
        row = ma.write(cast.mentee, cast.actor("mentee"), pair=pair)
        assert "other_mentee" not in readers(cast, row)

    def test_a_former_mentor_reads_up_to_the_last_day(self, cast):
        before = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair, day=date(2026, 11, 5))
        after = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair, day=date(2026, 11, 15))
        cast.pair.members.filter(person=cast.mentor).update(until=date(2026, 11, 10))
        assert ("mentor" in readers(cast, before), "mentor" in readers(cast, after)) == (True, False)

    def test_what_was_taken_away_is_read_by_those_who_may_bring_it_back(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        remove_achievement(row, by=cast.actor("mentee"), at=AT)
        assert readers(cast, row) == {"curator", "mentor", "mentee"}

    def test_a_head_reads_nothing_of_the_help(self, cast):
        row = ma.planned(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        ask_help(row, text="Секретная просьба", by=cast.actor("mentee"), at=AT)
        page = achievement_page(cast.actor("supervisor"), ma.fresh(row), DAY)
        assert (page.sees_help, page.help) == (False, ())
        assert "Секретная" not in str(page.story)
        assert achievement_page(cast.actor("mentor"), ma.fresh(row), DAY).help[0].help.asked == "Секретная просьба"


class TestList:
    @pytest.fixture
    def rows(self, cast):
        mentee, curator = cast.actor("mentee"), cast.actor("curator")
        ma.confirmed(cast.mentee, mentee, curator, title="Ёлочный мастер")
        ma.write(
            cast.mentor, cast.actor("mentor"), kind="publication", result="published", title="Статья", level="world"
        )
        ma.planned(cast.other_mentee, cast.actor("other_mentee"), title="Урок года")
        gone = ma.write(cast.mentee, mentee, title="По ошибке")
        remove_achievement(gone, by=mentee, at=AT)

    def titles(self, cast, part="curator", **params):
        found = achievement_list(cast.actor(part), {name: str(value) for name, value in params.items()}, DAY)
        return [line.row.title for line in found.lines]

    def test_found_by_every_filter(self, cast, rows):
        assert set(self.titles(cast)) == {"Статья", "Урок года", "Ёлочный мастер"}
        assert self.titles(cast, q="ЕЛОЧНЫЙ") == ["Ёлочный мастер"]
        assert self.titles(cast, q="ковалева статья") == ["Статья"]
        assert self.titles(cast, kind=ma.entry("kind", "publication").pk) == ["Статья"]
        assert self.titles(cast, level=ma.entry("level", "world").pk) == ["Статья"]
        assert self.titles(cast, state="planned") == ["Урок года"]
        assert self.titles(cast, unit=cast.unit.pk, state="confirmed") == ["Ёлочный мастер"]
        assert self.titles(cast, year=make.year(2024, current=False).pk) == []
        assert self.titles(cast, sort="name")[0] == "Урок года"
        assert self.titles(cast, q="нет такого") == []

    def test_counts_tell_confirmed_from_told(self, cast, rows):
        figures = achievement_list(cast.actor("curator"), {}, DAY).figures
        assert {figure.name: figure.n for figure in figures} == {
            "все": 3, "подтверждены": 1, "со слов, ждут куратора": 1, "готовятся": 1,
        }  # fmt: skip

    def test_a_head_sees_the_unit_s(self, cast, rows):
        assert set(self.titles(cast, part="supervisor")) == {"Статья", "Ёлочный мастер"}

    def test_the_table_holds_what_the_page_shows(self, cast, rows):
        book = openpyxl.load_workbook(BytesIO(achievements_xlsx(cast.actor("curator"), {"state": "told"}, DAY)))
        rows = list(book.active.iter_rows(min_row=2, values_only=True))
        assert [row[4] for row in rows] == ["Название", "Статья"]
        assert rows[1][16] == "Со слов"

    @pytest.mark.parametrize("name", ["achievement_list", "achievement_mine"])
    def test_queries_do_not_grow(self, cast, sign_in, name):
        client, url = sign_in(cast.curator), reverse(name)
        ma.write(cast.curator, cast.actor("curator"), title="Первое")
        few = queries_of(client, url)
        for number in range(3):
            ma.write(cast.curator, cast.actor("curator"), title=f"Ещё {number}", pair=None)
            ma.write(cast.mentee, cast.actor("mentee"), title=f"И ещё {number}", pair=cast.pair)
        assert queries_of(client, url) == few <= 12

    def test_queries_of_one_do_not_grow(self, cast, sign_in):
        client = sign_in(cast.mentee)
        row = ma.planned(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        url = reverse("achievement_detail", args=[row.pk])
        help = ask_help(row, text="Первая", by=cast.actor("mentee"), at=AT)
        few = queries_of(client, url)
        for number in range(3):
            answer_help(help, text="Да", given_on=DAY, by=cast.actor("mentor"), at=AT)
            help = ask_help(ma.fresh(row), text=f"Ещё {number}", by=cast.actor("mentee"), at=AT)
        assert queries_of(client, url) == few <= 14


class TestDeeds:
    def waits(self, cast, part):
        found = deeds.sources(cast.actor(part), DAY)
        return {source.code: [source.deed(row).title for row in source.queryset] for source in found if source.queryset}

    def test_each_has_his_own(self, cast):
        told = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        ahead = ma.planned(cast.mentee, cast.actor("mentee"), title="Урок", pair=cast.pair)
        ask_help(ahead, text="Посмотрите", by=cast.actor("mentee"), at=AT)
        assert self.waits(cast, "curator") == {"achievement_confirm": ["Подтвердить достижение: Жуков\xa0А.\xa0Д."]}
        assert self.waits(cast, "mentor") == {"achievement_help": ["Помочь: Жуков\xa0А.\xa0Д., «Урок»"]}
        assert self.waits(cast, "other_mentor") == {}
        return_achievement(told, remark="Диплом", by=cast.actor("curator"), at=AT)
        Achievement.objects.filter(pk=ahead.pk).update(day=date(2026, 11, 1))
        assert set(self.waits(cast, "mentee")) == {"achievement_mend", "achievement_result"}
        assert self.waits(cast, "curator") == {}

    def test_a_curator_who_mentors_confirms_neither_own_nor_the_mentee_s(self, cast):
        make.mentor(person=cast.curator)
        pair = make.pair([cast.curator], [cast.other_mentee])
        ma.write(cast.curator, cast.actor("curator"))
        ma.write(cast.other_mentee, cast.actor("other_mentee"), pair=pair)
        assert "achievement_confirm" not in self.waits(cast, "curator")


class TestBank:
    def test_only_confirmed_lines_leave(self, cast):
        ma.write(cast.mentor, cast.actor("mentor"), title="Со слов")
        row = ma.confirmed(cast.mentor, cast.actor("mentor"), cast.actor("curator"), title="Конкурс «Мастер»")
        line = "Конкурс: «Конкурс „Мастер“» – победитель, регион, 2026 год"
        assert public_line(row) == line
        assert merit_lines(cast.mentor.pk) == {str(row.pk): line}
        assert confirmed_lines([cast.mentor.pk, cast.mentee.pk]) == {cast.mentor.pk: (line,)}

    def test_more_are_counted(self, cast):
        for number in range(3):
            ma.write(cast.mentor, cast.actor("curator"), title=f"Победа {number}")
        assert confirmed_lines([cast.mentor.pk])[cast.mentor.pk][-1] == "и ещё 1\xa0достижение"

    def test_of_a_person_and_a_pair_by_reader(self, cast):
        ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        for part, seen in (("mentor", 1), ("mentee", 1), ("curator", 1), ("other_mentor", 0), ("outsider", 0)):
            assert known_of(cast.actor(part), cast.mentee).count() == seen, part
            assert len(gather([pair_source(cast.actor(part), cast.pair)], 9)) == seen, part

    def test_lines_from_facts_are_those_of_rows(self, cast):
        """The person's card reads its lines inside another query."""
        ma.planned(cast.mentee, cast.actor("mentee"))
        ma.write(cast.mentee, cast.actor("mentee"), result_text="Второе место", since=date(2026, 11, 9))
        ma.confirmed(cast.mentee, cast.actor("mentee"), cast.actor("curator"), title="Прежде", day=date(2026, 10, 1))
        known = known_of(cast.actor("mentee"), cast.mentee)
        facts = known.annotate(facts=Cast(facts_of(LINE_FIELDS), TextField())).values_list("facts", flat=True)
        lines = lines_from(facts, cast.actor("mentee"), DAY, person=cast.mentee)
        assert lines == tuple(line_of(cast.actor("mentee"), row, DAY) for row in with_words(known))


def test_confirmed_says_when(cast):
    row = ma.write(cast.mentee, cast.actor("mentee"))
    confirm_achievement(row, by=cast.actor("curator"), at=AT)
    tag = achievement_page(cast.actor("mentee"), ma.fresh(row), DAY).tag
    assert (tag.tone, tag.word, tag.sentence) == ("ok", "Подтверждено", "Отмечено 18\xa0ноября.")
