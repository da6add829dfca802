import pytest

from mentoring.kit.text import Folded, count_of, fold, group_digits, initials, listing, plural, tidy
from mentoring.models import Organization, PartnerKind


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "день"),
        (2, "дня"),
        (5, "дней"),
        (11, "дней"),
        (14, "дней"),
        (21, "день"),
        (25, "дней"),
        (112, "дней"),
        (2.5, "дня"),
        (0, "дней"),
        (-3, "дня"),
    ],
)
def test_plural_follows_the_table_of_words(number, word):
    assert plural(number, "день", "дня", "дней") == word


def test_fold_makes_yo_and_case_equal():
    assert fold("  ЁЛКИН  Пётр ") == fold("елкин петр")


def test_initials_with_and_without_patronymic():
    assert initials("Анна", "Сергеевна") == "А.\u00a0С."
    assert initials("Анна") == "А."


def test_counts_and_digits_use_no_break_space():
    assert count_of(3, "remark") == "3\u00a0замечания"
    assert group_digits(1200) == "1\u00a0200"
    assert group_digits(4.5) == "4,5"


def test_listing():
    assert listing(["а", "б", "в"]) == "а, б и в"


def test_tidy_drops_control_characters():
    assert tidy("  Ежова \x00 Анна\u00a0 ") == "Ежова Анна"


@pytest.mark.django_db
def test_folded_expression_orders_and_searches_russian(college):
    for name in ("Ёлочка", "Елагин", "ЯЩИК"):
        Organization.objects.create(full_name=name, short_name=name, kind=PartnerKind.objects.first())
    rows = Organization.objects.filter(own=False).annotate(key=Folded("short_name")).order_by("key")
    assert [row.short_name for row in rows] == ["Елагин", "Ёлочка", "ЯЩИК"]
    assert rows.filter(key__contains="елоч").count() == 1
