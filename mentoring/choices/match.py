from django.db.models import TextChoices


class MatchState(TextChoices):
    COMPUTING = "computing", "Считаем"
    DRAFT = "draft", "Черновик"
    PUBLISHING = "publishing", "Публикуем"
    PUBLISHED = "published", "Опубликован"
    DISCARDED = "discarded", "Удалён"
    FAILED = "failed", "Не посчитан"


class MatchWay(TextChoices):
    OFFERS = "offers", "Спросить наставников"
    PAIRS = "pairs", "Создать пары"


class MatchStep(TextChoices):
    """What a publication does with a line; lines it leaves alone have no step."""

    GOING = "going", "Ждёт публикации"
    DONE = "done", "Опубликована"
    REFUSED = "refused", "Не опубликована"
