"""What a mentor or a mentee says of himself at entry, middle and exit of a program, by one instrument (R51)."""

from django.db import models
from django.db.models import Q

from mentoring.choices import Side
from mentoring.models import Person
from monitoring.choices.stage_check import CheckStage, CheckState
from programs.models import Program

from .instrument import InstrumentVersion


class StageCheck(models.Model):
    """`answers` is {code of a question: {number, skipped, options, text, marks, amount}}; the curator alone reads them.

    Later stages of a program keep the version of the first one, so that the same items are compared.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="stage_checks", verbose_name="программа")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто отвечает")
    side = models.CharField("сторона", max_length=10, choices=Side)
    stage = models.CharField("этап", max_length=10, choices=CheckStage)
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="stage_checks", verbose_name="бланк")
    state = models.CharField("состояние", max_length=10, choices=CheckState, default=CheckState.ASKED)
    due = models.DateField("ответить до")
    answers = models.JSONField("ответы", default=dict, blank=True)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто спросил"
    )
    asked_at = models.DateTimeField("спрошено")
    given_at = models.DateTimeField("отвечено", null=True, blank=True)

    class Meta:
        verbose_name = "замер участника"
        verbose_name_plural = "замеры участников"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["person", "state"], name="stage_check_person_state")]
        constraints = [
            models.UniqueConstraint(fields=["program", "person", "stage"], name="one_check_a_stage"),
            models.CheckConstraint(
                condition=Q(state="given", given_at__isnull=False) | (~Q(state="given") & Q(given_at__isnull=True)),
                name="stage_check_given_at",
            ),
        ]

    def __str__(self):
        return f"Замер: {self.person.short_name}, {self.get_stage_display().lower()}"
