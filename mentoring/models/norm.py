"""The normative base (R56): acts that the college works by, each with its versions."""

import hashlib

from django.db import models
from django.db.models import F, Q

from mentoring.choices import ActKind
from mentoring.kit.canonical import fingerprint

from .file import StoredFile
from .person import Person


class NormativeActQuerySet(models.QuerySet):
    def in_force(self, on):
        """Acts that have come into force by a date and have not lost it."""
        begun = Q(since__isnull=True) | Q(since__lte=on)
        return self.filter(begun, Q(until__isnull=True) | Q(until__gte=on))


class NormativeAct(models.Model):
    """An act with its requisites. `to_check` asks the curator to compare them with the official source."""

    code = models.SlugField("код", max_length=60, blank=True, editable=False)
    kind = models.CharField("вид", max_length=20, choices=ActKind, default=ActKind.LOCAL)
    title = models.CharField("название", max_length=300)
    number = models.CharField("номер", max_length=60, blank=True)
    issuer = models.CharField("кто принял", max_length=200, blank=True)
    date = models.DateField("дата", null=True, blank=True)
    since = models.DateField("действует с", null=True, blank=True)
    until = models.DateField("действует по", null=True, blank=True)
    link = models.URLField("официальный источник", max_length=500, blank=True)
    note = models.CharField("примечание", max_length=500, blank=True)
    to_check = models.BooleanField("реквизиты ещё не проверены", default=False)
    retired_reason = models.CharField("почему утратил силу", max_length=300, blank=True)
    created_at = models.DateTimeField("внесён")

    objects = NormativeActQuerySet.as_manager()

    class Meta:
        verbose_name = "нормативный акт"
        verbose_name_plural = "нормативная база"
        ordering = ["kind", "title"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="act_code_once"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="act_until_after_since",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def requisites(self):
        """«№ 629 от 01.09.2023»; what is not known is left out."""
        number = f"№ {self.number}" if self.number else ""
        return " ".join(part for part in (number, f"от {self.date:%d.%m.%Y}" if self.date else "") if part)


class NormativeVersion(models.Model):
    """What the act said from a date on. A version is never edited: a change is a new version."""

    act = models.ForeignKey(NormativeAct, models.CASCADE, related_name="versions", verbose_name="акт")
    number = models.PositiveSmallIntegerField("номер редакции")
    label = models.CharField("редакция", max_length=120)
    since = models.DateField("действует с")
    text = models.TextField("текст", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл")
    sha256 = models.CharField("отпечаток", max_length=64)
    changes = models.CharField("что изменилось", max_length=500, blank=True)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто внёс"
    )
    created_at = models.DateTimeField("внесена")

    class Meta:
        verbose_name = "редакция акта"
        verbose_name_plural = "редакции актов"
        ordering = ["act", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["act", "number"], name="act_version_number"),
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="act_version_says_something"),
        ]

    def __str__(self):
        return f"{self.act}, {self.label}"


def version_print(text, file_sha256):
    """SHA-256 of exactly what is read: of the text, of the file, or of both together."""
    if text and file_sha256:
        return fingerprint({"text": text, "file": file_sha256})
    return file_sha256 or hashlib.sha256(text.encode()).hexdigest()
