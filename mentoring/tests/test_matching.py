"""The arithmetic of matching, written out by hand and checked at its edges (R12)."""

import random
from dataclasses import replace
from datetime import date

import pytest

from mentoring.matching import MentorFacts, Need, Weights, rank, score
from mentoring.matching.stops import hard_stops

METHOD, PSYPED, ICT, HEALTH = (1, "Методика"), (2, "Студенты и родители"), (3, "Цифра"), (4, "Здоровье")
WEIGHTS = Weights()


def need(**changes):
    values = {
        "person_id": 100,
        "name": "Фомина П. А.",
        "name_gen": "Фоминой П. А.",
        "directions": (METHOD, PSYPED, ICT),
        "subjects": "Информатика",
        "unit_id": 7,
        "labels": {"form": "Педагог – педагог", "kind": "Традиционное", "mode": "Очно"},
    }
    return Need(**{**values, **changes})


def mentor(**changes):
    values = {
        "person_id": 1,
        "name": "Галеев Т. Р.",
        "name_gen": "Галеева Т. Р.",
        "sort_key": "галеев",
        "gender": "m",
        "directions": frozenset({1, 2, 3}),
        "subjects": "информатика, МДК 01.01",
        "unit_id": 7,
        "unit_name": "ЦК ИТ",
        "capacity": 3,
        "load": 2,
        "consent": "given",
        "consent_on": date(2026, 9, 1),
    }
    return MentorFacts(**{**values, **changes})


def points(lines):
    return [line.points for line in lines]


def test_the_drawn_example_gives_ninety():
    """Picture 03: 50 + 20 + 5 (1 of 3) + 10 + 5, and the experience without weight."""
    found = score(need(wished_mentor_id=1), mentor(), WEIGHTS)
    assert points(found.lines) == [50, 20, 5, 10, 5, 0]
    assert found.points == 90
    assert [line.text for line in found.lines] == [
        "все 3\u00a0направления запроса: методика, студенты и родители, цифра",
        "та же дисциплина: информатика",
        "свободно 1\u00a0место из 3",
        "форма, вид и режим — любые",
        "Фомина П. А. просит именно этого наставника",
        "опыт: пар ещё не вёл",
    ]


def test_the_second_of_the_picture_gives_sixty_seven():
    """50 + 0 + 7 (1 of 2, halves dropped) + 10."""
    found = score(need(), mentor(subjects="Право", unit_id=8, unit_name="Право", capacity=2, load=1), WEIGHTS)
    assert points(found.lines) == [50, 0, 7, 10, 0]
    assert found.lines[1].text == "другие дисциплина и подразделение: «Право»"


@pytest.mark.parametrize(("own", "expected"), [({1, 2}, 33), ({1}, 16), (set(), 0), ({4}, 0)])
def test_directions_are_shared_out(own, expected):
    found = score(need(), mentor(directions=frozenset(own)), WEIGHTS)
    assert found.lines[0].points == expected
    assert found.suits is bool(expected)


def test_a_request_without_directions_suits_anybody():
    found = score(need(directions=()), mentor(), WEIGHTS)
    assert found.suits
    assert found.lines[0].points == 0


def test_the_same_committee_is_enough_for_the_subject():
    found = score(need(subjects="Физика"), mentor(subjects="Химия"), WEIGHTS)
    assert (found.lines[1].points, found.lines[1].text) == (20, "то же подразделение: «ЦК ИТ»")


def test_subjects_are_compared_without_case_and_yo():
    found = score(need(subjects="Учёт ", unit_id=None), mentor(subjects="учет, право", unit_id=9), WEIGHTS)
    assert found.lines[1].points == 20


def test_two_people_without_a_committee_are_not_of_the_same_one():
    found = score(need(subjects="", unit_id=None), mentor(subjects="", unit_id=None, unit_name=""), WEIGHTS)
    assert found.lines[1].points == 0


@pytest.mark.parametrize(
    ("wish", "offer", "expected", "text"),
    [
        ({"form": "teacher_teacher"}, {"forms": ("teacher_teacher",)}, 10, "подходят форма, вид и режим"),
        ({"kind": "virtual"}, {"kinds": ("traditional",)}, 6, "не берёт: вид «Виртуальное»"),
        ({"mode": "in_person"}, {"mode": "online"}, 6, "не берёт: режим «Очно»"),
        ({"mode": "in_person"}, {"mode": "mixed"}, 10, "подходят форма, вид и режим"),
        ({"kind": "virtual", "mode": "in_person"}, {"kinds": ("group",), "mode": "online"}, 3, None),
        ({}, {"kinds": ("group",)}, 10, "форма, вид и режим — любые"),
    ],
)
def test_form_kind_and_mode_are_thirds(wish, offer, expected, text):
    labels = {"form": "Педагог – педагог", "kind": "Виртуальное", "mode": "Очно"}
    line = score(need(labels=labels, **wish), mentor(**offer), WEIGHTS).lines[3]
    assert line.points == expected
    assert text is None or line.text == text


def test_another_mentors_wish_is_told_as_a_fact():
    found = score(need(wished_mentor_id=2), mentor(), WEIGHTS)
    assert (found.lines[4].points, found.lines[4].text) == (0, "в пожеланиях назван другой наставник")


def test_experience_has_no_weight():
    veteran = score(need(), mentor(led=9, finished=7), WEIGHTS)
    assert veteran.points == score(need(), mentor(), WEIGHTS).points
    assert veteran.lines[-1].text == "опыт: пар и групп — 9, завершено по плану 7"


