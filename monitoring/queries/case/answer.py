"""Answers to cases: one with the marks of each side apart, those of a program, the change before – after by assessor."""

from dataclasses import dataclass

from mentoring.kit.dates import by, short
from mentoring.kit.text import NBSP
from monitoring.access import case as rights
from monitoring.choices.case import CaseSide, CaseStage, CaseState
from monitoring.models import CaseAnswer, CaseMark
from monitoring.words import decimal, moved
from programs.queries.people import with_people

PEOPLE = ("task__rubric", "person", "colleague")


def answers_loaded(actor):
    return with_people(rights.answers_for(actor), "program__pair__members").select_related(*PEOPLE)


@dataclass(frozen=True)
class AnswerPage:
    answer: CaseAnswer
    state: str
    text: str
    sides: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]  # criterion, what each side chose
    totals: tuple[str, ...]
    marks: tuple[CaseMark, ...]
    mine: CaseMark | None
    answer_it: object
    mark: object
    drop: object


def answer_page(actor, answer):
    """One loaded answer for one of its readers. One query more."""
    marks = {mark.side: mark for mark in answer.marks.select_related("author")}
    sides = [side for side in CaseSide if side != CaseSide.COLLEAGUE or answer.colleague_id]
    return AnswerPage(
        answer=answer,
        state=state_words(answer),
        text=answer.text if rights.may_read_text(actor, answer) else "",
        sides=tuple(side.label for side in sides),
        rows=tuple(
            (row["name"], tuple(_chosen(marks.get(side), n, row["levels"]) for side in sides))
            for n, row in enumerate(answer.criteria)
        ),
        totals=tuple(percent_of(marks.get(side)) for side in sides),
        marks=tuple(marks.values()),
        mine=marks.get(rights.side_in(actor, answer)),
        answer_it=rights.may_answer_case(actor, answer),
        mark=rights.may_mark_case(actor, answer),
        drop=rights.may_drop_case(actor, answer),
    )


def _chosen(mark, n, levels):
    return "–" if mark is None else f"{levels[mark.levels[n]]} ({mark.levels[n]} из {len(levels) - 1})"


def percent_of(mark):
    return "–" if mark is None else f"{decimal(mark.percent, 0)}{NBSP}%"


def state_words(answer):
    if answer.state == CaseState.SENT:
        return f"Ответ дан {short(answer.sent_at)}"
    return f"Ждём ответа, {by(answer.due)}" if answer.state == CaseState.ASKED else "Больше не нужен"


@dataclass(frozen=True)
class AnswerRow:
    answer: CaseAnswer
    state: str
    marks: str


def program_answers(actor, program):
    """Live answers of a program the reader may know of. Two queries."""
    found = rights.answers_for(actor).filter(program=program).exclude(state=CaseState.DROPPED)
    rows = found.select_related("task", "person").prefetch_related("marks").order_by("person__sort_key", "stage", "pk")
    return tuple(AnswerRow(one, state_words(one), _marks(one)) for one in rows)


def _marks(answer):
    told = [f"{mark.get_side_display().lower()} – {percent_of(mark)}" for mark in answer.marks.all()]
    return "; ".join(told) or "оценок пока нет"


def case_changes(program):
    """Rows (who – by whom, before, after, change): mean percents of marked cases of each stage with their number.

    One query. Sides are told apart and never folded; a missing stage is a dash, never a zero.
    """
    marks = CaseMark.objects.filter(answer__program=program, answer__state=CaseState.SENT)
    found = {}
    for mark in marks.select_related("answer__person").order_by("answer__person__sort_key", "side", "pk"):
        stages = found.setdefault((mark.answer.person, CaseSide(mark.side)), {stage: [] for stage in CaseStage})
        stages[CaseStage(mark.answer.stage)].append(mark.percent)
    return tuple(_change(person, side, stages) for (person, side), stages in found.items())


def _change(person, side, stages):
    before, after = (_mean(stages[stage]) for stage in (CaseStage.BEFORE, CaseStage.AFTER))
    was, now, words = _percent(before), _percent(after), "–"
    if before is not None and after is not None:
        was, now, points = moved(before, after)
        words = f"{points}{NBSP}п.{NBSP}п."
    told = (_told(was, stages[CaseStage.BEFORE]), _told(now, stages[CaseStage.AFTER]))
    return f"{person.short_name}, оценил(а) {side.label.lower()}", *told, words


def _mean(percents):
    return sum(percents) / len(percents) if percents else None


def _percent(mean):
    return "–" if mean is None else f"{decimal(mean, 0)}{NBSP}%"


def _told(words, percents):
    return f"{words}, кейсов – {len(percents)}" if percents else words
