"""Whom the teacher would like, and whom the curator asks next: two short ranked lists of one request."""

from django.db import models
from django.db.models import Q

from mentoring.choices import RankList

from .bank import Mentor
from .person import Person
from .request import MentoringRequest

MOST_RANKED = 3


class RankedMentor(models.Model):
    """A place in one of the two lists, from 1.

    A wish of who asks has a reason, and the first wish is also `MentoringRequest.wished_mentor`. A place in the curator's
    queue is asked by itself when the mentor before declines or does not answer in time.
    """

    request = models.ForeignKey(MentoringRequest, models.CASCADE, related_name="ranked", verbose_name="запрос")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="+", verbose_name="наставник")
    list = models.CharField("список", max_length=10, choices=RankList)
    rank = models.PositiveSmallIntegerField("который по порядку")
    reason = models.CharField("почему", max_length=300, blank=True)
    added_at = models.DateTimeField("добавлен", null=True, blank=True)
    added_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто добавил"
    )

    class Meta:
        verbose_name = "наставник по порядку"
        verbose_name_plural = "наставники по порядку"
        ordering = ["list", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["request", "list", "rank"], name="one_mentor_per_rank"),
            models.UniqueConstraint(fields=["request", "list", "mentor"], name="one_rank_per_mentor"),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=MOST_RANKED), name="rank_within_three"),
        ]

    def __str__(self):
        return f"{self.rank}. {self.mentor}"
