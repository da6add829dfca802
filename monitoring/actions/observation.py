"""Observation of a lesson: planned with its observers, criteria acknowledged, called off (R43, clause 5.4)."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import actor_for
from mentoring.actions import journal
from mentoring.choices import Audience, Side
from mentoring.kit import dates
from mentoring.kit.calendar import CalendarEntry, render_invitation
from mentoring.kit.text import listing, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access import observation as rights
from monitoring.choices.observation import ObserverRole, Stage
from monitoring.models import CriteriaReading, Observation, ObservationCard
from monitoring.queries.observation.choice import version_for
from monitoring.workflows_observation import OBSERVATION
from programs.access import people_of

LESSON_TEXTS = {"place": 100, "group": 60, "subject": 200, "topic": 300, "lesson_type": 100, "focus": 300}
MOST_OBSERVERS = 5


@transaction.atomic
def plan(program, *, person, day, observers, stage, by, at, starts=None, planned=True, **texts):
    """Plan the observation of one lesson of a mentee; the card is the one of his post. Returns the Observation.

    `observers` are people: their role follows from their office. `texts` are LESSON_TEXTS. Refused: not the curator, the
    program is over, level 3 is off, a day in the past, nobody observes, a mentor of the pair observes, no card is ready.
    """
    require(rights.may_plan(by, program))
    _check_lesson(program, person, stage, day, dates.local(at).date())
    _check_observers(program, person, observers)
    version = version_for(person)
    if version is None:
        raise Refused(no("Готовой карты для этой должности нет. Опубликуйте карту наблюдения."))
    kept = {name: tidy(texts.get(name, ""))[:longest] for name, longest in LESSON_TEXTS.items()}
    lesson = Observation.objects.create(
        program=program,
        person=person,
        version=version,
        stage=stage,
        day=day,
        starts=starts,
        planned=planned,
        author=by.person,
        created_at=at,
        **kept,
    )
    due = office().add_working_days(day, office().setting("observation_fill_days"))
    for observer in observers:
        role = role_of(observer, person)
        ObservationCard.objects.create(observation=lesson, observer=observer, role=role, due=due)
    names = listing([observer.short_name for observer in observers])
    _record("observation_planned", f"Назначено наблюдение занятия {dates.words(day)}: {names}", lesson, by, at)
    _invite(lesson, observers, by, at)
    return lesson


def _check_lesson(program, person, stage, day, on):
    if person not in people_of(program, Side.MENTEE):
        raise Refused(no("Наблюдают занятие наставляемого этой программы. Выберите его."))
    if stage not in Stage.values:
        raise Refused(no("Выберите этап: в начале, по ходу или в конце."))
    if day < on:
        raise Refused(no("Этот день прошёл. Назначьте будущий или сегодняшний."))
    if day > program.until:
        raise Refused(no(f"Программа идёт до {dates.words(program.until)}. Назначьте день раньше."))


def _check_observers(program, person, observers):
    if not observers:
        raise Refused(no("Выберите хотя бы одного наблюдателя."))
    if len(observers) > MOST_OBSERVERS:
        raise Refused(no(f"Наблюдателей не больше {MOST_OBSERVERS}: иначе занятие меняется от присутствия."))
    for observer in observers:
        require(rights.may_observe(observer, program, person))


def role_of(observer, teacher):
    """A curator, the head of the teacher's unit, else a colleague."""
    actor = actor_for(observer)
    if actor.has("curator"):
        return ObserverRole.CURATOR
    heads = teacher.supervisor_id == observer.pk or teacher.unit_id in actor.units
    return ObserverRole.SUPERVISOR if heads else ObserverRole.COLLEAGUE


def _invite(lesson, observers, by, at):
    """The teacher, his mentors and the observers read about the lesson; with an hour it goes into their calendars."""
    path = reverse("observation_detail", args=[lesson.pk])
    words = {
        "date": dates.words(lesson.day),
        "observer": listing([observer.short_name for observer in observers]),
        "topic": lesson.topic,
        "focus": lesson.focus,
    }
    people = [lesson.person, *people_of(lesson.program, Side.MENTOR), *observers]
    for person in {one.pk: one for one in people}.values():
        if not by.is_person(person):
            calendar = _event(lesson, person, path, at) if lesson.starts else ""
            notifications.write_with_calendar(
                "observation_planned", to=person, at=at, path=path, calendar=calendar, **words
            )


def _event(lesson, person, path, at):
    starts = datetime.combine(lesson.day, lesson.starts, timezone.get_default_timezone())
    entry = CalendarEntry(
        uid=f"observation-{lesson.pk}",
        starts=starts,
        minutes=45,
        summary=f"Наблюдение занятия: {lesson.person.short_name}",
        description=lesson.topic,
        place=lesson.place,
        url=settings.SITE_URL + path,
    )
    organizer = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return render_invitation(entry, organizer=organizer, attendee=person.email or "", at=at)


@transaction.atomic
def acknowledge(version, *, by, at):
    """Say that the criteria have been read: with the name and the role of that day. Refused twice and to strangers."""
    require(rights.may_read_criteria(by, version))
    role = (by.post or by.role)[:60]
    CriteriaReading.objects.create(version=version, person=by.person, name=by.person.full_name, role=role, at=at)
    heading = f"Ознакомление с критериями: «{version.title}», версия {version.number}"
    journal.record("observation_criteria", heading, by=by, at=at, subject=version, person=by.person)


@transaction.atomic
def call_off(card, *, reason, by, at):
    """The lesson did not take place or this observer did not come. Refused without words."""
    reason = tidy(reason)[:300]
    if not reason:
        raise Refused(no("Напишите, почему наблюдение не состоялось."))
    OBSERVATION.claim("call_off", card, by=by, reason=reason)
    heading = f"Наблюдение {dates.words(card.observation.day)} не состоялось: {card.observer.short_name}"
    _record("observation_not_held", heading, card.observation, by, at, text=reason)


def _record(event, heading, lesson, by, at, *, text=""):
    pair = lesson.program.pair
    journal.record(event, heading, by=by, at=at, subject=lesson, pair=pair, text=text, audience=Audience.MEMBERS)
