"""A load of a staff list: checked, then applied or canceled. Its words: part 5.17 of the office's wording."""

from mentoring.access import may_manage_people
from mentoring.choices import BatchState as S
from mentoring.kit.dates import local, today, words
from mentoring.kit.verdict import YES, first_no, no
from mentoring.kit.workflow import Transition, Workflow


def _keeper(actor, batch):
    return may_manage_people(actor)


def _same_day(actor, batch):
    """An applied list is taken back until the end of the day: later too much hangs on the people."""
    return first_no(may_manage_people(actor), _not_late(batch))


def _not_late(batch):
    if batch.applied_at is None or local(batch.applied_at).date() == today():
        return YES
    day = words(local(batch.applied_at).date())
    return no(f"Отменить загрузку можно было до конца дня, {day}. Исправьте карточки по одной.")


STAFF_IMPORT = Workflow(
    "staff_import",
    (
        Transition("apply", (S.AWAITING_CONFIRM,), S.APPLIED, "Загрузить", _keeper),
        Transition("cancel", (S.AWAITING_CONFIRM,), S.CANCELED, "Не загружать", _keeper),
        Transition("undo", (S.APPLIED,), S.CANCELED, "Отменить загрузку", _same_day, danger=True),
    ),
    taken="Эта загрузка уже решена. Обновите страницу.",
)
