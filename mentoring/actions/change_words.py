"""What an edit changed, said in words for the journal: [{part, was, became}]."""

from mentoring.kit.dates import short
from mentoring.kit.text import listing

NOTHING = "нет"
PRIVATE = {"birth_date"}  # seen by the curator only, so the story names the change and not the date


def change_words(row, values, *, labels=None):
    """Changes `values` would make to `row`, field by field, in the order given."""
    labels = labels or {}
    changes = []
    for name, became in values.items():
        field = row._meta.get_field(name)
        was = getattr(row, name)
        if was == became or (not was and not became and not isinstance(became, bool)):
            continue
        part = labels.get(name) or str(field.verbose_name)
        if name in PRIVATE:
            changes.append(change(part, "указана" if was else NOTHING, "изменена" if became else NOTHING))
        else:
            changes.append(change(part, shown(field, was), shown(field, became)))
    return changes


def change(part, was, became):
    return {"part": part, "was": str(was) or NOTHING, "became": str(became) or NOTHING}


def list_change(part, was, became):
    """A change of a set of names, or nothing when the set is the same."""
    was, became = [str(item) for item in was], [str(item) for item in became]
    return [] if sorted(was) == sorted(became) else [change(part, listing(was), listing(became))]


def shown(field, value):
    """A field's value as a person reads it."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return "да" if value else "нет"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if hasattr(value, "strftime"):
        return short(value)
    return str(value)
