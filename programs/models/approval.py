"""Frozen texts of a program, remarks to them and decisions over them."""

from django.db import models
from django.db.models import Q

from mentoring.kit.codes import new_code
from mentoring.models import Person, StoredFile
from programs.choices import DecisionKind, RemarkState, SectionCode

from .program import Program


class ProgramVersion(models.Model):
    """A frozen text: a candidate while it is under review, numbered when approved. Never edited."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="versions", verbose_name="программа")
    number = models.PositiveSmallIntegerField("редакция", null=True, blank=True)
    payload = models.JSONField("текст")
    sha256 = models.CharField("отпечаток", max_length=64)
    schema = models.PositiveSmallIntegerField("версия схемы", default=1)
    submitted_at = models.DateTimeField("отправлена")
    submitted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто отправил")
    approved_at = models.DateTimeField("утверждена", null=True, blank=True)
    style = models.JSONField("поля и шрифт листа", default=dict, blank=True, editable=False)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="PDF")
    code = models.CharField("код проверки", max_length=12, default=new_code, unique=True, editable=False)

    class Meta:
        verbose_name = "редакция программы"
        verbose_name_plural = "редакции программ"
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "number"], condition=Q(number__isnull=False), name="version_number_once"
            )
        ]

    def __str__(self):
        return f"Редакция {self.number or '–'}"


class ProgramDecision(models.Model):
    """A step of the sign-off chain: who, in which role and post, over exactly which text."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="decisions", verbose_name="программа")
    version = models.ForeignKey(
        ProgramVersion, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="редакция"
    )
    kind = models.CharField("решение", max_length=10, choices=DecisionKind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    role = models.CharField("роль", max_length=20)
    name = models.CharField("имя на этот день", max_length=120, blank=True)
    post = models.CharField("должность на этот день", max_length=200, blank=True)
    note = models.TextField("пояснение", blank=True)
    sha256 = models.CharField("отпечаток текста", max_length=64, blank=True)
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "решение по программе"
        verbose_name_plural = "решения по программам"
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%d.%m.%Y}"


class Remark(models.Model):
    """A remark attached to a section (and, in the plan, to an event)."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="remarks", verbose_name="программа")
    version = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="remarks", verbose_name="к какому тексту")
    section = models.CharField("раздел", max_length=20, choices=SectionCode)
    event_uuid = models.UUIDField("мероприятие", null=True, blank=True)
    text = models.TextField("замечание")
    state = models.CharField("состояние", max_length=10, choices=RemarkState, default=RemarkState.DRAFT)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    created_at = models.DateTimeField("когда")
    reply = models.TextField("ответ", blank=True)
    replied_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    replied_at = models.DateTimeField("отвечено", null=True, blank=True)

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ["section", "created_at"]

    def __str__(self):
        return self.text[:60]
