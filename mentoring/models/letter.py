"""The outbox: actions write letters, the worker sends them."""

from django.db import models

from .person import Person


class LetterSend(models.TextChoices):
    NOW = "now", "сразу"
    DIGEST = "digest", "в письме дня"
    WEEKLY = "weekly", "раз в неделю"


class Letter(models.Model):
    code = models.SlugField("вид", max_length=60)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="letters", verbose_name="кому"
    )
    address = models.EmailField("адрес")
    subject = models.CharField("тема", max_length=200)
    body = models.TextField("текст")
    path = models.CharField("страница", max_length=300, blank=True)
    why = models.CharField("почему пришло", max_length=200, blank=True)
    send = models.CharField("когда отправить", max_length=10, choices=LetterSend, default=LetterSend.DIGEST)
    created_at = models.DateTimeField("написано")
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    error = models.CharField("ошибка", max_length=300, blank=True)

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["sent_at", "send", "created_at"], name="letter_outbox")]

    def __str__(self):
        return self.subject
