"""Every source of deeds of every floor, and the header's counter over them."""

from mentoring.kit.deeds import count_by_source
from mentoring.queries import deeds as ground
from monitoring.queries import deeds as top
from programs.queries import deeds as middle

FLOORS = (ground, middle, top)


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
    """{source code: count}: the header's counter, one query."""
    return count_by_source(sources_of(actor, on))
