"""Reference data the editors offer, kept for half a minute like the rest of the office's own words."""

from types import SimpleNamespace

from django.core.cache import cache

from mentoring.models import AcademicYear, DiagnosisStatement, Direction, EventForm, Unit
from mentoring.office import SECONDS


def directions():
    """Directions in use: code, name, short, cross."""
    return _kept("directions", lambda: _rows(Direction.objects.filter(retired=False), "code", "name", "short", "cross"))


def main_directions():
    """(code, short name) of the directions that clause 3 names, without the cross-cutting ones."""
    return [(row.code, row.short) for row in directions() if not row.cross]


def event_forms():
    """Forms of events, retired ones marked."""
    return _kept("event_forms", lambda: _rows(EventForm.objects.all(), "code", "name", "retired"))


def statements():
    """Statements of the published card of difficulties: code, text, direction's code."""
    rows = DiagnosisStatement.objects.in_use()
    return _kept("statements", lambda: _rows(rows, "code", "text", "direction__code"))


def years():
    """Academic years, the latest first: pk, name."""
    return _kept("years", lambda: [SimpleNamespace(pk=y.pk, name=str(y)) for y in AcademicYear.objects.all()])


def units():
    """Units in use: pk, name."""
    return _kept("units", lambda: _rows(Unit.objects.filter(retired=False), "pk", "name"))


def _kept(name, read):
    key = f"programs:{name}"
    found = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, SECONDS)
    return found


def _rows(queryset, *names):
    return [SimpleNamespace(**row) for row in queryset.values(*names)]
