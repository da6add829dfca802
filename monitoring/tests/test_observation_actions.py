"""Observation of lessons: criteria first, drafts are private, signing freezes, mistakes are mended by a new card (R43)."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from mentoring.access import actor_for
from mentoring.kit.canonical import fingerprint
from mentoring.kit.dates import today
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import IssuedDocument, Letter, Person
from mentoring.tests import make
from monitoring.access.observation import cards_for, listed_cards, observations_for, unread_by
from monitoring.actions import evaluation, observation, observation_card, opinion
from monitoring.choices.observation import Readiness
from monitoring.models import CardByPost, Evaluation, Instrument, InstrumentVersion, ObservationCard
from monitoring.queries.observation.choice import suits, version_for
from monitoring.queries.observation.opinion import mean_of, readiness_of
from monitoring.queries.observation.text import text_of
from monitoring.tests import make_observation as mo
from monitoring.tests import make_survey as ms
from monitoring.workflows_observation import OBSERVATION


@pytest.fixture
def program(cast):
    return mo.open_program(ms.program(cast.pair))


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


def plan(program, curator, cast, **fields):
    values = {"person": cast.mentee, "day": today(), "observers": [cast.supervisor], "stage": "before", **fields}
    return observation.plan(program, by=curator, at=timezone.now(), **values)


def test_the_shipped_card_has_eighteen_criteria_in_six_blocks(cast, program, curator):
    text = text_of(mo.card_of(mo.lesson(program, curator, [cast.supervisor]), cast.supervisor))
    assert [(block.name, len(block.criteria)) for block in text.blocks] == [
        ("Подготовка", 3),
        ("Организация", 2),
        ("Содержание", 3),
        ("Методика", 4),
        ("Общение", 3),
        ("Итог", 3),
    ]
    assert text.blocks[0].criteria[0].levels == (
        "Плана нет",
        "План есть, от него отступают без причины",
        "План есть, занятие ему следует",
    )


def test_the_card_is_chosen_by_the_post(cast):
    assert version_for(cast.mentee).instrument.code == "lesson_v1"
    shop = Instrument.objects.create(code="shop", kind="observation", title="Карта мастера", level="3")
    CardByPost.objects.create(words="мастер, инструктор", instrument=shop, position=1)
    cast.mentee.post = "Мастер производственного обучения"
    assert version_for(cast.mentee).instrument.code == "lesson_v1", "its card is not published yet"
    InstrumentVersion.objects.create(instrument=shop, number=1, state="published", title="Карта мастера")
    assert version_for(cast.mentee).instrument == shop
    assert [suits("мастер", "старший мастер"), suits("мастер", "веб-мастер"), suits("мастер", "Ломастер")] == [
        True,
        True,
        False,
    ]


def test_planning_makes_a_card_for_each_observer_and_writes_to_all(cast, program, curator):

    made = plan(program, curator, cast, observers=[cast.supervisor, cast.curator, cast.outsider], starts=time(10, 35))
    assert {card.observer: card.role for card in made.cards.all()} == {
        cast.supervisor: "supervisor",
        cast.curator: "curator",
        cast.outsider: "colleague",
    }
    letters = Letter.objects.filter(code="observation_planned")
    assert {one.person for one in letters} == {cast.mentee, cast.mentor, cast.supervisor, cast.outsider}
    assert "BEGIN:VEVENT" in letters.first().calendar


def test_what_planning_refuses(cast, program, curator):
    with pytest.raises(Refused, match="назначает куратор"):
        plan(program, cast.actor("supervisor"), cast)
    for fields, words in (
        ({"observers": [cast.mentor]}, "наставник этой пары"),
        ({"observers": [cast.mentee]}, "Себя наблюдать нельзя"),
        ({"observers": []}, "хотя бы одного"),
        ({"person": cast.other_mentee}, "наставляемого этой программы"),
        ({"day": today() - timedelta(days=1)}, "прошёл"),
        ({"day": program.until + timedelta(days=1)}, "Назначьте день раньше"),
    ):
        with pytest.raises(Refused, match=words):
            plan(program, curator, cast, **fields)
    evaluation.set_levels(program, levels=["1", "2"], by=curator, at=timezone.now())
    with pytest.raises(Refused, match="Уровень 3"):
        plan(program, curator, cast)


def test_the_first_observation_waits_until_all_have_read_the_criteria(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor, cast.outsider], read=False)
    card = mo.card_of(made, cast.supervisor)
    for person in (cast.mentee, cast.mentor, cast.supervisor):
        with pytest.raises(Refused, match="С критериями ещё не ознакомились"):
            mo.fill(made, cast.supervisor, [2])
        observation.acknowledge(made.version, by=actor_for(person), at=timezone.now())
    assert unread_by(made) == [cast.outsider]
    observation.acknowledge(made.version, by=actor_for(cast.outsider), at=timezone.now())
    mo.fill(made, cast.supervisor, [2])
    card.refresh_from_db()
    assert card.state == "draft"
    with pytest.raises(Refused, match="уже ознакомились"):
        observation.acknowledge(made.version, by=actor_for(cast.mentee), at=timezone.now())
    with pytest.raises(Refused, match="Отметка нужна тем"):
        observation.acknowledge(made.version, by=actor_for(cast.other_mentor), at=timezone.now())


def test_an_unsigned_card_is_read_by_its_author_alone(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor, cast.outsider])
    mo.fill(made, cast.supervisor, [2], strong="Тайное до подписи")
    parts = ("curator", "director", "supervisor", "mentor", "mentee", "outsider", "other_mentor", "admin")

    def reads(card):
        return {part for part in parts if cards_for(cast.actor(part)).filter(pk=card.pk).exists()}

    first, second = mo.card_of(made, cast.supervisor), mo.card_of(made, cast.outsider)
    assert reads(first) == {"supervisor"}
    observation_card.sign(mo.fill(made, cast.supervisor, [2]), by=actor_for(cast.supervisor), at=timezone.now())
    assert reads(first) == {"supervisor", "curator", "director", "mentor", "mentee"}
    assert reads(second) == {"outsider"}
    assert set(listed_cards(cast.actor("outsider"))) == {second}, "a colleague knows of his own card alone"
    assert not observations_for(cast.actor("other_mentor")).exists()


def test_a_mentee_of_the_same_group_does_not_read_the_card(cast, program, curator):
    second = make.mentee("Юдин Олег Ильич", login=True).person
    program.pair.members.create(person=second, side="mentee", since=program.pair.since)
    card = mo.locked(mo.lesson(program, curator, [cast.supervisor], person=cast.mentee), cast.supervisor)
    assert not cards_for(actor_for(second)).filter(pk=card.pk).exists()
    assert not observations_for(actor_for(second)).exists()


def test_a_draft_keeps_what_there_is_and_a_second_window_is_told(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor])
    questions = list(made.version.questions.all())
    by = actor_for(cast.supervisor)
    marks = {questions[0]: (1, True, "план на доске"), questions[1]: (None, False, ""), questions[2]: (None, True, "")}
    observation_card.save(mo.card_of(made, cast.supervisor), marks, seen=0, by=by, at=timezone.now())
    card = mo.card_of(made, cast.supervisor)
    text = text_of(card)
    assert [one.words for one in text.blocks[0].criteria] == [
        "1 – План есть, от него отступают без причины",
        "Не наблюдалось",
        "не заполнено",
    ]
    assert len(text.empty) == 16
    with pytest.raises(Stale):
        observation_card.save(card, marks, seen=0, by=by, at=timezone.now())
    with pytest.raises(Refused, match="Без отметки осталось: 16"):
        observation_card.sign(card, by=by, at=timezone.now())
    with pytest.raises(Refused, match="её наблюдатель"):
        observation_card.save(card, marks, seen=1, by=curator, at=timezone.now())


def test_before_the_day_of_the_lesson_the_card_is_closed(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor], day=today() + timedelta(days=3))
    with pytest.raises(Refused, match="в этот день или после"):
        mo.fill(made, cast.supervisor, [2])


def test_signing_freezes_the_text_and_reading_locks_it(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor])
    card = mo.signed(made, cast.supervisor, [2, 1, 0, None, 2], strong="Работают все")
    assert card.sha256 == fingerprint(card.payload)
    assert Letter.objects.filter(code="observation_to_read", person=cast.mentee).count() == 1
    Person.objects.filter(pk=cast.supervisor.pk).update(last_name="Другая")
    card = mo.card_of(made, cast.supervisor)
    assert text_of(card).observer.name.startswith("Соколова")
    with pytest.raises(Refused, match="Карта закрыта"):
        mo.fill(made, cast.supervisor, [0])
    with pytest.raises(Refused, match="чьё это занятие"):
        observation_card.acquaint(card, by=curator, at=timezone.now())
    observation_card.acquaint(card, comment="Согласен", by=actor_for(cast.mentee), at=timezone.now())
    card.refresh_from_db()
    document = IssuedDocument.objects.get(type__code="D25")
    assert (card.state, card.comment, card.document) == ("locked", "Согласен", document)
    assert document.sha256 == card.sha256 == document.signatures.get().sha256 == document.acquaintances.get().sha256
    assert (document.number[:3], document.state) == ("КН-", "in_force")


def test_a_mistake_is_mended_by_a_new_card_with_a_reason(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor])
    old = mo.locked(made, cast.supervisor, [2])
    with pytest.raises(Refused, match="что в карте неверно"):
        observation_card.replace(old, reason=" ", by=actor_for(cast.supervisor), at=timezone.now())
    with pytest.raises(Refused, match="её наблюдатель"):
        observation_card.replace(old, reason="ошибка", by=curator, at=timezone.now())
    fresh = observation_card.replace(old, reason="Перепутал группу", by=actor_for(cast.supervisor), at=timezone.now())
    old.refresh_from_db()
    assert (old.state, old.reason, fresh.replaces) == ("withdrawn", "Перепутал группу", old)
    assert IssuedDocument.objects.get(pk=old.document_id).state == "canceled"
    assert fresh.marks.count() == 18
    mo.locked(made, cast.supervisor, [1])
    assert ObservationCard.objects.filter(observation=made, state="locked").count() == 1


def test_the_curator_closes_a_card_nobody_read_in_time(cast, program, curator):
    card = mo.signed(mo.lesson(program, curator, [cast.supervisor]), cast.supervisor)
    with pytest.raises(Refused, match="Подождите ответа"):
        observation_card.close_unread(card, reason="Болеет", by=curator, at=timezone.now())
    ObservationCard.objects.filter(pk=card.pk).update(due=today() - timedelta(days=1))
    card.refresh_from_db()
    observation_card.close_unread(card, reason="Болеет", by=curator, at=timezone.now())
    assert (card.state, card.unread) == ("locked", "Болеет")
    assert not IssuedDocument.objects.get(type__code="D25").acquaintances.exists()


def test_a_lesson_that_was_not_held_says_why(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor])
    card = mo.card_of(made, cast.supervisor)
    with pytest.raises(Refused, match="почему"):
        observation.call_off(card, reason="", by=curator, at=timezone.now())
    with pytest.raises(Refused, match="наблюдатель или куратор"):
        observation.call_off(card, reason="Карантин", by=cast.actor("mentor"), at=timezone.now())
    observation.call_off(card, reason="Карантин", by=curator, at=timezone.now())
    assert (card.state, card.reason) == ("not_held", "Карантин")


def test_a_locked_card_unsigns_the_conclusion(cast, program, curator):
    evaluation.add_entry(
        program,
        level="3",
        name="Методика",
        unit="%",
        before=40,
        after=60,
        source="бумага",
        by=curator,
        at=timezone.now(),
    )
    evaluation.conclude(program, text="Сработало", lock_version=0, by=curator, at=timezone.now())
    mo.locked(mo.lesson(program, curator, [cast.supervisor]), cast.supervisor)
    assert Evaluation.objects.get(program=program).concluded_on is None


def test_level_three_by_hand_says_why(cast, program, curator):
    with pytest.raises(Refused, match="почему оно внесено руками"):
        evaluation.add_entry(
            program, level="3", name="Карта", unit="%", before=40, after=60, by=curator, at=timezone.now()
        )


ALLOWED = {
    ("supervisor", "planned", "fill"),
    ("supervisor", "draft", "fill"),
    ("supervisor", "draft", "sign"),
    ("mentee", "awaiting", "acquaint"),
    ("curator", "awaiting", "close"),
    ("supervisor", "planned", "call_off"),
    ("curator", "planned", "call_off"),
    ("supervisor", "draft", "call_off"),
    ("curator", "draft", "call_off"),
    ("supervisor", "awaiting", "replace"),
    ("supervisor", "locked", "replace"),
}


def test_who_may_do_what_in_which_state(cast, program, curator):
    card = mo.signed(mo.lesson(program, curator, [cast.supervisor]), cast.supervisor)
    card.due = today() - timedelta(days=1)
    parts = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "admin", "outsider")
    found = set()
    for state in ("planned", "draft", "awaiting", "locked", "not_held", "withdrawn"):
        card.state = state
        found |= {
            (part, state, name)
            for part in parts
            for name in OBSERVATION.transitions
            if OBSERVATION.verdict(name, cast.actor(part), card)
        }
    assert found == ALLOWED


# Opinions


def test_an_opinion_is_asked_and_given_once(cast, program, curator):
    one = mo.asked(program, curator, cast.supervisor)
    assert (one.role, Letter.objects.filter(code="opinion_asked", person=cast.supervisor).count()) == ("supervisor", 1)
    with pytest.raises(Refused, match="уже спрошен"):
        mo.asked(program, curator, cast.supervisor)
    with pytest.raises(Refused, match="не наставника пары"):
        mo.asked(program, curator, cast.mentor)
    with pytest.raises(Refused, match="на чём основан"):
        mo.given(one, reason=" ")
    with pytest.raises(Refused, match="от 1 до 5"):
        mo.given(one, marks=(6, 1, 1, 1, 1, 1))
    mo.given(one)
    assert mean_of(one) == Decimal("4.6")
    with pytest.raises(Refused, match="уже ответили"):
        mo.given(one)
    few = mo.given(mo.asked(program, curator, cast.outsider), marks=(5, 5, 5, None, None, None))
    assert mean_of(few) is None, "three of six are too few"


def test_readiness_is_the_supervisors_word(cast, program, curator):
    mo.given(mo.asked(program, curator, cast.outsider, stage="before"), verdict="ready")
    assert readiness_of([program]) == {}, "a colleague does not decide"
    mo.given(mo.asked(program, curator, cast.supervisor, stage="before"), verdict="not_ready", reason="Рано")
    first = readiness_of([program])[program.pk, cast.mentee.pk]
    assert first.verdict == Readiness.NOT_READY
    mo.given(mo.asked(program, curator, cast.supervisor, stage="after"), verdict="ready")
    assert readiness_of([program])[program.pk, cast.mentee.pk].verdict == Readiness.READY


def test_a_request_for_an_opinion_is_dropped(cast, program, curator):
    one = mo.asked(program, curator, cast.supervisor)
    with pytest.raises(Refused, match="снимает куратор"):
        opinion.drop(one, by=cast.actor("supervisor"), at=timezone.now())
    opinion.drop(one, by=curator, at=timezone.now())
    mo.asked(program, curator, cast.supervisor)
