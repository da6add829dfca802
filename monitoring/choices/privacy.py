"""Words of personal data: categories of fields, what was read, how a long job goes."""

from django.db.models import TextChoices


class FieldCategory(TextChoices):
    """What a field says of a person; the register of fields gives each field one."""

    NAME = "name", "Имя, пол, дата рождения"
    CONTACT = "contact", "Почта и телефон"
    WORK = "work", "Работа и квалификация"
    VIEW = "view", "Оценки, баллы, ответы"
    TEXT = "text", "Свободный текст"
    LINK = "link", "Ссылка на человека"
    FILE = "file", "Файл"
    FROZEN = "frozen", "Подписанный текст"
    LOGIN = "login", "Вход и безопасность"
    TECH = "tech", "Служебное: даты, состояния, номера, слова справочников"


PERSONAL = tuple(one for one in FieldCategory if one not in {FieldCategory.TECH, FieldCategory.LOGIN})


class ReadingKind(TextChoices):
    CARD = "card", "Карточка"
    DIAGNOSIS = "diagnosis", "Карта затруднений"
    ASSESSMENT = "assessment", "Оценка или ответы"
    DOCUMENT = "document", "Документ"
    FILE = "file", "Файл"
    EXPORT = "export", "Выгрузка в таблицу"


class JobState(TextChoices):
    WAITING = "waiting", "В очереди"
    RUNNING = "running", "Собирается"
    READY = "ready", "Готово"
    FAILED = "failed", "Не получилось"


OPEN_JOBS = (JobState.WAITING, JobState.RUNNING)
