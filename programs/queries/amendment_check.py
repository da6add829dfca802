"""Whether an amendment may go on: what holds it, what has changed meanwhile and by whom (R25, decision 11)."""

from dataclasses import dataclass, replace
from datetime import timedelta

from mentoring.kit import dates
from mentoring.kit.text import agreed, count_of, listing
from mentoring.kit.verdict import YES, no
from mentoring.office import office
from programs.checks import Grounds, rules_of
from programs.choices import UNMARKED_EVENT_STATES, EventState
from programs.models import Amendment, PlanEvent
from programs.terms import changed, from_data, item_name, meet

from .amendment_text import current_version, live_terms
from .program_text import needs_of

FIXED = "«{}» уже отмечено: сделанное не убирают и не переписывают. Верните его в плане изменения как было."
SHOWN = 4


def fixed_events(program):
    """{uuid: PlanEvent} of events that carry a mark: they stay in the plan word for word."""
    rows = PlanEvent.objects.filter(program=program).exclude(state__in=(*UNMARKED_EVENT_STATES, EventState.REMOVED))
    return {str(row.uuid): row for row in rows}


def touches_fixed(amendment, fixed=None):
    """The refusal about an event that was marked meanwhile, or a yes. One query unless `fixed` is given."""
    before, proposed = from_data(amendment.before), from_data(amendment.proposed)
    touched = {key[6:] for key in changed(before, proposed) if key.startswith("event:")}
    fixed = fixed_events(amendment.program_id) if fixed is None else fixed
    row = next((row for key, row in fixed.items() if key in touched), None)
    return no(FIXED.format(row.measure)) if row else YES


def sending_verdict(amendment, text, on):
    """Whether the draft may be sent: something changes, dates and explanations stand, every part of the kind is there."""
    before, proposed = from_data(amendment.before), from_data(amendment.proposed)
    if not changed(before, proposed):
        return no("Пока ничего не меняется: поправьте срок, раздел или план.")
    if not amendment.reason:
        return no("Напишите, почему меняете программу.")
    term = _term_verdict(before, proposed, text, on)
    if not term:
        return term
    fixed = fixed_events(amendment.program_id)
    done = touches_fixed(amendment, fixed)
    return _text_verdict(text, fixed) if done else done


def _term_verdict(before, proposed, text, on):
    old, new = before.fields["until"], proposed.fields["until"]
    if new == old:
        return YES
    if new < on:
        return no(f"Новый последний день уже прошёл. Поставьте дату не раньше {dates.short(on)}.")
    most = old + timedelta(days=office().setting("extension_days_max"))
    if new > most:
        words = f"За один раз программу продлевают не больше чем на год. Поставьте дату не позже {dates.short(most)}."
        return no(words, "3")
    least, longest = office().setting("program_days_min"), office().setting("program_days_max")
    exceptional = not least <= text.days <= longest
    if exceptional and proposed.fields["exception"] in ("", before.fields["exception"]):
        return no(
            f"Вместе выходит {count_of(text.days, 'day')}: объясните исключение – почему нужен именно этот срок.", "3"
        )
    return YES


def _text_verdict(text, fixed):
    """The automatic check of the whole new text; a marked event may stand outside a shortened term."""
    events = tuple(_inside(event, text) if event.uuid in fixed else event for event in text.events)
    rules = rules_of(replace(text, events=events), needs_of(text.kind_code), Grounds("приказ"))
    blocking = sorted((rule for rule in rules if rule.blocks), key=lambda rule: rule.code == "parts")
    return no(blocking[0].text, blocking[0].clause) if blocking else YES


def _inside(event, text):
    return replace(event, starts=None, due=min(max(event.due, text.since), text.until) if event.due else text.until)


@dataclass(frozen=True)
class Meanwhile:
    """What was approved since the amendment's base: `steps` in words, the keys both changed differently."""

    version: object
    steps: tuple[str, ...]
    clashes: tuple[str, ...]
    base: object
    current: object
    proposed: object

    @property
    def words(self):
        """«Пока изменение готовили, Петрова А. Б. 3 марта: конец программы (редакция 2).»"""
        return f"Пока изменение готовили, программу изменили. {' '.join(self.steps)}"


def meanwhile(amendment):
    """None while the base is the version in force; else what changed, by whom, and what overlaps."""
    version = current_version(amendment.program)
    if version is None or version.pk == amendment.base_id:
        return None
    base, proposed = from_data(amendment.before), from_data(amendment.proposed)
    now = live_terms(amendment.program, version)
    met = meet(base, now, proposed)
    return Meanwhile(version, _steps(amendment), met.clashes, base, now, proposed)


def _steps(amendment):
    since = Amendment.objects.filter(
        program=amendment.program_id, version__isnull=False, version__number__gt=amendment.base.number
    )
    return tuple(_step(row) for row in since.select_related("author", "version").order_by("version__number"))


def _step(row):
    before, after = from_data(row.before), from_data(row.proposed)
    names = [item_name(key, after, before) for key in changed(before, after)]
    more = len(names) - SHOWN
    told = f"{', '.join(names[:SHOWN])} и ещё {more}" if more > 0 else listing(names)
    who = agreed(f"изменил(а) {row.author.short_name}", row.author.gender)
    return f"Редакция {row.version.number} с {dates.words(row.version.approved_at)}, {who}: {told}."
