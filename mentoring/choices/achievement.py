"""Achievements (R35, R36): states with their sentences, what code does by the kind of one."""

from django.db.models import TextChoices

from mentoring.kit.states import StateWords


class AchievementState(TextChoices):
    """`planned` is prepared for and has no result; `told` is written by somebody and not confirmed."""

    PLANNED = "planned", "Готовится"
    TOLD = "told", "Со слов"
    RETURNED = "returned", "Нужна правка"
    CONFIRMED = "confirmed", "Подтверждено"
    REMOVED = "removed", "Убрано"


HAPPENED = (AchievementState.TOLD, AchievementState.RETURNED, AchievementState.CONFIRMED)
UNCONFIRMED = (AchievementState.TOLD, AchievementState.RETURNED)
COMMISSION = "commission"  # the kind by which the mentor's own work in commissions is counted (clause 4.2)

ACHIEVEMENT = {
    "planned": StateWords(
        "Готовится",
        "go",
        lines={
            "person": "Впереди {date}. Когда пройдёт, впишите результат.",
            "curator": "Впереди {date}. В мониторинг не входит.",
        },
    ),
    "overdue": StateWords(
        "Готовится",
        "wait",
        turn=("person",),
        lines={
            "person": "Срок был {date}. Впишите результат или уберите запись.",
            "curator": "Срок был {date}, результата ещё нет. В мониторинг не входит.",
        },
    ),
    "told": StateWords(
        "Со слов",
        "wait",
        turn=("curator",),
        lines={
            "person": "Куратор посмотрит и подтвердит. До этого считается отдельно.",
            "curator": "Посмотрите файлы и подтвердите или попросите поправить.",
            "member": "Куратор ещё не подтвердил. Считается отдельно.",
        },
    ),
    "returned": StateWords(
        "Нужна правка",
        "stop",
        turn=("person",),
        lines={
            "person": "Куратор просит поправить: {remark}.",
            "curator": "Вы попросили поправить: {remark}.",
            "member": "Куратор просит поправить: {remark}.",
        },
    ),
    "confirmed": StateWords(
        "Подтверждено",
        "ok",
        lines={"person": "Отмечено {date}.", "curator": "Отмечено {date}."},
    ),
    "removed": StateWords(
        "Убрано",
        "calm",
        lines={"person": "Нигде не показано и не считается.", "curator": "Нигде не показано и не считается."},
    ),
}
