"""What a supervisor or a colleague says about a mentee's work: six items and a verdict of readiness (part 17)."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person
from monitoring.choices.observation import ObserverRole, OpinionState, Readiness, Stage
from programs.models import Program

from .instrument import InstrumentVersion


class Opinion(models.Model):
    """`answers` is {code of an item: 1–5 or None for «не наблюдал(а)»}; the curator reads it, the mentor does not."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="opinions", verbose_name="программа")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="о ком")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто отвечает")
    role = models.CharField("в какой роли", max_length=12, choices=ObserverRole)
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="opinions", verbose_name="опросник")
    stage = models.CharField("этап", max_length=10, choices=Stage)
    state = models.CharField("состояние", max_length=10, choices=OpinionState, default=OpinionState.ASKED)
    due = models.DateField("ответить до")
    answers = models.JSONField("ответы", default=dict, blank=True)
    verdict = models.CharField("готовность", max_length=20, choices=Readiness, blank=True)
    reason = models.CharField("почему", max_length=500, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто спросил")
    asked_at = models.DateTimeField("спрошено")
    given_at = models.DateTimeField("дан", null=True, blank=True)

    class Meta:
        verbose_name = "мнение о наставляемом"
        verbose_name_plural = "мнения о наставляемых"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["author", "state"], name="opinion_author_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person", "author", "stage"],
                condition=~Q(state="dropped"),
                name="one_live_opinion",
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | (Q(given_at__isnull=False) & ~Q(verdict="") & ~Q(reason="")),
                name="opinion_given_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.author.short_name} о работе: {self.person.short_name}"
