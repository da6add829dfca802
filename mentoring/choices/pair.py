from django.db.models import TextChoices


class Form(TextChoices):
    """Form of mentoring, clause 4.3."""

    TEACHER_TEACHER = "teacher_teacher", "Педагог – педагог"
    HEAD_TEACHER = "head_teacher", "Руководитель – педагог"
    PARTNER_TEACHER = "partner_teacher", "Социальный партнёр – педагог"


class InteractionModel(TextChoices):
    """Interaction model of the form teacher–teacher, clause 4.3.1."""

    EXPERT_NOVICE = "expert_novice", "Опытный педагог – молодой специалист"
    LEADER_COMMUNICATION = "leader_communication", "Лидер сообщества – педагог с трудностями в общении"
    INNOVATOR_CONSERVATIVE = "innovator_conservative", "Педагог-новатор – педагог с традиционным подходом"
    SUBJECT_SUBJECT = "subject_subject", "Опытный предметник – неопытный предметник"


class Kind(TextChoices):
    """Kind of mentoring, clause 4.4."""

    TRADITIONAL = "traditional", "Традиционное («один на один»)"
    GROUP = "group", "В группе"
    VIRTUAL = "virtual", "Виртуальное (дистанционное)"
    GOAL_SETTING = "goal_setting", "Краткосрочное (целеполагающее)"
    REVERSE = "reverse", "Реверсивное"
    SITUATIONAL = "situational", "Ситуационное"
    SPEED = "speed", "Скоростное консультационное"


class Mode(TextChoices):
    IN_PERSON = "in_person", "Очно"
    ONLINE = "online", "Онлайн"
    MIXED = "mixed", "Смешанный"


class Side(TextChoices):
    MENTOR = "mentor", "Наставник"
    MENTEE = "mentee", "Наставляемый"


class PairState(TextChoices):
    """One row for its whole life: draft states first, then the states an order opens."""

    LOOKING = "looking", "Ищем наставника"
    ASKED = "asked", "Ждём согласия"
    BLOCKED = "blocked", "Есть помеха"
    READY = "ready", "Готова к приказу"
    IN_ORDER = "in_order", "В проекте приказа"
    DROPPED = "dropped", "Снята"
    ASSIGNED = "assigned", "Закреплена"
    ACTIVE = "active", "Работает"
    SUBSTITUTION = "substitution", "Временная замена"
    PAUSED = "paused", "Приостановлена"
    REPLACING = "replacing", "Замена наставника"
    ENDING = "ending", "Завершается"
    COMPLETED = "completed", "Завершена"
    ENDED_EARLY = "ended_early", "Завершена досрочно"


DRAFT_STATES = (PairState.LOOKING, PairState.ASKED, PairState.BLOCKED, PairState.READY, PairState.IN_ORDER)
LIVE_STATES = (
    PairState.ASSIGNED,
    PairState.ACTIVE,
    PairState.SUBSTITUTION,
    PairState.PAUSED,
    PairState.REPLACING,
    PairState.ENDING,
)
CLOSED_STATES = (PairState.COMPLETED, PairState.ENDED_EARLY)
