"""Meetings that passed and are not written down, and records that wait for the second side."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import listing
from mentoring.kit.ui import Wait
from mentoring.models import PairMember
from mentoring.office import office
from programs import access
from programs.choices import OPEN_STATES, MeetingState
from programs.models import Meeting

from .row import OF_PROGRAM, made

QUEUE = "Встречи"
NAMED = 2
FIELDS = ("topic", "starts_at", "recorded_at", "created_at", *OF_PROGRAM)


def sources(actor, on):
    if not actor.person or not actor.has("mentor", "mentee", "partner"):
        return []
    me = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, until=None)
    mine = Meeting.objects.filter(Exists(me), program__state__in=OPEN_STATES)
    record = mine.filter(state=MeetingState.SCHEDULED, starts_at__lte=timezone.now())
    confirm = mine.filter(_to_confirm(actor, me), state=MeetingState.RECORDED)
    dispute = mine.filter(state=MeetingState.DISPUTED)
    role = "mentor" if actor.has("mentor") else "mentee"
    common = {"pair": lambda row: row.program.pair, "fields": FIELDS, "by": "starts_at"}
    return [
        DeedSource("record_meeting", record, lambda row: _record(actor, row, on), QUEUE, role, _day, **common),
        DeedSource("confirm_meeting", confirm, lambda row: _confirm(actor, row, on), QUEUE, role, _answer_by, **common),
        DeedSource("mend_meeting", dispute, lambda row: _mend(actor, row, on), QUEUE, role, _undated, **common),
    ]


def _to_confirm(actor, me):
    return Q(_second_side(me)) & ~Q(author=actor.person)


def _second_side(me):
    """The author stands on the other side, or is the curator, who stands on none."""
    author = PairMember.objects.filter(pair=OuterRef("program__pair"), person=OuterRef("author"), until=None)
    opposite = Q(Exists(me.filter(side=Side.MENTOR))) & Q(Exists(author.filter(side=Side.MENTEE)))
    other = Q(Exists(me.filter(side=Side.MENTEE))) & Q(Exists(author.filter(side=Side.MENTOR)))
    return opposite | other | ~Q(Exists(author))


def _day(meeting):
    return dates.local(meeting.starts_at).date()


def _undated(meeting):
    return None


def _answer_by(meeting):
    recorded = dates.local(meeting.recorded_at or meeting.created_at).date()
    return recorded + timedelta(days=office().setting("meeting_confirm_days"))


def _record(actor, meeting, on):
    day = _day(meeting)
    url = reverse("meeting_record", args=[meeting.program_id]) + f"?meeting={meeting.pk}"
    title = f"Записать встречу {dates.words(day)}"
    return _deed(actor, meeting, on, day=day, title=title, action="Записать", action_url=url)


def _confirm(actor, meeting, on):
    day = _answer_by(meeting)
    title = f"Подтвердить запись о встрече {dates.words(meeting.starts_at)} — {dates.by(day, on)}"
    url = reverse("meeting_detail", args=[meeting.pk])
    return _deed(actor, meeting, on, day=day, title=title, action="Подтвердить", action_url=url)


def _mend(actor, meeting, on):
    day = _day(meeting)
    title = f"Договориться о записи встречи {dates.words(day)}"
    return _deed(
        actor,
        meeting,
        on,
        day=None,
        title=title,
        action="Открыть",
        action_url=reverse("meeting_detail", args=[meeting.pk]),
    )


def _deed(actor, meeting, on, **words):
    return made(actor, "", meeting.program, on, text=meeting.topic, **words)


# What I wait for from others


def waits(actor, on):
    """Records of meetings, mine or of my side, that the second side has not confirmed yet."""
    if not actor.person:
        return []
    me = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, until=None)
    recorded = Meeting.objects.filter(state=MeetingState.RECORDED, program__state__in=OPEN_STATES)
    rows = recorded.filter(Q(Exists(me)) | Q(author=actor.person)).exclude(_to_confirm(actor, me))
    return [WaitSource(rows, lambda row: _wait(actor, row, on), FIELDS, "starts_at", lambda row: row.program.pair)]


def _wait(actor, meeting, on):
    """The second side by name; a curator's record may be confirmed by either."""
    sides = access.sides_of(actor, meeting.program)
    second = [side for side in (Side.MENTOR, Side.MENTEE) if side not in sides] or [None]
    people = [p for side in second for p in access.people_of(meeting.program, side) if not actor.is_person(p)]
    who = listing([person.short_name for person in people]) if len(people) <= NAMED else "Вторая сторона"
    verb = "подтвердят" if 1 < len(people) <= NAMED else "подтвердит"
    what = f"{verb} запись о встрече {dates.words(_day(meeting))}"
    return Wait(who, what, dates.by(_answer_by(meeting), on), reverse("meeting_detail", args=[meeting.pk]))
