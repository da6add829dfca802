"""Draft states are not chosen: they follow from the rules, and are claimed here whenever something changed."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mentoring.choices import Side
from mentoring.kit.verdict import Refused, no
from mentoring.models import Pair, PairMember
from mentoring.queries.pair_check import check_pairs
from mentoring.workflow.pair import FREE_DRAFTS, PAIR, RECHECK


@transaction.atomic
def recheck_pairs(pairs, *, by, at):
    """Move every free draft among `pairs` to the state its findings lead to; returns {pair id: PairCheck}."""
    pairs = list(pairs)
    if not pairs:  # most consents and capacities change while their owner waits in no draft
        return {}
    checks = check_pairs(pairs, timezone.localtime(at).date())
    for pair in pairs:
        wanted = checks[pair.pk].state
        if pair.state in FREE_DRAFTS and pair.state != wanted:
            PAIR.move(RECHECK[wanted], pair)
    return checks


def recheck_pairs_of(person, *, by, at):
    """After a consent, a capacity or a contract changed: every free draft of this person. Called by those actions."""
    pairs = Pair.objects.filter(state__in=FREE_DRAFTS, members__person=person, members__until__isnull=True).distinct()
    return recheck_pairs(pairs, by=by, at=at)


@transaction.atomic
def take_out(pair, person, *, by, at):
    """A teacher leaves a draft group because the request was withdrawn; the rest is checked again."""
    if pair.state not in FREE_DRAFTS:
        raise Refused(no("Приказ уже на подписи. Попросите куратора убрать пару из приказа."))
    PairMember.objects.filter(pair=pair, person=person, side=Side.MENTEE).delete()
    Pair.objects.filter(pk=pair.pk).update(lock_version=F("lock_version") + 1)
    recheck_pairs([pair], by=by, at=at)
