"""A person's name, e-mail and phone go out of every text of the database; signed words stay."""

from collections import Counter

from django.utils import timezone

from mentoring.actions.seal import tell_changed
from mentoring.kit.canonical import fingerprint
from mentoring.models import JournalEntry
from monitoring.models import Snapshot, SnapshotRows
from monitoring.queries.privacy.columns import every_model, kept_fields, kept_rows, text_fields

CHUNK = 2000


def clean_texts(finder, tell=lambda done, total: None, *, why="", at=None):
    """Replace the person by the code wherever a text names him. Returns {(table's name, field): rows}.

    `why` and `at` are told of entries of the journal that stand under a seal.
    """
    changed, every = Counter(), every_model()
    for number, model in enumerate(every, 1):
        found = _clean_model(model, finder, changed)
        if model is JournalEntry:
            tell_changed(found, why=why, at=at or timezone.now())
        tell(number, len(every))
    return changed


def _reseal(keys):
    """A snapshot proves its rows and itself by fingerprints: cleaned rows get their own, and so does the snapshot."""
    rows = SnapshotRows.objects.filter(pk__in=keys)
    for snapshot in Snapshot.objects.filter(rows__in=rows).distinct():
        payload = snapshot.payload
        for row in rows.filter(snapshot=snapshot):
            seal = fingerprint(row.rows)
            SnapshotRows.objects.filter(pk=row.pk).update(sha256=seal)
            payload = {**payload, "rows": {**payload.get("rows", {}), row.code: seal}}
        Snapshot.objects.filter(pk=snapshot.pk).update(payload=payload, sha256=fingerprint(payload))


def _clean_model(model, finder, changed):
    """Read past everything once; only rows that name the person are written. Returns them by their keys."""
    fields, kept = text_fields(model), kept_fields(model)
    signed = set(kept_rows(model).values_list("pk", flat=True)) if kept else set()
    found = {}
    for pk, *values in model._base_manager.order_by().values_list("pk", *fields).iterator(chunk_size=CHUNK):
        spared = kept if pk in signed else ()
        for name, value in zip(fields, values, strict=True):
            cleaned, places = finder.clean_value(value) if value and name not in spared else (value, 0)
            if places:
                found.setdefault(pk, {})[name] = fitting(model, name, cleaned)
                changed[str(model._meta.verbose_name), name] += 1
    for pk, fresh in found.items():
        rows = model._base_manager.filter(pk=pk)
        rows.update(**fresh)
        if "payload" in fresh and hasattr(model, "sha256"):  # frozen, not signed: it still proves itself
            rows.exclude(sha256="").update(sha256=fingerprint(fresh["payload"]))
    if model is SnapshotRows and found:
        _reseal(found)
    return found


def fitting(model, name, value):
    """A code may be longer than the name it stands for."""
    most = getattr(model._meta.get_field(name), "max_length", None)
    return value[:most] if most and isinstance(value, str) else value


def kept_of(finder):
    """[(records, how many)]: signed texts that still name the person."""
    found = Counter()
    for model in every_model():
        kept = kept_fields(model)
        if not kept:
            continue
        for values in kept_rows(model).values_list(*kept).iterator(chunk_size=CHUNK):
            found[str(model._meta.verbose_name_plural)] += any(finder.clean_value(one)[1] for one in values if one)
    return sorted((name, number) for name, number in found.items() if number)
