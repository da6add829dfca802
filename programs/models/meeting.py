"""Meetings of a pair: scheduled, recorded by one side, confirmed by the other."""

from django.db import models
from django.db.models import Q

from mentoring.choices import Mode
from mentoring.kit.dates import short
from mentoring.models import ListEntry, Person
from programs.choices import MeetingState

from .plan import PlanEvent
from .program import Program
from .series import MeetingSeries


class Meeting(models.Model):
    program = models.ForeignKey(Program, models.CASCADE, related_name="meetings", verbose_name="программа")
    event = models.ForeignKey(
        PlanEvent, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name="мероприятие плана"
    )
    series = models.ForeignKey(
        MeetingSeries, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name="расписание"
    )
    state = models.CharField("состояние", max_length=12, choices=MeetingState, default=MeetingState.SCHEDULED)
    starts_at = models.DateTimeField("начало")
    minutes = models.PositiveSmallIntegerField("длительность, мин", default=45)
    mode = models.CharField("режим", max_length=20, choices=Mode, default=Mode.IN_PERSON)
    place = models.CharField("место", max_length=200, blank=True)
    link = models.URLField("ссылка", blank=True)
    topic = models.CharField("тема", max_length=300)
    question = models.TextField("вопрос наставляемого", blank=True)
    done = models.TextField("что сделано", blank=True)
    result = models.TextField("результат", blank=True)
    next_steps = models.TextField("договорённости", blank=True)
    next_goal = models.TextField("цель до следующей встречи", blank=True)
    attended = models.ManyToManyField(Person, blank=True, related_name="meetings", verbose_name="кто был")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто записал")
    created_at = models.DateTimeField("создана")
    recorded_at = models.DateTimeField("записана", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто подтвердил"
    )
    confirmed_at = models.DateTimeField("подтверждена", null=True, blank=True)
    dispute = models.TextField("уточнение", blank=True)
    reason = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "event_reason"},
        verbose_name="почему не состоялась",
    )
    reason_text = models.CharField("пояснение причины", max_length=300, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "встреча"
        verbose_name_plural = "встречи"
        ordering = ["-starts_at"]
        indexes = [
            models.Index(fields=["program", "-starts_at"], name="meeting_program_time"),
            models.Index(fields=["state", "starts_at"], name="meeting_state_time"),
        ]
        constraints = [models.CheckConstraint(condition=Q(minutes__gte=5), name="meeting_at_least_5_minutes")]

    def __str__(self):
        return f"{short(self.starts_at)}: {self.topic}"
