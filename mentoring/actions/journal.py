"""The story is kept on purpose: every action records what it did."""

from mentoring.choices import Audience
from mentoring.models import JournalEntry


def record(event, heading, *, by, at, subject, pair=None, person=None, text="", changes=(), audience=Audience.SUBJECT):
    """Append one entry. `heading` is a sentence; `changes` are [{part, was, became}] in words; `by` may be SYSTEM.

    `audience` closes the entry to some of those who see the subject: see choices/journal.py. Why somebody else's data were
    corrected comes with `by`.
    """
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
        why=by.why[:500],
        audience=audience,
    )
