"""Cards of difficulties that wait: one's own to fill, a second opinion to give; the curator waits for teachers."""

from django.db.models import Q
from django.urls import reverse

from mentoring.choices import DiagnosisMoment, SheetSide
from mentoring.choices.diagnosis import OPEN_DIAGNOSIS_STATES
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ui import Wait
from mentoring.models import Diagnosis, DiagnosisSheet

from .request import dated, named

CARDS = "Карты затруднений"


def sources(actor, on):
    if not actor.person:
        return []
    waiting = DiagnosisSheet.objects.filter(author=actor.person, done_at__isnull=True)
    own = waiting.filter(side=SheetSide.SELF, diagnosis__state__in=OPEN_DIAGNOSIS_STATES)
    opinions = waiting.exclude(side=SheetSide.SELF).exclude(diagnosis__state="withdrawn")
    return [
        DeedSource("todo_diagnosis", own, lambda row: _fill(row, on), CARDS, due=_due,
                   fields=("diagnosis__due", "diagnosis__moment"), by="diagnosis__due"),
        DeedSource("todo_opinion", opinions, lambda row: _opinion(row, on), CARDS, due=_due,
                   fields=("diagnosis__due", *named("diagnosis__person")), by="diagnosis__due"),
    ]  # fmt: skip


def _due(sheet):
    return sheet.diagnosis.due


def _fill(sheet, on):
    due, url = sheet.diagnosis.due, reverse("diagnosis_sheet", args=[sheet.pk])
    until = f" — {dates.by(due, on)}" if due else ""
    exit = sheet.diagnosis.moment == DiagnosisMoment.EXIT
    text = "Те же вопросы, что в начале: видно, что стало легче." if exit else "Меньше 10 минут, пропускать можно."
    name = "карту затруднений на выходе" if exit else "карту затруднений"
    return dated(due, on, title=f"Заполнить {name}{until}", text=text, url=url, action="Заполнить", action_url=url)


def _opinion(sheet, on):
    person, due = sheet.diagnosis.person, sheet.diagnosis.due
    url = reverse("diagnosis_sheet", args=[sheet.pk])
    until = f" — {dates.by(due, on)}" if due else ""
    title = f"Дать второе мнение о затруднениях {person.short_case('gen')}{until}"
    return dated(due, on, title=title, mentees=(person,), url=url, action="Дать мнение", action_url=url)


def waits(actor, on):
    """Whom cards are waited from: those the reader asked for, the curator's all that somebody asked for."""
    if not actor.person:
        return []
    asked = Diagnosis.objects.open().exclude(person=actor.person)
    mine = Q(asked_by=actor.person) | (Q(asked_by__isnull=True) if actor.has("curator") else Q(pk__isnull=True))
    return [WaitSource(asked.filter(mine), lambda row: _wait(row, on), ("due", *named("person")))]


def _wait(row, on):
    return Wait(
        row.person.short_name, "карта затруднений", dates.by(row.due, on), reverse("diagnosis_detail", args=[row.pk])
    )
