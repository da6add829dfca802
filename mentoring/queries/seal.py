"""The journal against its seals: what was changed, removed or slipped in since the evening it was sealed."""

from collections import defaultdict
from dataclasses import dataclass, field

from mentoring.kit.dates import moment
from mentoring.models import JournalCheck, JournalEntry, JournalSeal, SealedChange
from mentoring.rules.seal import FIELDS, digest_of, mark_of

NAMED = 5
CHANGE = ("pk", "entry", "at", "was", "became", "why")


@dataclass
class Report:
    """`troubles` are sentences; `digest` is the last seal's: written down elsewhere, it proves the whole chain."""

    seals: int = 0
    sealed: int = 0
    changed: int = 0
    digest: str = ""
    troubles: list = field(default_factory=list)
    digests: set = field(default_factory=set)


@dataclass(frozen=True)
class Seals:
    """What the settings page tells."""

    sentence: str
    trouble: str = ""


def seals():
    """The verdict of the last comparison, in one query."""
    check = JournalCheck.objects.first()
    if check is None:
        return Seals("Журнал ещё не опечатан: печать ставится каждый вечер.")
    changed = f", по праву изменено: {check.changed}" if check.changed else ""
    told = f"Журнал сверен с печатями {moment(check.at)}: записей под печатью {check.sealed}{changed}, всё сходится."
    return Seals(told, check.trouble)


def marks_between(after, upto):
    """[[key, fingerprint]] of the entries as they stand now."""
    rows = JournalEntry.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk").values_list("pk", *FIELDS)
    return [[key, mark_of(key, values)] for key, *values in rows.iterator(chunk_size=2000)]


def changes_between(after, upto):
    return list(SealedChange.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk").values_list(*CHANGE))


def compare():
    """Every seal with the one before it and with its entries, one seal in memory at a time. Returns a Report."""
    report, ways = Report(), defaultdict(list)
    for change in SealedChange.objects.order_by("pk"):
        ways[change.entry].append(change)
    former, upto, changes_upto = "", 0, 0
    for seal in JournalSeal.objects.order_by("number").iterator(chunk_size=10):
        report.seals += 1
        name = f"печать № {seal.number} от {moment(seal.at)}"
        changes = changes_between(changes_upto, seal.changes_upto)
        if (seal.number, seal.former, seal.digest) != (report.seals, former, digest_of(seal, changes)):
            report.troubles.append(f"Нарушена {name}.")
        _compare_entries(seal, upto, ways, report, name)
        former, upto, changes_upto = seal.digest, seal.upto, seal.changes_upto
        report.digests.add(seal.digest)
    report.digest = former
    return report


def _compare_entries(seal, after, ways, report, name):
    now = dict(marks_between(after, seal.upto))
    wrong = {"изменены": [], "пропали": [], "добавлены задним числом": []}
    for key, mark in seal.marks:
        report.sealed += 1
        due, broken = _lawful(mark, ways.get(key, ()))
        report.changed += due != mark
        found = now.pop(key, "")
        if broken or found != due:
            wrong["изменены" if found else "пропали"].append(key)
    wrong["добавлены задним числом"] = sorted(now)
    for word, keys in wrong.items():
        if keys:
            named = ", ".join(map(str, keys[:NAMED])) + (" и другие" if len(keys) > NAMED else "")
            report.troubles.append(f"Записи {word}: {len(keys)}, ключи {named} ({name}).")


def _lawful(mark, changes):
    """(What the fingerprint must be by now, whether the chain of lawful changes is broken)."""
    broken = False
    for change in changes:
        broken |= change.was != mark
        mark = change.became
    return mark, broken
