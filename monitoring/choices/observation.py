"""Words of level 3: observation of lessons and opinions of those who work beside (R43)."""

from django.db.models import TextChoices


class Stage(TextChoices):
    BEFORE = "before", "В начале"
    MIDDLE = "middle", "По ходу"
    AFTER = "after", "В конце"


class ObserverRole(TextChoices):
    CURATOR = "curator", "Куратор"
    SUPERVISOR = "supervisor", "Руководитель"
    COLLEAGUE = "colleague", "Коллега"


class CardState(TextChoices):
    PLANNED = "planned", "Запланировано"
    DRAFT = "draft", "Заполняется"
    AWAITING = "awaiting", "Ждёт ознакомления"
    LOCKED = "locked", "Закрыта"
    NOT_HELD = "not_held", "Не состоялось"
    WITHDRAWN = "withdrawn", "Отозвана и заменена"


UNSIGNED = (CardState.PLANNED, CardState.DRAFT)
SIGNED = (CardState.AWAITING, CardState.LOCKED, CardState.WITHDRAWN)
COUNTED = (CardState.LOCKED,)  # read by the observed person or closed without it: a figure to rest on


class OpinionState(TextChoices):
    ASKED = "asked", "Ждём ответа"
    GIVEN = "given", "Ответ дан"
    DROPPED = "dropped", "Не нужен"


class Readiness(TextChoices):
    READY = "ready", "Готов(а)"
    WITH_SUPPORT = "ready_with_support", "Готов(а), если сопровождение продолжится"
    NOT_READY = "not_ready", "Пока не готов(а)"
