"""Who reads what was told: an entry may be closed to some of those who see its subject."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Audience
from mentoring.kit.verdict import YES, no
from mentoring.models import JournalEntry, PairMember


def entries_for(actor):
    """Entries whose audience this reader belongs to; the caller narrows them to a subject that the reader sees."""
    entries = JournalEntry.objects.all()
    if actor.has("curator"):
        return entries
    read = Q(audience=Audience.SUBJECT)
    if actor.has("director"):
        read |= Q(audience=Audience.OFFICE)
    if actor.person:
        inside = PairMember.objects.filter(
            Q(until__isnull=True) | Q(until__gte=OuterRef("at__date")), pair=OuterRef("pair"), person=actor.person
        )
        read |= Q(Exists(inside), audience=Audience.MEMBERS)
    return entries.filter(read)


def may_see_story(actor):
    """What was told of a person: the office."""
    return YES if actor.is_office else no("Историю человека видят куратор и директор.")
