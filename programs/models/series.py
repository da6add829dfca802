"""A repeating schedule of meetings: every week or two on one weekday, up to a last day."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person

from .program import Program


class MeetingSeries(models.Model):
    """`weeks` is the step. The meetings themselves are ordinary ones: each is moved, recorded or canceled on its own."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="series", verbose_name="программа")
    topic = models.CharField("тема", max_length=300)
    weeks = models.PositiveSmallIntegerField("раз в сколько недель", default=1)
    first = models.DateField("первая")
    until = models.DateField("до")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто назначил")
    created_at = models.DateTimeField("назначена")

    class Meta:
        verbose_name = "расписание встреч"
        verbose_name_plural = "расписания встреч"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(weeks__in=(1, 2)), name="series_weekly_or_fortnightly"),
            models.CheckConstraint(condition=Q(until__gte=models.F("first")), name="series_until_after_first"),
        ]

    def __str__(self):
        return self.topic
