"""Closed sets of words of the top floor."""

from django.db.models import TextChoices


class InstrumentKind(TextChoices):
    SURVEY = "survey", "Анкета"
    TEST = "test", "Тест"
    OBSERVATION = "observation", "Карта наблюдения"


class QuestionKind(TextChoices):
    SCALE_10 = "scale_1_10", "Шкала 1–10"
    SCALE_5 = "scale_1_5", "Шкала 1–5"
    GRADE = "grade_2_0", "2, 1, 0 или «Не наблюдалось»"
    RECOMMEND = "scale_0_10", "Посоветую: шкала 0–10"
    ONE = "one", "Один вариант"
    MANY = "many", "Несколько вариантов"
    YES_NO = "yes_no", "Да или нет"
    NUMBER = "number", "Число"
    TEXT = "text", "Своими словами"
    MATRIX = "matrix", "Таблица: строки и одна шкала"


class Audience(TextChoices):
    """Who fills a form in. The first two are sides of a pair: a survey asks them about their program."""

    MENTEE = "mentee", "Наставляемый"
    MENTOR = "mentor", "Наставник"
    CURATOR = "curator", "Куратор"
    SUPERVISOR = "supervisor", "Руководитель и коллеги"
    OBSERVER = "observer", "Наблюдатель"
    BOTH = "both", "Наставник и наставляемый"


class Subscale(TextChoices):
    """Sub-scales of the shipped questionnaires of level 1; an instrument may name its own."""

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
