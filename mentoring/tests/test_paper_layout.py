"""Letterhead, stamps and signatures from the college's requisites and settings (R27; domain.md, part 8)."""

from datetime import date

import pytest
from django.core.cache import cache

from mentoring.actions.declension import check_declensions
from mentoring.documents import layout
from mentoring.models import Setting, Signature
from mentoring.tests import make

DAY = date(2026, 11, 20)


def choose(code, value):
    Setting.objects.filter(code=code).update(value=value)
    cache.clear()


@pytest.fixture
def director(college):
    return make.person("Лаврова Елена Викторовна", post="Директор")


@pytest.fixture
def signature(director):
    order = make.order()
    return Signature.objects.create(
        document=order,
        person=director,
        role="director",
        post="Директор",
        sha256="9f2c41d708bee3a5" + "0" * 48,
        signed_at=make.moment("2026-11-20 16:42"),
    )


def test_the_style_is_the_settings(college):
    style = layout.paper_style()
    assert (style.left, style.right, style.top, style.bottom) == (30, 10, 20, 20)
    assert (style.size, style.table_size, style.spacing) == (14, 12, 1.15)
    choose("paper_margin_left", 25)
    choose("paper_line_spacing", 150)
    assert (layout.paper_style().left, layout.paper_style().spacing) == (25, 1.5)


def test_the_letterhead_puts_the_quoted_name_on_its_own_line(college):
    head = layout.letterhead()
    assert head.parent_body == "Министерство образования Нижегородской области"
    assert head.full_name.endswith("образовательное учреждение\n«Дзержинский техникум бизнеса и технологий»")
    assert head.short_name == "ГБПОУ ДТБТ"


def test_dates_follow_the_setting(college):
    assert layout.paper_date(DAY) == "20.11.2026"
    assert layout.paper_date(None) == "«___» __________ 20__ г."
    choose("paper_date_words", True)
    assert layout.paper_date(DAY) == "20\u00a0ноября 2026\u00a0г."


def test_personal_stamps_have_no_gender(director):
    stamp = layout.approve_stamp(director, layout.head_post(), DAY)
    assert stamp.word == "УТВЕРЖДАЮ"
    assert stamp.lines == ("Директор ГБПОУ ДТБТ",)
    assert (stamp.name, stamp.date, stamp.mark) == ("Е.\u00a0В.\u00a0Лаврова", "20.11.2026", None)
    assert layout.stamp_word("agreed", "personal") == "СОГЛАСОВАНО"


def test_a_stamp_without_a_signature_leaves_blanks(director):
    assert layout.approve_stamp(director, layout.head_post()).date == "«___» __________ 20__ г."


@pytest.mark.parametrize(
    ("gender", "word"), [("m", "РАССМОТРЕН"), ("f", "РАССМОТРЕНА"), ("n", "РАССМОТРЕНО"), ("pl", "РАССМОТРЕНЫ")]
)
def test_a_review_agrees_with_the_document(college, gender, word):
    assert layout.stamp_word("reviewed", gender) == word


@pytest.mark.parametrize(("yo", "word"), [(True, "УТВЕРЖДЁН"), (False, "УТВЕРЖДЕН")])
def test_yo_in_stamps_is_a_setting(college, yo, word):
    choose("paper_yo_in_stamps", yo)
    assert layout.stamp_word("approved", "m") == word


def test_an_electronic_signature_is_a_mark_with_its_own_date(director, signature):
    stamp = layout.approve_stamp(director, "Директор", None, signature, "7K4M-19EA")
    assert stamp.date == "20.11.2026"
    assert stamp.mark.lines == (
        "Подписано простой электронной подписью",
        "Е.\u00a0В.\u00a0Лаврова, директор, 20.11.2026 16:42",
        "код проверки 7K4M-19EA",
    )
    assert len(layout.signature_mark(signature).lines) == 2


def test_signature_lines(director, signature):
    by_hand = layout.signature_line(director, "директор")
    assert (by_hand.post, by_hand.name, by_hand.mark, by_hand.date) == ("Директор", "Е.\u00a0В.\u00a0Лаврова", None, "")
    marked = layout.signature_line("Е. В. Лаврова", "Директор", signature=signature, date=DAY)
    assert (marked.mark.lines[0], marked.date) == ("Подписано простой электронной подписью", "20.11.2026")
    block = layout.signature_block(by_hand, marked)
    assert block.lines == (by_hand, marked)
    assert block.dated
    assert block.marked


def test_a_stand_in_is_printed_as_acting(college):
    make.person("Соколова Наталья Юрьевна", post="Заведующий отделением")
    check_declensions.func()
    assert layout.head_post(acting=True) == "И. о. директора ГБПОУ ДТБТ"
    assert layout.acting_post("Заведующий отделением") == "И.\u00a0о.\u00a0заведующего отделением"


def test_an_office_is_signed_for_in_its_own_words_and_names_the_college_in_a_stamp(college):
    assert layout.capacity("curator") == "Куратор наставничества"
    assert layout.of_college(layout.capacity("council")) == "Член совета наставников ГБПОУ ДТБТ"
