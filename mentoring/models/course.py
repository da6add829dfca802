"""A course that a mentor has taken to mentor better (clause 2, R04)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from .bank import Mentor
from .file import StoredFile
from .person import Person


class MentorCourse(models.Model):
    """`confirmed_on` is the day on which the curator saw the certificate; before it the course counts for nothing."""

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="courses", verbose_name="наставник")
    programme = models.CharField("программа", max_length=200)
    provider = models.CharField("где", max_length=200)
    hours = models.PositiveSmallIntegerField("часов", validators=[MinValueValidator(1), MaxValueValidator(2000)])
    since = models.DateField("начало", null=True, blank=True)
    until = models.DateField("окончание")
    number = models.CharField("номер удостоверения", max_length=60, blank=True)
    issued_on = models.DateField("дата удостоверения", null=True, blank=True)
    federal = models.BooleanField("из федерального реестра программ", default=False)
    file = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="удостоверение"
    )
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="внёс")
    confirmed_on = models.DateField("подтверждено", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто подтвердил"
    )

    class Meta:
        verbose_name = "курс наставника"
        verbose_name_plural = "курсы наставников"
        ordering = ["-until", "-id"]
        indexes = [
            models.Index(fields=["mentor", "-until"], name="course_mentor_until"),
            models.Index(fields=["mentor"], condition=Q(confirmed_on__isnull=True), name="course_unconfirmed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__gte=F("since")), name="course_until_after_since"
            )
        ]

    def __str__(self):
        return f"{self.programme}, {self.hours} ч"
