"""Who reads what was told: an entry may be closed to some of those who see its subject."""

from django.db.models import Exists, F, OuterRef, Q

from mentoring.choices import Audience
from mentoring.kit.verdict import YES, no
from mentoring.models import JournalEntry, PairMember


def entries_for(actor):
    """Entries whose audience this reader belongs to; the caller narrows them to a subject that the reader sees."""
    entries = JournalEntry.objects.all()
    if actor.has("curator"):
        return _past_the_pair(entries, actor)
    read = Q(audience=Audience.SUBJECT)
    if actor.has("director"):
        read |= Q(audience=Audience.OFFICE)
    if actor.person is None:
        return entries.filter(read)
    mine = PairMember.objects.filter(pair=OuterRef("pair"), person=actor.person)
    to_the_end = Q(until__isnull=True) | Q(until__gte=F("pair__ended_on"))
    inside = Exists(mine.filter(to_the_end | Q(until__gte=OuterRef("at__date"))))
    if not actor.is_office:
        read &= ~Exists(mine) | inside  # who left a pair reads of it up to his last day
    return entries.filter(read | Q(inside, audience=Audience.MEMBERS))


def _past_the_pair(entries, actor):
    """What is told to curators about a pair is not told to one who stands in it: he reads only what he did himself."""
    inside = PairMember.objects.filter(pair=OuterRef("pair"), person=actor.person)
    return entries.filter(~Q(audience=Audience.CURATOR) | Q(author=actor.person) | ~Exists(inside))


def may_see_story(actor):
    """What was told of a person: the office."""
    return YES if actor.is_office else no("Историю человека видят куратор и директор.")
