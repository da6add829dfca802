"""Noting who opened whose data: one row a reader, a person, a kind and a day, in one statement."""

from django.core.cache import cache

from monitoring.models import Reading

DAY_SECONDS = 24 * 3600
AT_ONCE = 500


def note_reading(people, kind, *, by, day):
    """Keep that `by` has seen data of these people (ids) on a day; one's own are nobody's business.

    What was noted today is remembered by the cache: a card opened again writes nothing. Returns how many were new to it.
    """
    reader = by.person.pk if by.person else None
    keys = {f"read:{day:%Y%m%d}:{reader}:{kind}:{pk}": pk for pk in people if pk != reader}
    known = cache.get_many(keys) if keys else {}
    fresh = [pk for key, pk in keys.items() if key not in known]
    if not fresh:
        return 0
    Reading.objects.bulk_create(
        (Reading(reader=by.person, person_id=pk, kind=kind, role=by.role, day=day) for pk in fresh),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    cache.set_many({key: 1 for key in keys if key not in known}, DAY_SECONDS)
    return len(fresh)
