"""One observed lesson, the criteria it is observed by, and all lessons of a program before and after (R43)."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import NBSP, listing
from mentoring.kit.ui import CheckRow
from mentoring.kit.verdict import Verdict
from monitoring.access import observation as rights
from monitoring.choices.observation import SIGNED, UNSIGNED
from monitoring.models import CriteriaReading, InstrumentVersion, Observation, ObservationCard
from monitoring.queries.observation.behavior import (
    AgreementWords,
    Behavior,
    agreement_words,
    behavior_of,
    chart_of,
    counted_lessons,
    share_words,
)
from monitoring.queries.observation.card import card_tag, result_of
from monitoring.queries.observation.opinion import program_opinions
from monitoring.queries.observation.text import blocks_of, lesson_facts
from monitoring.words import moved
from programs.access import people_of

ALONE = "Наблюдатель один: сравнивать согласие не с кем."


@dataclass(frozen=True)
class CardRow:
    card: ObservationCard
    tag: StateTag
    readable: bool
    fillable: bool
    mine: bool
    result: str


@dataclass(frozen=True)
class LessonPage:
    lesson: Observation
    title: str
    facts: tuple[CheckRow, ...]
    cards: tuple[CardRow, ...]
    percent: str
    agreement: AgreementWords | None
    alone: str
    unread: str
    must_read: bool
    now: str
    curator: bool
    all: bool  # whether the reader may open every lesson of the program


def lessons_loaded(actor):
    return (
        rights.observations_for(actor)
        .select_related("person", "version__instrument", "program__pair__order")
        .prefetch_related("program__pair__members__person")
    )


def lesson_page(actor, lesson):
    """A loaded lesson: cards the reader knows of, agreement of those that count, who has not read the criteria."""
    rows = tuple(card_row(actor, card) for card in _cards(actor, lesson))
    counted = counted_lessons(rights.cards_for(actor).filter(observation=lesson)).get(lesson.person, [])
    several = len(counted[0].cards) > 1 if counted else False
    unread = rights.unread_by(lesson)
    must_read = any(actor.is_person(person) for person in unread)
    return LessonPage(
        lesson=lesson,
        title=f"{lesson.person.short_name}, занятие {dates.words(lesson.day)}",
        facts=tuple(CheckRow(name, value) for name, value in lesson_facts(lesson) if value),
        cards=rows,
        percent=share_words(counted[0].percent) if counted and several else "",
        agreement=agreement_words(counted[0].agreement) if several else None,
        alone=ALONE if counted and not several and len(rows) < 2 else "",
        unread=listing([person.short_name for person in unread]),
        must_read=must_read,
        now=_now(actor, rows, must_read),
        curator=actor.has("curator"),
        all=rights.observed_programs_for(actor).filter(pk=lesson.program_id).exists(),
    )


def _cards(actor, lesson):
    cards = rights.listed_cards(actor).filter(observation=lesson).select_related("observer")
    for card in cards.order_by("pk"):
        card.observation = lesson
        yield card


def card_row(actor, card):
    mine, signed = actor.is_person(card.observer), card.state in SIGNED
    return CardRow(
        card=card,
        tag=card_tag(actor, card, result_of(card) if signed else ""),
        readable=signed or (mine and card.state == "draft"),
        fillable=mine and card.state in UNSIGNED and bool(rights.day_came(card, dates.today())),
        mine=mine,
        result=result_of(card) if signed else "",
    )


def _now(actor, rows, must_read):
    if must_read:
        return "Прочитайте критерии и отметьте ознакомление: до этого наблюдение не проводят."
    for row in rows:
        if row.tag.mine or actor.is_person(row.card.observer):
            return row.tag.sentence
    return "От вас сейчас ничего не нужно."


# Criteria


@dataclass(frozen=True)
class CriteriaPage:
    version: InstrumentVersion
    blocks: tuple
    may_read: Verdict
    mine: str
    readings: tuple[CriteriaReading, ...]


def criteria_page(actor, version):
    """The criteria of a version with the reader's own mark; the curator reads who else has made one."""
    readings = tuple(version.readings.order_by("at"))
    own = next((row for row in readings if actor.person and row.person_id == actor.person.pk), None)
    return CriteriaPage(
        version=version,
        blocks=blocks_of(version),
        may_read=rights.may_read_criteria(actor, version),
        mine=dates.moment(own.at) if own else "",
        readings=readings if actor.is_office else (),
    )


# A program


@dataclass(frozen=True)
class BehaviorPart:
    behavior: Behavior
    rows: tuple[tuple[str, str, str, str], ...]
    chart: object
    figure: str
    caution: str


@dataclass(frozen=True)
class ProgramPage:
    program: object
    title: str
    lessons: tuple[tuple[Observation, tuple[CardRow, ...], AgreementWords | None], ...]
    parts: tuple[BehaviorPart, ...]
    opinions: tuple
    plan: Verdict
    ask: Verdict

    @property
    def empty(self):
        return not self.lessons


def program_page(actor, program):
    """All observed lessons of a program the reader sees, before and after of each mentee, opinions. Six queries."""
    lessons = list(rights.observations_for(actor).filter(program=program).select_related("person", "version"))
    cards = _by_lesson(actor, program, lessons)
    counted = counted_lessons(rights.cards_for(actor).filter(observation__program=program))
    agreements = {one.lesson.pk: agreement_words(one.agreement) for rows in counted.values() for one in rows}
    people = list(dict.fromkeys([*(lesson.person for lesson in lessons)]))
    return ProgramPage(
        program=program,
        title=program.pair.title,
        lessons=tuple((one, cards.get(one.pk, ()), agreements.get(one.pk)) for one in lessons),
        parts=tuple(_part(behavior_of(person, counted.get(person, []))) for person in people),
        opinions=program_opinions(actor, program),
        plan=rights.may_plan(actor, program),
        ask=rights.may_ask_opinion(actor, program),
    )


def _by_lesson(actor, program, lessons):
    known, found = {lesson.pk: lesson for lesson in lessons}, {}
    cards = rights.listed_cards(actor).filter(observation__program=program).select_related("observer")
    for card in cards.order_by("pk"):
        if card.observation_id in known:
            card.observation = known[card.observation_id]
            found.setdefault(card.observation_id, []).append(card_row(actor, card))
    return {key: tuple(rows) for key, rows in found.items()}


def _part(behavior):
    blocks = [*behavior.blocks, behavior.whole] if not behavior.missing else []
    return BehaviorPart(
        behavior=behavior,
        rows=tuple(map(_change_row, blocks)),
        chart=chart_of(behavior),
        figure="" if behavior.missing else _change_row(behavior.whole)[-1],
        caution="В начале и в конце наблюдали разные люди: сравнивайте осторожно." if behavior.others else "",
    )


def _change_row(one):
    if one.change is None:
        return one.name, share_words(one.before), share_words(one.after), "–"
    before, after, points = moved(one.before, one.after)
    return one.name, before, after, f"{points}{NBSP}п.{NBSP}п." if points.strip("0,") else "без изменений"


def mentees_to_observe(program):
    return people_of(program, Side.MENTEE)
