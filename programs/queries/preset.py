"""The bank of ready events: found by difficulty, direction and words, dated inside the program's term."""

from dataclasses import dataclass
from datetime import date

from mentoring.kit.text import fold, small_first, words_of
from mentoring.office import office
from programs.choices import Checkpoint, Responsible
from programs.models import PlanPreset
from programs.relative import date_of

from . import reference


@dataclass(frozen=True)
class PresetRow:
    preset: PlanPreset
    answers: str
    due: date | None
    who: str
    checkpoint: str
    taken: bool


@dataclass(frozen=True)
class PresetPage:
    groups: tuple  # (direction name, PresetRow…)
    count: int
    q: str
    direction: str
    difficulty: str
    directions: tuple
    difficulties: tuple


def preset_page(program, *, q="", direction="", difficulty=""):
    """Ready events for a program loaded through `with_text`; its own difficulties first. One query."""
    texts = {row.code: row.text for row in reference.statements()}
    own = {row.statement for row in program.difficulties.all() if row.statement}
    taken = {event.preset for event in program.plan if event.preset}
    presets = PlanPreset.objects.filter(retired=False).select_related("direction", "form")
    rows = [_row(program, preset, texts, taken) for preset in presets if _fits(preset, q, direction, difficulty, texts)]
    mine = tuple(row for row in rows if row.preset.statement in own)
    groups = [("Для затруднений этой программы", mine)] if mine else []
    for name in dict.fromkeys(_group(row) for row in rows if row not in mine):
        groups.append((name, tuple(row for row in rows if row not in mine and _group(row) == name)))
    return PresetPage(
        groups=tuple(groups),
        count=len(rows),
        q=q,
        direction=direction,
        difficulty=difficulty,
        directions=tuple((row.code, row.name) for row in reference.directions()),
        difficulties=tuple((row.statement, row.text) for row in program.difficulties.all() if row.statement),
    )


def _group(row):
    return row.preset.direction.name if row.preset.direction else "Контрольные точки"


def _fits(preset, q, direction, difficulty, texts):
    if direction and (not preset.direction or preset.direction.code != direction):
        return False
    if difficulty and preset.statement != difficulty:
        return False
    said = fold(f"{preset.measure} {preset.expected} {texts.get(preset.statement, '')}")
    return all(word in said for word in words_of(q))


def _row(program, preset, texts, taken):
    return PresetRow(
        preset=preset,
        answers="сильная сторона" if preset.strength else texts.get(preset.statement, ""),
        due=date_of(preset.due, program.since, program.until, office().holidays),
        who=small_first(Responsible(preset.responsible).label),
        checkpoint="" if preset.checkpoint == Checkpoint.NONE else small_first(Checkpoint(preset.checkpoint).label),
        taken=preset.code in taken,
    )
