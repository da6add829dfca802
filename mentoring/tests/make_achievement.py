"""Achievements played through the real actions."""

from datetime import date

from mentoring.actions.achievement import write_achievement
from mentoring.actions.achievement_check import confirm_achievement
from mentoring.models import Achievement, ListEntry
from mentoring.queries.achievement import loaded
from mentoring.tests import make

AT = make.moment("2026-11-18 10:00")
DAY = date(2026, 11, 18)


def entry(name, code):
    return ListEntry.objects.get(list=f"achievement_{name}", code=code)


def values(**fields):
    """Codes stand for entries of the small lists."""
    told = {
        "kind": "contest", "title": "Мастер года", "since": None, "day": date(2026, 11, 10), "level": "region",
        "result": "winner", "result_text": "", "organizer": "Министерство", "link": "", "pair": None, "mentor_part": "",
        "in_commission": False, **fields,
    }  # fmt: skip
    for name in ("kind", "level", "result"):
        told[name] = entry(name, told[name]) if told[name] else None
    return told


def write(person, actor, files=(), **fields):
    return fresh(write_achievement(person=person, by=actor, at=AT, files=files, **values(**fields)))


def planned(person, actor, **fields):
    return write(person, actor, **{"result": None, "day": date(2026, 12, 20), **fields})


def confirmed(person, actor, curator, **fields):
    row = write(person, actor, **fields)
    confirm_achievement(row, by=curator, at=AT)
    return fresh(row)


def fresh(row):
    return loaded(Achievement.objects.filter(pk=row.pk)).get()
