from django.db.models import TextChoices


class MatchState(TextChoices):
    COMPUTING = "computing", "Считаем"
    DRAFT = "draft", "Черновик"
    PUBLISHED = "published", "Опубликован"
    DISCARDED = "discarded", "Удалён"
    FAILED = "failed", "Не посчитан"


class MatchWay(TextChoices):
    OFFERS = "offers", "Спросить наставников"
    PAIRS = "pairs", "Создать пары"
