"""The yearly monitoring report (R54): chosen sections, their numbers as they were counted, the curator's conclusions."""

from django.db import models
from django.db.models import Q

from mentoring.models import AcademicYear, IssuedDocument, Person
from monitoring.choices.output import YearReportState

from .snapshot import Snapshot


class YearReport(models.Model):
    """`payload` holds the numbers of every chosen section, counted at `counted_at`; `conclusions` are {section: text}.

    Signed, both are frozen under `sha256`; what is wrong in a signed report is put right by the next version.
    """

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+", verbose_name="учебный год")
    version = models.PositiveSmallIntegerField("версия", default=1)
    state = models.CharField("состояние", max_length=10, choices=YearReportState, default=YearReportState.DRAFT)
    sections = models.JSONField("разделы по порядку", default=list)
    payload = models.JSONField("числа")
    counted_at = models.DateTimeField("числа на")
    conclusions = models.JSONField("выводы", default=dict, blank=True)
    summary = models.TextField("общий вывод", blank=True)
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="снимок"
    )
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("начат")
    signed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто подписал"
    )
    signed_post = models.CharField("в качестве кого подписал", max_length=200, blank=True)
    signed_at = models.DateTimeField("подписан", null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто утвердил"
    )
    approved_post = models.CharField("должность утвердившего", max_length=200, blank=True)
    approved_at = models.DateTimeField("утверждён", null=True, blank=True)
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="year_report", verbose_name="документ"
    )
    due = models.DateField("решить до", null=True, blank=True)
    remark = models.CharField("почему возвращён", max_length=500, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "отчёт за год"
        verbose_name_plural = "отчёты за год"
        ordering = ["-year__starts", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["year", "version"], name="report_version_once"),
            models.UniqueConstraint(fields=["year"], condition=Q(state="draft"), name="one_draft_report_a_year"),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(sha256="") & Q(signed_at__isnull=False)), name="signed_report_is_kept"
            ),
        ]

    def __str__(self):
        return f"Отчёт за {self.year} учебный год, версия {self.version}"
