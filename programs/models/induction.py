"""Induction by position (R28): templates the curator edits, lists begun from them as copies, ticks of both sides."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person
from programs.choices.growth import InductionState, ItemCategory

from .program import Program


class InductionTemplate(models.Model):
    """A checklist for a position. `posts` are beginnings of words of the post, by commas; empty: for any position."""

    name = models.CharField("название", max_length=200, unique=True)
    posts = models.CharField("должности", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    retired = models.BooleanField("снят с употребления", default=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    edited_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто правил"
    )
    edited_at = models.DateTimeField("когда правили", null=True, blank=True)

    class Meta:
        verbose_name = "список ввода в должность"
        verbose_name_plural = "списки ввода в должность"
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class InductionItem(models.Model):
    template = models.ForeignKey(InductionTemplate, models.CASCADE, related_name="items", verbose_name="список")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    category = models.CharField("раздел", max_length=20, choices=ItemCategory)
    text = models.CharField("пункт", max_length=300)
    required = models.BooleanField("обязательный", default=True)

    class Meta:
        verbose_name = "пункт списка ввода в должность"
        verbose_name_plural = "пункты списков ввода в должность"
        ordering = ["position", "id"]

    def __str__(self):
        return self.text


class Induction(models.Model):
    """A list begun for a mentee of a program. Its entries are a copy: later changes of the template do not touch them."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="inductions", verbose_name="программа")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="inductions", verbose_name="кого вводят")
    name = models.CharField("список", max_length=200)
    state = models.CharField("состояние", max_length=10, choices=InductionState, default=InductionState.OPEN)
    due = models.DateField("срок")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто начал")
    begun_at = models.DateTimeField("начат")
    finished_at = models.DateTimeField("завершён", null=True, blank=True)

    class Meta:
        verbose_name = "ввод в должность"
        verbose_name_plural = "вводы в должность"
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["state", "due"], name="induction_state_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "mentee"],
                condition=~Q(state=InductionState.STOPPED),
                name="one_induction_of_a_mentee",
            )
        ]

    def __str__(self):
        return f"Ввод в должность: {self.mentee}"


class InductionEntry(models.Model):
    """An item of a begun list with the tick of each side: a mentor has shown it, the mentee says it is clear."""

    induction = models.ForeignKey(Induction, models.CASCADE, related_name="entries", verbose_name="ввод в должность")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    category = models.CharField("раздел", max_length=20, choices=ItemCategory)
    text = models.CharField("пункт", max_length=300)
    required = models.BooleanField("обязательный", default=True)
    shown_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто показал"
    )
    shown_at = models.DateTimeField("показано", null=True, blank=True)
    shown_note = models.CharField("примечание наставника", max_length=300, blank=True)
    clear_at = models.DateTimeField("понятно", null=True, blank=True)
    clear_note = models.CharField("примечание наставляемого", max_length=300, blank=True)

    class Meta:
        verbose_name = "пункт ввода в должность"
        verbose_name_plural = "пункты ввода в должность"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_at=None, shown_by=None) | Q(shown_at__isnull=False, shown_by__isnull=False),
                name="induction_shown_by_somebody",
            )
        ]

    def __str__(self):
        return self.text
