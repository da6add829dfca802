"""Surveys in two modes. Confidential answers hang on an invitation; anonymous ones are counters and texts without people."""

import uuid

from django.db import models
from django.db.models import F, Q

from mentoring.models import AcademicYear, Person
from monitoring.choices import Dimension, SurveyMode, SurveyState
from programs.models import Program

from .instrument import InstrumentVersion, Question


class Survey(models.Model):
    """Of an anonymous survey `programs`, `cells` and `asked_count` keep what its participants, deleted at closing, gave."""

    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="surveys", verbose_name="бланк")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="surveys", verbose_name="учебный год")
    title = models.CharField("название", max_length=200)
    mode = models.CharField("режим", max_length=12, choices=SurveyMode, default=SurveyMode.CONFIDENTIAL)
    dimension = models.CharField("разбивка итогов", max_length=10, choices=Dimension, default=Dimension.NONE)
    state = models.CharField("состояние", max_length=12, choices=SurveyState, default=SurveyState.DRAFT)
    deadline = models.DateField("ответить до")
    threshold = models.PositiveSmallIntegerField("порог для чисел, человек", default=5)
    text_threshold = models.PositiveSmallIntegerField("порог для текстов, человек", default=10)
    created_at = models.DateTimeField("создана")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто создал")
    launched_at = models.DateTimeField("запущена", null=True, blank=True)
    closed_at = models.DateTimeField("закрыта", null=True, blank=True)
    reminded_at = models.DateTimeField("последнее напоминание", null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("напоминаний", default=0)
    release = models.JSONField("зафиксированные итоги", null=True, blank=True)
    programs = models.ManyToManyField(
        Program, related_name="anonymous_surveys", blank=True, verbose_name="о программах"
    )
    cells = models.JSONField("ячейки разбивки", default=list, blank=True)
    asked_count = models.PositiveIntegerField("приглашено", default=0)

    class Meta:
        verbose_name = "анкетирование"
        verbose_name_plural = "анкетирования"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(threshold__gte=5), name="survey_threshold_floor"),
            models.CheckConstraint(condition=Q(text_threshold__gte=F("threshold")), name="survey_text_threshold_floor"),
        ]

    def __str__(self):
        return self.title


class Invitation(models.Model):
    """Confidential mode: who is asked, about which program, and until when."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations", verbose_name="анкетирование")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations", verbose_name="кто отвечает")
    program = models.ForeignKey(
        Program, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name="о какой программе"
    )
    deadline = models.DateField("ответить до")
    started_at = models.DateTimeField("начата", null=True, blank=True)
    answered_at = models.DateTimeField("отправлена", null=True, blank=True)

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        ordering = ["survey", "person__sort_key"]
        constraints = [models.UniqueConstraint(fields=["survey", "person", "program"], name="invitation_once")]

    def __str__(self):
        return f"{self.survey}: {self.person}"


class Response(models.Model):
    """Confidential mode: one answer sheet. `index` is S of part 11: mean of answered scale items / 10 × 100, percent."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="response")
    page = models.PositiveSmallIntegerField("страница", default=1)
    saved_at = models.DateTimeField("сохранено")
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    index = models.FloatField("индекс, %", null=True, blank=True)

    class Meta:
        verbose_name = "ответ"
        verbose_name_plural = "ответы"

    def __str__(self):
        return f"Лист {self.pk}"


class Answer(models.Model):
    """`number` is a mark, `amount` a counted number, `marks` {row of a matrix: mark or null for a skip}; `text` is an answer
    in words or the reason of a low mark."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    number = models.SmallIntegerField(null=True, blank=True)
    skipped = models.BooleanField("не могу оценить", default=False)
    options = models.JSONField(default=list, blank=True)
    marks = models.JSONField("отметки по строкам", default=dict, blank=True)
    amount = models.DecimalField("число", max_digits=12, decimal_places=2, null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = "ответ на вопрос"
        verbose_name_plural = "ответы на вопросы"
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="one_answer_per_question")]

    def __str__(self):
        return f"Ответ {self.pk}"


class AnswerCounter(models.Model):
    """Anonymous mode: how many chose a value. Rows are made at launch, all zero; no key, time or order tells who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="counters")
    question_code = models.CharField(max_length=20)
    cell = models.CharField("ячейка разбивки", max_length=60, blank=True)
    value = models.CharField(max_length=60)
    count = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "счётчик ответов"
        verbose_name_plural = "счётчики ответов"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "question_code", "cell", "value"], name="counter_once")
        ]

    def __str__(self):
        return f"{self.question_code}: {self.value}"


class AnonymousText(models.Model):
    """Anonymous mode: a text without author, time or link to the writer's other texts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="texts")
    question_code = models.CharField(max_length=20)
    text = models.TextField()
    shown = models.BooleanField("проверен куратором", default=False)

    class Meta:
        verbose_name = "текст анонимной анкеты"
        verbose_name_plural = "тексты анонимных анкет"
        ordering = ["id"]

    def __str__(self):
        return self.question_code


class Participation(models.Model):
    """Anonymous mode: who has answered, kept apart from what was said and reduced to a count at closing.

    `cell` is the person's place in the breakdown, fixed at launch and never smaller than the threshold.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answered = models.BooleanField(default=False)
    cell = models.CharField("ячейка разбивки", max_length=60, blank=True)

    class Meta:
        verbose_name = "участие в анонимной анкете"
        verbose_name_plural = "участие в анонимных анкетах"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="participation_once")]

    def __str__(self):
        return f"Участие: {self.survey}"
