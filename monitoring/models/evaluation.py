"""The evaluation of a program: four Kirkpatrick levels side by side, never one folded score (clause 5.4)."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person
from monitoring.choices import Level
from programs.models import Program

from .indicator import Indicator


class Evaluation(models.Model):
    program = models.OneToOneField(Program, models.CASCADE, related_name="evaluation", verbose_name="программа")
    levels = models.JSONField("какие уровни оцениваем", default=list)
    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="+", verbose_name="показатели уровня 4 этой программы"
    )
    conclusion = models.TextField("вывод", blank=True)
    concluded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто сделал вывод"
    )
    concluded_on = models.DateField("дата вывода", null=True, blank=True)
    created_at = models.DateTimeField("начата")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "оценка программы"
        verbose_name_plural = "оценки программ"
        ordering = ["-created_at"]

    def __str__(self):
        return f"Оценка: {self.program.pair.title}"


class EvaluationEntry(models.Model):
    """A measured pair «before – after» of level 2, 3 or 4, entered by hand with its source."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="entries", verbose_name="оценка")
    level = models.CharField("уровень", max_length=1, choices=Level)
    name = models.CharField("что измеряли", max_length=200)
    member = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="у кого")
    unit = models.CharField("единица", max_length=40, default="%")
    before = models.DecimalField("до", max_digits=9, decimal_places=2, null=True, blank=True)
    before_on = models.DateField("дата «до»", null=True, blank=True)
    after = models.DecimalField("после", max_digits=9, decimal_places=2, null=True, blank=True)
    after_on = models.DateField("дата «после»", null=True, blank=True)
    higher_is_better = models.BooleanField("больше – лучше", default=True)
    source = models.CharField("откуда число", max_length=300, blank=True)
    reason = models.CharField("почему не тест в системе", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто внёс"
    )
    entered_at = models.DateTimeField("внесено")

    class Meta:
        verbose_name = "измерение"
        verbose_name_plural = "измерения"
        ordering = ["level", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=["2", "3", "4"]), name="entry_level_2_to_4"),
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False), name="entry_has_a_number"
            ),
        ]

    def __str__(self):
        return self.name
