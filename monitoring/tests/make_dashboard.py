"""Hand-made rows for the dashboard's tests. The reporting date is ON unless a test says otherwise."""

from datetime import date, timedelta

from mentoring.models import Diagnosis, DiagnosisCard
from mentoring.tests import make
from monitoring.models import InstrumentVersion, Observation, ObservationCard
from monitoring.queries.dashboard import dashboard_of, scope_of
from monitoring.tests.make_knowledge import entry_test
from programs.models import Meeting, PlanEvent, Program

ON = date(2026, 11, 18)
BEFORE = date(2025, 11, 18)


def days(number):
    return ON + timedelta(days=number)


def question(actor, on=ON, *, year=None, unit=None, day=None):
    """What `actor` asks on the date `on`: of a unit (a row), of another year (its first calendar year), of a `day`."""
    scope = scope_of(actor, on)
    chosen = next((y for y in scope.years if y.starts.year == year), None)
    choice = next((u for u in scope.units if unit is not None and u.pk == unit.pk), None)
    return scope.question(chosen, choice, day)


def board(actor, **asked):
    return dashboard_of(question(actor, **asked))


def program(pair=None, *, state="active", since=None, **fields):
    """A program of a pair, opened on its first day; a running or ended one was activated then, too."""
    pair = pair or make.pair(since=since or date(2026, 10, 1))
    since = since or pair.since
    began = state in ("active", "finishing", "completed", "ended_early")
    fields.setdefault("activated_on", since if began else None)
    fields.setdefault("ended_on", pair.ended_on if state in ("completed", "ended_early") else None)
    return Program.objects.create(
        pair=pair,
        year=fields.pop("year", None) or pair.year,
        state=state,
        since=since,
        until=fields.pop("until", None) or pair.until,
        created_at=fields.pop("created_at", None) or make.moment(f"{since} 09:00"),
        **fields,
    )


def observed(found):
    """A lesson of the program's mentee that a curator is going to observe."""
    version, teacher = InstrumentVersion.objects.get(instrument__code="lesson_v1"), found.pair.mentees[0]
    lesson = Observation.objects.create(
        program=found, person=teacher, version=version, stage="before", day=ON, author=teacher, created_at=make.moment()
    )
    return ObservationCard.objects.create(observation=lesson, observer=make.person(), role="colleague", due=ON)


def entry_card(person):
    """A filled card of difficulties of the program's beginning."""
    card, at = DiagnosisCard.objects.first(), make.moment()
    return Diagnosis.objects.create(person=person, card=card, state="done", asked_at=at, done_at=at)


def knowledge_test(of, person, percent=60, *, moment="entry", day=None):
    """A scored test of a member of the program, as it counts."""
    return entry_test(of, person, percent=percent, moment=moment, at=make.moment(f"{day or of.since} 10:00"))


def event(of, due, state="planned", *, done_on=None, **fields):
    done_on = done_on or (due if state == "done" else None)
    return PlanEvent.objects.create(
        program=of, due=due, state=state, done_on=done_on, measure=fields.pop("measure", "Разбор занятия"), **fields
    )


def request(due, **fields):
    """A request to be answered by `due`."""
    row = make.request(**fields)
    row.due = due
    row.save(update_fields=["due"])
    return row


def meeting(of, day, state="confirmed"):
    at = make.moment(f"{day} 12:00")
    return Meeting.objects.create(program=of, state=state, starts_at=at, topic="Встреча", created_at=at)


def last_year_pair(mentors=None, mentees=None, *, ended_on=date(2026, 6, 30), **fields):
    """A pair of 2025/26, completed at its end."""
    return make.pair(
        mentors,
        mentees,
        state="completed",
        year=make.year(2025, current=False),
        since=fields.pop("since", date(2025, 10, 1)),
        until=date(2026, 6, 30),
        ended_on=ended_on,
        **fields,
    )


def busy_college(cast):
    """Something behind every figure but satisfaction: the cast's two pairs at work, a third in preparation."""
    make.year(2025, current=False)
    first = program(cast.pair, since=date(2026, 11, 2))
    second = program(cast.other_pair, since=date(2026, 11, 2))
    for of, mentee in ((first, cast.mentee), (second, cast.other_mentee)):
        entry_card(mentee)
        knowledge_test(of, mentee)
    knowledge_test(first, cast.mentee, 80, moment="exit", day=ON)
    event(first, days(-8), "done")
    event(first, days(-5), "partly")
    event(first, days(-3))
    event(first, days(3))
    event(second, days(-2), "moved")
    event(second, days(0))
    event(second, days(20))
    third = make.pair(
        [make.mentor("Галеев Тимур Рашидович", capacity=1, unit=cast.unit).person],
        [make.mentee("Кузьмин Павел Ильич", unit=cast.unit).person, make.mentee("Фомина Полина Алексеевна").person],
        since=date(2026, 10, 1),
    )
    program(third, state="submitted", due=days(-1))
    make.request(make.mentee("Орлова Вера Петровна", unit=cast.unit).person)
    make.request(make.mentee("Юдин Олег Ильич").person, state="paired")
    make.order(state="awaiting_signature", due=days(2))
    return first, second, third
