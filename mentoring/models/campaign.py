"""The yearly round of requests: every department is asked who needs a mentor (clause 4.2)."""

from django.db import models
from django.db.models import Q

from mentoring.choices import CampaignState, CarriedAnswer, UnitAnswer

from .organization import AcademicYear, Unit
from .person import Person
from .request import MentoringRequest


class RequestCampaign(models.Model):
    """«Запросы 2026/27»: one a year."""

    year = models.OneToOneField(AcademicYear, models.PROTECT, related_name="campaign", verbose_name="учебный год")
    state = models.CharField("состояние", max_length=20, choices=CampaignState, default=CampaignState.OPEN)
    due = models.DateField("ответить до")
    opened_at = models.DateTimeField("открыта")
    opened_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто открыл"
    )
    closed_at = models.DateTimeField("завершена", null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто завершил"
    )

    class Meta:
        verbose_name = "кампания запросов"
        verbose_name_plural = "кампании запросов"
        ordering = ["-year__starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
                name="closed_campaign_has_date",
            )
        ]

    def __str__(self):
        return f"Запросы {self.year}"


class CampaignUnit(models.Model):
    """One department in a campaign: who was asked and what was answered."""

    campaign = models.ForeignKey(RequestCampaign, models.CASCADE, related_name="units", verbose_name="кампания")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns", verbose_name="подразделение")
    asked = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кого спросили"
    )
    answer = models.CharField("ответ", max_length=20, choices=UnitAnswer, default=UnitAnswer.WAITING)
    note = models.CharField("пояснение", max_length=300, blank=True)
    answered_at = models.DateTimeField("ответ дан", null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    reminded_at = models.DateTimeField("напомнили", null=True, blank=True)

    class Meta:
        verbose_name = "ответ подразделения"
        verbose_name_plural = "ответы подразделений"
        ordering = ["unit__name"]
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_answer_per_unit")]

    def __str__(self):
        return f"{self.unit}: {self.get_answer_display()}"


class CarriedRequest(models.Model):
    """A request of the year before, carried over to be confirmed."""

    campaign = models.ForeignKey(RequestCampaign, models.CASCADE, related_name="carried", verbose_name="кампания")
    request = models.ForeignKey(MentoringRequest, models.CASCADE, related_name="carried", verbose_name="запрос")
    from_year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+", verbose_name="учебный год запроса")
    answer = models.CharField("ответ", max_length=20, choices=CarriedAnswer, default=CarriedAnswer.WAITING)
    answered_at = models.DateTimeField("ответ дан", null=True, blank=True)
    reminded_at = models.DateTimeField("напомнили", null=True, blank=True)

    class Meta:
        verbose_name = "перенесённый запрос"
        verbose_name_plural = "перенесённые запросы"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "request"], name="carried_once_a_campaign")]

    def __str__(self):
        return f"{self.request}: {self.get_answer_display()}"
