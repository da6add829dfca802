"""Names and posts in five cases: right forms, honest doubts, never a failure (R15; decision 23)."""

from pathlib import Path

import pytest

from mentoring.kit.declension import CASES, decline_name, guess_gender, post_key, quick_post
from mentoring.kit.morphology import check_name, decline_post

FORMS = Path(__file__).with_name("declension.txt").read_text()


def table(title):
    """Rows of a part of declension.txt: the name, then its five forms."""
    part = next(part for part in FORMS.split("\n## ") if part.startswith(title))
    return [[cell.strip() for cell in line.split("|")] for line in part.splitlines()[1:] if line]


def parts(name):
    last, first, *rest = name.split(" ")
    return last, first, " ".join(rest)


@pytest.mark.parametrize("row", table("ordinary"), ids=lambda row: row[0])
def test_an_ordinary_name_is_right_and_sure_at_once(row):
    name, *forms = row
    declined = decline_name(*parts(name))
    assert list(declined.cases.values()) == forms
    assert declined.sure


@pytest.mark.parametrize("row", table("ordinary"), ids=lambda row: row[0])
def test_the_dictionary_agrees_about_ordinary_names(row):
    name, *forms = row
    checked = check_name(*parts(name))
    assert list(checked.cases.values()) == forms
    assert checked.sure, checked.other


@pytest.mark.parametrize("row", table("confirmed"), ids=lambda row: row[0])
def test_a_rarer_name_is_doubtful_until_the_dictionary_agrees(row):
    name, *forms = row
    assert list(decline_name(*parts(name)).cases.values()) == forms
    assert decline_name(*parts(name)).doubt == CASES
    assert check_name(*parts(name)).sure


@pytest.mark.parametrize("row", table("asked"), ids=lambda row: row[0])
def test_a_disputed_name_stays_doubtful(row):
    name, *forms = row
    checked = check_name(*parts(name))
    assert list(checked.cases.values()) == forms
    assert not checked.sure


def test_doubt_is_per_case_and_shows_the_rival():
    checked = check_name("Кравец", "Роман", "Ильич")
    assert checked.doubt == ("ins",)
    assert checked.other == {"ins": "Кравцем Романом Ильичом"}


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        (("Шмидт", "Саша", "Ильич"), "m"),
        (("Шмидт", "Саша", "Ильинична"), "f"),
        (("Мамедова", "Арзу", "Вагиф кызы"), "f"),
        (("Гусейнов", "Али", "Вагиф оглы"), "m"),
        (("Черных", "Дмитрий", ""), "m"),
        (("Ким", "Юлия", ""), "f"),
        (("Ван", "Мэй", ""), ""),
        (("😀", "😀", ""), ""),
        (("", "", ""), ""),
    ],
)
def test_gender_is_guessed_or_left_unknown(name, gender):
    assert guess_gender(*name) == gender


def test_a_name_without_gender_is_not_declined_and_is_doubtful():
    declined = decline_name("Ван", "Мэй")
    assert set(declined.cases.values()) == {"Ван Мэй"}
    assert not declined.sure


def test_a_gender_against_the_patronymic_is_obeyed_and_doubted():
    declined = decline_name("Шмидт", "Женя", "Ильич", gender="f")
    assert declined.cases["gen"].startswith("Шмидт ")
    assert not declined.sure


@pytest.mark.parametrize(
    "name",
    [
        ("-", "", ""),
        ("Ив-", "П", "х"),
        ("А" * 10_000, "Б", "В"),
        ("O'Neil", "John", ""),
        ("\u00a0", "я", ""),
        ("", "", ""),
    ],
)
def test_any_name_is_answered(name):
    for declined in (decline_name(*name), check_name(*name)):
        assert set(declined.cases) == set(CASES)
    assert not decline_name(*name).sure


@pytest.mark.parametrize("row", table("posts"), ids=lambda row: row[0])
def test_posts(row):
    post, *forms = row
    declined = decline_post(post)
    assert list(declined.cases.values()) == forms
    assert declined.sure


@pytest.mark.parametrize("post", ["", " ", "😀", "x" * 5000, "12", "по УМР", "а, "])
def test_a_post_without_a_head_stays_and_is_doubtful(post):
    declined = decline_post(post)
    assert set(declined.cases.values()) == {post}
    assert not declined.sure


def test_a_post_not_seen_yet_stays_in_the_nominative():
    assert quick_post("методист").cases["ins"] == "методист"
    assert quick_post("методист").doubt == CASES


@pytest.mark.parametrize(
    ("post", "key"),
    [
        ("Преподаватель", "преподаватель"),
        ("  мастер  п/о ", "мастер п/о"),
        ("ИТ-специалист", "ИТ-специалист"),
        ("HR-менеджер", "HR-менеджер"),
        ("", ""),
    ],
)
def test_one_post_has_one_key(post, key):
    assert post_key(post) == key
