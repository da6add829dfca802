"""What the letter of the day says to one person: the deeds of «Мои дела» and what is waited for from others."""

from copy import copy
from dataclasses import replace

from django.db.models import Prefetch, prefetch_related_objects

from mentoring.kit.dates import words
from mentoring.kit.gather import as_rows, together
from mentoring.kit.kept import STAND_IN, composed, fetch_composed
from mentoring.kit.ladder import NEVER
from mentoring.kit.text import count_of
from monitoring.queries.home.counter import sources_of, waits_of
from monitoring.queries.home.deed_list import PER_SOURCE, WAITS_PER_SOURCE, pairs_of
from programs.queries.people import members

WEEK = 7
PRIVATE = "Личное дело: откройте страницу, здесь его слов нет"


class Morning:
    """One morning's round: people of the same roles read by one text, composed once.

    Composing the UNION of all sources costs ten times its run, and six hundred people have a handful of different texts.
    """

    def __init__(self, on):
        self.on = on
        self._texts = {}

    def told(self, actor):
        """(sources with what is said of rows alone: their dates; raw rows) of the deeds that letters remind of."""
        return self._read("deeds", actor, lambda who: told_sources(who, self.on), PER_SOURCE)

    def waited(self, actor):
        sources = waits_of(actor, self.on)
        _, raw = self._read("waits", actor, lambda who: waits_of(who, self.on), WAITS_PER_SOURCE)
        return as_rows(sources, raw, WAITS_PER_SOURCE)

    def _read(self, what, actor, sources_for, most):
        """Everything in which one reader's text differs from another's, the reader's own key apart, is in `key`."""
        person = actor.person
        key = (what, actor.roles, actor.role, actor.units, actor.acting, person.employment, person.unit_id)
        if key not in self._texts:
            stand_in = copy(person)
            stand_in.pk = STAND_IN
            sources = sources_for(replace(actor, person=stand_in))
            self._texts[key] = (sources, composed(together(sources, most)))
        sources, text = self._texts[key]
        return sources, fetch_composed(text, reader=person.pk)


def told_sources(actor, on):
    """The sources that letters remind of."""
    return [source for source in sources_of(actor, on) if source.ladder != NEVER]


def digest_of(actor, on, is_step, morning=None):
    """{n, date, today, week, others} for the letter, or None when no deed's date stands on a step now.

    `is_step(due, ladder)` decides for one deed. Deeds whose letters follow rules of their own are not told here.
    `morning` is the round the letter belongs to.
    """
    morning = morning or Morning(on)
    alike, raw = morning.told(actor)
    if not any(is_step(source.due(row), source.ladder) for source, row in as_rows(alike, raw, PER_SOURCE)):
        return None
    rows = as_rows(told_sources(actor, on), raw, PER_SOURCE)
    dated = sorted(((source.due(row), source, row) for source, row in rows if source.due(row)), key=lambda one: one[0])
    others = morning.waited(actor)
    _load_members([*pairs_of(rows), *pairs_of(others)])
    near_ones = [one for one in dated if (one[0] - on).days <= WEEK]
    return {
        "n": count_of(len(rows), "deed"),
        "date": words(dated[0][0]),
        "today": _lines(one for one in near_ones if one[0] <= on),
        "week": _lines(one for one in near_ones if one[0] > on),
        "others": "\n".join(_waited(source.wait(row)) for source, row in others),
    }


def _load_members(pairs):
    if pairs:
        prefetch_related_objects(pairs, Prefetch("members", members()))


def _lines(dated):
    return "\n".join(
        f"– {words(due)}: {PRIVATE if source.private else source.deed(row).title}" for due, source, row in dated
    )


def _waited(wait):
    return f"– {', '.join(part for part in (wait.who, wait.what, wait.note) if part)}"
