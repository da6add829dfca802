"""«Отложить до…»: a case of attention that a curator has put off, why and until when (part 19 of the starter content)."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person


class PostponementQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back and not replaced by a later one; some of them are over."""
        return self.filter(closed_at__isnull=True)

    def in_force(self, on):
        """Standing and not over: on its last day the case is back."""
        return self.standing().filter(until__gt=on)


class Postponement(models.Model):
    """`thing` is the key of what the rule caught: a program, a person, a request; see monitoring/attention/rule.py."""

    rule = models.SlugField("правило", max_length=40)
    thing = models.BigIntegerField("что отложено")
    title = models.CharField("о ком", max_length=300, blank=True)  # as it was named on that day
    until = models.DateField("до какого дня")
    reason = models.CharField("причина", max_length=300)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто отложил")
    at = models.DateTimeField("когда")
    closed_at = models.DateTimeField("возвращено", null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто вернул"
    )

    objects = PostponementQuerySet.as_manager()

    class Meta:
        verbose_name = "отложенный случай"
        verbose_name_plural = "отложенные случаи"
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "thing"], condition=Q(closed_at__isnull=True), name="one_standing_postponement"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="postponement_says_why"),
        ]

    def __str__(self):
        return f"{self.rule} до {self.until}"
