"""A private note beside a meeting: nothing of it is told anywhere, so nothing is recorded in the story."""

from django.db import transaction

from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.models import MeetingNote

from .desk import refuse

LONGEST = 4000


@transaction.atomic
def save_note(*, meeting, text, by, at):
    """Keep the actor's own note of a meeting; an empty text removes it. Returns the note or None."""
    require(access.may_write_note(by, meeting))
    text = tidy(text)
    if len(text) > LONGEST:
        refuse(f"Слишком длинно: {len(text)} знаков из {LONGEST}. Сократите на {len(text) - LONGEST}.")
    if not text:
        access.notes_for(by).filter(meeting=meeting).delete()
        return None
    values = {"text": text, "written_at": at}
    return MeetingNote.objects.update_or_create(meeting=meeting, owner=by.person, defaults=values)[0]
