"""Assignments: rows of the program's page, one assignment with its exchange (R30)."""

from dataclasses import dataclass
from types import SimpleNamespace

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from programs import access
from programs.choices import TO_ANSWER, AssignmentKind, AssignmentState, state_words
from programs.models import Assignment, AssignmentTurn
from programs.workflows_journal import ASSIGNMENT

from .head import names_of
from .people import PERSON, with_people

ASSIGNMENT_COLUMNS = (Column("Задание", primary=True), Column("Срок"), Column("Состояние"))


@dataclass(frozen=True)
class AssignmentRow:
    assignment: Assignment
    kind: str
    tag: StateTag


def assignment_source(actor, program):
    """Assignments of a program the reader sees, to be gathered beside other rows in one query."""
    told = ("title", "kind", "state", "due", "answered_at", "closed_at", *(f"mentee__{name}" for name in PERSON))
    return SimpleNamespace(queryset=access.assignments_for(actor).filter(program=program), fields=told, by="due")


def assignment_rows(actor, assignments, on):
    """Loaded assignments of a program as rows of its page: the nearest first, finished ones last. No query."""
    closed = (AssignmentState.ACCEPTED, AssignmentState.WITHDRAWN)
    rows = sorted(assignments, key=lambda row: (row.state in closed, row.due, row.pk))
    return tuple(AssignmentRow(row, AssignmentKind(row.kind).label, assignment_tag(actor, row, on)) for row in rows)


def assignment_state(assignment, on):
    """The state with the one that is counted by the date."""
    return "overdue" if assignment.state in TO_ANSWER and assignment.due < on else assignment.state


def assignment_tag(actor, assignment, on):
    closed = assignment.closed_at or assignment.answered_at
    return describe(
        state_words.ASSIGNMENT,
        assignment_state(assignment, on),
        _reader(actor, assignment),
        deadline=None,
        date=dates.words(assignment.due),
        day=dates.words(closed) if closed else "",
        person=assignment.mentee.short_name,
    )


def _reader(actor, assignment):
    if actor.is_person(assignment.mentee):
        return "mentee"
    return "mentor" if Side.MENTOR in access.sides_of(actor, assignment.program) else "curator"


@dataclass(frozen=True)
class AssignmentPage:
    assignment: Assignment
    names: str
    tag: StateTag
    facts: tuple[CheckRow, ...]
    turns: tuple[AssignmentTurn, ...]
    answer: Verdict
    check: Verdict
    withdraw: Verdict
    reopen: Verdict

    @property
    def edge(self):
        return "act" if self.tag.mine else ""


def assignments_loaded(actor):
    rows = with_people(access.assignments_for(actor), "program__pair__members")
    return rows.select_related("mentee", "author", "event")


def assignment_page(actor, assignment, on):
    """One assignment loaded with its program and people. Two queries besides."""
    turns = assignment.turns.select_related("author").prefetch_related("files__file")
    return AssignmentPage(
        assignment=assignment,
        names=names_of(assignment.program),
        tag=assignment_tag(actor, assignment, on),
        facts=tuple(CheckRow(name, value) for name, value in _facts(assignment) if value),
        turns=tuple(turns),
        answer=ASSIGNMENT.verdict("answer", actor, assignment),
        check=ASSIGNMENT.verdict("accept", actor, assignment),
        withdraw=ASSIGNMENT.verdict("withdraw", actor, assignment),
        reopen=ASSIGNMENT.verdict("reopen", actor, assignment),
    )


def _facts(assignment):
    return (
        ("Срок", dates.words(assignment.due)),
        ("Кому", assignment.mentee.short_name),
        ("Кто дал", f"{assignment.author.short_name}, {dates.words(assignment.given_at)}"),
        ("Мероприятие плана", assignment.event.measure if assignment.event else ""),
    )
