"""Makers of the office's year for tests: a map, an assessment, a recognition, all through the real actions."""

from datetime import date, timedelta

from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.office import office
from mentoring.tests import make
from monitoring.actions import assessment as assess
from monitoring.actions import recognition as recognize
from monitoring.actions import recognition_order as orders
from monitoring.actions import roadmap as maps
from monitoring.actions import roadmap_task as tasks
from monitoring.choices.year import Mark
from monitoring.models import Roadmap, YearlyAssessment
from monitoring.queries.assessment import loaded
from monitoring.scoring.year_dates import onto_working_day
from programs.models import ProgressReport
from programs.tests import make as below


def now():
    return timezone.now()


def who(cast, part):
    return {"by": cast.actor(part), "at": now()}


def ahead(days):
    """A working day about so many days from today; a weekend's distance keeps different ones apart."""
    return onto_working_day(today() + timedelta(days=days), office().holidays, office().worked)


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
    known = {"stage": "main", "title": "Провести семинар", "role": "curator", "owner": None, "due": ahead(10)}
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


# Recognition


def proposed(cast, part="curator", **fields):
    known = {"person": cast.mentor, "side": "mentor", "kind": "thanks", "ground": "За подготовку молодого педагога"}
    return recognize.propose_recognition(**{**known, **fields}, **who(cast, part))


def agreed(cast, **fields):
    row = proposed(cast, **fields)
    recognize.decide_recognition(row, agree=True, **who(cast, "director"))
    return row


def drafted(cast, *, bonus=False):
    """An order over thanks to the mentor and to the mentee, with a bonus when asked for."""
    rows = [agreed(cast), agreed(cast, person=cast.mentee, side="mentee")]
    if bonus:
        rows.append(agreed(cast, kind="bonus", amount=7500))
    return orders.create_order(rows, **who(cast, "curator"))


def signed_order(cast):
    order = drafted(cast)
    orders.send_recognition_order(order, checked=True, **who(cast, "curator"))
    orders.sign_recognition_order(order, checked=True, sha256=order.sha256, **who(cast, "director"))
    return order


def report_with_reward(cast, pair=None):
    """An accepted final report of the mentor that proposes to recognize the mentee."""
    program = below.program(below.around_today(pair or cast.pair), state="active", curator=cast.curator)
    return ProgressReport.objects.create(
        program=program, kind="final", author=program.pair.mentors[0], state="accepted", since=date(2026, 9, 1),
        until=date(2026, 11, 1), due=date(2026, 11, 5), proposals={"reward": "За победу на конкурсе", "further": ""},
        payload={"schema": 1}, sha256="0" * 64, created_at=now(), accepted_at=now(),
    )  # fmt: skip
