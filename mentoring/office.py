"""The college's own choices, read together and kept for half a minute: settings, labels, requisites, year, holidays."""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import uuid4

from django.core.cache import cache

from mentoring.kit.canonical import fingerprint

CACHE_KEY = "office:1"
SECONDS = 30
_kept = {}


@dataclass(frozen=True)
class Office:
    """What every page may need to know about the college, in one cached object."""

    settings: dict
    labels: dict
    organization: SimpleNamespace
    year: SimpleNamespace | None
    holidays: frozenset
    worked: frozenset
    mark: str = ""  # changes when a setting or the current year does

    def setting(self, code):
        return self.settings[code]

    def label(self, group, code):
        """The college's label of a form, model, kind or mode; the code's own words when it was not edited."""
        entry = self.labels.get((group, code))
        return entry["label"] if entry else code

    def choices(self, group):
        """(code, label) of what may be chosen in forms now."""
        return [
            (code, entry["label"]) for (name, code), entry in self.labels.items() if name == group and entry["shown"]
        ]

    def label_data(self, group, code):
        entry = self.labels.get((group, code))
        return entry["data"] if entry else {}

    def add_working_days(self, start, days):
        from mentoring.kit.dates import add_working_days

        return add_working_days(start, days, self.holidays, self.worked)


def office():
    """The current Office: what this process keeps under the stamp all processes share, else five small queries.

    A page asks for it many times, and the cache would copy hundreds of labels each time: it holds the stamp alone.
    """
    stamp = cache.get(CACHE_KEY)
    found = _kept.get(stamp)
    if found is not None:
        return found
    found = _read()
    if stamp is None:
        stamp = uuid4().hex
        cache.set(CACHE_KEY, stamp, SECONDS)
    _kept.clear()
    _kept[stamp] = found
    return found


def forget():
    """Called by actions that change settings, labels, requisites, years or the calendar."""
    cache.delete(CACHE_KEY)


def _read():
    from mentoring.models import AcademicYear, ChoiceLabel, Holiday, Organization, Setting

    own = Organization.objects.filter(own=True).values().first() or {}
    year = AcademicYear.objects.filter(current=True).first()
    days = list(Holiday.objects.values_list("day", "worked"))
    settings = dict(Setting.objects.values_list("code", "value"))
    return Office(
        settings=settings,
        labels={
            (row["group"], row["code"]): row
            for row in ChoiceLabel.objects.values("group", "code", "label", "lead", "shown", "clause", "data")
        },
        organization=SimpleNamespace(**{"short_name": "", "full_name": "", "word": "техникум", "city": "", **own}),
        year=SimpleNamespace(pk=year.pk, starts=year.starts, ends=year.ends, label=str(year)) if year else None,
        holidays=frozenset(day for day, worked in days if not worked),
        worked=frozenset(day for day, worked in days if worked),
        mark=fingerprint([settings, year.pk if year else None])[:16],
    )
