"""Reports of a program: the mentor's periodic and final ones, the mentee's short review (clause 4.2, R33)."""

from django.db import models
from django.db.models import F, Q

from mentoring.models import IssuedDocument, Person, Unit
from programs.choices.report import BY_MENTOR, OPEN, UNSENT, ReportKind, ReportState

from .program import Program


class ReportQuerySet(models.QuerySet):
    def by_mentor(self):
        return self.filter(kind__in=BY_MENTOR)

    def unsent(self):
        return self.filter(state__in=UNSENT)


class ProgressReport(models.Model):
    """What one author says of a program for a period.

    `due` is the date of the next step, whoever takes it. `unit` names the association or department whose head reads
    the report; without one the curators do. `said` holds the author's judgement by field, `proposals` what the office
    alone reads. `payload` is the text as it was sent: facts of that day and the judgement, without the proposals.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="reports", verbose_name="программа")
    kind = models.CharField("вид", max_length=10, choices=ReportKind)
    author = models.ForeignKey(Person, models.PROTECT, related_name="progress_reports", verbose_name="чей отчёт")
    state = models.CharField("состояние", max_length=12, choices=ReportState, default=ReportState.NOT_DUE)
    since = models.DateField("период с")
    until = models.DateField("период по")
    due = models.DateField("следующий шаг до")
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кому: объединение"
    )
    said = models.JSONField("выводы", default=dict, blank=True)
    proposals = models.JSONField("предложения", default=dict, blank=True)
    filled = models.PositiveSmallIntegerField("заполнено системой", default=0)
    total = models.PositiveSmallIntegerField("полей в отчёте", default=0)
    payload = models.JSONField("отправленный текст", null=True, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    schema = models.PositiveSmallIntegerField("версия схемы", default=1)
    notes = models.JSONField("замечания при возврате", default=dict, blank=True)
    returned_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто вернул"
    )
    accepted_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто принял"
    )
    reason = models.CharField("почему перенесён или не понадобился", max_length=300, blank=True)
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="report", verbose_name="документ"
    )
    created_at = models.DateTimeField("появился")
    saved_at = models.DateTimeField("сохранён", null=True, blank=True)
    submitted_at = models.DateTimeField("отправлен", null=True, blank=True)
    returned_at = models.DateTimeField("возвращён", null=True, blank=True)
    accepted_at = models.DateTimeField("принят", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"
        ordering = ["-until", "-id"]
        indexes = [
            models.Index(fields=["state", "due"], name="report_state_due"),
            models.Index(fields=["author", "state"], name="report_author_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "author"],
                condition=Q(kind__in=BY_MENTOR, state__in=OPEN),
                name="one_open_report",
            ),
            models.UniqueConstraint(fields=["program", "author"], condition=Q(kind="review"), name="one_review"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="report_until_after_since"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted"]) | (Q(payload__isnull=False) & ~Q(sha256="")),
                name="report_sent_is_frozen",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.program.pair.title}"
