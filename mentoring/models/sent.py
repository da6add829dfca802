"""What was sent within the last minute, so that a double press adds nothing twice: fingerprints, no contents."""

from django.db import models


class SentForm(models.Model):
    key = models.CharField("отпечаток", max_length=64, unique=True)
    at = models.DateTimeField("когда", db_index=True)

    class Meta:
        verbose_name = "отправленная форма"
        verbose_name_plural = "отправленные формы"

    def __str__(self):
        return self.key[:12]
