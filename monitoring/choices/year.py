"""Words of the office's year: the road map, the yearly assessment, recognition (clauses 4.1 and 6)."""

from django.db.models import TextChoices

from mentoring.choices import Side


class Stage(TextChoices):
    """Stages of clause 4.1."""

    PREPARATORY = "prep", "Подготовительный этап"
    MAIN = "main", "Основной этап"
    FINAL = "final", "Заключительный этап"


class TaskOwner(TextChoices):
    """Whose work it is while nobody is named. Tasks of mentors are followed by the curator."""

    CURATOR = "curator", "куратор"
    DIRECTOR = "director", "директор"
    COUNCIL = "council", "совет наставников"
    SUPERVISOR = "supervisor", "руководители подразделений"
    MENTOR = "mentor", "наставники"
    HR = "hr", "отдел кадров"


class TaskState(TextChoices):
    PLANNED = "planned", "Впереди"
    IN_PROGRESS = "in_progress", "В работе"
    MOVED = "moved", "Перенесено"
    DONE = "done", "Сделано"
    NOT_NEEDED = "not_needed", "Не нужно"


UNFINISHED = (TaskState.PLANNED, TaskState.IN_PROGRESS, TaskState.MOVED)


class TaskOrigin(TextChoices):
    """Where a task came from."""

    STARTER = "starter", "из образца"
    LAST_YEAR = "last_year", "из прошлого года"
    DECISION = "decision", "из решения оценки"
    REQUESTS = "requests", "из открытых запросов"
    HAND = "hand", "добавлена"


class RoadmapState(TextChoices):
    DRAFT = "draft", "Черновик"
    SENT = "sent", "У директора"
    APPROVED = "approved", "Утверждена"


class AssessmentState(TextChoices):
    DRAFT = "draft", "Заполняется"
    SIGNING = "signing", "На подписи"
    SIGNED = "signed", "Подписана"


class Mark(TextChoices):
    """What a criterion is given; «не оцениваем» leaves it out of the component's possible points."""

    FULL = "2", "2 – сделано, есть подтверждение"
    PARTLY = "1", "1 – частично"
    NONE = "0", "0 – нет"
    SKIPPED = "skip", "не оцениваем"


class RecognitionKind(TextChoices):
    """Part 22 of the starter content; certificates and practices have rooms of their own."""

    THANKS = "thanks", "Благодарность"
    LETTER = "letter", "Благодарственное письмо"
    DIPLOMA = "diploma", "Почётная грамота"
    BONUS = "bonus", "Премия, стимулирующая выплата"
    BADGE = "badge", "Представление к знаку"
    TRAINING = "training_priority", "Приоритет на обучение"


PAID = (RecognitionKind.BONUS,)
HANDED = (RecognitionKind.THANKS, RecognitionKind.LETTER, RecognitionKind.DIPLOMA)  # printed and given by hand


KINDS_OF = {
    Side.MENTOR: tuple(RecognitionKind),
    Side.MENTEE: (RecognitionKind.THANKS, RecognitionKind.DIPLOMA, RecognitionKind.TRAINING),
}
SIDES = {Side.MENTOR: "наставник", Side.MENTEE: "наставляемый"}


class RecognitionState(TextChoices):
    PROPOSED = "proposed", "Ждёт решения"
    APPROVED = "approved", "Согласовано"
    DECLINED = "declined", "Отклонено"
    WITHDRAWN = "withdrawn", "Отозвано"
    AWARDED = "awarded", "Объявлено приказом"


class LettersState(TextChoices):
    WAITING = "waiting", "В очереди"
    RUNNING = "running", "Печатаем"
    READY = "ready", "Готово"
    FAILED = "failed", "Не получилось"
