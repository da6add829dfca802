"""Both texts of an item that two changes touched, in words."""

from mentoring.kit import dates
from programs.terms import item_name

from .reading import when_words


def clash_choices(found):
    """(key, name, what is in force now, what is proposed) of every overlap of a Meanwhile."""
    return tuple(
        (
            key,
            item_name(key, found.proposed, found.current, found.base),
            _said(key, found.current.item(key)),
            _said(key, found.proposed.item(key)),
        )
        for key in found.clashes
    )


def _said(key, value):
    if key.startswith("event:"):
        return _event(value) if value else "мероприятия нет"
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "; ".join(getattr(row, "text", row) for row in value if row) or "пусто"
    return dates.short(value) if hasattr(value, "strftime") else value or "пусто"


def _event(row):
    parts = [row["measure"], when_words(row["starts"], row["due"]), row["expected"]]
    return ", ".join(part for part in parts if part)
