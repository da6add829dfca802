"""The register of issued documents, their signatures and acquaintance marks."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from mentoring.choices import AcquaintanceWay, DocumentState, SignatureWay
from mentoring.kit.codes import new_code
from mentoring.kit.dates import parse_date

from .file import StoredFile
from .organization import AcademicYear
from .person import Person
from .reference import DocumentType


class NumberSequence(models.Model):
    """The last number given, by document prefix and academic year. One row is locked while a number is taken."""

    prefix = models.CharField(max_length=10)
    year = models.ForeignKey(AcademicYear, models.PROTECT)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "последний номер"
        verbose_name_plural = "последние номера"
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="sequence_prefix_year")]

    def __str__(self):
        return f"{self.prefix} {self.year}: {self.last}"


class IssuedDocument(models.Model):
    """A paper of the office. `requisites` are its editable fields while it is a draft; `payload` is the frozen text."""

    type = models.ForeignKey(DocumentType, models.PROTECT, verbose_name="вид")
    year = models.ForeignKey(AcademicYear, models.PROTECT, verbose_name="учебный год")
    title = models.CharField("заголовок", max_length=300)
    number = models.CharField("номер", max_length=40, blank=True)
    date = models.DateField("дата", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=DocumentState, default=DocumentState.DRAFT)
    requisites = models.JSONField("реквизиты", default=dict, blank=True)
    payload = models.JSONField("зафиксированный текст", null=True, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    schema = models.PositiveSmallIntegerField("версия схемы", default=1)
    style = models.JSONField("поля и шрифт листа", default=dict, blank=True, editable=False)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="PDF")
    scan = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="скан")
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="составил(а)"
    )
    signer = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="подписывает"
    )
    holder = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="certificates", verbose_name="кому выдан"
    )
    due = models.DateField("подписать до", null=True, blank=True)
    remark = models.TextField("замечание при возврате", blank=True)
    canceled_reason = models.CharField("почему отменён", max_length=300, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, verbose_name="заменён")
    old_scans = models.ManyToManyField(StoredFile, blank=True, related_name="+", verbose_name="прежние сканы")
    recorded = models.BooleanField("ведёт куратор", default=False, editable=False)
    code = models.CharField("код проверки", max_length=12, default=new_code, unique=True, editable=False)
    created_at = models.DateTimeField("создан")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "документ"
        verbose_name_plural = "документы"
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["state", "year"], name="document_state_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "year", "number"], condition=~Q(number=""), name="document_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "awaiting_scan"]) | (~Q(number="") & Q(date__isnull=False)),
                name="document_in_force_numbered",
            ),
        ]

    def __str__(self):
        if self.number and self.date:
            return f"{self.type} № {self.number} от {self.date:%d.%m.%Y}"
        return f"{self.type}, проект"

    def programs_due(self, days):
        """When the programs of an order's pairs are due: as it says itself, else `days` after its date, else None."""
        said = parse_date(self.requisites.get("programs_due"))
        return said or (self.date + timedelta(days=days) if self.date else None)


class Signature(models.Model):
    """Who signed exactly which text, in which post, when."""

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="signatures", verbose_name="документ")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="кто")
    role = models.CharField("роль", max_length=20)
    post = models.CharField("должность на день подписи", max_length=200)
    way = models.CharField("вид подписи", max_length=10, choices=SignatureWay, default=SignatureWay.PES)
    sha256 = models.CharField("отпечаток текста", max_length=64)
    signed_at = models.DateTimeField("когда")
    revoked_at = models.DateTimeField("снята", null=True, blank=True)
    revoked_reason = models.CharField("почему снята", max_length=300, blank=True)

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи"
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "person", "role"], condition=Q(revoked_at__isnull=True), name="one_live_signature"
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.signed_at:%d.%m.%Y}"


def needed_marks(on, prefix=""):
    """Marks that count on a date: made ones, and those of people who still work here and were not excused."""
    working = Q(**{f"{prefix}person__left_on__isnull": True}) | Q(**{f"{prefix}person__left_on__gt": on})
    waiting = Q(**{f"{prefix}done_at__isnull": True, f"{prefix}excused": ""}) & working
    return Q(**{f"{prefix}done_at__isnull": False}) | waiting


class AcquaintanceMark(models.Model):
    """A person's acquaintance with a document: asked, then done in the system or on paper.

    `role` and `post` are those of the day of the mark; `sha256` is the very text that was read (R57).
    """

    document = models.ForeignKey(IssuedDocument, models.CASCADE, related_name="acquaintances", verbose_name="документ")
    person = models.ForeignKey(Person, models.CASCADE, related_name="acquaintances", verbose_name="кто")
    due = models.DateField("до", null=True, blank=True)
    done_at = models.DateTimeField("ознакомлен(а)", null=True, blank=True)
    way = models.CharField("как", max_length=20, choices=AcquaintanceWay, blank=True)
    sha256 = models.CharField("отпечаток текста", max_length=64, blank=True)
    role = models.CharField("роль", max_length=20, blank=True)
    post = models.CharField("должность на день отметки", max_length=200, blank=True)
    scan = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="скан")
    witness = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="в присутствии"
    )
    recorded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто записал"
    )
    written_at = models.DateTimeField("последнее письмо", null=True, blank=True)
    excused = models.CharField("почему не требуется", max_length=200, blank=True)

    class Meta:
        verbose_name = "ознакомление"
        verbose_name_plural = "ознакомления"
        ordering = ["document", "person__sort_key"]
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="acquaintance_once")]

    def __str__(self):
        return f"{self.person}: {self.document}"
