"""Makers of the office's year for tests: a map, an assessment, a recognition, all through the real actions."""

from datetime import date

from django.utils import timezone

from mentoring.tests import make
from monitoring.actions import assessment as assess
from monitoring.actions import roadmap as maps
from monitoring.actions import roadmap_task as tasks
from monitoring.choices.year import Mark
from monitoring.models import Roadmap, YearlyAssessment
from monitoring.queries.assessment import loaded


def now():
    return timezone.now()


def who(cast, part):
    return {"by": cast.actor(part), "at": now()}


def started(cast, origin="starter", year=None, **more):
    return maps.start_roadmap(year or make.year(), origin=origin, **more, **who(cast, "curator"))


def sent(cast, **more):
    roadmap = started(cast, **more)
    maps.send_roadmap(roadmap, **who(cast, "curator"))
    return Roadmap.objects.get(pk=roadmap.pk)


def approved(cast, **more):
    roadmap = sent(cast, **more)
    maps.approve_roadmap(roadmap, checked=True, sha256=roadmap.sha256, **who(cast, "director"))
    return Roadmap.objects.get(pk=roadmap.pk)


def task(cast, roadmap, **fields):
    known = {"stage": "main", "title": "Провести семинар", "role": "curator", "owner": None, "due": date(2026, 12, 1)}
    return tasks.add_task(roadmap, **{**known, "expected": "", **fields}, **who(cast, "curator"))


def begun(cast, year=None, *, together=True):
    return assess.start_assessment(year or make.year(), together=together, **who(cast, "director"))


def filled(cast, year=None, *, together=True):
    """Every criterion «частично» with a note, every conclusion written."""
    row = begun(cast, year, together=together)
    for component in row.components.prefetch_related("criteria").select_related("assessment"):
        keys = [criterion.pk for criterion in component.criteria.all()]
        values = {"marks": dict.fromkeys(keys, Mark.PARTLY), "notes": dict.fromkeys(keys, "Протокол совета")}
        assess.save_component(component, seen=0, conclusion="Сделано частично.", **values, **who(cast, "director"))
    assess.conclude_assessment(row, conclusion="Продолжаем.", seen=0, **who(cast, "director"))
    return fresh(cast, row)


def signing(cast, year=None, *, together=True):
    row = filled(cast, year, together=together)
    assess.send_assessment(row, **who(cast, "director"))
    return fresh(cast, row)


def signed(cast, year=None):
    row = signing(cast, year)
    for part in ("curator", "director"):
        assess.sign_assessment(fresh(cast, row), checked=True, sha256=row.sha256, **who(cast, part))
    return fresh(cast, row)


def fresh(cast, row):
    assert isinstance(row, YearlyAssessment)
    return loaded(cast.actor("director")).get(pk=row.pk)
