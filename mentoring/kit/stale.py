"""Two people edit one thing: the second save is refused, never lost, and the page shows both texts."""

from django.db import transaction
from django.db.models import F

from .canonical import fingerprint
from .text import agreed, whole
from .verdict import Refused, no


class Stale(Refused):
    """Somebody saved first. The page keeps what was typed and shows it beside what is kept now."""


def claim_version(row, seen, *, who=None, when=""):
    """Move `lock_version` on in one guarded UPDATE; raise Stale when the row is no longer the one the person saw."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    if not rows.filter(lock_version=seen).update(lock_version=F("lock_version") + 1):
        raise Stale(no(stale_words(who, when)))
    row.lock_version = seen + 1


def mark_of(fields):
    """A fingerprint of a form's fields as they are kept, for things that carry no version of their own."""
    return fingerprint({name: str(getattr(value, "pk", value)) for name, value in fields.items()})[:16]


def as_seen(row, mark, told, act, **who):
    """Run `act` on a row that still says what its form was opened with (`mark`), held until it is done; else Stale.

    `told(row)` are the fields of the form as the row keeps them.
    """
    with transaction.atomic():
        kept = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        if kept is None:
            raise Refused(no("Этой записи уже нет: её удалили, пока вы писали."))
        if mark and mark != mark_of(told(kept)):
            raise Stale(no(stale_words(None, "")))
        return act(**who)


def seen_version(seen):
    """The lock_version that travelled with a page; whatever is no number is nobody's."""
    version = whole(seen)
    return -1 if version is None else version


def stale_words(who, when):
    """Error 22 of the office's wording; `who` is a Person or None."""
    changed = f"{who.short_name} {agreed('изменил(а)', who.gender)}" if who else "кто-то ещё изменил"
    return (
        f"Пока вы писали, {changed} этот раздел{f' в {when}' if when else ''}. "
        "Ниже оба текста: выберите нужное. Ваш текст цел."
    )
