"""Case tasks on problem situations (R43): a situation with a question, answers before and after, marks by one rubric."""

from django.db import models

from mentoring.models import Person
from monitoring.choices.case import CaseSide, CaseStage, CaseState
from monitoring.choices.knowledge import BankState
from programs.models import Program

from .knowledge_bank import Rubric


class CaseTask(models.Model):
    """What was answered is not changed: a corrected case is a new one."""

    title = models.CharField("название", max_length=200)
    situation = models.TextField("ситуация")
    question = models.TextField("вопрос")
    posts = models.CharField("для каких должностей", max_length=200, blank=True)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="cases", verbose_name="рубрика")
    state = models.CharField("состояние", max_length=10, choices=BankState, default=BankState.DRAFT)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создан")

    class Meta:
        verbose_name = "кейс"
        verbose_name_plural = "кейсы"
        ordering = ["title", "id"]

    def __str__(self):
        return self.title


class CaseAnswer(models.Model):
    """`criteria` are the rubric's as they were when the case was given; the text is its author's alone until it is sent."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="case_answers", verbose_name="программа")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто отвечает")
    task = models.ForeignKey(CaseTask, models.PROTECT, related_name="answers", verbose_name="кейс")
    stage = models.CharField("этап", max_length=10, choices=CaseStage)
    criteria = models.JSONField("критерии", default=list)
    colleague = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто из коллег оценит"
    )
    state = models.CharField("состояние", max_length=10, choices=CaseState, default=CaseState.ASKED)
    due = models.DateField("ответить до")
    text = models.TextField("ответ", blank=True)
    saved_at = models.DateTimeField("сохранён", null=True, blank=True)
    sent_at = models.DateTimeField("отправлен", null=True, blank=True)
    check_due = models.DateField("оценить до", null=True, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто назначил")
    asked_at = models.DateTimeField("назначен")

    class Meta:
        verbose_name = "ответ на кейс"
        verbose_name_plural = "ответы на кейсы"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "due"], name="case_state_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person", "task", "stage"],
                condition=~models.Q(state="dropped"),
                name="one_live_case",
            )
        ]

    def __str__(self):
        return f"{self.task}: {self.person.short_name}"


class CaseMark(models.Model):
    """Levels by criterion (from 0), of one assessor; several are shown apart and never folded."""

    answer = models.ForeignKey(CaseAnswer, models.CASCADE, related_name="marks", verbose_name="ответ")
    side = models.CharField("кто", max_length=10, choices=CaseSide)
    levels = models.JSONField("уровни", default=list)
    percent = models.DecimalField("процент", max_digits=8, decimal_places=5)
    words = models.TextField("что сказать об ответе", blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто оценил")
    at = models.DateTimeField("когда записано")

    class Meta:
        verbose_name = "оценка кейса"
        verbose_name_plural = "оценки кейсов"
        ordering = ["side"]
        constraints = [models.UniqueConstraint(fields=["answer", "side"], name="one_case_mark_of_a_side")]

    def __str__(self):
        return f"{self.get_side_display()}: {self.percent}"
