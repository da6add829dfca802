"""Words of people's requests about their own data, and of incidents with data."""

from django.db.models import TextChoices


class SubjectKind(TextChoices):
    ACCESS = "access", "Узнать, какие данные обо мне хранятся"
    CORRECT = "correct", "Исправить данные"
    WITHDRAW = "withdraw", "Отозвать согласие"
    DELETE = "delete", "Удалить данные"
    OBJECT = "object", "Возразить против обработки"


class SubjectWay(TextChoices):
    SITE = "site", "Из кабинета"
    PAPER = "paper", "На бумаге"


class SubjectState(TextChoices):
    NEW = "new", "Ждёт ответственного"
    WORK = "work", "В работе"
    ANSWERED = "answered", "Дан ответ"
    REFUSED = "refused", "Отказ с причиной"
    RECALLED = "recalled", "Отозвано"


OPEN_REQUESTS = (SubjectState.NEW, SubjectState.WORK)
CLOSED_REQUESTS = (SubjectState.ANSWERED, SubjectState.REFUSED)


class IncidentState(TextChoices):
    FOUND = "found", "Нужно первое уведомление"
    TOLD = "told", "Идёт проверка"
    CLOSED = "closed", "Результаты отправлены"
    DROPPED = "dropped", "Не подтвердился"


OPEN_INCIDENTS = (IncidentState.FOUND, IncidentState.TOLD)
