"""An uploaded or produced file, named by a uuid on the disk."""

import uuid

from django.db import models

from mentoring.choices import Scan


def storage_path(instance, filename):
    return f"{instance.uuid.hex[:2]}/{instance.uuid.hex}"


class StoredFile(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("файл", upload_to=storage_path, max_length=120)
    name = models.CharField("имя", max_length=200)
    content_type = models.CharField("тип", max_length=100)
    size = models.PositiveBigIntegerField("размер, байт")
    sha256 = models.CharField("отпечаток", max_length=64)
    purpose = models.CharField("назначение", max_length=40)
    owner = models.ForeignKey(
        "Person", models.SET_NULL, null=True, blank=True, related_name="files", verbose_name="кто загрузил"
    )
    scan = models.CharField("антивирус", max_length=10, choices=Scan, blank=True)
    created_at = models.DateTimeField("загружен")

    class Meta:
        verbose_name = "файл"
        verbose_name_plural = "файлы"
        ordering = ["-created_at"]

    def __str__(self):
        return self.name
