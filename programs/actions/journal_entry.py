"""One minute of the journal: the record, a note for oneself, a call to the curator, all or nothing."""

from django.db import transaction

from programs.models import MeetingFlag

from .flag import call_curator
from .meeting import record_meeting
from .meeting_note import save_note


@transaction.atomic
def record_entry(*, by, at, note=None, important=False, important_text="", **record):
    """Write a meeting down (see record_meeting) with what belongs beside it.

    `note` None leaves the actor's own note as it is. A second tick «важно» about the same meeting changes nothing.
    """
    meeting = record_meeting(by=by, at=at, **record)
    if note is not None:
        save_note(meeting=meeting, text=note, by=by, at=at)
    if important and not MeetingFlag.objects.filter(meeting=meeting, author=by.person).exists():
        call_curator(meeting=meeting, text=important_text, by=by, at=at)
    return meeting
