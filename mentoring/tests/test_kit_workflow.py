from datetime import timedelta

import pytest

from mentoring.kit.canonical import canonical_json, fingerprint
from mentoring.kit.dates import today, words
from mentoring.kit.states import StateWords, describe, fill
from mentoring.kit.verdict import YES, Refused, Verdict, first_no, no, require
from mentoring.kit.workflow import Transition, Workflow
from mentoring.tests import make

FLOW = Workflow(
    "request",
    [
        Transition("send", ("draft",), "awaiting_curator", "Отправить запрос"),
        Transition("close", ("awaiting_curator",), "closed", "Закрыть", allow=lambda actor, obj: no("Нельзя.")),
    ],
)


def test_first_no_keeps_the_first_reason_and_gathers_warnings():
    assert first_no(YES, no("А"), no("Б")).reason == "А"
    assert first_no(Verdict(True, warnings=("раз",)), Verdict(True, warnings=("два",))).warnings == ("раз", "два")


def test_require_raises_the_reason_word_for_word():
    with pytest.raises(Refused, match="Нет согласия"):
        require(no("Нет согласия"))


@pytest.mark.django_db
def test_claim_is_won_once(college):
    row = make.request(state="draft")
    again = type(row).objects.get(pk=row.pk)
    FLOW.claim("send", row, by=None)
    assert row.state == "awaiting_curator"
    with pytest.raises(Refused, match="уже принято"):
        FLOW.claim("send", again, by=None)


@pytest.mark.django_db
def test_claim_repeats_the_refusal_of_the_table(college):
    row = make.request(state="awaiting_curator")
    with pytest.raises(Refused, match="Нельзя"):
        FLOW.claim("close", row, by=None)
    assert [(t.name, v.ok) for t, v in FLOW.open_to(None, row)] == [("close", False)]


WORDS = {
    "wait": StateWords("Ждёт", "wait", turn=("curator",), lines={"curator": "Решите до {date}.", "mentor": "Ждём."}),
}


def test_waiting_state_is_act_for_whose_turn_it_is_and_go_for_others():
    mine = describe(WORDS, "wait", "curator", date="1 мая")
    other = describe(WORDS, "wait", "mentor")
    assert (mine.tone, mine.mine, mine.sentence) == ("act", True, "Решите до 1 мая.")
    assert (other.tone, other.mine) == ("go", False)


@pytest.mark.parametrize(
    ("line", "ahead", "past"),
    [
        ("Решите до {date}.", "Решите до {}.", "Решите. Срок был {}."),
        ("Ответит до {date}; ждите.", "Ответит до {}; ждите.", "Ответит. Срок был {}; ждите."),
        ("Ведёт запрос, решение до {date}.", "Ведёт запрос, решение до {}.", "Ведёт запрос. Срок был {}."),
    ],
)
def test_a_passed_deadline_is_told_as_past(line, ahead, past):
    table = {"wait": StateWords("Ждёт", "wait", lines={"curator": line})}
    for day, told in ((today() + timedelta(days=2), ahead), (today() - timedelta(days=2), past)):
        said = describe(table, "wait", "curator", deadline=day).sentence
        assert said == told.format(words(day))


def test_a_clause_without_its_value_is_left_out():
    assert fill("Начало {date}; программа нужна к {due}.", {"date": "1 мая"}) == "Начало 1 мая."
    assert fill("Выполнено {date}: {result}.", {"date": "1 мая"}) == "Выполнено 1 мая."
    assert fill("Выполнено {date}: {result}.", {}) == ""
    assert fill("Замечаний: {n}. Ответьте до {date}.", {"date": "1 мая"}) == "Ответьте до 1 мая."
    assert fill("Запрос прошлого года ещё нужен? Ответьте до {date}.", {}) == "Запрос прошлого года ещё нужен?"


def test_canonical_json_is_one_text_for_one_value():
    assert canonical_json({"б": 1, "а": [2]}) == '{"а":[2],"б":1}'
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
