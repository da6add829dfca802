"""Drafts of journal entries (R30): kept as typed, read by their owner alone, gone once the entry is written.

Nothing is told to the story: an unfinished thought is nobody's business.
"""

from datetime import timedelta

from django.db import transaction

from mentoring.kit.verdict import require
from programs.models import EntryDraft

from .desk import refuse

KEPT = timedelta(days=60)  # a forgotten draft holds words about people: it does not stay for good
MOST = 40_000


@transaction.atomic
def save_draft(*, verdict, program, form, fields, by, at, about=0):
    """Keep what was typed in a form of the program; `fields` are {name: [texts]}. The last save wins.

    Refused to who may not write this entry (`verdict`) and when it is longer than any entry can be.
    """
    require(verdict)
    fields = {_whole(name): [_whole(text) for text in texts] for name, texts in fields.items()}
    if sum(len(word) for name, texts in fields.items() for word in (name, *texts)) > MOST:
        refuse("Слишком длинно для черновика. Сократите текст.")
    EntryDraft.objects.filter(saved_at__lt=at - KEPT).delete()
    draft, _ = EntryDraft.objects.update_or_create(
        owner=by.person, program=program, form=form, about=about, defaults={"fields": fields, "saved_at": at}
    )
    return draft


def _whole(text):
    """PostgreSQL keeps no NUL in a JSON; a form would have refused it only when the entry itself is sent."""
    return text.replace("\0", "")


def drop_draft(*, program, form, by, about=0):
    """The entry is written, or its author has thought better of it."""
    EntryDraft.objects.filter(owner=by.person, program=program, form=form, about=about).delete()
