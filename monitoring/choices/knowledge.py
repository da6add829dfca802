"""Words of level 2: the bank of questions, entry and exit tests, practical tasks, what the assessors think."""

from django.db.models import TextChoices

from mentoring.kit.states import StateWords


class TaskKind(TextChoices):
    ONE = "one", "Один ответ"
    MANY = "many", "Несколько ответов"
    NUMBER = "number", "Число"
    ORDER = "order", "Порядок"
    MATCH = "match", "Пары"
    TEXT = "text", "Короткий текст"


class BankState(TextChoices):
    DRAFT = "draft", "Черновик"
    ACTIVE = "active", "В банке"
    RETIRED = "retired", "Снят"


class KnowledgeMoment(TextChoices):
    ENTRY = "entry", "Входной тест"
    EXIT = "exit", "Итоговый тест"


class KnowledgeState(TextChoices):
    ASSIGNED = "assigned", "Назначен"
    IN_PROGRESS = "in_progress", "Идёт"
    AWAITING_CHECK = "awaiting_check", "Ждёт проверки"
    SCORED = "scored", "Оценён"
    MISSED = "missed", "Не пройден в срок"
    SKIPPED = "skipped", "Пропущен"


class Assessor(TextChoices):
    """Who assesses beside the test: the regulation names both (clause 5.4)."""

    MENTOR = "mentor", "Наставник"
    CURATOR = "curator", "Куратор"


class KnowledgeLevel(TextChoices):
    HIGH = "high", "Высокий"
    MIDDLE = "middle", "Средний"
    LOW = "low", "Низкий"


OPEN_TEST_STATES = (KnowledgeState.ASSIGNED, KnowledgeState.IN_PROGRESS, KnowledgeState.AWAITING_CHECK)
DONE_TEST_STATES = (KnowledgeState.SCORED, KnowledgeState.MISSED, KnowledgeState.SKIPPED)

KNOWLEDGE_TEST = {
    "assigned": StateWords(
        "Назначен",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Пройдите до {date}; вопросов: {n}.",
            "mentor": "Тест назначен до {date}.",
            "curator": "Назначен до {date}.",
        },
    ),
    "in_progress": StateWords(
        "Идёт",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Отвечено {x} из {n}; ответы сохраняются.",
            "mentor": "Наставляемый проходит тест.",
            "curator": "Тест идёт.",
        },
    ),
    "awaiting_check": StateWords(
        "Ждёт проверки",
        "wait",
        turn=("mentor",),
        lines={
            "mentee": "Наставник проверит ответы до {date}.",
            "mentor": "Проверьте {k} до {date}.",
            "curator": "Наставник проверяет до {date}.",
        },
    ),
    "scored": StateWords(
        "Оценён",
        "ok",
        lines={
            "mentee": "Результат {p}, уровень «{level}».",
            "mentor": "Результат {p}, уровень «{level}».",
            "curator": "Результат {p}.",
        },
    ),
    "missed": StateWords(
        "Не пройден в срок",
        "stop",
        lines={
            "mentee": "Срок был {date}; новую попытку даёт куратор.",
            "mentor": "Срок был {date}: новую попытку даёт куратор.",
            "curator": "Срок был {date}. Нет результата: в прирост не входит.",
        },
    ),
    "skipped": StateWords(
        "Пропущен",
        "calm",
        lines={
            "mentee": "Тест не нужен: {reason}.",
            "mentor": "Тест пропущен: {reason}.",
            "curator": "Пропущен: {reason}; в прирост не входит.",
        },
    ),
}
QUESTION = {
    "draft": StateWords("Черновик", "calm", lines={"curator": "В тесты ещё не попадает: проверьте и добавьте в банк."}),
    "active": StateWords("В банке", "ok", lines={"curator": "Попадает в новые тесты."}),
    "retired": StateWords("Снят", "calm", lines={"curator": "В новые тесты не попадает; прежние результаты целы."}),
}
