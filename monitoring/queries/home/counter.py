"""Every source of deeds of every floor, and the header's counter over them."""

from mentoring.kit.deeds import count_by_source, counter_sql
from mentoring.office import office
from mentoring.queries import deeds as ground
from monitoring.queries import deeds as top
from programs.queries import deeds as middle

FLOORS = (ground, middle, top)
KEPT_READERS = 2000
_compiled = {}


def sources_of(actor, on):
    """Every source that concerns this person today."""
    if actor.person is None:
        return []
    return [source for floor in FLOORS for source in floor.sources(actor, on)]


def waits_of(actor, on):
    """What the reader waits for from others, floor by floor."""
    if actor.person is None:
        return ()
    return tuple(wait for floor in FLOORS for wait in floor.waits(actor, on))


def count_deeds(actor, on):
    """{source code: count}: the header's counter, one query.

    Composing the query costs more than running it, so the SQL of a reader is kept for the day: the same roles, units
    and settings give the same text and parameters.
    """
    if actor.person is None:
        return {}
    key = (actor.person.pk, actor.roles, actor.role, actor.units, on, office().mark)
    if key not in _compiled:
        if len(_compiled) >= KEPT_READERS:
            _compiled.clear()
        _compiled[key] = counter_sql(sources_of(actor, on))
    return count_by_source(_compiled[key])
