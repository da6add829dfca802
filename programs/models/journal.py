"""Beside a meeting's record: a note for oneself alone, and a call to the curator with its comments."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person
from programs.choices import FlagState

from .meeting import Meeting


class MeetingNote(models.Model):
    """What a participant writes for himself. Read by its owner only: no list, export, search, report or admin has it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes", verbose_name="встреча")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="чья")
    text = models.TextField("заметка")
    written_at = models.DateTimeField("записана")

    class Meta:
        verbose_name = "личная заметка"
        verbose_name_plural = "личные заметки"
        constraints = [models.UniqueConstraint(fields=["meeting", "owner"], name="one_note_of_an_owner")]

    def __str__(self):
        return f"Личная заметка № {self.pk}"


class MeetingFlag(models.Model):
    """«Важно для куратора»: the author of the record calls; the author and curators read it, a curator closes it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="flags", verbose_name="встреча")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто позвал")
    state = models.CharField("состояние", max_length=10, choices=FlagState, default=FlagState.OPEN)
    opened_at = models.DateTimeField("когда")
    closed_at = models.DateTimeField("закрыто", null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто закрыл"
    )

    class Meta:
        verbose_name = "важно для куратора"
        verbose_name_plural = "важно для куратора"
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["state", "opened_at"], name="flag_state_opened")]
        constraints = [models.UniqueConstraint(fields=["meeting", "author"], name="one_flag_of_an_author")]

    def __str__(self):
        return f"Важно для куратора № {self.pk}"


class FlagComment(models.Model):
    flag = models.ForeignKey(MeetingFlag, models.CASCADE, related_name="comments", verbose_name="о чём")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    text = models.TextField("текст")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "сообщение куратору"
        verbose_name_plural = "сообщения куратору"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="flag_comment_has_text")]

    def __str__(self):
        return f"Сообщение № {self.pk}"