def test_weights_come_from_settings():
    found = score(need(wished_mentor_id=1), mentor(load=0), Weights(10, 10, 10, 10, 60))
    assert points(found.lines) == [10, 10, 10, 10, 60, 0]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"person_id": 100}, "self", "один человек"),
        ({"retired_on": date(2026, 3, 1)}, "retired", "не в банке с 1\u00a0марта"),
        ({"consent": ""}, "no_consent", "Нет согласия Галеева Т. Р. Запросите его."),
        ({"consent": "requested"}, "consent_waiting", "Ждём согласия Галеева Т. Р. Спросите"),
        ({"consent": "revoked", "consent_on": date(2026, 10, 5)}, "consent_revoked", "отозвано 5\u00a0октября"),
        ({"consent": "refused", "consent_on": date(2026, 10, 5)}, "no_consent", "Нет согласия"),
        ({"consent": "expired"}, "no_consent", "Запросите"),
        ({"load": 3}, "capacity", "ведёт 3 из 3"),
        ({"takes_new": False, "idle_until": date(2026, 12, 1)}, "idle", "не берёт новых до 1\u00a0декабря"),
        ({"declined_on": date(2026, 11, 10)}, "declined", "отказался 10\u00a0ноября"),
    ],
)
def test_each_hard_stop_speaks(changes, code, words):
    stops = hard_stops(need(), mentor(**changes))
    assert [stop.code for stop in stops] == [code]
    assert not stops[0].verdict
    assert words in stops[0].verdict.reason
    assert stops[0].word


def test_a_consent_with_an_outdated_text_is_still_in_force():
    assert hard_stops(need(), mentor(consent="outdated")) == ()


def test_the_boss_stops_only_where_the_setting_forbids():
    asked = need(boss_ids=(1,))
    assert hard_stops(asked, mentor()) == ()
    stops = hard_stops(asked, mentor(), forbid_boss=True)
    assert stops[0].verdict.reason == "Галеев Т. Р. — руководитель Фоминой П. А. Настройка техникума это запрещает."


def test_several_stops_are_all_told():
    assert [s.code for s in hard_stops(need(), mentor(consent="", load=5, takes_new=False))] == [
        "no_consent",
        "capacity",
        "idle",
    ]


def test_ties_are_broken_by_free_places_then_by_name():
    first = mentor(person_id=1, sort_key="яшин", capacity=2, load=0, directions=frozenset({1, 2, 3}))
    second = mentor(person_id=2, sort_key="алёхин", capacity=1, load=0)
    third = mentor(person_id=3, sort_key="белов", capacity=1, load=0)
    assert [s.mentor.person_id for s in rank(need(), [third, second, first], WEIGHTS)] == [1, 2, 3]


def test_those_who_cannot_be_asked_stand_last_whatever_their_points():
    full, stranger, poor = (
        mentor(person_id=1, load=3),
        mentor(person_id=2, directions=frozenset({4})),
        mentor(person_id=3, directions=frozenset({1}), unit_id=1, subjects=""),
    )
    assert [s.mentor.person_id for s in rank(need(), [full, stranger, poor], WEIGHTS)] == [3, 2, 1]


# Properties, on a thousand random mentors


def random_mentor(dice, number):
    capacity = dice.randint(1, 6)
    return mentor(
        person_id=number,
        sort_key=f"{dice.randint(0, 9)}",
        directions=frozenset(dice.sample([1, 2, 3, 4], dice.randint(0, 4))),
        unit_id=dice.choice([None, 7, 8]),
        subjects=dice.choice(["", "Информатика", "Право, информатика"]),
        capacity=capacity,
        load=dice.randint(0, capacity + 1),
        kinds=dice.choice([(), ("traditional",), ("group", "virtual")]),
        mode=dice.choice(["mixed", "online", "in_person"]),
        consent=dice.choice(["given", "", "revoked", "outdated"]),
        takes_new=dice.random() > 0.2,
    )


@pytest.fixture(scope="module")
def crowd():
    dice = random.Random(20)
    return [random_mentor(dice, number) for number in range(1, 1001)]


@pytest.fixture(scope="module")
def asked():
    return need(kind="traditional", mode="in_person", wished_mentor_id=5)


def test_points_never_leave_their_bounds(crowd, asked):
    for one in crowd:
        found = score(asked, one, WEIGHTS)
        assert 0 <= found.points <= WEIGHTS.total == 100
        limits = [50, 20, 15, 10, 5, 0]
        assert all(0 <= line.points <= most for line, most in zip(found.lines, limits, strict=True))
        assert all(line.text for line in found.lines)


def test_more_free_places_never_give_fewer_points(crowd, asked):
    for one in crowd:
        fewer, more = replace(one, load=one.capacity), replace(one, load=0)
        assert score(asked, more, WEIGHTS).points >= score(asked, fewer, WEIGHTS).points


def test_a_further_common_direction_never_lowers_the_points(crowd, asked):
    for one in crowd:
        wider = replace(one, directions=one.directions | {1, 2, 3})
        assert score(asked, wider, WEIGHTS).points >= score(asked, one, WEIGHTS).points


def test_the_order_does_not_depend_on_how_the_bank_is_read(crowd, asked):
    shuffled = list(crowd)
    random.Random(3).shuffle(shuffled)
    first = [(s.points, s.mentor.free, s.mentor.sort_key) for s in rank(asked, crowd, WEIGHTS)]
    assert first == [(s.points, s.mentor.free, s.mentor.sort_key) for s in rank(asked, shuffled, WEIGHTS)]


def test_nobody_with_a_stop_stands_before_one_without(crowd, asked):
    stopped = [bool(s.stops) for s in rank(asked, crowd, WEIGHTS)]
    assert stopped == sorted(stopped)
