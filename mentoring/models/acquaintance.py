"""Acquaintance sheets (R56): who was asked to read what, by whom and by when."""

from django.db import models

from mentoring.choices import SheetAudience

from .document import IssuedDocument
from .norm import NormativeVersion
from .organization import Unit
from .person import Person


class AcquaintanceSheet(models.Model):
    """How a list of acquaintance marks was asked for. The marks hang on `document`.

    For a version of an act `document` is the sheet itself, a numbered paper of kind D14; for an issued document it is
    that very document, so that each text has one list of readers.
    """

    document = models.OneToOneField(IssuedDocument, models.CASCADE, related_name="sheet", verbose_name="документ")
    version = models.ForeignKey(
        NormativeVersion, models.PROTECT, null=True, blank=True, related_name="sheets", verbose_name="редакция акта"
    )
    audience = models.CharField("кого просим", max_length=20, choices=SheetAudience)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="подразделение")
    due = models.DateField("ознакомиться до")
    opened_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто открыл"
    )
    opened_at = models.DateTimeField("открыт")

    class Meta:
        verbose_name = "лист ознакомления"
        verbose_name_plural = "листы ознакомления"
        ordering = ["-opened_at"]

    def __str__(self):
        return f"Лист ознакомления: {self.document.title}"
