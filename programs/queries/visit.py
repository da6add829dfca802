"""Visits of lessons: rows of the program's page, one visit (R30)."""

from dataclasses import dataclass
from types import SimpleNamespace

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from programs import access
from programs.models import LessonVisit

from .head import names_of
from .people import PERSON, with_people

VISIT_COLUMNS = (Column("Занятие", primary=True), Column("Кто у кого"), Column("Когда"))


@dataclass(frozen=True)
class VisitPage:
    visit: LessonVisit
    names: str
    title: str
    facts: tuple[CheckRow, ...]
    said: tuple
    edit: Verdict
    read: Verdict


def visit_source(actor, program):
    """Visits of a program the reader sees, to be gathered beside other rows in one query."""
    people = (f"{side}__{name}" for side in ("visitor", "teacher") for name in PERSON)
    rows = access.visits_for(actor).filter(program=program)
    return SimpleNamespace(queryset=rows, fields=("topic", "group", "subject", "day", *people), by="day")


def visits_loaded(actor):
    rows = with_people(access.visits_for(actor), "program__pair__members")
    return rows.select_related("visitor", "teacher", "author", "event")


def visit_page(actor, visit):
    """One visit loaded with its program and people. No query besides."""
    return VisitPage(
        visit=visit,
        names=names_of(visit.program),
        title=f"{visit.visitor.short_name} на занятии {visit.teacher.short_case('gen')}",
        facts=tuple(CheckRow(name, value) for name, value in _facts(visit) if value),
        said=tuple((name, text) for name, text in _said(visit) if text),
        edit=access.may_edit_visit(actor, visit),
        read=access.may_read_visit(actor, visit),
    )


def _facts(visit):
    edited = f", исправлено {dates.words(visit.edited_at)}" if visit.edited_at else ""
    return (
        ("Когда", f"{dates.words(visit.day)}, {dates.weekday(visit.day)}"),
        ("Группа", visit.group),
        ("Дисциплина, МДК", visit.subject),
        ("Мероприятие плана", visit.event.measure if visit.event else ""),
        ("Кто записал", f"{visit.author.short_name}, {dates.words(visit.created_at)}{edited}"),
        ("Вторая сторона", f"прочитано {dates.words(visit.read_at)}" if visit.read_at else "ещё не отметила, что прочитала"),
    )  # fmt: skip


def _said(visit):
    return (
        ("Что увидели", visit.found),
        ("Как исправили", visit.mended),
        ("О чём договорились", visit.next_step),
    )


def likely_visitor(actor, program):
    """A mentor comes to the mentee's lesson more often than the other way."""
    mine = access.sides_of(actor, program)
    if Side.MENTOR in mine:
        return actor.person
    mentors = access.people_of(program, Side.MENTOR)
    return mentors[0] if mentors else None
