"""Words of the induction checklist and of reflections (R28, R38)."""

from django.db.models import TextChoices


class ItemCategory(TextChoices):
    """What a newcomer is shown, clause 4.2."""

    DUTIES = "duties", "Должностные обязанности"
    RULES = "rules", "Правила внутреннего распорядка"
    SAFETY = "safety", "Охрана труда и безопасность"
    ROOMS = "rooms", "Кабинеты, мастерские, оборудование"
    DOCUMENTS = "documents", "Документы"
    PEOPLE = "people", "К кому обращаться"
    SYSTEMS = "systems", "Программы и журналы"


class InductionState(TextChoices):
    OPEN = "open", "Идёт"
    DONE = "done", "Завершён"
    STOPPED = "stopped", "Остановлен"


class ReflectionPoint(TextChoices):
    MIDDLE = "middle", "В середине программы"
    END = "end", "В конце программы"


class ReflectionState(TextChoices):
    DRAFT = "draft", "Черновик"
    WRITTEN = "written", "Написана"
    SKIPPED = "skipped", "Не пишу"


class Readers(TextChoices):
    """Whom the author lets read; nobody at first."""

    NOBODY = "nobody", "Только я"
    PAIR = "pair", "Вторая сторона пары"
    CURATOR = "curator", "Куратор"
    BOTH = "both", "Вторая сторона пары и куратор"


OPEN_TO_PAIR = (Readers.PAIR, Readers.BOTH)
OPEN_TO_CURATOR = (Readers.CURATOR, Readers.BOTH)
