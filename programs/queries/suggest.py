"""One page that starts a plan: compulsory items of the template, then ready events for every difficulty and one strength (R26)."""

from dataclasses import dataclass
from datetime import date

from mentoring.kit.text import count_of
from mentoring.office import office
from programs.choices import Checkpoint, DifficultyKind
from programs.models import PlanPreset
from programs.relative import date_of

from .template import answered, dates_in, item_values, items_of, mode_of, newest_version, template_for

SHOWN = 3  # ready events offered for one difficulty


@dataclass(frozen=True)
class Suggestion:
    """One offered event. `values` are EVENT_FIELDS as the template or the bank gives them; `take` – ticked beforehand."""

    key: str
    values: dict
    preset: str
    take: bool
    required: bool = True
    item: object = None
    difficulty: object = None

    @property
    def due(self) -> date | None:
        return self.values["due"]

    @property
    def whom(self):
        """What the tick is called: the difficulty that the event removes, or how the template sees it."""
        if self.difficulty and not self.item:
            return self.difficulty.text
        return "обязательное" if self.required else "по желанию"


@dataclass(frozen=True)
class SuggestGroup:
    title: str
    note: str
    rows: tuple[Suggestion, ...]


@dataclass(frozen=True)
class SuggestPage:
    groups: tuple[SuggestGroup, ...]
    version: object
    difficulties: int
    met: int  # difficulties that have an event or will have one with the ticks as they stand

    @property
    def rows(self):
        return {row.key: row for group in self.groups for row in group.rows}

    @property
    def ticked(self):
        return sum(row.take for row in self.rows.values())

    @property
    def lead(self):
        if not self.rows:
            return "Всё, что мы могли предложить, уже в плане."
        if not self.ticked:
            return "Обязательное уже в плане. Отметьте, что ещё взять, и добавьте одной кнопкой."
        return f"Отметили {count_of(self.ticked, 'event')}. Снимите лишнее, поправьте слова и сроки, добавьте одной кнопкой."

    @property
    def heading(self):
        if not self.difficulties:
            return "Затруднения ещё не отмечены"
        if self.met == self.difficulties:
            return "Каждому затруднению отвечает мероприятие"
        return f"С этими отметками мероприятия есть для {self.met} из {count_of(self.difficulties, 'difficulty_gen')}"


def suggest_page(program):
    """Suggestions for a program loaded through `with_text`; what is in the plan already is not offered. Six queries at most."""
    template = template_for(program)
    version = newest_version(template) if template else None
    book = _Book(program)
    groups = [book.of_template(template, version)] if version else []
    groups += [book.for_difficulties(), book.for_strength()]
    groups = tuple(group for group in groups if group and group.rows)
    met = {row.difficulty.pk for group in groups for row in group.rows if row.take and row.difficulty} | book.answered
    known = {row.pk for row in book.difficulties}
    return SuggestPage(groups, version, len(known), len(met & known))


class _Book:
    """What is offered so far: nothing is offered twice."""

    def __init__(self, program):
        self.program, self.mode = program, mode_of(program)
        rows = list(program.difficulties.all())
        self.difficulties = sorted(
            (row for row in rows if row.kind == DifficultyKind.DIFFICULTY), key=lambda row: not row.priority
        )
        self.strengths = [row for row in rows if row.kind == DifficultyKind.STRENGTH]
        self.named = {row.statement for row in rows if row.statement}  # their own ready events are kept for them
        self.answered = {event.difficulty_id for event in program.plan if event.difficulty_id}
        self.used = {event.preset for event in program.plan if event.preset}
        self.keys = {event.template_item for event in program.plan}
        self.presets = list(PlanPreset.objects.filter(retired=False).select_related("direction", "form"))

    def of_template(self, template, version):
        items = items_of(version)
        dates = dates_in(self.program, items)
        rows = [self._from_item(item, dates[item.key]) for item in items if self._is_new(item)]
        self.used |= {row.preset for row in rows if row.preset}
        self.answered |= {row.difficulty.pk for row in rows if row.take and row.difficulty}
        note = f"Версия {version.number}. Обязательное отмечено; дни сдвинуты с выходных и праздников."
        return SuggestGroup(f"Шаблон «{template.name}»", note, tuple(sorted(rows, key=_by_date(self.program))))

    def _is_new(self, item):
        return item.key not in self.keys and not (item.preset and item.preset in self.used)

    def _from_item(self, item, due):
        hard = answered(item, [*self.difficulties, *self.strengths])
        values = item_values(item, due, self.mode)
        take = item.required or bool(hard)
        return Suggestion(f"i:{item.key}", values, item.preset, take, item.required, item, hard)

    def for_difficulties(self):
        """Important ones first; a difficulty that has an event is offered more, unticked."""
        rows = tuple(row for hard in self.difficulties for row in self._of_difficulty(hard))
        return SuggestGroup("Для затруднений", "На каждое отмечено по одному мероприятию, важные стоят первыми.", rows)

    def _of_difficulty(self, row):
        """Ready events for the card's statement; for one's own words – of the same direction."""
        own = [preset for preset in self.presets if row.statement and preset.statement == row.statement]
        near = [
            preset
            for preset in self.presets
            if preset.direction_id == row.direction_id and not preset.strength and preset.statement not in self.named
        ]
        return self._offer(own or near, row, take=row.pk not in self.answered)

    def for_strength(self):
        """One event that supports a strength: of the first strength that has one."""
        answered_one = any(row.pk in self.answered for row in self.strengths)
        for row in self.strengths:
            fits = [preset for preset in self.presets if preset.strength and preset.direction_id == row.direction_id]
            rows = self._offer(fits, row, take=not answered_one)
            if rows:
                return SuggestGroup("Для сильной стороны", "Одно мероприятие, где наставляемый делится своим.", rows)
        return None

    def _offer(self, presets, row, *, take):
        fresh = [preset for preset in presets if preset.code not in self.used][:SHOWN]
        self.used |= {preset.code for preset in fresh}
        return tuple(self._from_preset(preset, row, take=take and not n) for n, preset in enumerate(fresh))

    def _from_preset(self, preset, row, *, take):
        due = date_of(preset.due, self.program.since, self.program.until, office().holidays)
        values = {**item_values(preset, due, self.mode), "assignee": row.member_id}
        return Suggestion(f"p:{preset.code}", values, preset.code, take, True, None, row)


def _by_date(program):
    return lambda row: (row.due or program.until, row.values["checkpoint"] == Checkpoint.FINAL)
