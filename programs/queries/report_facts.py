"""What the system already knows for a report: the plan, meetings, difficulties and results of its period (R33).

Counts are those of the program's own page: progress_of and the meetings' states, read by the same words.
"""

from collections import defaultdict
from datetime import timedelta
from types import SimpleNamespace

from mentoring.choices import HAPPENED, AchievementState, DiagnosisMoment
from mentoring.kit import dates
from mentoring.kit.gather import gather
from mentoring.kit.text import small_first
from mentoring.models import Achievement, Diagnosis
from mentoring.office import office
from mentoring.queries.achievement import result_words
from mentoring.queries.diagnosis.answers import own_opinions
from mentoring.queries.diagnosis.compare import compare_part
from mentoring.queries.diagnosis.find import entry_of
from programs import access
from programs.choices import UNMARKED_EVENT_STATES, Checkpoint, EventState, MeetingState
from programs.choices.report import ReportKind
from programs.models import Evidence, Meeting
from programs.report_text import (
    AchievementFact,
    DifficultyFact,
    EventFact,
    MeetingFact,
    MemberFact,
    PlanCount,
    ReportFacts,
    Who,
)

from .kind_log import HELD
from .program_text import college_of, needs_of
from .running import is_late, plan_events, progress_of

AHEAD, MOST = 3, 1000
ACHIEVED = (
    *(
        "title",
        "day",
        "state",
        "result_text",
        "mentor_part",
        "in_commission",
        "kind__name",
        "level__name",
        "result__name",
    ),
    *("person__last_name", "person__first_name", "person__patronymic"),
)


def who(person):
    return Who(
        person.pk,
        person.full_name,
        person.short_name,
        person.signature_name,
        person.post,
        person.gender,
    )


def facts_of(report, program, on):
    """ReportFacts of a report on a day; `program` comes with its people, order and year. Seven queries, a card's more.

    The period ends on `on` when that is earlier: what has not happened yet is not told.
    """
    until = min(report.until, max(on, report.since))
    events = plan_events(program)
    for event in events:
        event.program = program
    meetings, achievements = _in_period(report, program, until)
    pair, mentees = program.pair, access.people_of(program, "mentee")
    return ReportFacts(
        college=college_of(office().organization),
        year=str(program.year),
        number=program.number,
        order=_order(pair.order),
        kind=_kind(pair),
        short=not needs_plan(pair.kind),
        mentors=tuple(who(person) for person in access.people_of(program, "mentor")),
        mentees=tuple(who(person) for person in mentees),
        since=report.since,
        until=until,
        term_since=program.since,
        term_until=program.until,
        goal=program.goal,
        expected=_expected(report, program),
        plan=count_of_plan(program, events, on),
        held=tuple(_held(row) for row in meetings if row.state in HELD),
        missed=tuple(_missed(row) for row in meetings if row.state == MeetingState.NOT_HELD),
        difficulties=_difficulties(program, events),
        members=_members(report, program, mentees),
        achievements=tuple(_achieved(row) for row in achievements),
        **_events(report, events, until, on),
    )


def needs_plan(kind):
    needs = needs_of(kind)
    return needs.has("plan") or needs.has("plan_both_ways")


def count_of_plan(program, events, on):
    """The program's own progress with the marks that stand beside «выполнено»."""
    progress = progress_of(program, events, on)
    states = [event.state for event in events]
    return PlanCount(
        total=progress.total,
        done=progress.done,
        partly=states.count(EventState.PARTLY),
        moved=states.count(EventState.MOVED),
        not_done=states.count(EventState.NOT_DONE),
        late=progress.late,
        unmarked=progress.unmarked,
    )


def _order(order):
    return f"приказ № {order.number} от {dates.short(order.date)}" if order and order.number and order.date else ""


def _kind(pair):
    rows = office()
    return f"{rows.label('form', pair.form)}, {small_first(rows.label('kind', pair.kind))}"


def _expected(report, program):
    return program.planned if report.kind == ReportKind.FINAL else program.interim or program.planned


# The plan


def _events(report, events, until, on):
    """Marked in the period, not done by its end, near after it."""
    plan = [event for event in events if event.state != EventState.REMOVED]
    marked = [event for event in plan if _told(event) and report.since <= _told(event) <= until]
    undone = [event for event in plan if _is_undone(event, report.since, until, on)]
    ahead = [e for e in plan if e.state in UNMARKED_EVENT_STATES and e.due and e.due > until and e not in undone]
    proofs = _proofs([event.pk for event in marked if event.proofs])
    return {
        "events": tuple(_event(event, on, proofs[event.pk]) for event in marked),
        "undone": tuple(_event(event, on) for event in undone),
        "ahead": tuple(_event(event, on) for event in sorted(ahead, key=lambda event: event.due)[:AHEAD]),
    }


def _told(event):
    """The day of a mark that says something was done, wholly or partly."""
    return event.done_on if event.state in (EventState.DONE, EventState.PARTLY) else None


