"""Instruments, their versions and questions. A published version is frozen: a change is a new version."""

from django.db import models

from mentoring.choices import Side
from monitoring.choices import InstrumentKind, QuestionKind, Subscale, VersionState


class Instrument(models.Model):
    code = models.SlugField("код", max_length=60, unique=True)
    kind = models.CharField("вид", max_length=20, choices=InstrumentKind)
    title = models.CharField("название", max_length=200)
    level = models.CharField("уровень", max_length=1, blank=True)
    audience = models.CharField("кто отвечает", max_length=10, choices=Side, default=Side.MENTEE)

    class Meta:
        verbose_name = "бланк"
        verbose_name_plural = "бланки"
        ordering = ["title"]

    def __str__(self):
        return self.title


class InstrumentVersion(models.Model):
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions", verbose_name="бланк")
    number = models.PositiveSmallIntegerField("версия")
    state = models.CharField("состояние", max_length=10, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField("заголовок", max_length=200)
    lead = models.TextField("вступление", blank=True)
    scoring = models.JSONField("правила счёта", default=dict)
    scale = models.JSONField("шкала", default=dict)
    published_at = models.DateTimeField("опубликована", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "версия бланка"
        verbose_name_plural = "версии бланков"
        ordering = ["instrument", "-number"]
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_once")]

    def __str__(self):
        return f"{self.title}, версия {self.number}"


class Question(models.Model):
    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="questions", verbose_name="версия")
    code = models.SlugField("код", max_length=20)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    kind = models.CharField("вид", max_length=12, choices=QuestionKind)
    subscale = models.CharField("раздел", max_length=1, choices=Subscale, blank=True)
    text = models.CharField("вопрос", max_length=400)
    hint = models.CharField("пояснение", max_length=300, blank=True)
    options = models.JSONField("варианты", default=list, blank=True)
    most = models.PositiveSmallIntegerField("не больше ответов", null=True, blank=True)
    required = models.BooleanField("обязательный", default=False)
    in_index = models.BooleanField("входит в индекс", default=True)
    low_only = models.BooleanField("только при низкой оценке", default=False)

    class Meta:
        verbose_name = "вопрос"
        verbose_name_plural = "вопросы"
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="question_code_once")]

    def __str__(self):
        return self.text
