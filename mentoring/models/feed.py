"""A person's own calendar by subscription."""

from django.db import models

from .person import Person


class CalendarFeed(models.Model):
    """The link itself is shown once and not kept: whoever reads the database cannot read anybody's calendar by it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed", verbose_name="чей")
    token_sha256 = models.CharField("отпечаток ссылки", max_length=64, unique=True)
    created_at = models.DateTimeField("создана")

    class Meta:
        verbose_name = "ссылка на календарь"
        verbose_name_plural = "ссылки на календари"

    def __str__(self):
        return f"Календарь: {self.person}"
