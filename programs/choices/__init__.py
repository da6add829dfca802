"""Closed sets of words of the middle floor."""

from django.db.models import TextChoices


class ProgramState(TextChoices):
    DRAFT = "draft", "Составляется"
    SUBMITTED = "submitted", "На согласовании"
    RETURNED = "returned", "На доработке"
    AWAITING_DIRECTOR = "awaiting_director", "На утверждении"
    AWAITING_ACQUAINTANCE = "awaiting_acquaintance", "Ждёт ознакомления"
    ACTIVE = "active", "Действует"
    FINISHING = "finishing", "Подводим итоги"
    COMPLETED = "completed", "Завершена"
    ENDED_EARLY = "ended_early", "Завершена досрочно"
    CANCELED = "canceled", "Не начата"


OPEN_STATES = (
    ProgramState.DRAFT,
    ProgramState.SUBMITTED,
    ProgramState.RETURNED,
    ProgramState.AWAITING_DIRECTOR,
    ProgramState.AWAITING_ACQUAINTANCE,
    ProgramState.ACTIVE,
    ProgramState.FINISHING,
)
EDITABLE_STATES = (ProgramState.DRAFT, ProgramState.RETURNED)
RUNNING_STATES = (ProgramState.ACTIVE, ProgramState.FINISHING)


class Authorship(TextChoices):
    """Clause 3: drawn up together, or by the mentor and read by the mentee."""

    JOINT = "joint", "Составляют вместе"
    MENTOR = "mentor", "Составляет наставник, наставляемый знакомится"


class SectionCode(TextChoices):
    PARTICIPANTS = "participants", "Участники, форма и вид"
    GOAL = "goal", "Проблема, цель и задачи"
    DIFFICULTIES = "difficulties", "Затруднения и сильные стороны"
    WORK = "work", "Что делают наставник и наставляемый"
    PLAN = "plan", "План мероприятий"
    SCHEDULE = "schedule", "Расписание встреч и режим"
    RESULTS = "results", "Промежуточные и планируемые результаты"


class DifficultyKind(TextChoices):
    DIFFICULTY = "difficulty", "Затруднение"
    STRENGTH = "strength", "Сильная сторона"


class Checkpoint(TextChoices):
    NONE = "none", "Обычное мероприятие"
    INTERIM = "interim", "Промежуточный результат"
    FINAL = "final", "Итоговый результат"


class Responsible(TextChoices):
    MENTOR = "mentor", "Наставник"
    MENTEE = "mentee", "Наставляемый"
    BOTH = "both", "Оба"
    CURATOR = "curator", "Куратор"


class EventState(TextChoices):
    PLANNED = "planned", "Запланировано"
    DONE = "done", "Выполнено"
    PARTLY = "partly", "Выполнено частично"
    MOVED = "moved", "Перенесено"
    NOT_DONE = "not_done", "Не состоялось"
    REMOVED = "removed", "Снято"


UNMARKED_EVENT_STATES = (EventState.PLANNED, EventState.MOVED)


class MeetingState(TextChoices):
    SCHEDULED = "scheduled", "Назначена"
    RECORDED = "recorded", "Записана"
    CONFIRMED = "confirmed", "Состоялась"
    DISPUTED = "disputed", "Нужно уточнить"
    NOT_HELD = "not_held", "Не состоялась"
    CANCELED = "canceled", "Отменена"


class FlagState(TextChoices):
    """«Важно для куратора»: until a curator closes it."""

    OPEN = "open", "Ждёт куратора"
    CLOSED = "closed", "Закрыто"


class AssignmentKind(TextChoices):
    TASK = "task", "Задание"
    PROJECT = "project", "Проект"


class AssignmentState(TextChoices):
    GIVEN = "given", "Дано"
    ANSWERED = "answered", "На проверке"
    RETURNED = "returned", "На доработке"
    ACCEPTED = "accepted", "Принято"
    WITHDRAWN = "withdrawn", "Снято"


OPEN_ASSIGNMENTS = (AssignmentState.GIVEN, AssignmentState.ANSWERED, AssignmentState.RETURNED)
TO_ANSWER = (AssignmentState.GIVEN, AssignmentState.RETURNED)


class TurnKind(TextChoices):
    ANSWER = "answer", "Ответ"
    RETURN = "return", "Возвращено"
    ACCEPT = "accept", "Принято"


class RemarkState(TextChoices):
    DRAFT = "draft", "Черновик"
    NEW = "new", "Новое"
    ANSWERED = "answered", "Отвечено"
    FIXED = "fixed", "Исправлено"


class DecisionKind(TextChoices):
    SUBMIT = "submit", "Отправлена"
    RECALL = "recall", "Забрана"
    RETURN = "return", "Возвращена"
    AGREE = "agree", "Согласована"
    APPROVE = "approve", "Утверждена"
    ACQUAINT = "acquaint", "Ознакомление"
    COMPLETE = "complete", "Завершена"
    REOPEN = "reopen", "Возобновлена"


class AmendmentKind(TextChoices):
    """What an amendment is about; told by the new last day against the old one."""

    CHANGE = "change", "Изменение текста или плана"
    EXTENSION = "extension", "Продление"
    SHORTENING = "shortening", "Сокращение срока"


class AmendmentState(TextChoices):
    DRAFT = "draft", "Черновик"
    AWAITING_CONSENTS = "awaiting_consents", "Ждёт согласия"
    OBJECTED = "objected", "Нет согласия"
    AWAITING_CURATOR = "awaiting_curator", "У куратора"
    RETURNED = "returned", "На доработке"
    AWAITING_DIRECTOR = "awaiting_director", "На утверждении"
    IN_FORCE = "in_force", "Действует"
    NOT_ACCEPTED = "not_accepted", "Не принято"
    WITHDRAWN = "withdrawn", "Отозвано"


AMENDMENT_EDITABLE = (AmendmentState.DRAFT, AmendmentState.OBJECTED, AmendmentState.RETURNED)
AMENDMENT_DECIDED_ON = (AmendmentState.AWAITING_CURATOR, AmendmentState.AWAITING_DIRECTOR)
AMENDMENT_OPEN = (*AMENDMENT_EDITABLE, AmendmentState.AWAITING_CONSENTS, *AMENDMENT_DECIDED_ON)


class EndGround(TextChoices):
    """Clause 5.3: three grounds of completion."""

    PLAN_COMPLETED = "plan_completed", "План выполнен и срок истёк"
    BY_PARTICIPANTS = "by_participants", "По инициативе участников"
    BY_CURATOR = "by_curator", "По инициативе куратора"


class EndInitiator(TextChoices):
    """Clause 5.3: the mentor, the mentee or both of them may wish to end."""

    MENTOR = "mentor", "Наставник"
    MENTEE = "mentee", "Наставляемый"
    BOTH = "both", "Оба, по общему решению"
