"""What happened to the person and the pairs: entries of the journal, newest first, in one query."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Window

from mentoring.access import ROLE_WORDS
from mentoring.kit import dates
from mentoring.kit.ui import TimelineItem
from mentoring.models import JournalEntry

SHOWN = 8
ALL_SHOWN = 200
LONGEST = 240


@dataclass(frozen=True)
class Story:
    items: tuple[TimelineItem, ...]
    total: int


def story_of(person, pairs, *, whole=False):
    """Entries about the person and about the pairs while in them."""
    about = Q(person=person) | Q(pair__in=[pair.pk for pair in pairs])
    entries = JournalEntry.objects.filter(about).select_related("author").annotate(total=Window(Count("pk")))
    rows = list(entries.order_by(F("at").desc(), "-pk")[: ALL_SHOWN if whole else SHOWN])
    titles = {pair.pk: pair.title for pair in pairs}
    return Story(tuple(_item(row, titles.get(row.pair_id, "")) for row in rows), rows[0].total if rows else 0)


def _item(entry, about):
    author = entry.author.short_name if entry.author else "система"
    role = ROLE_WORDS.get(entry.role, ("",))[0] if entry.author else ""
    changes = "; ".join(f"{c['part']}: «{c['was']}» → «{c['became']}»" for c in entry.changes)
    text = changes or entry.text
    return TimelineItem(
        time=f"{dates.words(entry.at)}, {dates.clock(entry.at)}",
        heading=entry.heading,
        text=text if len(text) <= LONGEST else "",
        author=f"{author}, {role}" if role else author,
        about=about,
    )
