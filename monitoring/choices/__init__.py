"""Closed sets of words of the top floor."""

from django.db.models import TextChoices


class InstrumentKind(TextChoices):
    SURVEY = "survey", "Анкета"
    TEST = "test", "Тест"
    OBSERVATION = "observation", "Карта наблюдения"
    OPINION = "opinion", "Опросник руководителя и коллеги"


class QuestionKind(TextChoices):
    SCALE_10 = "scale_1_10", "Шкала 1–10"
    RECOMMEND = "scale_0_10", "Шкала 0–10"
    ONE = "one", "Один вариант"
    MANY = "many", "Несколько вариантов"
    LEVELS = "scale_0_2", "2/1/0, «не наблюдалось»"
    OFTEN = "scale_1_5", "Шкала 1–5, «не наблюдал(а)»"
    TEXT = "text", "Текст"


class Subscale(TextChoices):
    MENTOR = "M", "Наставник"
    PROGRAM = "P", "Программа"
    ORGANIZATION = "O", "Организация"


class VersionState(TextChoices):
    DRAFT = "draft", "Черновик"
    PUBLISHED = "published", "Бланк готов"


class SurveyState(TextChoices):
    DRAFT = "draft", "Черновик"
    RUNNING = "running", "Идёт сбор"
    CLOSED_FEW = "closed_few", "Недостаточно данных"
    CLOSED = "closed", "Итоги готовы"
    ARCHIVED = "archived", "В архиве"


class SurveyMode(TextChoices):
    CONFIDENTIAL = "confidential", "Конфиденциальная"
    ANONYMOUS = "anonymous", "Анонимная и сводная"


class Dimension(TextChoices):
    """The one breakdown of a survey's results, chosen at launch."""

    NONE = "none", "Техникум целиком"
    UNIT = "unit", "По подразделениям"
    PROGRAM = "program", "По программам"


class Level(TextChoices):
    """Kirkpatrick's levels, clause 5.4."""

    REACTION = "1", "Реакция"
    KNOWLEDGE = "2", "Знания"
    BEHAVIOR = "3", "Поведение"
    RESULTS = "4", "Результаты"
