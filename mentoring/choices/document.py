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


class ActKind(TextChoices):
    """Kinds of the normative base. Orders and consent texts come from their own registers, not from hands."""

    LOCAL = "local", "Локальный акт"
    EXTERNAL = "external", "Внешний акт"
    ORDER = "order", "Приказ"
    CONSENT = "consent", "Текст согласия"
    INSTRUCTION = "instruction", "Инструкция"
    TEMPLATE = "template", "Шаблон"


WRITTEN_ACTS = (ActKind.LOCAL, ActKind.EXTERNAL, ActKind.INSTRUCTION, ActKind.TEMPLATE)


class SheetAudience(TextChoices):
    """Who is asked to read: the list is frozen when the sheet is opened."""

    TEACHERS = "teachers", "Все педагоги"
    PARTICIPANTS = "participants", "Участники работающих пар"
    MENTORS = "mentors", "Наставники"
    MENTEES = "mentees", "Наставляемые"
    UNIT = "unit", "Подразделение"
    CHOSEN = "chosen", "Выбранные люди"
