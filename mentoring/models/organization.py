"""The college itself, its partners, units and academic years."""

from django.db import models
from django.db.models import Q

from mentoring.choices import UnitKind

from .reference import PartnerKind


class Organization(models.Model):
    """Our college (exactly one row is `own`) or a social partner, with requisites as printed."""

    own = models.BooleanField("наш техникум", default=False)
    kind = models.ForeignKey(PartnerKind, models.PROTECT, null=True, blank=True, verbose_name="вид партнёра")
    parent_body = models.CharField("учредитель", max_length=200, blank=True)
    full_name = models.CharField("полное название", max_length=400)
    short_name = models.CharField("краткое название", max_length=120)
    name_gen = models.CharField("краткое название, кого? чего?", max_length=120, blank=True)
    word = models.CharField("как называть", max_length=30, blank=True, help_text="техникум, колледж")
    city = models.CharField("место составления", max_length=80, blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    head_post = models.CharField("должность руководителя", max_length=120, blank=True)
    regulation = models.CharField("положение утверждено", max_length=200, blank=True)
    contract_number = models.CharField("номер договора", max_length=60, blank=True)
    contract_date = models.DateField("дата договора", null=True, blank=True)
    contract_until = models.DateField("договор действует до", null=True, blank=True)
    contact = models.CharField("контактное лицо", max_length=200, blank=True)
    note = models.TextField("примечание", blank=True)
    retired = models.BooleanField("больше не сотрудничаем", default=False)

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ["-own", "short_name"]
        constraints = [
            models.UniqueConstraint(fields=["own"], condition=Q(own=True), name="one_own_organization"),
            models.CheckConstraint(condition=Q(own=True) | Q(kind__isnull=False), name="partner_has_kind"),
        ]

    def __str__(self):
        return self.short_name


class Unit(models.Model):
    kind = models.CharField("вид", max_length=20, choices=UnitKind, default=UnitKind.COMMITTEE)
    name = models.CharField("название", max_length=200, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="входит в")
    head = models.ForeignKey(
        "Person", models.SET_NULL, null=True, blank=True, related_name="headed_units", verbose_name="руководитель"
    )
    retired = models.BooleanField("упразднено", default=False)

    class Meta:
        verbose_name = "подразделение"
        verbose_name_plural = "подразделения"
        ordering = ["name"]

    def __str__(self):
        return self.name


class AcademicYear(models.Model):
    """1 September – 31 August; exactly one is current."""

    starts = models.DateField("начало", unique=True)
    ends = models.DateField("конец", unique=True)
    current = models.BooleanField("текущий", default=False)

    class Meta:
        verbose_name = "учебный год"
        verbose_name_plural = "учебные годы"
        ordering = ["-starts"]
        constraints = [
            models.UniqueConstraint(fields=["current"], condition=Q(current=True), name="one_current_year"),
            models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="year_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.starts.year}/{self.ends.year % 100:02d}"

    @property
    def for_document(self):
        return f"{self.starts.year}/{self.ends.year}"
