"""Noting who opened whose data: one row a reader, a person, a kind and a day, in one statement."""

from monitoring.models import Reading

AT_ONCE = 500


def note_reading(people, kind, *, by, day):
    """Keep that `by` has seen data of these people (ids) on a day; one's own are nobody's business."""
    reader = by.person.pk if by.person else None
    Reading.objects.bulk_create(
        (Reading(reader=by.person, person_id=pk, kind=kind, role=by.role, day=day) for pk in people if pk != reader),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