def _is_undone(event, since, until, on):
    if event.state == EventState.NOT_DONE:
        return bool(event.due) and since <= event.due <= until
    if event.state == EventState.MOVED:
        return bool(event.first_due) and since <= event.first_due <= until
    return is_late(event, on) and event.due <= until


def _event(event, on, proofs=()):
    told = _told(event)
    return EventFact(
        measure=event.measure,
        state=event.state,
        word="Срок прошёл, отметки нет" if is_late(event, on) else EventState(event.state).label,
        when=told or event.due,
        result=event.result,
        left=event.left,
        reason=event.reason_text or (event.reason.name if event.reason else ""),
        proofs=tuple(proofs),
        member=event.assignee_id,
    )


def _proofs(keys):
    """{event key: names of what proves it}; no query when nothing does."""
    found = defaultdict(list)
    if keys:
        for proof in Evidence.objects.filter(event__in=keys).select_related("file"):
            found[proof.event_id].append(proof.note or (proof.file.name if proof.file else proof.link))
    return found


# Meetings and achievements


def _in_period(report, program, until):
    """(meetings, achievements) of the period in their order; what is only prepared for is no fact yet. One query."""
    start, end = dates.start_of(report.since), dates.start_of(until + timedelta(days=1))
    held = Meeting.objects.filter(program=program, starts_at__gte=start, starts_at__lt=end)
    reached = Achievement.objects.filter(pair=program.pair_id, state__in=HAPPENED, day__range=(report.since, until))
    told = ("topic", "starts_at", "minutes", "next_steps", "state", "reason_text", "reason__name")
    meetings = SimpleNamespace(queryset=held, fields=told, by="starts_at")
    achievements = SimpleNamespace(queryset=reached, fields=ACHIEVED, by="day")
    found = gather([meetings, achievements], MOST)
    return tuple([row for source, row in found if source is one] for one in (meetings, achievements))


def _held(meeting):
    day = dates.local(meeting.starts_at).date()
    confirmed = meeting.state == MeetingState.CONFIRMED
    return MeetingFact(day, meeting.topic, meeting.minutes, meeting.next_steps, confirmed=confirmed)


def _missed(meeting):
    reason = meeting.reason_text or (meeting.reason.name if meeting.reason else "")
    return MeetingFact(dates.local(meeting.starts_at).date(), meeting.topic, reason=reason)


def _achieved(row):
    return AchievementFact(
        member=row.person_id,
        who=row.person.short_name,
        kind=row.kind.name,
        title=row.title,
        result=result_words(row),
        level=row.level.name,
        when=row.day,
        confirmed=row.state == AchievementState.CONFIRMED,
        part=row.mentor_part,
        commission=row.in_commission,
    )


# Difficulties and results


def _difficulties(program, events):
    """Each with the events that answer it; where it stands is told by their marks."""
    answers = defaultdict(list)
    for event in events:
        if event.difficulty_id and event.state != EventState.REMOVED:
            answers[event.difficulty_id].append(event.state == EventState.DONE)
    return tuple(
        DifficultyFact(
            text=row.text,
            direction=row.direction.name,
            strength=row.kind == "strength",
            done=sum(answers[row.pk]),
            total=len(answers[row.pk]),
            member=row.member_id,
        )
        for row in program.difficulties.select_related("direction")
    )


def _members(report, program, mentees):
    results = {row.member_id: row for row in program.results.all()}
    cards = _cards(mentees) if report.kind == ReportKind.FINAL else {}
    return tuple(
        MemberFact(
            person.pk,
            results[person.pk].expected if person.pk in results else "",
            results[person.pk].reached if person.pk in results else "",
            cards.get(person.pk, ""),
        )
        for person in mentees
    )


def _cards(mentees):
    """{person: what the card on exit says against that on entry}, of cards open to the head and the director alike."""
    rows = Diagnosis.objects.done().filter(
        person__in=[person.pk for person in mentees], to_director=True, to_supervisor=True
    )
    by_person = defaultdict(list)
    for card in rows.select_related("card").order_by("done_at", "pk"):
        by_person[card.person_id].append(card)
    exits = [cards[-1] for cards in by_person.values() if cards[-1].moment == DiagnosisMoment.EXIT]
    entries = {exit.pk: entry_of(exit, by_person[exit.person_id]) for exit in exits}
    own = own_opinions([*exits, *(entry for entry in entries.values() if entry)]) if exits else {}
    return {exit.person_id: _compared(exit, entries[exit.pk], own) for exit in exits if exit.pk in own}


def _compared(exit, entry, own):
    part = compare_part(exit, own[exit.pk], entry, own[entry.pk].values if entry and entry.pk in own else {})
    return part.reason or part.headline


def checkpoint_date(events):
    """The date of the interim result in the plan, or None."""
    days = [event.due for event in events if event.checkpoint == Checkpoint.INTERIM and event.due]
    return min(days, default=None)
