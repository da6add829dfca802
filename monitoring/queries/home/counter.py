"""Every source of deeds of every floor, and the header's counter over them."""

from django.utils import timezone

from mentoring.kit.deeds import count_by_source
from mentoring.office import office
from mentoring.queries import deeds as ground
from monitoring.queries import deeds as top
from monitoring.queries import deeds_year as year
from programs.queries import deeds as middle

FLOORS = (ground, middle, top, year)
KEPT_MINUTES = 10


def sources_of(actor, on):
    """Every source that concerns this person today."""
    if actor.person is None:
        return []
    return [source for floor in FLOORS for source in floor.sources(actor, on)]


def waits_of(actor, on):
    """Every source of what the reader waits for from others."""
    if actor.person is None:
        return []
    return [source for floor in FLOORS for source in floor.waits(actor, on)]


def count_deeds(actor, on):
    """{source code: count}: the header's counter, one query."""
    if actor.person is None:
        return {}
    return count_by_source(lambda: sources_of(actor, on), key_of("counter", actor, on))


def key_of(what, actor, on, *more):
    """What a query over the sources of a reader depends on (see kit/kept.py); some sources ask for the time of day."""
    slot = int(timezone.now().timestamp() // (60 * KEPT_MINUTES))
    return (what, actor.person.pk, actor.roles, actor.role, actor.units, on, slot, office().mark, *more)
