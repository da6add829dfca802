"""The council of mentors: its members, a sitting behind with minutes, one ahead with an agenda."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions import council as act
from mentoring.actions.college import open_year
from mentoring.actions.person import set_unit_head
from mentoring.actions.unit import create_unit
from mentoring.documents.council import frozen_minutes
from mentoring.models import Mentor, Sitting

from .clock import MOSCOW
from .staff import find

BASIS = "приказ о составе совета наставников"


def sit(stage):
    """Four mentors; the curator writes and is invited; the demo mentor owns a decision and has put a proposal forward."""
    now, by = stage.clock.now, stage.curator
    founded = stage.clock.at(5)
    unit = create_unit(name="Совет наставников", kind="council", by=by, at=founded)
    bank = Mentor.objects.filter(retired_on=None, person__left_on=None, person__employment="staff")
    seats = [row.person for row in bank.select_related("person")[:4]]
    set_unit_head(unit, seats[0], by=by, at=founded)
    for person in seats:
        act.add_member(unit, person, since=founded.date(), basis=BASIS, by=by, at=founded)
    mentor = actor_for(find("mentor"))
    _held(unit, seats, mentor, by, now)
    text = "Дать наставникам два часа в неделю на взаимопосещение занятий"
    act.propose(unit, text=text, by=mentor, at=now - timedelta(days=2))
    then = _afternoon(now + timedelta(days=12))
    if then.date() > stage.year.ends:  # late in August
        open_year(then.date(), current=False)
    ahead = act.plan_sitting(unit, starts_at=then, place="ауд. 210", by=by, at=now)
    act.save_item(ahead, topic="Промежуточные итоги программ", speaker=by.person.short_name, by=by, at=now)
    act.call_sitting(ahead, by=by, at=now)


def _held(unit, seats, mentor, by, now):
    at = _afternoon(now - timedelta(days=20))
    sitting = act.plan_sitting(unit, starts_at=at, place="ауд. 210", by=by, at=at - timedelta(days=7))
    item = act.save_item(
        sitting,
        topic="Как идут программы первого месяца",
        speaker=by.person.short_name,
        heard="О сроках программ и о том, где наставникам нужна помощь.",
        by=by,
        at=at,
    )
    due = (now + timedelta(days=9)).date()
    act.add_resolution(item, text="собрать образцы планов занятий", owner=mentor.person, due=due, by=by, at=at)
    act.add_resolution(item, text="принять отчёт куратора к сведению", owner=None, due=None, by=by, at=at)
    who = {"chair": seats[0], "secretary": seats[1], "attended": seats, "invited": by.person.short_name}
    act.edit_sitting(sitting, starts_at=at, place="ауд. 210", **who, by=by, at=at)
    act.close_sitting(Sitting.objects.get(pk=sitting.pk), text_of=frozen_minutes, by=by, at=at + timedelta(days=1))


def _afternoon(moment):
    return moment.astimezone(MOSCOW).replace(hour=14, minute=30, second=0, microsecond=0)
