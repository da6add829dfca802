"""The answer to a request of the ministry: a saved form, and letters filled in from it for a date."""

from django.db import models
from django.db.models import Q

from mentoring.models import IssuedDocument, Person
from monitoring.choices.output import ReplySigner, ReplyState

from .snapshot import Snapshot


class ReplyForm(models.Model):
    """What is asked again and again: which figures in which order, what stands around them, who signs."""

    title = models.CharField("название формы", max_length=200)
    addressee = models.CharField("кому", max_length=300)
    figures = models.JSONField("показатели по порядку", default=list)
    before = models.TextField("текст перед показателями", blank=True)
    after = models.TextField("текст после показателей", blank=True)
    signer = models.CharField("кто подписывает", max_length=10, choices=ReplySigner, default=ReplySigner.DIRECTOR)
    retired = models.BooleanField("снята с употребления", default=False)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создана")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "форма ответа на запрос"
        verbose_name_plural = "формы ответов на запросы"
        ordering = ["retired", "title", "id"]

    def __str__(self):
        return self.title


class Reply(models.Model):
    """A letter with the figures of one snapshot. Registered, it is `payload`; its file is the document's scan."""

    form = models.ForeignKey(ReplyForm, models.PROTECT, related_name="replies", verbose_name="форма")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="replies", verbose_name="снимок")
    state = models.CharField("состояние", max_length=10, choices=ReplyState, default=ReplyState.DRAFT)
    addressee = models.CharField("кому", max_length=300)
    request = models.CharField("на какой запрос", max_length=200, blank=True)
    figures = models.JSONField("показатели по порядку", default=list)
    before = models.TextField("текст перед показателями", blank=True)
    after = models.TextField("текст после показателей", blank=True)
    signer = models.CharField("кто подписывает", max_length=10, choices=ReplySigner, default=ReplySigner.DIRECTOR)
    payload = models.JSONField("зафиксированный текст", null=True, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="документ"
    )
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("составлен")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "ответ на запрос"
        verbose_name_plural = "ответы на запросы"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(document__isnull=False) & ~Q(sha256="")), name="issued_reply_is_kept"
            )
        ]

    def __str__(self):
        return f"{self.form.title}, {self.snapshot.on:%d.%m.%Y}"
