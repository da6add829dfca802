"""Sections of the explanatory note are saved apart; the second of two editors is shown both texts and chooses."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from mentoring.actions import journal
from mentoring.kit.dates import clock
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.verdict import no, require
from mentoring.models import Direction
from programs import access
from programs.choices import Authorship, SectionCode
from programs.edits import merge
from programs.models import Difficulty, MemberResult, Program
from programs.queries.section import read_values

from .desk import hold_for_editing, other_editor, refuse

STINT = timedelta(hours=1)  # edits of one person within it are one line of the story
MOST_DIFFICULTIES = 60


@dataclass(frozen=True)
class SectionSaved:
    """`changed` is false when nothing differed; `merged` names who else edited meanwhile in other fields."""

    lock_version: int
    changed: bool
    merged: object = None


class StaleEdit(Stale):
    """Somebody changed the same fields: `clashes` hold both texts, nothing was written."""

    def __init__(self, section, clashes, editor):
        self.section = section
        self.clashes = tuple(clashes)
        self.editor = editor
        super().__init__(no(stale_words(editor, clock(section.edited_at) if section.edited_at else "")))


@transaction.atomic
def save_section(*, program, code, values, lock_version, base, by, at):
    """Write the fields of one section that were given; a draft is accepted unfinished.

    `values` are fields by name, `base` their prints when the page was opened. Raises Refused when the text is not
    editable now, StaleEdit when another person changed the same field since `lock_version`.
    """
    require(access.may_edit(by, program))
    hold_for_editing(program, by)
    program.refresh_from_db()
    section = program.sections.select_related("edited_by").get(code=code)
    theirs = read_values(program, code)
    mine = {name: value for name, value in values.items() if name in theirs}
    merged_with = None
    if section.lock_version != lock_version:
        kept, clashes = merge(base, theirs, mine)
        if clashes:
            raise StaleEdit(section, clashes, other_editor(section, program, by))
        merged_with = other_editor(section, program, by) if kept != {**theirs, **mine} else None
    else:
        kept = {**theirs, **mine}
    changed = {name: value for name, value in kept.items() if value != theirs[name]}
    if not changed:
        return SectionSaved(section.lock_version, changed=False, merged=merged_with)
    _write(program, by, changed)
    previous = {name: _plain(theirs[name]) for name in changed}
    touch_section(section, program, by=by, at=at, previous=previous)
    return SectionSaved(section.lock_version, changed=True, merged=merged_with)


def _plain(value):
    """A value as the section's «как было» keeps it."""
    if isinstance(value, tuple):
        return [row.text for row in value]
    return value if isinstance(value, str | list | dict) else str(value or "")


def touch_section(section, program, *, by, at, previous=None):
    """Note who saved a section and when; the story gets a line when a new stint of editing begins."""
    new_stint = section.edited_by_id != by.person.pk or not section.edited_at or at - section.edited_at > STINT
    values = {"lock_version": F("lock_version") + 1, "edited_by": by.person, "edited_at": at}
    if previous is not None:
        values["previous"] = previous
    type(section).objects.filter(pk=section.pk).update(**values)
    section.refresh_from_db()
    if new_stint:
        heading = f"Раздел «{SectionCode(section.code).label}» дополнен"
        journal.record("program_section", heading, by=by, at=at, subject=program, pair=program.pair)


def _write(program, by, changed):
    changed = dict(changed)
    if "difficulties" in changed:
        write_difficulties(program, changed.pop("difficulties"))
    if "expected" in changed:
        for member, text in changed.pop("expected").items():
            MemberResult.objects.filter(program=program, member=member).update(expected=text)
    if "authorship" in changed and "mentor" not in access.sides_of(by, program):
        changed.pop("authorship")  # whether the mentee writes too is the mentor's to say
    if changed.get("authorship", Authorship.JOINT) not in Authorship.values:
        changed.pop("authorship")
    since, until = changed.get("since", program.since), changed.get("until", program.until)
    if since > until:
        refuse("Дата окончания раньше даты начала. Поменяйте их или исправьте одну.")
    if changed:
        Program.objects.filter(pk=program.pk).update(**changed)
        for name, value in changed.items():
            setattr(program, name, value)


def write_difficulties(program, rows):
    """Make the program's rows these, keeping the keys of rows that stay: events hang on them."""
    if len(rows) > MOST_DIFFICULTIES:
        refuse(f"Затруднений и сильных сторон не больше {MOST_DIFFICULTIES}. Оставьте главные.")
    directions = {row.code: row for row in Direction.objects.all()}
    mentees = {person.pk for person in access.people_of(program, "mentee")}
    present = list(program.difficulties.select_related("direction"))
    for position, row in enumerate(rows, 1):
        columns = {
            "kind": row.kind,
            "direction": directions[row.direction],
            "text": row.text,
            "statement": row.statement,
            "priority": row.priority and row.kind == "difficulty",
            "member_id": row.member if row.member in mentees else None,
            "position": position,
        }
        known = _known(row, present)
        if known:
            present.remove(known)
            Difficulty.objects.filter(pk=known.pk).update(**columns)
        else:
            Difficulty.objects.create(program=program, **columns)
    Difficulty.objects.filter(pk__in=[row.pk for row in present]).delete()


def _known(row, present):
    """The kept row that this one continues: the same statement of the card, else the same words of its own."""
    if row.statement:
        fits = [r for r in present if r.statement == row.statement]
    else:
        fits = [r for r in present if r.pk == row.key or (not r.statement and r.text == row.text)]
    exact = [r for r in fits if r.pk == row.key or (r.member_id == row.member and r.kind == row.kind)]
    return (exact or fits or [None])[0]
