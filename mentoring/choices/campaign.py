from django.db.models import TextChoices


class CampaignState(TextChoices):
    OPEN = "open", "Идёт"
    CLOSED = "closed", "Завершена"


class UnitAnswer(TextChoices):
    WAITING = "waiting", "Ждём ответа"
    ASKED = "asked", "Запросы поданы"
    NOBODY = "nobody", "Наставник никому не нужен"


class CarriedAnswer(TextChoices):
    WAITING = "waiting", "Ждёт подтверждения"
    RENEWED = "renewed", "Подтверждён"
    LET_GO = "let_go", "Больше не нужен"
    SILENT = "silent", "Не подтверждён"
