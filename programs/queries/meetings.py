"""Meetings: rows with their words, the list with filters, one meeting with what may be done to it (R30)."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import Folded, agreed, fold, listing, small_first
from mentoring.kit.ui import CheckRow, Column, Figure
from mentoring.kit.verdict import Verdict
from mentoring.models import PairMember, Person
from mentoring.office import office
from programs import access
from programs.choices import OPEN_STATES, MeetingState, state_words
from programs.models import Meeting, Program

from .head import names_of
from .people import with_people

PER_PAGE = 25
MEETING_COLUMNS = (Column("Когда"), Column("Тема", primary=True), Column("Состояние"), Column("", width="narrow"))
WHEN = (
    ("ahead", "Впереди"),
    ("record", "Ждут записи"),
    ("confirm", "Ждут подтверждения"),
    ("past", "Прошли"),
    ("all", "Все"),
)


@dataclass(frozen=True)
class MeetingRow:
    meeting: object
    tag: StateTag
    names: str
    record: Verdict
    confirm: Verdict
    cancel: Verdict
    retract: Verdict

    @property
    def to_record(self):
        """The time has passed and nobody wrote it down."""
        return bool(self.record) and meeting_state(self.meeting) == "awaiting_record"


def loaded(meetings):
    """Meetings with their program and the people of the pair, in two queries."""
    return with_people(meetings, "program__pair__members").select_related("author", "reason", "confirmed_by", "event")


def meeting_row(actor, meeting):
    return MeetingRow(
        meeting=meeting,
        tag=meeting_tag(actor, meeting),
        names=names_of(meeting.program),
        record=access.may_record(actor, meeting),
        confirm=access.may_confirm(actor, meeting),
        cancel=access.may_cancel(actor, meeting),
        retract=access.may_retract(actor, meeting),
    )


def meeting_state(meeting, now=None):
    """The state with the one that is counted by time: the meeting passed and nobody wrote it down."""
    if meeting.state == MeetingState.SCHEDULED and meeting.starts_at <= (now or timezone.now()):
        return "awaiting_record"
    return meeting.state


def meeting_tag(actor, meeting):
    state = meeting_state(meeting)
    reader = access.reader_of(actor, meeting.program)
    role = reader if reader in ("mentor", "mentee") else "curator"
    if state == "recorded" and role != "curator":
        role = "mentee" if access.may_confirm(actor, meeting) else "mentor"  # the turn is of the second side
    author = meeting.author
    tag = describe(
        state_words.MEETING,
        state,
        role,
        deadline=answer_by(meeting) if state == "recorded" else None,
        date=_day(meeting),
        time=dates.clock(meeting.starts_at),
        place=meeting.place or ("по ссылке" if meeting.link else "место не указано"),
        author=author.short_name if author else "система",
        second=_second_side(meeting),
        minutes=dates.minutes_words(meeting.minutes),
        reason=meeting.reason_text or (small_first(meeting.reason.name) if meeting.reason else ""),
    )
    return replace(tag, sentence=agreed(tag.sentence, author.gender if author else "f"))


def _second_side(meeting):
    """Who confirms, in the genitive: by name while they are few."""
    people = [person for person, _ in participants(meeting.program) if person.pk != meeting.author_id]
    return listing([person.short_case("gen") for person in people]) if 0 < len(people) < 3 else "второй стороны"


def _day(meeting):
    canceled = meeting.state == MeetingState.CANCELED and meeting.recorded_at
    return dates.words(meeting.recorded_at if canceled else meeting.starts_at)


def answer_by(meeting):
    """Until when the second side confirms."""
    recorded = meeting.recorded_at or meeting.created_at
    return dates.local(recorded).date() + timedelta(days=office().setting("meeting_confirm_days"))


# The list


@dataclass(frozen=True)
class MeetingProgram:
    pk: int
    names: str


@dataclass(frozen=True)
class MeetingListPage:
    page: object
    rows: tuple[MeetingRow, ...]
    tabs: tuple
    when: str
    q: str
    total: int
    programs: tuple[MeetingProgram, ...]  # where the reader may meet
    hours: Verdict  # whether the reader has a page of hours

    @property
    def figures(self):
        kept = {"q": self.q} if self.q else {}
        return [
            Figure(count, name, f"?{urlencode({**kept, 'when': code})}", current=current)
            for code, name, count, current in self.tabs
        ]


def meeting_list(actor, *, when="ahead", q="", page=1, program=None, now=None):
    """Meetings the actor sees: ahead, waiting for a record or a confirmation, past; search by person and topic. Eight queries."""
    now = now or timezone.now()
    meetings = access.meetings_for(actor)
    if program:
        meetings = meetings.filter(program=program)
    if q:
        meetings = _search(meetings, q)
    counts = meetings.aggregate(**{code: _count(code, now) for code, _ in WHEN})
    when = when if when in dict(WHEN) else "ahead"
    if when == "ahead" and not counts["ahead"]:
        when = next((code for code in ("record", "confirm") if counts[code]), when)
    chosen = loaded(meetings.filter(_when(when, now)))
    chosen = chosen.order_by("starts_at") if when in ("ahead", "record") else chosen.order_by("-starts_at")
    paginator = Paginator(chosen, PER_PAGE)
    paginator.__dict__["count"] = counts[when]  # counted with the tabs already
    listed = paginator.get_page(page)
    return MeetingListPage(
        page=listed,
        rows=tuple(meeting_row(actor, meeting) for meeting in listed),
        tabs=tuple((code, name, counts[code], code == when) for code, name in WHEN),
        when=when,
        q=q,
        total=counts["all"],
        programs=_own_programs(actor),
        hours=access.may_see_hours(actor),
    )


def _own_programs(actor):
    """Open programs the reader takes part in now. Two queries."""
    if not actor.person:
        return ()
    mine = PairMember.objects.filter(person=actor.person, until=None).values("pair")
    rows = with_people(Program.objects.filter(pair__in=mine, state__in=OPEN_STATES)).order_by("-pk")
    return tuple(MeetingProgram(row.pk, names_of(row)) for row in rows)


def _when(code, now):
    scheduled = Q(state=MeetingState.SCHEDULED)
    return {
        "ahead": scheduled & Q(starts_at__gt=now),
        "record": scheduled & Q(starts_at__lte=now),
        "confirm": Q(state=MeetingState.RECORDED, program__state__in=OPEN_STATES),
        "past": ~scheduled,
        "all": Q(),
    }[code]


def _count(code, now):
    return Count("pk", filter=_when(code, now)) if code != "all" else Count("pk")


def _search(meetings, q):
    people = Person.objects.search(q)
    named = PairMember.objects.filter(person__in=people).values("pair")
    topic = meetings.annotate(topic_folded=Folded("topic")).filter(topic_folded__contains=fold(q)).values("pk")
    return meetings.filter(Q(program__pair__in=named) | Q(pk__in=topic))


# One meeting


@dataclass(frozen=True)
class MeetingPage:
    row: MeetingRow
    attended: tuple
    absent: tuple
    facts: tuple[CheckRow, ...]
    said: tuple

    @property
    def edge(self):
        return "act" if self.row.tag.mine else ""


def meeting_page(actor, meeting):
    """One meeting loaded through `loaded`. One query besides."""
    came = list(meeting.attended.all())
    inside = access.people_of(meeting.program)
    return MeetingPage(
        row=meeting_row(actor, meeting),
        attended=tuple(came),
        absent=tuple(person for person in inside if person not in came) if came else (),
        facts=tuple(CheckRow(name, value) for name, value in _facts(meeting) if value),
        said=tuple((name, text) for name, text in _said(meeting) if text),
    )


def _facts(meeting):
    day = f"{dates.words(meeting.starts_at)}, {dates.weekday(dates.local(meeting.starts_at))}"
    confirmed = meeting.confirmed_by and f"{meeting.confirmed_by.short_name}, {dates.moment(meeting.confirmed_at)}"
    return (
        ("Когда", f"{day}, {dates.clock(meeting.starts_at)}"),
        ("Сколько", dates.minutes_words(meeting.minutes)),
        ("Режим", office().label("mode", meeting.mode)),
        ("Место", meeting.place),
        ("Мероприятие плана", meeting.event.measure if meeting.event else ""),
        ("Кто записал", meeting.author.short_name if meeting.author and meeting.recorded_at else ""),
        ("Кто подтвердил", confirmed or ""),
    )


def _said(meeting):
    return (
        ("Вопрос", meeting.question),
        ("Что сделали", meeting.done),
        ("К чему пришли", meeting.result),
        ("Договорённости до следующего раза", meeting.next_steps),
        ("Цель до следующей встречи", meeting.next_goal),
    )


def likely_start(program, now=None):
    """A new meeting is offered for the same weekday and hour as the last one, else tomorrow at 14:30."""
    now = dates.local(now or timezone.now())
    last = Meeting.objects.filter(program=program).order_by("-starts_at").values_list("starts_at", flat=True).first()
    if not last:
        day = (now + timedelta(days=1)).date()
        return timezone.make_aware(datetime.combine(day, time(14, 30)))
    start = dates.local(last)
    while start <= now:
        start += timedelta(days=7)
    return start


def participants(program):
    """(person, side) of who may have come to a meeting, mentors first."""
    sides = {person.pk: Side.MENTOR for person in access.people_of(program, Side.MENTOR)}
    return tuple((person, sides.get(person.pk, Side.MENTEE)) for person in access.people_of(program))
