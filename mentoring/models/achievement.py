"""Achievements: contests, publications, open lessons, attestation, commissions, exchange of experience (R35, R36).

What a person did, where and with what result; what help was asked and given; the mentor's part. Only confirmed ones
count as such: the rest are «со слов».
"""

from django.db import models
from django.db.models import F, Q

from mentoring.choices import HAPPENED, AchievementState

from .file import StoredFile
from .pair import Pair
from .person import Person
from .reference import ListEntry


class Achievement(models.Model):
    """`day` is when it happened or will, `since` its first day when it lasted; without `result` it is still ahead."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="achievements", verbose_name="чьё")
    kind = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "achievement_kind"},
        verbose_name="вид",
    )
    title = models.CharField("название", max_length=300)
    since = models.DateField("начало", null=True, blank=True)
    day = models.DateField("дата")
    level = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "achievement_level"},
        verbose_name="уровень",
    )
    result = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"list": "achievement_result"},
        verbose_name="результат",
    )
    result_text = models.CharField("о результате", max_length=300, blank=True)
    organizer = models.CharField("кто проводил", max_length=200, blank=True)
    link = models.CharField("ссылка", max_length=500, blank=True)
    pair = models.ForeignKey(
        Pair, models.SET_NULL, null=True, blank=True, related_name="achievements", verbose_name="в какой паре"
    )
    mentor_part = models.TextField("вклад наставника", blank=True)
    in_commission = models.BooleanField("наставник был в составе комиссии", default=False)
    state = models.CharField("состояние", max_length=20, choices=AchievementState)
    remark = models.CharField("что поправить", max_length=300, blank=True)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто внёс")
    created_at = models.DateTimeField("внесено")
    confirmed_on = models.DateField("подтверждено", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто подтвердил"
    )
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "достижение"
        verbose_name_plural = "достижения"
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["person", "-day"], name="achievement_person_day"),
            models.Index(fields=["pair", "-day"], name="achievement_pair_day"),
            models.Index(fields=["state", "day"], name="achievement_state_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(since__lte=F("day")), name="achievement_since_before_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HAPPENED) | Q(result__isnull=False), name="achievement_happened_has_result"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_on__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_on__isnull=True)),
                name="achievement_confirmed_has_day",
            ),
        ]

    def __str__(self):
        return self.title


class AchievementFile(models.Model):
    """A diploma, a certificate, the text itself."""

    achievement = models.ForeignKey(Achievement, models.CASCADE, related_name="files", verbose_name="достижение")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="файл")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто приложил")
    added_at = models.DateTimeField("приложено")

    class Meta:
        verbose_name = "файл достижения"
        verbose_name_plural = "файлы достижений"
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class AchievementHelp(models.Model):
    """Help with an achievement, asked for and given, each with its day; `to_curator` when there is no mentor to ask."""

    achievement = models.ForeignKey(Achievement, models.CASCADE, related_name="help", verbose_name="достижение")
    asked = models.TextField("о чём попросили", blank=True)
    asked_on = models.DateField("когда попросили", null=True, blank=True)
    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто попросил"
    )
    to_curator = models.BooleanField("просят куратора", default=False)
    given = models.TextField("чем помогли", blank=True)
    given_on = models.DateField("когда помогли", null=True, blank=True)
    given_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто помог"
    )

    class Meta:
        verbose_name = "помощь с достижением"
        verbose_name_plural = "помощь с достижениями"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False) | Q(given_on__isnull=False), name="achievement_help_dated"
            )
        ]

    def __str__(self):
        return self.asked or self.given
