from django.db.models import TextChoices


class BatchState(TextChoices):
    CHECKING = "checking", "Проверяем"
    AWAITING_CONFIRM = "awaiting_confirm", "Проверено, ещё не загружено"
    APPLIED = "applied", "Загружено"
    CANCELED = "canceled", "Отменена"
    FAILED = "failed", "Файл не прочитан"


class RowVerdict(TextChoices):
    ADD = "add", "Добавим"
    UPDATE = "update", "Обновим"
    SAME = "same", "Без изменений"
    WARNING = "warning", "Проверьте"
    ERROR = "error", "Не загрузим"
    DUPLICATE = "duplicate", "Повтор в файле"
    SKIPPED = "skipped", "Исключена"
    APPLIED = "applied", "Загружена"
