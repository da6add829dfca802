"""The plan for its editor: rows as fields send them, what the plan covers, what would fill the gap."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit.text import tidy
from mentoring.kit.ui import DiffRow, Figure
from mentoring.office import office
from programs import access
from programs.checks import Coverage, coverage_of, section_checks
from programs.choices import Checkpoint, EventState, Responsible
from programs.edits import print_of
from programs.models import PlanPreset
from programs.text import ProgramText

from . import reference
from .program_text import needs_of, text_of
from .reading import when_words


def values_of(event):
    """A plan event as its editor sends it: codes, keys, dates and texts."""
    return {
        "direction": event.direction.code if event.direction else "",
        "difficulty": event.difficulty_id,
        "measure": _line(event.measure),
        "form": event.form.code if event.form else "",
        "mode": event.mode,
        "starts": event.starts,
        "due": event.due,
        "expected": _line(event.expected),
        "report_form": _line(event.report_form),
        "responsible": event.responsible,
        "assignee": event.assignee_id,
        "checkpoint": event.checkpoint,
    }


def _line(text):
    """A cell's text as its field returns it, so that an untouched cell compares equal."""
    return " ".join(tidy(text).split())


@dataclass(frozen=True)
class PlanLists:
    """(code, label) choices of the editor's lists."""

    directions: tuple
    difficulties: tuple
    forms: tuple
    modes: tuple
    mentees: tuple


@dataclass(frozen=True)
class EditorRow:
    uuid: str
    base: str
    values: dict


@dataclass(frozen=True)
class ClashRow:
    """A row two people changed: `diffs` are «сейчас – у вас»; `removed` says that the other one took it away."""

    uuid: str
    n: int
    removed: bool
    diffs: tuple[DiffRow, ...]

    @property
    def title(self):
        return f"Мероприятие {self.n}"


@dataclass(frozen=True)
class PlanPage:
    text: ProgramText
    left: str
    rows: tuple[EditorRow, ...]
    lists: PlanLists
    coverage: Coverage
    hint: PlanPreset | None
    section: object


def plan_page(program):
    """Rows, lists and coverage of a program loaded through `with_text`. At most two queries besides."""
    text = text_of(program)
    coverage = coverage_of(text, reference.main_directions())
    check = next(row for row in section_checks(text, needs_of(program.pair.kind)) if row.code == "plan")
    section = next((row for row in program.sections.select_related("edited_by") if row.code == "plan"), None)
    return PlanPage(
        text=text,
        left=check.left_words if check.required or check.filled else "",
        rows=tuple(editor_row(event) for event in program.plan),
        lists=_lists(program),
        coverage=coverage,
        hint=_hint(coverage),
        section=section,
    )


def cover_figures(coverage):
    """The strip over the table: a count for every direction, the gaps named."""
    return [
        Figure(
            row.events,
            row.name,
            tone="act" if row.missing else "",
            note=f"нет: {row.missing[0]}{f' и ещё {len(row.missing) - 1}' if len(row.missing) > 1 else ''}"
            if row.missing
            else "",
        )
        for row in coverage.directions
    ]


def editor_row(event):
    values = values_of(event)
    return EditorRow(str(event.uuid), print_of(values), values)


def live_rows(program):
    """Rows of the plan as they are now, for answering a save."""
    events = program.events.exclude(state=EventState.REMOVED).select_related("direction", "form")
    return tuple(editor_row(event) for event in events)


def _lists(program):
    mentees = access.people_of(program, Side.MENTEE)
    used = {event.form.code for event in program.plan if event.form}
    return PlanLists(
        directions=tuple((row.code, row.short) for row in reference.directions()),
        difficulties=tuple(
            (row.pk, f"★ {row.text}" if row.kind == "strength" else row.text) for row in program.difficulties.all()
        ),
        forms=tuple((row.code, row.name) for row in reference.event_forms() if not row.retired or row.code in used),
        modes=tuple(office().choices("mode")),
        mentees=tuple((person.pk, person.short_name) for person in mentees) if len(mentees) > 1 else (),
    )


def _hint(coverage):
    """A ready event for the first difficulty without one. One query when there is such."""
    row = next((row for row in (*coverage.uncovered_priority, *coverage.uncovered) if row.statement), None)
    return PlanPreset.objects.filter(statement=row.statement, retired=False).first() if row else None


NAMES = {
    "direction": "направление",
    "difficulty": "затруднение",
    "measure": "мероприятие",
    "form": "форма",
    "when": "срок",
    "expected": "результат",
    "checkpoint": "контрольная точка",
    "responsible": "кто",
    "mode": "режим",
    "assignee": "для кого",
    "report_form": "форма отчёта",
}


def plan_clashes(saved, page, order):
    """Clashed rows of a save in words: what the program says now, what the editor wrote."""
    places = {key: number for number, key in enumerate(order, 1)}
    rows = []
    for clash in saved.clashes:
        theirs = _in_words(clash.theirs, page.lists) if clash.theirs else {}
        mine = _in_words(clash.mine, page.lists)
        diffs = tuple(
            DiffRow(words, theirs[name], mine.get(name, ""))
            for name, words in NAMES.items()
            if theirs and theirs[name] != mine.get(name, "")
        )
        rows.append(ClashRow(clash.uuid, places.get(clash.uuid, 0), clash.theirs is None, diffs))
    return tuple(rows)


def _in_words(values, lists):
    said = {name: values.get(name) or "" for name in ("measure", "expected", "report_form")}
    for name, choices in (
        ("direction", lists.directions),
        ("difficulty", lists.difficulties),
        ("form", lists.forms),
        ("mode", lists.modes),
        ("assignee", lists.mentees),
        ("responsible", Responsible.choices),
        ("checkpoint", Checkpoint.choices),
    ):
        said[name] = dict(choices).get(values.get(name), "") or "нет"
    said["when"] = when_words(values.get("starts"), values.get("due"))
    return said
