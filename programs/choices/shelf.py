"""Words of plan templates and of the shelf of materials."""

from django.db.models import TextChoices


class TemplateState(TextChoices):
    DRAFT = "draft", "Составляется"
    PUBLISHED = "published", "Действует"
    RETIRED = "retired", "Снят"


class MaterialState(TextChoices):
    PROPOSED = "proposed", "Ждёт проверки"
    PUBLISHED = "published", "На полке"
    RETIRED = "retired", "Снят с полки"


class MaterialKind(TextChoices):
    MEMO = "memo", "Памятка"
    BLANK = "blank", "Бланк"
    EXAMPLE = "example", "Пример"
    RECORD = "record", "Запись"
    SOURCE = "source", "Источник"


class MaterialAudience(TextChoices):
    MENTOR = "mentor", "Наставнику"
    MENTEE = "mentee", "Наставляемому"
    BOTH = "both", "Обоим"
