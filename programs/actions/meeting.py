"""Meetings (R30): scheduled, recorded in a minute by either side, confirmed by the other."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from mentoring.actions import journal
from mentoring.choices import Audience, Mode
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.choices import UNMARKED_EVENT_STATES, EventState, MeetingState
from programs.models import Meeting
from programs.queries.program_text import needs_of
from programs.workflow import MEETING

from .desk import day_of, hold_diaries, refuse
from .mark import mark_event
from .meeting_letter import write_to_others

KIND_OF_ONE = "speed"
NEXT = F("lock_version") + 1  # calendars take a larger one for the newer
LONGEST = 480
RECORDED = ("topic", "question", "done", "result", "next_steps", "next_goal")
LIMITS = {
    "topic": 300,
    "place": 200,
    "done": 4000,
    "result": 4000,
    "next_steps": 4000,
    "question": 2000,
    "next_goal": 1000,
}


@transaction.atomic
def schedule_meeting(*, program, starts_at, topic, by, at, minutes=45, mode="in_person", place="", link="", event=None):
    """Put a meeting into both diaries. Refuses the past and times when a participant is at another meeting."""
    require(access.may_schedule(by, program))
    said = checked(topic=topic, place=place)
    check_minutes(minutes)
    link = link_of(program, mode, link)
    if starts_at <= at:
        refuse("Это время уже прошло. Если встреча была, запишите её.")
    hold_diaries(program)
    _check_single(program)
    _check_overlap(program, starts_at, minutes)
    meeting = Meeting.objects.create(
        program=program,
        event=_own(program, event),
        starts_at=starts_at,
        minutes=minutes,
        mode=mode,
        link=link,
        author=by.person,
        created_at=at,
        **said,
    )
    _tell("meeting_schedule", f"Назначена встреча {dates.moment(starts_at)}: {meeting.topic}", meeting, by=by, at=at)
    write_to_others("meeting_scheduled", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def move_meeting(*, meeting, starts_at, by, at, minutes=None, place=None):
    """Another time for a meeting that is still ahead."""
    minutes = minutes or meeting.minutes
    check_minutes(minutes)
    if starts_at <= at:
        refuse("Это время уже прошло. Если встреча была, запишите её.")
    require(MEETING.verdict("move", by, meeting))
    hold_diaries(meeting.program)
    _check_overlap(meeting.program, starts_at, minutes, besides=meeting)
    place = meeting.place if place is None else checked(place=place)["place"]
    MEETING.claim("move", meeting, by=by, lock_version=NEXT, starts_at=starts_at, minutes=minutes, place=place)
    _tell("meeting_move", f"Встреча перенесена на {dates.moment(starts_at)}", meeting, by=by, at=at)
    write_to_others("meeting_changed", meeting, by=by, at=at)


@transaction.atomic
def record_meeting(
    *,
    program,
    starts_at,
    attended,
    by,
    at,
    meeting=None,
    minutes=45,
    mode="in_person",
    event=None,
    event_done=False,
    **texts,
):
    """Write down a meeting that took place; the other side confirms within `meeting_confirm_days`.

    `texts` are topic, done, result and next_steps, by the kind also question and next_goal; `attended` the
    participants who came; `event_done` marks the plan event done with the meeting's result.
    Raises Refused for a meeting still ahead, an empty list of who came, or a record that is already confirmed.
    """
    if meeting is None:
        require(access.may_schedule(by, program))
        meeting = of_that_time(program, starts_at)
    if meeting is None:
        _check_single(program)
    else:
        require(access.may_record(by, meeting))
    values = _record_values(program, starts_at, attended, at, minutes=minutes, mode=mode, event=event)
    values |= checked(**{name: texts.get(name, "") for name in RECORDED})
    if not (values["done"] or values["result"]):
        refuse("Напишите, что сделали или что решили.")
    meeting = _keep_record(program, meeting, values, by=by, at=at)
    if event_done and meeting.event:
        _mark(meeting, by=by, at=at)
    heading = f"Записана встреча {dates.words(starts_at)}: {meeting.topic}"
    _tell("meeting_record", heading, meeting, by=by, at=at)
    write_to_others("meeting_confirm", meeting, by=by, at=at)
    return meeting


def of_that_time(program, starts_at):
    """The scheduled meeting of that very time, to be written down; None when there is none. Refuses a second record."""
    same = Meeting.objects.filter(program=program, starts_at=starts_at).exclude(state=MeetingState.CANCELED).first()
    if same and same.state not in (MeetingState.SCHEDULED, MeetingState.NOT_HELD):
        refuse(f"Встреча {dates.moment(starts_at)} уже записана: «{same.topic}». Откройте её, чтобы исправить.")
    return same


def _keep_record(program, meeting, values, *, by, at):
    people = values.pop("people")
    values |= {"author": by.person, "recorded_at": at, "confirmed_by": None, "confirmed_at": None}
    if meeting is None:
        meeting = Meeting.objects.create(program=program, state=MeetingState.RECORDED, created_at=at, **values)
    else:
        MEETING.claim("record", meeting, by=by, lock_version=NEXT, **values)
        meeting.refresh_from_db()
    meeting.attended.set(people)
    return meeting


def _record_values(program, starts_at, attended, at, *, minutes, mode, event):
    check_minutes(minutes)
    if starts_at > at:
        refuse("Эта встреча ещё впереди. Назначьте её, а запишите после.")
    if day_of(starts_at) < program.pair.since - timedelta(days=60):
        refuse(f"Дата раньше начала работы пары, {dates.words(program.pair.since)}. Проверьте год.")
    inside = {person.pk for person in access.people_of(program)}
    people = [person for person in attended if person.pk in inside]
    if not people:
        refuse("Отметьте, кто был на встрече.")
    return {"starts_at": starts_at, "minutes": minutes, "mode": mode, "event": _own(program, event), "people": people}


def _mark(meeting, *, by, at):
    if meeting.event.state not in (*UNMARKED_EVENT_STATES, EventState.PARTLY):
        return
    mark_event(
        event=meeting.event,
        state=EventState.DONE,
        by=by,
        at=at,
        done_on=day_of(meeting.starts_at),
        result=meeting.result or meeting.done,
    )


@transaction.atomic
def confirm_meeting(*, meeting, by, at):
    """The second side agrees with the record."""
    MEETING.claim("confirm", meeting, by=by, confirmed_by=by.person, confirmed_at=at)
    _tell("meeting_confirm", f"Запись о встрече {dates.words(meeting.starts_at)} подтверждена", meeting, by=by, at=at)


@transaction.atomic
def dispute_meeting(*, meeting, text, by, at):
    """The second side says what was otherwise; either side then mends the record."""
    text = tidy(text)[:2000]
    if not text:
        refuse("Напишите, что уточнить в записи.")
    MEETING.claim("dispute", meeting, by=by, dispute=text)
    _tell("meeting_dispute", f"Запись о встрече {dates.words(meeting.starts_at)} уточняют", meeting, by=by, at=at)


@transaction.atomic
def meeting_not_held(*, meeting, reason, by, at, reason_text=""):
    """A scheduled meeting did not take place; the reason is one of the list."""
    if meeting.starts_at > at:
        refuse("Эта встреча ещё впереди. Её можно перенести или отменить.")
    if reason is None:
        refuse("Выберите причину.")
    text = tidy(reason_text)[:300]
    if reason.code == "other" and not text:
        refuse("Поясните причину «Другое».")
    MEETING.claim("not_held", meeting, by=by, lock_version=NEXT, reason=reason, reason_text=text, recorded_at=at)
    _tell("meeting_not_held", f"Встреча {dates.words(meeting.starts_at)} не состоялась", meeting, by=by, at=at)


@transaction.atomic
def cancel_meeting(*, meeting, by, at, reason_text=""):
    """Take a scheduled meeting out of both diaries."""
    text = tidy(reason_text)[:300]
    MEETING.claim("cancel", meeting, by=by, lock_version=NEXT, reason_text=text, author=by.person, recorded_at=at)
    _tell("meeting_cancel", f"Встреча {dates.words(meeting.starts_at)} отменена", meeting, by=by, at=at)
    write_to_others("meeting_canceled", meeting, by=by, at=at, reason=text)


@transaction.atomic
def retract_meeting(*, meeting, by, at):
    """Take away an unconfirmed record made by mistake or twice; a mark it left in the plan stays and is undone there."""
    MEETING.claim("retract", meeting, by=by, lock_version=NEXT, reason_text="запись сделана по ошибке", recorded_at=at)
    _tell("meeting_retract", f"Запись о встрече {dates.words(meeting.starts_at)} убрана", meeting, by=by, at=at)


# Checks


def checked(**texts):
    said = {name: tidy(text) for name, text in texts.items()}
    if "topic" in said and not said["topic"]:
        refuse("Укажите тему встречи.")
    for name, text in said.items():
        if len(text) > LIMITS[name]:
            refuse(f"Слишком длинно: {len(text)} знаков из {LIMITS[name]}. Сократите на {len(text) - LIMITS[name]}.")
    return said


def link_of(program, mode, link):
    """The meeting's link, else the program's; virtual mentoring has one at every online meeting (clause 4.4)."""
    if link or mode != Mode.ONLINE or not needs_of(program.pair.kind).has("meeting_links"):
        return link
    if not program.link:
        refuse("Вид наставничества – виртуальное: к встрече добавьте ссылку.", "4.4")
    return program.link


def check_minutes(minutes):
    if not 5 <= (minutes or 0) <= LONGEST:
        refuse(f"Длительность должна быть между 5 и {LONGEST} минутами.")


def _check_single(program):
    """Speed consultation is one meeting (clause 4.4)."""
    if program.pair.kind != KIND_OF_ONE:
        return
    held = program.meetings.exclude(state__in=(MeetingState.CANCELED, MeetingState.NOT_HELD))
    if held.exists():
        refuse("Предусмотрена одна встреча. Нужна вторая — выберите краткосрочное.", "4.4")


def _check_overlap(program, starts_at, minutes, besides=None):
    people = access.people_of(program)
    ends = starts_at + timedelta(minutes=minutes)
    day = timedelta(minutes=LONGEST)
    near = (
        Meeting.objects.filter(
            Q(state=MeetingState.SCHEDULED),
            starts_at__lt=ends,
            starts_at__gt=starts_at - day,
            program__pair__members__person__in=people,
            program__pair__members__until=None,
        )
        .exclude(pk=besides.pk if besides else None)
        .select_related("program__pair")
        .distinct()
    )
    for other in near:
        if other.starts_at + timedelta(minutes=other.minutes) > starts_at:
            _refuse_overlap(people, other)


def _refuse_overlap(people, other):
    theirs = {person.pk: person for person in access.people_of(other.program)}
    busy = next((person for person in people if person.pk in theirs), people[0])
    refuse(f"В это время у {busy.short_case('gen')} встреча «{other.topic}». Выберите другое время.")


def _own(program, event):
    return event if event is not None and event.program_id == program.pk else None


def _tell(code, heading, meeting, *, by, at):
    """What is told of a meeting is read by those who read the meeting itself."""
    pair = meeting.program.pair
    journal.record(code, heading, by=by, at=at, subject=meeting, pair=pair, audience=Audience.MEMBERS)
