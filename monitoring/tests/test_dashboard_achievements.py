"""R35, R36 in monitoring: counted by kind and level, confirmed apart from told; one value for screen and every paper."""

import re
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse

from mentoring.kit.pdf import html_for
from mentoring.tests import make
from mentoring.tests import make_achievement as ma
from mentoring.tests.standing import scene
from monitoring.documents.report import paper_of, report_docx
from monitoring.documents.report_book import report_xlsx
from monitoring.queries.dashboard.achievement import read_achievements
from monitoring.tests.make_dashboard import ON, board, question


@scene
def found(cast):
    """The mentee: a confirmed contest, a told one, a confirmed publication; another mentee only told; the mentor."""
    mentee, curator = cast.actor("mentee"), cast.actor("curator")
    ma.confirmed(cast.mentee, mentee, curator, pair=cast.pair, in_commission=True)
    ma.write(cast.mentee, mentee, title="Второй конкурс", level="world")
    ma.confirmed(cast.mentee, mentee, curator, kind="publication", result="published", title="Статья")
    ma.write(cast.other_mentee, cast.actor("other_mentee"), title="Со слов")
    ma.write(cast.mentor, curator, kind="commission", result="attestation_board", title="Аттестация", level="college")
    ma.write(cast.mentor, curator, kind="publication", result="published", title="Статья наставника")
    ma.planned(cast.mentee, mentee, title="Впереди")
    ma.confirmed(cast.mentee, mentee, curator, title="Прошлый год", day=date(2026, 5, 5))


def read(cast, part="director", **asked):
    return read_achievements(question(cast.actor(part), **asked))


def test_by_kind_and_level(cast, found):
    assert [row.cells for row in read(cast).rows] == [
        ("Конкурс", "Регион", 1, 1),
        ("Конкурс", "Международный", 0, 1),
        ("Публикация", "Регион", 2, 0),
        ("Работа в комиссии", "Техникум", 1, 0),
    ]


def test_mentees_with_one_of_all_mentees(cast, found):
    told = read(cast)
    assert (told.with_any, told.mentees, told.told_only) == (1, 2, 1)
    assert (told.in_contests, told.publications, told.commissions) == (1, 1, 2)
    assert told.lines[0] == "Наставляемые с достижением: 1 из 2 (50\xa0%); ещё у 1 – только со слов"


def test_who_has_left_the_pair_this_year_counts_once(cast, found):
    cast.pair.members.update(until=date(2026, 11, 12))
    make.pair([cast.other_mentor], [cast.mentee], since=date(2026, 11, 13))
    assert read(cast).mentees == 2


def test_a_head_counts_the_unit(cast, found):
    told = read(cast, "supervisor")
    assert (told.mentees, told.with_any, told.told_only) == (1, 1, 0)


def test_an_earlier_date_does_not_know_later_ones(cast, found):
    assert read(cast, day=date(2026, 11, 9)).rows == ()


def test_without_mentees_nothing_is_divided(college):
    director = make.actor(make.person("Лаврова Елена Викторовна", roles=["director"]))
    assert read_achievements(question(director)).lines[0] == "Наставляемые с достижением: наставляемых ещё не было"


@pytest.mark.parametrize("size", [1, 3])
def test_one_statement_whatever_the_number(cast, size, django_assert_num_queries):
    for number in range(size):
        ma.write(cast.mentee, cast.actor("mentee"), title=f"Конкурс {number}")
    asked = question(cast.actor("director"))
    with django_assert_num_queries(1):
        read_achievements(asked)


def plain(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).replace("\u00a0", " ").split())


def test_screen_and_papers_say_the_same(cast, found, sign_in, monkeypatch):
    monkeypatch.setattr("mentoring.kit.dates.today", lambda: ON)
    whole = board(cast.actor("director"))
    lines = [plain(line) for line in whole.achievements.lines]
    screen = plain(sign_in(cast.director, "director").get(reverse("dashboard")).content.decode())
    printed = plain(html_for(paper_of(whole)))
    word = docx.Document(BytesIO(report_docx(whole)))
    paragraphs = " ".join(plain(paragraph.text) for paragraph in word.paragraphs)
    for line in lines:
        assert line in screen
        assert line in printed
        assert line in paragraphs
    book = openpyxl.load_workbook(BytesIO(report_xlsx(whole)))
    facts = list(book["Достижения"].iter_rows(min_row=3, values_only=True))
    assert facts[0][:4] == ("Наставляемые с достижением", 1, 2, 0.5)
    counts = list(book["Достижения по видам"].iter_rows(min_row=2, values_only=True))
    assert counts == [row.cells for row in whole.achievements.rows]
