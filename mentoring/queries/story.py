"""What happened to a request, a pair or a document, as timeline items."""

from mentoring.access import ROLE_WORDS
from mentoring.kit.dates import moment
from mentoring.kit.ui import TimelineItem
from mentoring.models import JournalEntry

LIMIT = 200


def story_of(subject, *, hidden=(), limit=LIMIT):
    """The newest entries about a record, without the events `hidden` from this reader; one query."""
    entries = JournalEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return timeline(entries.exclude(event__in=hidden), limit)


def story_of_pair(pair, *, hidden=(), limit=LIMIT, until=None):
    """The pair's story, up to a day when it is given."""
    entries = JournalEntry.objects.filter(pair=pair, **({"at__date__lte": until} if until else {}))
    return timeline(entries.exclude(event__in=hidden), limit)


def timeline(entries, limit=LIMIT):
    return [_item(entry) for entry in entries.select_related("author")[:limit]]


def _item(entry):
    role = ROLE_WORDS.get(entry.role, ("",))[0]
    author = ", ".join(part for part in (entry.author.plain_name, role) if part) if entry.author else "система"
    return TimelineItem(moment(entry.at), entry.heading, entry.text, author)
