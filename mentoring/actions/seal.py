"""Every evening what was told since the last seal is put under a new one, chained to it; then all of it is compared.

One seal an evening instead of a link in every entry: whoever writes the story waits for nobody but the moment of sealing.
"""

import logging
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import Max

from mentoring.kit import dates
from mentoring.models import JournalCheck, JournalEntry, JournalSeal, SealedChange
from mentoring.queries.seal import changes_between, compare, marks_between
from mentoring.rules.seal import digest_of

log = logging.getLogger(__name__)

BATCH = 1000  # entries of one seal: about 60 ms in which nobody writes
EVENING = 20
LATEST = timedelta(hours=26)  # a machine that is switched off in the evening seals in the morning
PATIENCE = "2s"


def seal_in_the_evening(*, at):
    """Daily: once an evening. Returns how many entries came under a seal."""
    last = JournalCheck.objects.values_list("at", flat=True).first()
    if last and not _is_due(last, at):
        return 0
    return seal_journal(at=at)


def _is_due(last, at):
    here = dates.local(at)
    evening = here.replace(hour=EVENING, minute=0, second=0, microsecond=0)
    return at - last > LATEST or (here >= evening and last < evening)


def seal_journal(*, at):
    """Seal what is not sealed yet, then compare everything and keep the verdict. Returns how many entries were sealed.

    While somebody's long writing does not let the journal be held still, nothing is done: the next round tries again.
    """
    sealed = 0
    try:
        while number := _seal_batch(at):
            sealed += number
    except OperationalError as error:
        log.warning("The journal is not sealed now: %s", type(error).__name__)
        return sealed
    check_journal(at=at)
    return sealed


def check_journal(*, at):
    """Compare the journal with its seals; the verdict is kept for the page of settings. Returns the Report."""
    report = compare()
    if report.troubles:  # a lawful change that landed in the middle of the comparison is told by the second one
        report = compare()
    trouble = " ".join(report.troubles)
    if trouble:
        log.error("The journal does not agree with its seals: %s places", len(report.troubles))
    JournalCheck.objects.update_or_create(
        pk=1, defaults={"at": at, "sealed": report.sealed, "changed": report.changed, "trouble": trouble}
    )
    return report


@transaction.atomic
def _seal_batch(at):
    _hold_still()
    last = JournalSeal.objects.order_by("-number").first() or JournalSeal(number=0, upto=0, changes_upto=0)
    keys = JournalEntry.objects.filter(pk__gt=last.upto).order_by("pk").values_list("pk", flat=True)[:BATCH]
    upto = max(keys, default=last.upto)
    changes_upto = SealedChange.objects.aggregate(most=Max("pk"))["most"] or 0
    if (upto, changes_upto) == (last.upto, last.changes_upto):
        return 0
    seal = JournalSeal(
        number=last.number + 1,
        at=at,
        upto=upto,
        changes_upto=max(changes_upto, last.changes_upto),
        marks=marks_between(last.upto, upto),
        former=last.digest,
    )
    seal.digest = digest_of(seal, changes_between(last.changes_upto, seal.changes_upto))
    seal.save()
    log.info("The journal is sealed: number %s, digest %s", seal.number, seal.digest)
    return len(seal.marks)


def _hold_still():
    """No entry with a smaller key may appear after a seal: PostgreSQL waits for whoever is writing one.

    Whoever changes entries by right holds the same lock until it has told so. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute(f'LOCK TABLE "{JournalEntry._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')


def tell_changed(keys, *, why, at):
    """Entries were changed or removed by right, in this transaction: what is under a seal is told, with the reason.

    Called after the change. What is not sealed yet needs no word.
    """
    keys, after, told = sorted(keys), 0, []
    if not keys:
        return
    latest = dict(SealedChange.objects.filter(entry__in=keys).order_by("pk").values_list("entry", "became"))
    for seal in JournalSeal.objects.order_by("number").iterator(chunk_size=10):
        here = [key for key in keys if after < key <= seal.upto]
        if here:
            was, now = dict(seal.marks), dict(marks_between(here[0] - 1, here[-1]))
            told += [(key, latest.get(key, was.get(key, "")), now.get(key, "")) for key in here]
        after = seal.upto
    SealedChange.objects.bulk_create(
        SealedChange(entry=key, at=at, was=was, became=became, why=why[:200])
        for key, was, became in told
        if was != became
    )
