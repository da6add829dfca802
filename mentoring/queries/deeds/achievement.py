"""What waits about achievements: to confirm, to mend, a result to write, help to give (R35, R36)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentoring.choices import AchievementState, Role, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.dates import words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.text import quoted
from mentoring.kit.ui import Deed
from mentoring.models import Achievement, AchievementHelp, PairMember

from .request import named

QUEUE = "Достижения"
S = AchievementState


def sources(actor, on):
    if actor.person is None:
        return []
    own = Achievement.objects.filter(person=actor.person)
    passed = own.filter(state=S.PLANNED, day__lt=on)
    asked = AchievementHelp.objects.filter(given_on__isnull=True).exclude(achievement__state=S.REMOVED)
    found = [
        _source("achievement_mend", own.filter(state=S.RETURNED), _mend, "", fields=("title", "remark"), by="day"),
        _source("achievement_result", passed, _tell, "", fields=("title", "day"), by="day"),
        _source("achievement_help", _of_my_mentees(actor, asked), _help, "mentor", fields=HELP_FIELDS, by="asked_on"),
    ]
    if actor.has(Role.CURATOR):
        mine = asked.filter(to_curator=True).exclude(asked_by=actor.person)
        found += [
            _source("achievement_confirm", _to_confirm(actor), _check, "curator", fields=CHECK_FIELDS, by="created_at"),
            _source("achievement_advice", mine, _help, "curator", fields=HELP_FIELDS, by="asked_on"),
        ]
    return found


def waits(actor, on):
    return []


HELP_FIELDS = ("asked", "asked_on", "achievement__title", *named("asked_by"))
CHECK_FIELDS = ("title", "kind__name", "created_at", *named("person"))


def _source(code, rows, deed, role, *, fields, by):
    return DeedSource(code, rows, deed, QUEUE, role, due=lambda row: None, fields=fields, by=by)


def _leads(actor, path):
    """The actor is the mentor in the pair at `path` now."""
    return Exists(
        PairMember.objects.filter(
            pair=OuterRef(path),
            person=actor.person,
            side=Side.MENTOR,
            until__isnull=True,
            pair__state__in=LIVE_STATES,
        )
    )


def _of_my_mentees(actor, asked):
    return asked.filter(_leads(actor, "achievement__pair"), to_curator=False).exclude(asked_by=actor.person)


def _to_confirm(actor):
    """Nobody confirms the own ones or those of a mentee."""
    return Achievement.objects.filter(~_leads(actor, "pair"), state=S.TOLD).exclude(person=actor.person)


def _deed(title, text, url, action, action_url=""):
    return Deed(when="без срока", title=title, text=text, url=url, action=action, action_url=action_url or url)


def _mend(row):
    url, edit = reverse("achievement_detail", args=[row.pk]), reverse("achievement_edit", args=[row.pk])
    return _deed(f"Поправить запись: {quoted(row.title)}", f"Замечание: {row.remark}", url, "Исправить", edit)


def _tell(row):
    url, edit = reverse("achievement_detail", args=[row.pk]), reverse("achievement_edit", args=[row.pk])
    return _deed(f"Вписать результат: {quoted(row.title)}", f"Дата была {words(row.day)}.", url, "Вписать", edit)


def _check(row):
    url = reverse("achievement_detail", args=[row.pk])
    return _deed(f"Подтвердить достижение: {row.person.short_name}", f"{row.kind.name}: {row.title}", url, "Проверить")


def _help(row):
    url = reverse("achievement_help_answer", args=[row.pk])
    return _deed(f"Помочь: {row.asked_by.short_name}, {quoted(row.achievement.title)}", row.asked, url, "Ответить")
