from django.db.models import TextChoices


class DocumentState(TextChoices):
    DRAFT = "draft", "Проект"
    REVIEW = "review", "На проверке"
    AWAITING_SIGNATURE = "awaiting_signature", "На подписи"
    RETURNED = "returned", "Возвращён"
    AWAITING_SCAN = "awaiting_scan", "Ждём скан"
    IN_FORCE = "in_force", "Действует"
    REPLACED = "replaced", "Заменён"
    CANCELED = "canceled", "Отменён"


class SignatureWay(TextChoices):
    PAPER = "paper", "На бумаге или в кадровом ЭДО"
    PES = "pes", "Простая электронная подпись"
    NONE = "none", "Без подписи"


class AcquaintanceWay(TextChoices):
    ELECTRONIC = "electronic", "в системе"
    PAPER = "paper", "на бумаге"
