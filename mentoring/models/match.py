"""One matching of all open requests at once: a draft the curator edits and publishes (R12)."""

from django.db import models
from django.db.models import Q

from mentoring.choices import MatchState, MatchStep, MatchWay

from .bank import Mentor
from .organization import AcademicYear
from .person import Person
from .request import MentoringRequest


class MatchBatch(models.Model):
    """`options` are weights and choices it was counted with, `totals` what each way of choosing gives."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="matches", verbose_name="учебный год")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто подбирает")
    state = models.CharField("состояние", max_length=20, choices=MatchState, default=MatchState.COMPUTING)
    stage = models.PositiveSmallIntegerField("шаг расчёта", default=0)
    options = models.JSONField("с чем посчитан", default=dict)
    totals = models.JSONField("итоги", default=dict, blank=True)
    asked = models.PositiveIntegerField("запросов", default=0)
    served = models.PositiveIntegerField("с наставником", default=0)
    way = models.CharField("как опубликован", max_length=20, choices=MatchWay, blank=True)
    publisher = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто опубликовал"
    )
    note = models.CharField("примечание", max_length=300, blank=True)
    created_at = models.DateTimeField("начат")
    computed_at = models.DateTimeField("посчитан", null=True, blank=True)
    published_at = models.DateTimeField("опубликован", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "общий подбор"
        verbose_name_plural = "общие подборы"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(state__in=("computing", "draft")), name="one_open_match_per_year"
            )
        ]

    def __str__(self):
        return f"Общий подбор № {self.pk}"


class MatchLine(models.Model):
    """One request in a batch. `held`: its mentor is already asked or has agreed, the batch leaves it alone.

    `step`, `refusal` and `settled_at` tell how a publication has got on with it.
    """

    batch = models.ForeignKey(MatchBatch, models.CASCADE, related_name="lines", verbose_name="подбор")
    request = models.ForeignKey(MentoringRequest, models.CASCADE, related_name="matches", verbose_name="запрос")
    position = models.PositiveIntegerField("по порядку")
    held = models.BooleanField("уже решается", default=False)
    mentor = models.ForeignKey(
        Mentor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="предлагаемый наставник"
    )
    greedy_mentor = models.ForeignKey(
        Mentor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="достался бы по одному"
    )
    current_mentor = models.ForeignKey(
        Mentor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="уже спрошен или согласен"
    )
    points = models.PositiveSmallIntegerField("баллы", null=True, blank=True)
    greedy_points = models.PositiveSmallIntegerField("баллы по одному", null=True, blank=True)
    current_points = models.PositiveSmallIntegerField("баллы сейчас", null=True, blank=True)
    chosen_by_curator = models.BooleanField("выбрал куратор", default=False)
    reasons = models.JSONField("из чего сложились", default=list, blank=True)
    problem = models.CharField("почему никого", max_length=300, blank=True)
    step = models.CharField("шаг публикации", max_length=10, choices=MatchStep, blank=True)
    refusal = models.CharField("почему не опубликована", max_length=300, blank=True)
    settled_at = models.DateTimeField("когда опубликована", null=True, blank=True)

    class Meta:
        verbose_name = "строка подбора"
        verbose_name_plural = "строки подбора"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["batch", "request"], name="match_line_once")]

    def __str__(self):
        return f"{self.request}: {self.mentor or '–'}"
