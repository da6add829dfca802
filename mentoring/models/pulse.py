"""What works without being watched says here when it was last alive: the background worker, the daily round."""

from django.db import models

WORKER, DAILY = "worker", "daily"


class Pulse(models.Model):
    """One row a name; nothing of people."""

    name = models.SlugField("что", max_length=40, unique=True)
    at = models.DateTimeField("когда отозвалось")

    class Meta:
        verbose_name = "отметка службы"
        verbose_name_plural = "отметки служб"

    def __str__(self):
        return self.name
