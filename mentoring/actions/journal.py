"""The story is kept on purpose: every action records what it did."""

from mentoring.models import JournalEntry


def record(event, heading, *, by, at, subject, pair=None, person=None, text="", changes=()):
    """Append one entry. `heading` is a sentence; `changes` are [{part, was, became}] in words; `by` may be SYSTEM."""
    return JournalEntry.objects.create(
        at=at,
        author=by.person,
        role=by.role,
        event=event,
        heading=heading[:300],
        text=text,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        pair=pair,
        person=person,
        changes=list(changes),
    )
