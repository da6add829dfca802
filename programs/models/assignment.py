"""Assignments and projects between meetings: given by the mentor, answered by the mentee, accepted or returned (R30)."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person, StoredFile
from programs.choices import AssignmentKind, AssignmentState, TurnKind

from .plan import PlanEvent
from .program import Program


class Assignment(models.Model):
    program = models.ForeignKey(Program, models.CASCADE, related_name="assignments", verbose_name="программа")
    event = models.ForeignKey(
        PlanEvent, models.SET_NULL, null=True, blank=True, related_name="assignments", verbose_name="мероприятие плана"
    )
    kind = models.CharField("что это", max_length=10, choices=AssignmentKind, default=AssignmentKind.TASK)
    title = models.CharField("название", max_length=200)
    text = models.TextField("что сделать", blank=True)
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кому")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто дал")
    state = models.CharField("состояние", max_length=10, choices=AssignmentState, default=AssignmentState.GIVEN)
    due = models.DateField("срок")
    given_at = models.DateTimeField("дано")
    answered_at = models.DateTimeField("ответ", null=True, blank=True)
    closed_at = models.DateTimeField("закрыто", null=True, blank=True)

    class Meta:
        verbose_name = "задание"
        verbose_name_plural = "задания"
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["program", "due"], name="assignment_program_due"),
            models.Index(fields=["state", "due"], name="assignment_state_due"),
        ]

    def __str__(self):
        return self.title


class AssignmentTurn(models.Model):
    """One step of the exchange: an answer of the mentee, a return or an acceptance of the mentor."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="turns", verbose_name="задание")
    kind = models.CharField("что", max_length=10, choices=TurnKind)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    text = models.TextField("текст", blank=True)
    link = models.URLField("ссылка", blank=True, max_length=500)
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "ответ на задание"
        verbose_name_plural = "ответы на задания"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind=TurnKind.RETURN) | ~Q(text=""), name="assignment_return_says_why")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.assignment}"


class AssignmentFile(models.Model):
    turn = models.ForeignKey(AssignmentTurn, models.CASCADE, related_name="files", verbose_name="ответ")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="файл")

    class Meta:
        verbose_name = "файл ответа"
        verbose_name_plural = "файлы ответов"
        ordering = ["id"]

    def __str__(self):
        return str(self.file)
