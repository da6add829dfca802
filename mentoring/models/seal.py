"""Seals of the journal: what was told up to an evening, under one fingerprint that holds the evening before."""

from django.db import models


class JournalSeal(models.Model):
    """Entries after the former seal's last one, up to `upto`. `marks` are [[key, fingerprint]] of each of them.

    `digest` is over all of that and over `former`, the digest of the seal before.
    """

    number = models.PositiveIntegerField("номер", unique=True)
    at = models.DateTimeField("когда")
    upto = models.BigIntegerField("последняя запись")
    changes_upto = models.BigIntegerField("последняя отметка об изменении", default=0)
    marks = models.JSONField("отпечатки записей", default=list)
    former = models.CharField("отпечаток прежней печати", max_length=64, blank=True)
    digest = models.CharField("отпечаток", max_length=64)

    class Meta:
        verbose_name = "печать журнала"
        verbose_name_plural = "печати журнала"
        ordering = ["number"]

    def __str__(self):
        return f"Печать № {self.number}"


class SealedChange(models.Model):
    """A sealed entry was changed or removed by right: what its fingerprint was and became (empty: it is gone), and why."""

    entry = models.BigIntegerField("запись", db_index=True)
    at = models.DateTimeField("когда")
    was = models.CharField("прежний отпечаток", max_length=64)
    became = models.CharField("новый отпечаток", max_length=64, blank=True)
    why = models.CharField("почему", max_length=200)

    class Meta:
        verbose_name = "изменение опечатанной записи"
        verbose_name_plural = "изменения опечатанных записей"
        ordering = ["id"]

    def __str__(self):
        return self.why


class JournalCheck(models.Model):
    """How the last comparison of the journal with its seals ended; one row."""

    at = models.DateTimeField("когда")
    sealed = models.PositiveBigIntegerField("опечатано записей")
    changed = models.PositiveBigIntegerField("изменено по праву")
    trouble = models.TextField("что не сходится", blank=True)

    class Meta:
        verbose_name = "сверка журнала"
        verbose_name_plural = "сверки журнала"

    def __str__(self):
        return self.trouble or "сходится"
