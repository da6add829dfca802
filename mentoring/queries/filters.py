"""Rows of the filters above lists: years, units and kinds, kept for half a minute like the rest of the office."""

from types import SimpleNamespace

from django.core.cache import cache

from mentoring.models import AcademicYear, Direction, Unit
from mentoring.office import SECONDS, office


def years():
    return kept("filters:years", lambda: _rows(AcademicYear.objects.all()))


def units():
    return kept("filters:units", lambda: _rows(Unit.objects.filter(retired=False)))


def directions():
    return kept("filters:directions", lambda: _rows(Direction.objects.filter(retired=False)))


def kinds():
    return [Choice(pk=code, name=name) for code, name in office().choices("kind")]


def kept(key, read):
    """What `read` gives, kept for half a minute."""
    return cache.get_or_set(key, read, SECONDS)


def _rows(rows):
    return [Choice(pk=row.pk, name=str(row)) for row in rows]


class Choice(SimpleNamespace):
    """A row of a filter: its key and its name."""

    def __str__(self):
        return self.name
