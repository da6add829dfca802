from django.db.models import TextChoices


class Role(TextChoices):
    """Dated offices in the college. Mentor, mentee, observer, partner follow from records instead."""

    ADMIN = "admin", "Администратор"
    CURATOR = "curator", "Куратор"
    DIRECTOR = "director", "Директор"
    SUPERVISOR = "supervisor", "Непосредственный руководитель"
    COUNCIL = "council", "Член совета наставников"
    PSYCHOLOGIST = "psychologist", "Психолог"
    HR = "hr", "Отдел кадров"


class UnitKind(TextChoices):
    DEPARTMENT = "department", "Отделение"
    COMMITTEE = "committee", "Цикловая комиссия"
    ASSOCIATION = "association", "Методическое объединение"
    COUNCIL = "council", "Совет"


class Gender(TextChoices):
    MALE = "m", "мужской"
    FEMALE = "f", "женский"


class Employment(TextChoices):
    STAFF = "staff", "Работник"
    PART_TIME = "part_time", "Совместитель"
    TRAINEE = "trainee", "Стажёр или студент"
    PARTNER = "partner", "Социальный партнёр"
    OUTSIDE = "outside", "Педагог другой организации"


class Category(TextChoices):
    """Qualification category of a teacher."""

    HIGHEST = "highest", "высшая"
    FIRST = "first", "первая"
    METHODIST = "methodist", "педагог-методист"
    MENTOR = "mentor", "педагог-наставник"
    FIT = "fit", "соответствие должности"
    NONE = "none", "без категории"


class ConsentKind(TextChoices):
    MENTOR = "mentor", "Согласие на работу наставником"
    PARTNER_MENTOR = "partner_mentor", "Согласие наставника от партнёра"
    MENTEE = "mentee", "Согласие на участие"
    PD = "pd", "Обработка персональных данных"
    PUBLISH = "publish", "Публикация в открытом банке"
    PHOTO = "photo", "Фото и видео"
    TRANSFER = "transfer", "Передача сведений"
    PRACTICE = "practice", "Публикация практики"


class ConsentState(TextChoices):
    REQUESTED = "requested", "Ждём ответа"
    AWAITING_SCAN = "awaiting_scan", "Ждём бумагу"
    GIVEN = "given", "Дано"
    REFUSED = "refused", "Отказ"
    OUTDATED = "outdated", "Нужен новый текст"
    REVOKED = "revoked", "Отозвано"
    REPLACED = "replaced", "Заменено новым"


class AgreementState(TextChoices):
    DRAFT = "draft", "Проект"
    AWAITING_SCAN = "awaiting_scan", "Ждём скан"
    IN_FORCE = "in_force", "Действует"
    ENDED = "ended", "Прекращено"


class PaymentMeasure(TextChoices):
    """How the amount of an additional agreement is counted."""

    PERCENT = "percent", "процент от оклада"
    SUM = "sum", "рублей в месяц"
    OTHER = "other", "иначе, словами"


class ConsentWay(TextChoices):
    ELECTRONIC = "electronic", "в системе"
    PAPER = "paper", "на бумаге"
