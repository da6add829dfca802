"""Reflections (R38): a text of its author, who alone decides who reads it. Registered in no list, search or admin."""

from django.db import models
from django.db.models import Q

from mentoring.choices import Side
from mentoring.models import Person
from programs.choices.growth import Readers, ReflectionPoint, ReflectionState

from .program import Program


class Reflection(models.Model):
    """One of an author at one point of a program. `answers` are [{question, answer}]: the questions as they were asked.

    `opened_at` is when the author last chose the readers: who comes into the pair later reads nothing by that choice.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="reflections", verbose_name="программа")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="чья")
    side = models.CharField("сторона автора", max_length=10, choices=Side)
    point = models.CharField("когда", max_length=10, choices=ReflectionPoint)
    state = models.CharField("состояние", max_length=10, choices=ReflectionState, default=ReflectionState.DRAFT)
    readers = models.CharField("кто читает", max_length=10, choices=Readers, default=Readers.NOBODY)
    answers = models.JSONField("ответы", default=list, blank=True)
    saved_at = models.DateTimeField("сохранена")
    written_at = models.DateTimeField("написана", null=True, blank=True)
    opened_at = models.DateTimeField("открыта", null=True, blank=True)

    class Meta:
        verbose_name = "рефлексия"
        verbose_name_plural = "рефлексии"
        constraints = [
            models.UniqueConstraint(fields=["program", "author", "point"], name="one_reflection_at_a_point"),
            models.CheckConstraint(
                condition=Q(readers=Readers.NOBODY) | Q(state=ReflectionState.WRITTEN, opened_at__isnull=False),
                name="only_written_reflection_is_open",
            ),
        ]

    def __str__(self):
        return f"Рефлексия № {self.pk}"
