"""What happened: an append-only story kept on purpose by the actions."""

from django.db import models

from mentoring.choices import Audience

from .pair import Pair
from .person import Person


class JournalEntry(models.Model):
    at = models.DateTimeField("когда", db_index=True)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто")
    role = models.CharField("в роли", max_length=20, blank=True)
    event = models.SlugField("что", max_length=60)
    heading = models.CharField("заголовок", max_length=300)
    text = models.TextField("подробности", blank=True)
    subject_type = models.CharField("вид записи", max_length=60)
    subject_id = models.CharField("ключ записи", max_length=40)
    pair = models.ForeignKey(Pair, models.CASCADE, null=True, blank=True, related_name="story", verbose_name="пара")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="story", verbose_name="о ком"
    )
    changes = models.JSONField("что изменилось", default=list, blank=True)
    why = models.CharField("почему", max_length=500, blank=True)
    audience = models.CharField("кто читает", max_length=10, choices=Audience, default=Audience.SUBJECT)

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="journal_subject"),
            models.Index(fields=["pair", "-at"], name="journal_pair"),
            models.Index(fields=["person", "-at"], name="journal_person"),
        ]

    def __str__(self):
        return self.heading
