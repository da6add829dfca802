"""Visits of lessons either way: the mentor at the mentee's lesson, the mentee at the mentor's (R30, clause 4.2)."""

from django.db import models
from django.db.models import F, Q

from mentoring.models import Person

from .plan import PlanEvent
from .program import Program


class LessonVisit(models.Model):
    """Not an observation card of level 3: it is seen by the two and the curator and is counted in no scale."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="visits", verbose_name="программа")
    event = models.ForeignKey(
        PlanEvent, models.SET_NULL, null=True, blank=True, related_name="visits", verbose_name="мероприятие плана"
    )
    visitor = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто посетил")
    teacher = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="чьё занятие")
    day = models.DateField("дата")
    group = models.CharField("учебная группа", max_length=60, blank=True)
    subject = models.CharField("дисциплина, МДК", max_length=200, blank=True)
    topic = models.CharField("тема занятия", max_length=300)
    found = models.TextField("что увидели")
    mended = models.TextField("как исправили", blank=True)
    next_step = models.TextField("о чём договорились", blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто записал")
    created_at = models.DateTimeField("записано")
    edited_at = models.DateTimeField("исправлено", null=True, blank=True)
    read_at = models.DateTimeField("прочитано второй стороной", null=True, blank=True)

    class Meta:
        verbose_name = "посещение занятия"
        verbose_name_plural = "посещения занятий"
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["program", "-day"], name="visit_program_day")]
        constraints = [models.CheckConstraint(condition=~Q(visitor=F("teacher")), name="visit_of_another")]

    def __str__(self):
        return self.topic
