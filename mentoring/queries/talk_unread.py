"""What a member has not read: messages of others since he came, after his mark."""

from django.db.models import Count, Exists, OuterRef, Subquery

from mentoring.choices.pair import LIVE_STATES
from mentoring.models import Message, PairMember, ReadMark


def unread_messages(person):
    """Messages this person has not read in the pairs he is in now."""
    inside = PairMember.objects.filter(
        pair=OuterRef("pair"), person=person, until__isnull=True, since__lte=OuterRef("at__date")
    )
    read = ReadMark.objects.filter(pair=OuterRef("pair"), person=person, seen__gte=OuterRef("pk"))
    return Message.objects.kept().exclude(author=person).filter(Exists(inside), ~Exists(read))


def unread_by_pair(actor, pairs=None):
    """{pair id: how many messages the reader has not read}, in one query; all his pairs when none are named."""
    if actor.person is None:
        return {}
    found = unread_messages(actor.person)
    if pairs is not None:
        found = found.filter(pair__in=pairs)
    return dict(found.order_by().values_list("pair").annotate(n=Count("pk")))


def untold():
    """Present members of working pairs with `n` unread messages up to `last`, of which no letter has told yet."""
    read = ReadMark.objects.filter(pair=OuterRef("pair"), person=OuterRef(OuterRef("person")), seen__gte=OuterRef("pk"))
    unread = (
        Message.objects.kept()
        .filter(pair=OuterRef("pair"), at__date__gte=OuterRef("since"))
        .exclude(author=OuterRef("person"))
        .filter(~Exists(read))
        .order_by()
    )
    told = ReadMark.objects.filter(pair=OuterRef("pair"), person=OuterRef("person"), told__gte=OuterRef("last"))
    return (
        PairMember.objects.filter(until__isnull=True, pair__state__in=LIVE_STATES)
        .annotate(
            n=Subquery(unread.values("pair").annotate(n=Count("pk")).values("n")),
            last=Subquery(unread.order_by("-pk").values("pk")[:1]),
        )
        .filter(~Exists(told), last__isnull=False)
        .select_related("person")
    )
