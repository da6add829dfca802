"""Instruments, their versions and questions. A published version is frozen: a change is a new version."""

from django.db import models

from mentoring.models import Person
from monitoring.choices import Audience, InstrumentKind, QuestionKind, VersionState


class Instrument(models.Model):
    code = models.SlugField("код", max_length=60, unique=True)
    kind = models.CharField("вид", max_length=20, choices=InstrumentKind)
    title = models.CharField("название", max_length=200)
    level = models.CharField("уровень", max_length=1, blank=True)
    audience = models.CharField("кто отвечает", max_length=10, choices=Audience, default=Audience.MENTEE)

    class Meta:
        verbose_name = "бланк"
        verbose_name_plural = "бланки"
        ordering = ["title"]

    def __str__(self):
        return self.title


class InstrumentVersion(models.Model):
    """`sections` are pages, [{code, title, lead}] in order; `subscales` are [{code, name}], empty for the usual three."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions", verbose_name="бланк")
    number = models.PositiveSmallIntegerField("версия")
    state = models.CharField("состояние", max_length=10, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField("заголовок", max_length=200)
    lead = models.TextField("вступление", blank=True)
    scoring = models.JSONField("правила счёта", default=dict)
    scale = models.JSONField("шкала", default=dict)
    sections = models.JSONField("разделы", default=list, blank=True)
    subscales = models.JSONField("подшкалы", default=list, blank=True)
    published_at = models.DateTimeField("опубликована", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "версия бланка"
        verbose_name_plural = "версии бланков"
        ordering = ["instrument", "-number"]
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_once")]

    def __str__(self):
        return f"{self.title}, версия {self.number}"

    def of_kind(self, kind):
        """Its questions of one kind in their order; reads prefetched ones."""
        return [question for question in self.questions.all() if question.kind == kind]


class Question(models.Model):
    """`options`: variants to choose from, rows of a matrix, or words of the marks 2, 1, 0. `config` is what few kinds need:

    columns (kind of a matrix's scale), least, limit and unit of a number.
    """

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="questions", verbose_name="версия")
    code = models.SlugField("код", max_length=20)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    kind = models.CharField("вид", max_length=12, choices=QuestionKind)
    section = models.CharField("раздел", max_length=20, blank=True)
    subscale = models.CharField("подшкала", max_length=20, blank=True)
    text = models.CharField("вопрос", max_length=400)
    hint = models.CharField("пояснение", max_length=300, blank=True)
    options = models.JSONField("варианты", default=list, blank=True)
    config = models.JSONField("настройки вида", default=dict, blank=True)
    most = models.PositiveSmallIntegerField("не больше ответов", null=True, blank=True)
    required = models.BooleanField("обязательный", default=False)
    in_index = models.BooleanField("входит в индекс", default=True)
    low_only = models.BooleanField("только при низкой оценке", default=False)
    comment_to = models.PositiveSmallIntegerField("просить пояснение при оценке не выше", null=True, blank=True)
    comment_required = models.BooleanField("пояснение обязательно", default=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "вопрос"
        verbose_name_plural = "вопросы"
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="question_code_once")]

    def __str__(self):
        return self.text

    @property
    def columns(self):
        """The kind of the scale in the columns of a matrix."""
        return self.config.get("columns", QuestionKind.SCALE_5.value)


class EqualItems(models.Model):
    """The curator's word that a question of one version asks the same as a question of another, though reworded."""

    first = models.ForeignKey(Question, models.CASCADE, related_name="+", verbose_name="вопрос прежней версии")
    second = models.ForeignKey(Question, models.CASCADE, related_name="+", verbose_name="вопрос новой версии")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто решил")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "равные вопросы"
        verbose_name_plural = "равные вопросы"
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="equal_items_once")]

    def __str__(self):
        return f"{self.first} = {self.second}"
