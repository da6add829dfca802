from django.db.models import IntegerChoices, TextChoices


class DiagnosisMoment(TextChoices):
    ENTRY = "entry", "На входе"
    EXIT = "exit", "На выходе"


class DiagnosisState(TextChoices):
    ASKED = "asked", "Просят заполнить"
    DRAFT = "draft", "Заполняется"
    DONE = "done", "Заполнена"
    WITHDRAWN = "withdrawn", "Больше не нужна"


OPEN_DIAGNOSIS_STATES = (DiagnosisState.ASKED, DiagnosisState.DRAFT)


class SheetSide(TextChoices):
    """Whose eyes: the teacher's own, or a second opinion about the same person."""

    SELF = "self", "Сам педагог"
    SUPERVISOR = "supervisor", "Руководитель"
    METHODIST = "methodist", "Куратор, методист"


class CompetenceLevel(IntegerChoices):
    """How a teacher rates an own competence; not rated is no number at all."""

    BEGINNER = 0, "Только осваиваю"
    HELPED = 1, "Справляюсь с подсказкой"
    FREE = 2, "Справляюсь без помощи"
    TEACHES = 3, "Могу научить коллегу"


class Motivation(IntegerChoices):
    """How much the teacher wants the help now; not said is no number at all."""

    NOT_NOW = 0, "Пока не нужно"
    PERHAPS = 1, "Готов(а) попробовать"
    WANTED = 2, "Хочу поработать с наставником"
    NEEDED = 3, "Очень нужно, хочу начать скорее"
