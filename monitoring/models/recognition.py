"""Recognition of mentors and mentees: proposed, decided by the director, announced by an order (R55, clause 4.1)."""

from django.db import models
from django.db.models import Q

from mentoring.choices import Side
from mentoring.models import AcademicYear, IssuedDocument, Person, StoredFile
from monitoring.choices.year import LettersState, RecognitionKind, RecognitionState
from programs.models import ProgressReport


class RecognitionProposal(models.Model):
    """`facts` are what the system knew on the day of the proposal: lines with numerator and denominator.

    `amount` is read by the curator and the director alone and never stands in an order.
    """

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="recognitions", verbose_name="учебный год")
    person = models.ForeignKey(Person, models.PROTECT, related_name="recognitions", verbose_name="кого")
    side = models.CharField("как", max_length=10, choices=Side)
    kind = models.CharField("вид", max_length=20, choices=RecognitionKind)
    ground = models.CharField("за что", max_length=500)
    facts = models.JSONField("что известно системе", default=list, blank=True)
    amount = models.DecimalField("сумма, ₽", max_digits=10, decimal_places=2, null=True, blank=True)
    state = models.CharField("состояние", max_length=10, choices=RecognitionState, default=RecognitionState.PROPOSED)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто предложил"
    )
    report = models.ForeignKey(
        ProgressReport, models.SET_NULL, null=True, blank=True, related_name="recognitions", verbose_name="из отчёта"
    )
    created_at = models.DateTimeField("предложено")
    due = models.DateField("решить до", null=True, blank=True)
    reason = models.CharField("решение директора", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    order = models.ForeignKey(
        IssuedDocument, models.SET_NULL, null=True, blank=True, related_name="recognitions", verbose_name="приказ"
    )

    class Meta:
        verbose_name = "представление к поощрению"
        verbose_name_plural = "представления к поощрению"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "year"], name="recognition_state_year")]
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="recognition_says_why"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="recognition_amount"),
            models.CheckConstraint(
                condition=~Q(state="awarded") | Q(order__isnull=False), name="recognition_awarded_by_order"
            ),
            models.UniqueConstraint(
                fields=["year", "person", "kind"],
                condition=Q(state__in=["proposed", "approved"]),
                name="recognition_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"


class RewardLeft(models.Model):
    """A mentor's proposal in an accepted report that the office did not take over, with the reason he reads."""

    report = models.OneToOneField(ProgressReport, models.CASCADE, related_name="reward_left", verbose_name="из отчёта")
    reason = models.CharField("почему не взяли", max_length=300)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_at = models.DateTimeField("решено")

    class Meta:
        verbose_name = "предложение поощрения, которое не взяли"
        verbose_name_plural = "предложения поощрения, которые не взяли"
        ordering = ["-decided_at", "-id"]

    def __str__(self):
        return self.reason


class RecognitionLetters(models.Model):
    """Letters and diplomas of one order, printed in the background: into one file, or `apart`, an archive of files."""

    order = models.ForeignKey(IssuedDocument, models.CASCADE, related_name="letters", verbose_name="приказ")
    state = models.CharField("состояние", max_length=10, choices=LettersState, default=LettersState.WAITING)
    apart = models.BooleanField("по одному, архивом", default=False)
    done = models.PositiveIntegerField("напечатано", default=0)
    total = models.PositiveIntegerField("всего", default=0)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="файл")
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто попросил"
    )
    created_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "печать писем и грамот"
        verbose_name_plural = "печать писем и грамот"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=["waiting", "running"]), name="one_open_letters_of_order"
            )
        ]

    def __str__(self):
        return f"{self.order}: {self.done} из {self.total}"
