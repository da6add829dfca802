"""What a person has begun to write in the journal and not sent yet: it outlives a closed tab and an expired session."""

from django.db import models

from mentoring.models import Person

from .program import Program


class EntryDraft(models.Model):
    """`fields` are the form's own names and texts as they were typed. Its owner alone reads it; files are not in it."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="чей")
    program = models.ForeignKey(Program, models.CASCADE, related_name="+", verbose_name="программа")
    form = models.CharField("что пишут", max_length=20)
    about = models.BigIntegerField("о чём", default=0)  # the meeting that is written down; 0 for a new entry
    fields = models.JSONField("что написано", default=dict)
    saved_at = models.DateTimeField("сохранён")

    class Meta:
        verbose_name = "черновик записи"
        verbose_name_plural = "черновики записей"
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "program", "form", "about"], name="one_draft_of_an_entry")
        ]

    def __str__(self):
        return f"{self.form}: {self.program}"
