"""Plan templates: a draft is edited, a published version is frozen, programs remember which version they took (R26)."""

import uuid

from django.db import models
from django.db.models import Q

from mentoring.choices import Kind
from mentoring.models import Direction, EventForm, MenteeGroup, Person
from programs.choices import Checkpoint, Responsible
from programs.choices.shelf import TemplateState

from .program import Program


class PlanTemplate(models.Model):
    """A plan for a kind of mentoring, perhaps for one group of mentees or one direction."""

    name = models.CharField("название", max_length=200)
    kind = models.CharField("вид", max_length=20, choices=Kind)
    group = models.ForeignKey(
        MenteeGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="группа наставляемых"
    )
    direction = models.ForeignKey(
        Direction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="направление"
    )
    state = models.CharField("состояние", max_length=10, choices=TemplateState, default=TemplateState.DRAFT)
    created_at = models.DateTimeField("создан")

    class Meta:
        verbose_name = "шаблон плана"
        verbose_name_plural = "шаблоны планов"
        ordering = ["kind", "name", "id"]

    def __str__(self):
        return self.name


class PlanTemplateVersion(models.Model):
    """A draft while it has no number; numbered when published, and never edited after."""

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="versions", verbose_name="шаблон")
    number = models.PositiveSmallIntegerField("версия", null=True, blank=True)
    changes = models.CharField("что изменилось", max_length=500, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    edited_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто правил"
    )
    edited_at = models.DateTimeField("когда правили", null=True, blank=True)
    published_at = models.DateTimeField("опубликована", null=True, blank=True)

    class Meta:
        verbose_name = "версия шаблона плана"
        verbose_name_plural = "версии шаблонов планов"
        ordering = ["template", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.UniqueConstraint(fields=["template"], condition=Q(number__isnull=True), name="one_template_draft"),
        ]

    def __str__(self):
        return f"Версия {self.number}" if self.number else "Черновик"


class TemplateItem(models.Model):
    """A row of a template. `key` stays the same through versions; `due` is «s+14», «e-14», «p40» or «a+7» days after `after`."""

    version = models.ForeignKey(PlanTemplateVersion, models.CASCADE, related_name="items", verbose_name="версия")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, blank=True, verbose_name="направление")
    statement = models.SlugField("затруднение (утверждение карты)", max_length=60, blank=True)
    measure = models.CharField("мероприятие", max_length=500)
    form = models.ForeignKey(EventForm, models.PROTECT, null=True, blank=True, verbose_name="форма")
    responsible = models.CharField("кто делает", max_length=10, choices=Responsible, default=Responsible.BOTH)
    due = models.CharField("срок относительно программы", max_length=10)
    after = models.UUIDField("после какого пункта", null=True, blank=True)
    required = models.BooleanField("обязательное", default=True)
    expected = models.CharField("ожидаемый результат", max_length=500, blank=True)
    report_form = models.CharField("форма отчёта", max_length=300, blank=True)
    checkpoint = models.CharField("контрольная точка", max_length=10, choices=Checkpoint, default=Checkpoint.NONE)
    preset = models.SlugField("заготовка", max_length=60, blank=True)

    class Meta:
        verbose_name = "пункт шаблона плана"
        verbose_name_plural = "пункты шаблонов планов"
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="template_item_once")]

    def __str__(self):
        return self.measure


class TemplateUse(models.Model):
    """A program took a version: at its start, or later as an update that may be taken back before the program is sent."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="template_uses", verbose_name="программа")
    version = models.ForeignKey(PlanTemplateVersion, models.PROTECT, related_name="uses", verbose_name="версия")
    at = models.DateTimeField("когда")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто")
    undo = models.JSONField("как было", default=list, blank=True)
    undone_at = models.DateTimeField("отменено", null=True, blank=True)

    class Meta:
        verbose_name = "шаблон в программе"
        verbose_name_plural = "шаблоны в программах"
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.version} – {self.program}"
