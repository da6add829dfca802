"""What the dashboard is asked: academic year, department, reporting date; and what this reader may ask."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from mentoring.kit.dates import add_years, words
from mentoring.models import AcademicYear, Unit
from mentoring.queries import filters
from monitoring.access.dashboard import monitored_units

from . import sets
from .narrow import EVERYTHING, Narrow


@dataclass(frozen=True)
class Year:
    pk: int
    starts: date
    ends: date
    label: str

    @property
    def code(self):
        """How an address names the year: the calendar year of its start."""
        return str(self.starts.year)

    def last_day(self, today):
        """What is shown first: today, or the last day of a year that is over."""
        return min(today, self.ends)

    def same_day(self, day):
        """The day and month of `day` within this year; its last day when the year has none such."""
        for calendar_year in (self.starts.year, self.ends.year):
            moved = add_years(day, calendar_year - day.year)
            if self.starts <= moved <= self.ends:
                return moved
        return self.ends


@dataclass(frozen=True)
class UnitChoice:
    """A department and everything inside it: `parts` are the ids of its own people's units."""

    pk: int
    name: str
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Window:
    """An academic year up to a reporting date. `now`: the date is today, so states are read as they stand;
    otherwise they are restored from the dates of what happened. `whole`: a finished year is looked back upon, and
    people count who took part on any of its days: on 31 August hardly a pair is left."""

    starts: date
    on: date
    now: bool
    whole: bool = False

    @property
    def first(self):
        """People who took part between this day and `on` count."""
        return self.starts if self.whole else self.on

    @property
    def opens(self):
        """The first moment of the year."""
        return _midnight(self.starts)

    @property
    def after(self):
        """The first moment after the reporting date, for columns that keep moments."""
        return _midnight(self.on + timedelta(days=1))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Question:
    """`unit_ids` is None for the whole college; `limited` says that the reader never sees more than these units.

    `depth` is how many years are compared: the asked one and those before it.
    """

    year: Year
    on: date
    today: date
    unit: UnitChoice | None = None
    unit_ids: tuple[int, ...] | None = None
    groups: tuple[UnitChoice, ...] = ()
    limited: bool = False
    narrow: Narrow = EVERYTHING
    depth: int = 3

    @property
    def now(self):
        return self.on == self.today

    @property
    def whole(self):
        """A finished year up to its last day."""
        return self.on == self.year.ends < self.today

    @property
    def period(self):
        """«на 18 ноября 2026 года», «за 2025/26 учебный год»."""
        return f"за {self.year.label} учебный год" if self.whole else f"на {words(self.on, year=True)}"

    @property
    def same_day(self):
        """The day and month of today within a finished year, to be asked beside its end; else None."""
        return self.year.same_day(self.today) if self.year.ends < self.today else None

    @property
    def ahead(self):
        """The year has not begun: there is nothing to count."""
        return self.year.starts > self.today

    @cached_property
    def windows(self):
        """The asked window, the same a year earlier, two years earlier and so on."""
        return tuple(
            Window(add_years(self.year.starts, -n), add_years(self.on, -n), self.now and n == 0, self.whole)
            for n in range(self.depth)
        )

    @cached_property
    def mentors_of_load(self):
        """Ids of mentors of the asked load, read once."""
        return sets.loaded(self)

    @property
    def window(self):
        return self.windows[0]

    @property
    def query(self):
        """The address parameters that ask the same again."""
        return self.asked(self.on)

    def asked(self, on):
        """The same of another day of the year."""
        named = {"year": self.year.code, "unit": self.unit.pk if self.unit else ""}
        if on != self.year.last_day(self.today):
            named["on"] = on.strftime("%d.%m.%Y")
        return {name: value for name, value in named.items() if value} | self.narrow.asked

    @property
    def where(self):
        """The department and what else narrows the question, in words; nothing for the whole college."""
        unit = self.unit.name if self.unit else ""
        return "; ".join(part for part in (unit, self.narrow.words) if part)


@dataclass(frozen=True)
class Scope:
    """What a reader may choose from. `limited`: a head, who sees only `units`."""

    years: tuple[Year, ...]
    units: tuple[UnitChoice, ...]
    limited: bool
    today: date
    current: int

    @property
    def year(self):
        """The year shown first: the current one, else the latest begun."""
        begun = [year for year in self.years if year.starts <= self.today] or list(self.years)
        return next((year for year in self.years if year.pk == self.current), begun[0] if begun else None)

    def question(self, year=None, unit=None, on=None, narrow=EVERYTHING, depth=3):
        """The Question of chosen (or default) filters; None when the college has no academic year yet."""
        year = year or self.year
        if year is None:
            return None
        everybody = tuple(sorted({part for choice in self.units for part in choice.parts})) if self.limited else None
        return Question(
            year=year,
            on=on or year.last_day(self.today),
            today=self.today,
            unit=unit,
            unit_ids=unit.parts if unit else everybody,
            groups=_inside(unit, self.units) if unit else _outermost(self.units),
            limited=self.limited,
            narrow=narrow,
            depth=depth,
        )


def scope_of(actor, today):
    """The reader's Scope, in one query: the years are kept for half a minute like those of other filters."""
    return _scope(monitored_units(actor), today)


def whole_scope(today):
    """The Scope of the whole college, for what the system or the office freezes."""
    return _scope(None, today)


def _scope(mine, today):
    years = filters.kept("dashboard:years", lambda: list(AcademicYear.objects.order_by("-starts")))
    rows = list(Unit.objects.order_by("name").values_list("pk", "name", "parent_id", "retired"))
    children = {}
    for pk, _, parent, _ in rows:
        children.setdefault(parent, []).append(pk)
    if mine is None:
        choices = [UnitChoice(pk, name, _within(pk, children)) for pk, name, _, retired in rows if not retired]
    else:  # exactly the units whose people, pairs and programs the head may open one by one
        choices = [UnitChoice(pk, name, (pk,)) for pk, name, *_ in rows if pk in mine]
    return Scope(
        years=tuple(Year(year.pk, year.starts, year.ends, str(year)) for year in years),
        units=tuple(choices),
        limited=mine is not None,
        today=today,
        current=next((year.pk for year in years if year.current), 0),
    )


def _within(pk, children):
    """The unit and all below it; a loop typed by mistake does not hang the page."""
    found, queue = [], [pk]
    while queue:
        unit = queue.pop()
        if unit not in found:
            found.append(unit)
            queue += children.get(unit, ())
    return tuple(sorted(found))


def _outermost(choices):
    """Units that lie in no other: the bars of the charts. A single one is opened into its parts."""
    inner = {part for choice in choices for part in choice.parts if part != choice.pk}
    outer = tuple(choice for choice in choices if choice.pk not in inner)
    return _inside(outer[0], choices) if len(outer) == 1 else outer


def _inside(unit, choices):
    """The units directly inside a chosen one, itself included for its own people."""
    within = [choice for choice in choices if choice.pk in unit.parts and choice.pk != unit.pk]
    inner = {part for choice in within for part in choice.parts if part != choice.pk}
    own = UnitChoice(unit.pk, unit.name, (unit.pk,))
    return (own, *(choice for choice in within if choice.pk not in inner))
