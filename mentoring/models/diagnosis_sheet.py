"""Filled cards of difficulties: who was asked and when, the teacher's own sheet and second opinions, their answers."""

from django.db import models
from django.db.models import Q

from mentoring.choices import CompetenceLevel, DiagnosisMoment, DiagnosisState, Motivation, SheetSide
from mentoring.choices.diagnosis import OPEN_DIAGNOSIS_STATES

from .diagnosis import DiagnosisCard, DiagnosisStatement
from .pair import Pair
from .person import Person


class DiagnosisQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_DIAGNOSIS_STATES)

    def done(self):
        return self.filter(state=DiagnosisState.DONE)


class Diagnosis(models.Model):
    """One filling of the card by one teacher (R11). Who besides the mentor and the curator sees it is fixed at asking."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="diagnoses", verbose_name="чья карта")
    card = models.ForeignKey(DiagnosisCard, models.PROTECT, related_name="diagnoses", verbose_name="версия карты")
    moment = models.CharField("когда", max_length=10, choices=DiagnosisMoment, default=DiagnosisMoment.ENTRY)
    pair = models.ForeignKey(
        Pair, models.SET_NULL, null=True, blank=True, related_name="diagnoses", verbose_name="пара"
    )
    state = models.CharField("состояние", max_length=12, choices=DiagnosisState, default=DiagnosisState.ASKED)
    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто попросил"
    )
    asked_at = models.DateTimeField("когда попросили")
    due = models.DateField("заполнить до", null=True, blank=True)
    done_at = models.DateTimeField("заполнена", null=True, blank=True)
    motivation = models.PositiveSmallIntegerField("мотивация", choices=Motivation, null=True, blank=True)
    expects = models.TextField("чего ждёт от наставника", blank=True)
    scientific = models.PositiveSmallIntegerField("научная", choices=CompetenceLevel, null=True, blank=True)
    psyped = models.PositiveSmallIntegerField(
        "психолого-педагогическая", choices=CompetenceLevel, null=True, blank=True
    )
    methodical = models.PositiveSmallIntegerField("методическая", choices=CompetenceLevel, null=True, blank=True)
    to_supervisor = models.BooleanField("видит руководитель", default=True)
    to_director = models.BooleanField("видит директор", default=True)

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        verbose_name = "заполненная карта затруднений"
        verbose_name_plural = "заполненные карты затруднений"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "due"], name="diagnosis_state_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "moment"],
                condition=Q(state__in=OPEN_DIAGNOSIS_STATES),
                name="one_open_diagnosis",
            ),
            models.CheckConstraint(
                condition=~Q(state=DiagnosisState.DONE) | Q(done_at__isnull=False), name="done_diagnosis_has_date"
            ),
        ]

    def __str__(self):
        return f"Карта затруднений {self.get_moment_display().lower()}: {self.person}"

    @property
    def is_exit(self):
        return self.moment == DiagnosisMoment.EXIT


class DiagnosisSheet(models.Model):
    """One opinion. `important` and `strong` are codes of directions the author ticked; sent when `done_at` is there."""

    diagnosis = models.ForeignKey(Diagnosis, models.CASCADE, related_name="sheets", verbose_name="карта")
    author = models.ForeignKey(Person, models.CASCADE, related_name="diagnosis_sheets", verbose_name="кто заполняет")
    side = models.CharField("чьё мнение", max_length=12, choices=SheetSide, default=SheetSide.SELF)
    important = models.JSONField("важно сейчас", default=list, blank=True)
    strong = models.JSONField("сильные стороны", default=list, blank=True)
    seen = models.JSONField("открытые части", default=list, blank=True)
    saved_at = models.DateTimeField("сохранено", null=True, blank=True)
    done_at = models.DateTimeField("отправлено", null=True, blank=True)

    class Meta:
        verbose_name = "лист карты затруднений"
        verbose_name_plural = "листы карт затруднений"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["diagnosis", "side"], name="one_sheet_of_side")]

    def __str__(self):
        return f"{self.get_side_display()}: {self.diagnosis}"

    @property
    def is_own(self):
        return self.side == SheetSide.SELF


class DiagnosisAnswer(models.Model):
    """A mark, or «не могу оценить» (no value); a statement passed over has no row at all."""

    sheet = models.ForeignKey(DiagnosisSheet, models.CASCADE, related_name="answers", verbose_name="лист")
    statement = models.ForeignKey(DiagnosisStatement, models.PROTECT, related_name="+", verbose_name="утверждение")
    value = models.PositiveSmallIntegerField("оценка", null=True, blank=True)

    class Meta:
        verbose_name = "ответ карты затруднений"
        verbose_name_plural = "ответы карт затруднений"
        constraints = [models.UniqueConstraint(fields=["sheet", "statement"], name="one_answer_of_statement")]

    def __str__(self):
        return f"{self.statement}: {'–' if self.value is None else self.value}"
