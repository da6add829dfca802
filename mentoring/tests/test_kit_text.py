import pytest

from mentoring.kit.text import (
    Folded,
    agreed,
    count_of,
    ended,
    fold,
    group_digits,
    initials,
    listing,
    plural,
    quoted,
    small_first,
    tidy,
    words_of,
)
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Новая дисциплина или МДК", "новая дисциплина или МДК"),
        ("ИКТ и цифровизация", "ИКТ и цифровизация"),
    ],
)
def test_small_first_keeps_abbreviations(words, said):
    assert small_first(words) == said


@pytest.mark.parametrize(
    ("words", "his", "hers"),
    [
        ("Я проверил(а)", "Я проверил", "Я проверила"),
        ("согласен(на), чему научился(ась)", "согласен, чему научился", "согласна, чему научилась"),
        ("ознакомлен(а)", "ознакомлен", "ознакомлена"),
    ],
)
def test_words_agree_with_a_known_gender_only(words, his, hers):
    assert (agreed(words, "m"), agreed(words, "f"), agreed(words, "")) == (his, hers, words)


@pytest.mark.parametrize("words", ["Число.", "Число?", "Зимина Р. А.", "…к сроку.»", "Осталось:"])
def test_a_sentence_has_one_stop(words):
    assert ended(words) == words
    assert ended("Число") == "Число."


def test_quoted_words_lose_their_stop_and_keep_inner_quotes():
    assert quoted("Нет числа.") == "«Нет числа»"
    assert quoted("Показывать форму «Руководитель»") == "«Показывать форму „Руководитель“»"


def test_a_search_asks_for_few_different_words():
    assert words_of("  Иванов ИВАНОВ Ёлкин ") == ["иванов", "елкин"]
    assert len(words_of(" ".join(f"слово{n}" for n in range(500)))) == 10
    assert words_of("а" * 5000) == ["а" * 200]
    assert words_of(None) == words_of("   ") == []
