"""What happened to the person and the pairs: the newest entries of the journal this reader may see, in one query."""

from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, Window

from mentoring.access import entries_for
from mentoring.kit.ui import TimelineItem
from mentoring.queries.story import item_of

SHOWN = 8
LONGEST = 240


@dataclass(frozen=True)
class Story:
    items: tuple[TimelineItem, ...]
    total: int


def story_of(person, pairs, actor):
    """Entries about the person and about the pairs; the page of the whole story has the rest."""
    about = Q(person=person) | Q(pair__in=[pair.pk for pair in pairs])
    entries = entries_for(actor).filter(about).select_related("author").annotate(total=Window(Count("pk")))
    rows = list(entries.order_by(F("at").desc(), "-pk")[:SHOWN])
    titles = {pair.pk: pair.title for pair in pairs}
    return Story(tuple(_item(row, titles.get(row.pair_id, "")) for row in rows), rows[0].total if rows else 0)


def _item(entry, about):
    item = item_of(entry, about)
    return item if len(item.text) <= LONGEST else replace(item, text="")
