"""One section for its editor: what its fields say now, who wrote last, what stands beside them."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.ui import CheckRow, DiffRow
from mentoring.kit.verdict import Verdict
from mentoring.office import office
from programs import access
from programs.choices import RemarkState, SectionCode
from programs.edits import DifficultyRow, in_order
from programs.models import Difficulty, MemberResult, NoteTemplate, Program

from . import reference
from .head import names_of
from .program_text import needs_of, text_of, with_text
from .reading import NUMBERS, ReadSection, read_sections

FIELDS = {
    SectionCode.PARTICIPANTS: ("authorship", "since", "until", "exception"),
    SectionCode.GOAL: ("problem", "goal", "tasks"),
    SectionCode.DIFFICULTIES: ("strengths",),
    SectionCode.WORK: ("mentor_work", "mentee_work"),
    SectionCode.PLAN: (),
    SectionCode.SCHEDULE: ("schedule", "mode", "link", "conditions"),
    SectionCode.RESULTS: ("interim", "interim_date", "planned"),
}


def read_values(program, code):
    """{field: value} of a section as its editor sends it; difficulties are plain rows, results a text per member."""
    values = {name: _as_typed(getattr(program, name)) for name in FIELDS[SectionCode(code)]}
    if code == SectionCode.DIFFICULTIES:
        values["difficulties"] = difficulty_rows(program)
    if code == SectionCode.RESULTS:
        rows = MemberResult.objects.filter(program=program).order_by("member")
        values["expected"] = {str(row.member_id): tidy(row.expected) for row in rows}
    return values


def _as_typed(value):
    """A stored text as its field returns it, so that an untouched field compares equal."""
    if isinstance(value, list):
        return [tidy(line) for line in value]
    return tidy(value) if isinstance(value, str) else value


def difficulty_rows(program):
    """Difficulties and strengths as the editor sends them (DifficultyRow), in their order. One query."""
    rows = Difficulty.objects.filter(program=program).select_related("direction").order_by("direction__position")
    directions = list(dict.fromkeys(row.direction.code for row in rows))
    return in_order(
        (
            DifficultyRow(
                row.kind, row.direction.code, row.text, row.statement, row.priority, row.member_id, key=row.pk
            )
            for row in rows
        ),
        directions,
    )


@dataclass(frozen=True)
class Neighbors:
    """Where «Сохранить и дальше» leads."""

    before: str
    after: str


def neighbors(code):
    """Codes of the sections around one; empty at the ends."""
    codes = SectionCode.values
    at = codes.index(code)
    return Neighbors(codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "")


@dataclass(frozen=True)
class SectionPage:
    """What the editor of a section shows around its fields."""

    program: object
    code: str
    n: int
    title: str
    names: str
    verdict: Verdict
    read: ReadSection | None
    row: object
    remarks: tuple
    after: str
    examples: tuple
    goal_check: tuple
    bad_goals: tuple
    mentees: tuple
    sides: frozenset
    required: bool

    @property
    def facts(self):
        """What the order has settled, shown over the fields of the first section."""
        if self.code != SectionCode.PARTICIPANTS:
            return ()
        rows, pair = office(), self.program.pair
        mentors = ", ".join(person.full_name for person in access.people_of(self.program, Side.MENTOR))
        named = (
            ("Наставник", mentors),
            ("Наставляемый", ", ".join(person.full_name for person in self.mentees)),
            ("Форма", rows.label("form", pair.form)),
            ("Модель", rows.label("model", pair.model) if pair.model else ""),
            ("Вид", ", ".join(rows.label("kind", code) for code in (pair.kind, *pair.extra_kinds))),
            ("Приказ", f"№ {pair.order.number} от {dates.short(pair.order.date)}" if pair.order else ""),
            ("Режим", rows.label("mode", self.program.mode) if self.program.mode else "указывают в разделе 6"),
        )
        return tuple(CheckRow(name, value) for name, value in named if value)


def section_page(actor, program, code):
    """One section of a program loaded with its people. At most three queries besides for who edits."""
    verdict = access.may_edit(actor, program)
    goal = code == SectionCode.GOAL
    template = NoteTemplate.objects.filter(kind=program.pair.kind).first() if goal else None
    return SectionPage(
        program=program,
        code=code,
        n=NUMBERS[code],
        title=SectionCode(code).label,
        names=names_of(program),
        verdict=verdict,
        read=None if verdict else _read(program, code),
        row=program.sections.select_related("edited_by").get(code=code),
        remarks=remarks_of(program, code),
        after=neighbors(code).after,
        examples=tuple(template.examples) if template else (),
        goal_check=tuple(office().setting("goal_check")) if goal else (),
        bad_goals=tuple(office().setting("bad_goals")) if goal else (),
        mentees=tuple(access.people_of(program, Side.MENTEE)),
        sides=access.sides_of(actor, program),
        required=needs_of(program.pair.kind).requires(code),
    )


def _read(program, code):
    """The section for a reader who may not edit it now."""
    text = text_of(with_text(Program.objects, program.pk).get())
    return next(row for row in read_sections(text) if row.code == code)


def remarks_of(program, code):
    """Sent remarks to a section, newest first; none before the first sending."""
    if not program.submitted_at:
        return ()
    rows = program.remarks.filter(section=code).exclude(state=RemarkState.DRAFT)
    return tuple(rows.select_related("author", "replied_by").order_by("-created_at", "-id"))


def clash_rows(clashes, labels, mentees):
    """(field, DiffRow) of what two people wrote differently."""
    names = {person.pk: person.short_name for person in mentees}
    own = {"difficulties": "Затруднения и сильные стороны", "expected": "Ожидаемые результаты"}
    return tuple(
        (row.name, DiffRow(labels.get(row.name) or own[row.name], _said(row.theirs, names), _said(row.mine, names)))
        for row in clashes
    )


def _said(value, names):
    """A section's value as a person reads it."""
    if isinstance(value, dict):
        return "\n".join(f"{names.get(int(key), '')}: {text}" for key, text in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(getattr(row, "text", row) for row in value)
    if hasattr(value, "strftime"):
        return dates.short(value)
    return {"joint": "Составляют вместе", "mentor": "Составляет наставник"}.get(value, value or "нет")


def statement_groups():
    """(direction code, direction name, statements) of the card, for ticking difficulties."""
    rows = reference.statements()
    return [
        (direction.code, direction.name, [row for row in rows if row.direction__code == direction.code])
        for direction in reference.directions()
        if any(row.direction__code == direction.code for row in rows)
    ]
