"""Figures frozen with their date, author, filter and source rows: a reply sent in November is reproduced in May."""

from django.db import models

from mentoring.models import AcademicYear, Person
from monitoring.choices.output import SnapshotKind


class FigureTarget(models.Model):
    """What the college wants a figure to be in a year: whole per cent of a share, else pieces."""

    code = models.SlugField("показатель", max_length=40)
    year = models.ForeignKey(AcademicYear, models.CASCADE, related_name="+", verbose_name="учебный год")
    value = models.PositiveIntegerField("цель")
    set_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто поставил"
    )
    set_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "цель показателя"
        verbose_name_plural = "цели показателей"
        ordering = ["-year__starts", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="one_target_a_year")]

    def __str__(self):
        return f"цель {self.value}"


class Snapshot(models.Model):
    """`payload` are the figures as they were, without names; the rows behind them stand apart (SnapshotRows)."""

    title = models.CharField("название", max_length=200)
    kind = models.CharField("как сделан", max_length=10, choices=SnapshotKind, default=SnapshotKind.MANUAL)
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+", verbose_name="учебный год")
    on = models.DateField("на дату")
    filter = models.JSONField("что вошло", default=list, blank=True)
    payload = models.JSONField("показатели")
    sha256 = models.CharField("отпечаток", max_length=64)
    schema = models.PositiveSmallIntegerField("версия схемы", default=1)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто сделал"
    )
    created_at = models.DateTimeField("сделан")

    class Meta:
        verbose_name = "снимок показателей"
        verbose_name_plural = "снимки показателей"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "on"],
                condition=models.Q(kind__in=["quarter", "year"]),
                name="one_snapshot_of_a_period",
            )
        ]

    def __str__(self):
        return self.title


class SnapshotRows(models.Model):
    """The rows behind one figure: [id, printed cells]; taken away with names when their term is over."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="rows", verbose_name="снимок")
    code = models.SlugField("показатель", max_length=40)
    title = models.CharField("название", max_length=200)
    columns = models.JSONField("столбцы")
    rows = models.JSONField("строки")
    n = models.PositiveIntegerField("строк")
    forgotten = models.BooleanField("удалены по сроку", default=False)
    sha256 = models.CharField("отпечаток", max_length=64)

    class Meta:
        verbose_name = "строки снимка"
        verbose_name_plural = "строки снимков"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "code"], name="rows_of_a_figure_once")]

    def __str__(self):
        return self.title
