"""A pair that has ended works again, or its people go on as a new pair (clause 5.3, R37)."""

from django.db import transaction
from django.utils import timezone

from mentoring.actions import journal
from mentoring.actions.pair import Seat, create_pair
from mentoring.kit.verdict import Refused, no
from mentoring.models import Pair, PairMember
from mentoring.queries.pair_change_check import may_come
from mentoring.queries.pair_check import with_facts
from mentoring.workflow.pair import PAIR


@transaction.atomic
def reopen_pair(pair, *, reason, by, at):
    """Back to work with the people of its last day. Part of a larger action.

    Refused when one of them has left, took another place meanwhile or may not come for another reason of the rules.
    """
    last = list(
        PairMember.objects.filter(pair=pair, until__gte=pair.ended_on, is_substitute=False).select_related("person")
    )
    _check(pair, last, timezone.localtime(at).date())
    forgotten = {"ended_on": None, "end_ground": "", "end_reason": None, "end_note": "", "end_done": ""}
    PAIR.claim("reopen", pair, by=by, end_order=None, **forgotten)
    PairMember.objects.filter(pk__in=[member.pk for member in last]).update(until=None, reason="")
    journal.record("pair_reopened", "Пара снова работает", by=by, at=at, subject=pair, pair=pair, text=reason)


def continue_pair(pair, *, since, until, by, at):
    """A draft of a new pair of the same people, form and kind, linked to the old one; it waits for its own order."""
    seats = [
        Seat(member.person, member.side, member.direction)
        for member in pair.members.select_related("person", "direction")
        if not member.is_substitute and (member.until is None or member.until >= pair.ended_on)
    ]
    kept = {name: getattr(pair, name) for name in ("name", "form", "model", "kind", "extra_kinds", "mode")}
    new = create_pair(by=by, at=at, seats=seats, since=since, until=until, **kept)
    Pair.objects.filter(pk=new.pk).update(continues=pair)
    new.continues = pair
    return new


def _check(pair, members, on):
    facts = with_facts(Pair.objects.filter(pk=pair.pk)).get()
    found = []
    for member in members:
        verdict = may_come(facts, member.person, side=member.side, leaving=member.person, on=on)
        if not verdict:
            found.append(verdict.reason)
    if found:
        raise Refused(no(" ".join(dict.fromkeys(found))))
