"""A checked, not yet loaded staff list and its rows."""

from django.db import models

from mentoring.choices import BatchState, RowVerdict

from .file import StoredFile
from .person import Person


class ImportBatch(models.Model):
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="файл")
    sheet = models.CharField("лист", max_length=100, blank=True)
    list_date = models.DateField("список на дату")
    columns = models.JSONField("столбцы", default=list)
    state = models.CharField("состояние", max_length=20, choices=BatchState, default=BatchState.CHECKING)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто загрузил")
    created_at = models.DateTimeField("проверен")
    applied_at = models.DateTimeField("загружен", null=True, blank=True)
    note = models.CharField("примечание", max_length=300, blank=True)

    class Meta:
        verbose_name = "загрузка списка"
        verbose_name_plural = "загрузки списков"
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.file.name}, {self.created_at:%d.%m.%Y}"


class ImportRow(models.Model):
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name="загрузка")
    number = models.PositiveIntegerField("строка файла")
    raw = models.JSONField("как в файле", default=list)
    values = models.JSONField("как поняли", default=dict)
    name = models.CharField("человек", max_length=310, blank=True)
    verdict = models.CharField("что будет", max_length=20, choices=RowVerdict)
    reason = models.CharField("почему", max_length=500, blank=True)
    fix = models.CharField("что исправить", max_length=300, blank=True)
    changes = models.JSONField("что изменится", default=list)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто")

    class Meta:
        verbose_name = "строка списка"
        verbose_name_plural = "строки списка"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]

    def __str__(self):
        return f"{self.number}: {self.name}"
