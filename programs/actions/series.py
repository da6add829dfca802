"""Repeating meetings (R30): every week or two, off holidays, weekends and pauses; canceled together from a day on."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.kit import dates
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import require
from programs import access
from programs.choices import MeetingState
from programs.models import Meeting, MeetingSeries
from programs.queries.series import planned_days

from .desk import day_of, hold_diaries, refuse
from .meeting import KIND_OF_ONE, NEXT, check_minutes, checked, link_of

STEPS = (1, 2)


@transaction.atomic
def create_series(
    *, program, first, clock, until, by, at, topic, weeks=1, minutes=45, mode="in_person", place="", link=""
):
    """Put a meeting every `weeks` weeks into both diaries, from `first` up to `until` within the program.

    Days off, days of a pause and hours when a participant is at another meeting are left out, as the preview has shown.
    Refuses the past, a program of one meeting, a schedule of which nothing is left. Returns the MeetingSeries.
    """
    require(access.may_schedule(by, program))
    said = checked(topic=topic, place=place)
    check_minutes(minutes)
    link = link_of(program, mode, link)
    _check_span(program, first, clock, until, weeks=weeks, at=at)
    hold_diaries(program)
    days = planned_days(program, first=first, clock=clock, until=until, weeks=weeks, minutes=minutes)
    free = [row.day for row in days if not row.skipped]
    if not free:
        refuse("В этом расписании не остаётся ни одной встречи. Выберите другой день или время.")
    series = MeetingSeries.objects.create(
        program=program, topic=said["topic"], weeks=weeks, first=first, until=until, author=by.person, created_at=at
    )
    values = {"program": program, "series": series, "minutes": minutes, "mode": mode, "link": link}
    values |= {"author": by.person, "created_at": at, **said}
    Meeting.objects.bulk_create(Meeting(starts_at=moment(day, clock), **values) for day in free)
    _tell("series_create", f"Назначены встречи по расписанию: {count_of(len(free), 'meeting')}", program, by=by, at=at)
    _write_scheduled(program, free, clock, weeks, by=by, at=at)
    return series


def moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


def _check_span(program, first, clock, until, *, weeks, at):
    if weeks not in STEPS:
        refuse("Выберите: каждую неделю или раз в две недели.")
    if program.pair.kind == KIND_OF_ONE:
        refuse("Предусмотрена одна встреча. Нужна вторая — выберите краткосрочное.", "4.4")
    if moment(first, clock) <= at:
        refuse("Первая встреча уже прошла. Начните с другого дня.")
    if until < first:
        refuse("Последний день раньше первого. Поменяйте их местами.")
    if until > program.until:
        refuse(f"Программа – до {dates.words(program.until)}. Поставьте последний день не позже.")


@transaction.atomic
def cancel_series(*, series, since, by, at, reason=""):
    """Take the meetings of a schedule that are ahead, from `since` on, out of both diaries. Returns how many."""
    program, reason = series.program, tidy(reason)[:300]
    require(access.may_schedule(by, program))
    since = max(since, day_of(at))
    ahead = Meeting.objects.filter(series=series, state=MeetingState.SCHEDULED, starts_at__gt=at)
    ahead = ahead.filter(starts_at__gte=dates.start_of(since))
    number = ahead.count()
    if not number:
        refuse(f"С {dates.words(since)} по этому расписанию ничего не назначено.")
    ahead.update(state=MeetingState.CANCELED, reason_text=reason, author=by.person, recorded_at=at, lock_version=NEXT)
    words = f"Отменены встречи по расписанию с {dates.words(since)}: {count_of(number, 'meeting')}"
    _tell("series_cancel", words, program, by=by, at=at)
    for person in _others(program, by):
        notifications.write(
            "meetings_canceled", to=person, at=at, path=_path(program), author=by.person.short_name,
            date=dates.words(since), n=count_of(number, "meeting"), reason=reason,
        )  # fmt: skip
    return number


def _write_scheduled(program, days, clock, weeks, *, by, at):
    """One letter for the whole schedule, not one a meeting."""
    every = "каждую неделю" if weeks == 1 else "раз в две недели"
    when = f"{every}, {dates.weekday(days[0])}, {clock:%H:%M}"
    for person in _others(program, by):
        notifications.write(
            "meetings_scheduled", to=person, at=at, path=_path(program), author=by.person.short_name, when=when,
            n=count_of(len(days), "meeting"), date=dates.words(days[0]), date2=dates.words(days[-1]),
        )  # fmt: skip


def _others(program, by):
    return [person for person in access.people_of(program) if not by.is_person(person)]


def _path(program):
    return reverse("program_detail", args=[program.pk])


def _tell(code, heading, program, *, by, at):
    journal.record(code, heading, by=by, at=at, subject=program, pair=program.pair, audience=Audience.MEMBERS)
