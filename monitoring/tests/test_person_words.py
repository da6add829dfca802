"""Finding a person in texts: shapes of the name, e-mail, phone. Worked by hand."""

import pytest

from monitoring.rules.person_words import Finder, Trace


def trace(**fields):
    given = {
        "surnames": {"Ковалёва", "Ковалёвой", "Ковалёву"},
        "names": {"Марина", "Мариной", "Марину"},
        "patronymics": {"Сергеевна", "Сергеевной", "Сергеевну"},
        "emails": {"kovaleva@college.example"},
        "phones": {"+7 (912) 345-67-89"},
    }
    sets = {name: frozenset(words) for name, words in given.items()}
    return Trace(**{**sets, **fields})


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Ковалёва Марина Сергеевна", "К"),
        ("КОВАЛЕВА МАРИНА", "К"),
        ("с Мариной Сергеевной Ковалёвой", "с К"),
        ("Ковалёву М. С. и М.\u00a0С.\u00a0Ковалёву", "К и К"),
        ("Ковалёва М.С., наставник", "К, наставник"),
        ("Марина Сергеевна, добрый день", "К, добрый день"),
        ("для Ковалёвой", "для К"),
        ("Ковалёвская, Подковалёва", "Ковалёвская, Подковалёва"),
        ("Марина и Сергеевна", "Марина и Сергеевна"),
        ("Kovaleva@College.example", "К"),
        ("тел. 8 912 345 67 89, 89123456789", "тел. К, К"),
        ("номер 912345678901", "номер 912345678901"),
        ("", ""),
    ],
)
def test_shapes(text, cleaned):
    assert Finder(trace(), "К").clean(text)[0] == cleaned


def test_a_namesakes_surname_stays():
    finder = Finder(trace(alone=False, initialed=False, called=False), "К")
    text = "Ковалёва О. П., Ковалёва, Марина Сергеевна, Ковалёва Марина"
    assert finder.clean(text) == ("Ковалёва О. П., Ковалёва, Марина Сергеевна, К", 1)


def test_values_of_json():
    finder = Finder(trace(), "К")
    assert finder.clean_value({"a": ["Ковалёва", 1, {"b": "x"}]}) == ({"a": ["К", 1, {"b": "x"}]}, 1)


def test_without_a_patronymic_and_a_phone():
    finder = Finder(Trace(frozenset({"Ким"}), frozenset({"Ли"}), frozenset(), called=False), "К")
    assert finder.clean("Ким Ли, Ли Ким, Л. Ким, Кимоно") == ("К, К, К, Кимоно", 3)
