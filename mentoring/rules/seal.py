"""Fingerprints of the journal: of one entry, of a whole seal. Pure arithmetic over plain values."""

from datetime import UTC

from mentoring.kit.canonical import fingerprint

FIELDS = (
    "at",
    "author_id",
    "role",
    "event",
    "heading",
    "text",
    "subject_type",
    "subject_id",
    "pair_id",
    "person_id",
    "changes",
    "why",
    "audience",
)


def mark_of(key, values):
    """The fingerprint of an entry: its key and the values of FIELDS, the moment in UTC on every database."""
    at, *rest = values
    return fingerprint([key, at.astimezone(UTC).isoformat(timespec="microseconds"), *rest])


def digest_of(seal, changes):
    """The fingerprint of a seal over what it holds, the lawful changes told since the former one, and that one's digest.

    `seal` has number, at, upto, changes_upto, marks and former; `changes` are [(key, entry, at, was, became, why)].
    """
    told = [[key, entry, _utc(at), was, became, why] for key, entry, at, was, became, why in changes]
    return fingerprint(
        [
            seal.number,
            _utc(seal.at),
            seal.upto,
            seal.changes_upto,
            [list(mark) for mark in seal.marks],
            told,
            seal.former,
        ]
    )


def _utc(at):
    return at.astimezone(UTC).isoformat(timespec="microseconds")
