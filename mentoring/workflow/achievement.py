"""Achievements: told, confirmed by the office, mended, taken away and brought back. Words: choices/achievement."""

from mentoring.access.achievement import may_change_achievement, may_confirm_achievement, may_restore_achievement
from mentoring.choices import AchievementState as S
from mentoring.kit.workflow import Transition, Workflow

SHOWN = (S.PLANNED, S.TOLD, S.RETURNED, S.CONFIRMED)

ACHIEVEMENT = Workflow(
    "achievement",
    (
        Transition("tell", SHOWN, S.TOLD, "Исправить запись", may_change_achievement),
        Transition("plan", SHOWN, S.PLANNED, "Отложить: результата ещё нет", may_change_achievement),
        Transition("confirm", (S.TOLD, S.RETURNED), S.CONFIRMED, "Подтвердить", may_confirm_achievement),
        Transition("ask", (S.TOLD,), S.RETURNED, "Попросить поправить", may_confirm_achievement),
        Transition("unconfirm", (S.CONFIRMED,), S.TOLD, "Снять подтверждение", may_confirm_achievement),
        Transition("remove", SHOWN, S.REMOVED, "Убрать запись", may_change_achievement, danger=True),
        Transition("restore", (S.REMOVED,), S.TOLD, "Вернуть запись", may_restore_achievement),
        Transition("restore_plan", (S.REMOVED,), S.PLANNED, "Вернуть запись", may_restore_achievement),
    ),
    taken="Эту запись уже изменили. Обновите страницу.",
)
