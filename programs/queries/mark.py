"""One event of the plan: what is expected, what was done, the proof (R31)."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.ui import CheckRow
from mentoring.kit.verdict import Verdict
from programs import access
from programs.choices import Checkpoint, EventState, Responsible
from programs.models import PlanEvent

from .head import names_of
from .material import event_materials
from .reading import when_words
from .running import event_tag, progress_of


@dataclass(frozen=True)
class Proof:
    evidence: object
    remove: Verdict


@dataclass(frozen=True)
class EventPage:
    event: object
    names: str
    part: str
    tag: StateTag
    facts: tuple[CheckRow, ...]
    proofs: tuple[Proof, ...]
    mark: Verdict
    undo: Verdict
    add: Verdict
    marked: str
    materials: tuple


def event_page(actor, event, on):
    """One event loaded with its program and people. Two queries besides."""
    reader = access.reader_of(actor, event.program)
    evidence = event.evidence.select_related("file", "added_by")
    for row in evidence:
        row.event = event
    return EventPage(
        event=event,
        names=names_of(event.program),
        part="Вы – наставник в этой паре" if Side.MENTOR in access.sides_of(actor, event.program) else "",
        tag=event_tag(event, reader, on),
        facts=tuple(CheckRow(name, value) for name, value in _facts(event) if value),
        proofs=tuple(Proof(row, access.may_remove_evidence(actor, row)) for row in evidence),
        mark=access.may_mark(actor, event),
        undo=access.may_undo(actor, event),
        add=access.may_add_evidence(actor, event),
        marked=_marked(event),
        materials=event_materials(event),
    )


def _facts(event):
    checkpoint = "" if event.checkpoint == Checkpoint.NONE else Checkpoint(event.checkpoint).label
    who = Responsible(event.responsible).label
    moved = f" (сначала было {dates.short(event.first_due)})" if event.first_due else ""
    return (
        ("Срок", when_words(event.starts, event.due) + moved),
        ("Направление", event.direction.name if event.direction else ""),
        ("Форма", event.form.name if event.form else ""),
        ("Кто делает", f"{who}: {event.assignee.short_name}" if event.assignee else who),
        ("Ожидаемый результат", event.expected),
        ("Форма отчёта", event.report_form),
        ("Контрольная точка", checkpoint),
    )


def _marked(event):
    if not event.marked_at or not event.marked_by:
        return ""
    return f"{event.marked_by.short_name}, {dates.moment(event.marked_at)}"


def after_mark(program, on):
    """«Выполнено 5 из 12. Следующее: открытое занятие, 20 мая.» Two queries."""
    events = list(PlanEvent.objects.filter(program=program))
    progress = progress_of(program, events, on)
    ahead = [e for e in events if e.state in (EventState.PLANNED, EventState.MOVED) and e.due]
    first = min(ahead, key=lambda event: (event.due, event.position), default=None)
    following = (
        f" Следующее: {first.measure}, {dates.words(first.due)}." if first else " Больше ничего не ждёт отметки."
    )
    return f"Выполнено {progress.done} из {progress.total}.{following}"
