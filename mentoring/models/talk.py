"""The pair's own conversation. Texts live here alone: never in the journal, in letters, in logs or in the administration."""

from django.db import models
from django.db.models import Q

from .file import StoredFile
from .pair import Pair
from .person import Person


class MessageQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(deleted_at__isnull=True)

    def waiting(self):
        """Questions nobody has answered."""
        return self.kept().filter(is_question=True, answered_at__isnull=True)


class Message(models.Model):
    """`is_question` is «прошу совета»: `due` is its last working day, `answer` the mentor's next message."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="messages", verbose_name="пара")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    text = models.TextField("текст", blank=True)
    at = models.DateTimeField("когда")
    is_question = models.BooleanField("прошу совета", default=False)
    due = models.DateField("ответить до", null=True, blank=True)
    answer = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="answered", verbose_name="ответ"
    )
    answered_at = models.DateTimeField("отвечен", null=True, blank=True)
    edited_at = models.DateTimeField("изменено", null=True, blank=True)
    deleted_at = models.DateTimeField("удалено", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "сообщение"
        verbose_name_plural = "сообщения"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["pair", "-id"], name="message_pair"),
            models.Index(
                fields=["pair", "due"], name="message_waiting", condition=Q(is_question=True, answered_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(is_question=False) | Q(due__isnull=False), name="question_has_due"),
            models.CheckConstraint(condition=Q(deleted_at__isnull=True) | Q(text=""), name="deleted_message_is_empty"),
        ]

    def __str__(self):
        return f"Сообщение № {self.pk}"


class MessageFile(models.Model):
    message = models.ForeignKey(Message, models.CASCADE, related_name="files", verbose_name="сообщение")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="файл")

    class Meta:
        verbose_name = "файл сообщения"
        verbose_name_plural = "файлы сообщений"
        ordering = ["id"]

    def __str__(self):
        return f"Файл сообщения № {self.message_id}"


class ReadMark(models.Model):
    """How far a member has read; `told` is how far the letter of the day has told of."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="read_marks", verbose_name="пара")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кто")
    seen = models.BigIntegerField("прочитано до", default=0)
    seen_at = models.DateTimeField("когда", null=True, blank=True)
    told = models.BigIntegerField("в письме до", default=0)

    class Meta:
        verbose_name = "отметка о чтении"
        verbose_name_plural = "отметки о чтении"
        constraints = [models.UniqueConstraint(fields=["pair", "person"], name="one_read_mark")]

    def __str__(self):
        return f"Прочитано до № {self.seen}"


class ConversationOpening(models.Model):
    """The office read somebody's conversation: who, when, why; the pair sees it."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="openings", verbose_name="пара")
    reader = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    reason = models.CharField("причина", max_length=500)
    at = models.DateTimeField("когда")
    until = models.DateTimeField("открыта до")

    class Meta:
        verbose_name = "открытие переписки"
        verbose_name_plural = "открытия переписки"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["pair", "reader", "-until"], name="opening_pair_reader")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="opening_has_reason"),
            models.CheckConstraint(condition=Q(until__gt=models.F("at")), name="opening_ends_after"),
        ]

    def __str__(self):
        return f"Переписку открыли {self.at:%d.%m.%Y}"
