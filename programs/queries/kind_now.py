"""How a working program stands with what its kind makes compulsory, and what each mentee has reached."""

from mentoring.choices import Mode, Side
from programs import access
from programs.access.hours import HELD
from programs.checks.kind_now import KindFacts, kind_lines
from programs.choices import EventState, MeetingState
from programs.models import Meeting

from .program_text import needs_of

OF_MEETINGS = ("meeting_card", "meeting_result", "answers_log", "meeting_goals", "meeting_links")
OF_PEOPLE = ("own_results", "plan_both_ways")


def kind_now(program, events, results, meetings=None):
    """KindLine rows of a program loaded with its people. At most one query, none with its `meetings` loaded already.

    `events` are its plan and `results` rows with `member` and `reached`, both loaded already.
    """
    needs = needs_of(program.pair.kind)
    facts = {}
    if needs.has(*OF_MEETINGS):
        facts |= _of_meetings(Meeting.objects.filter(program=program) if meetings is None else meetings)
    if needs.has(*OF_PEOPLE):
        inside = {person.pk for person in access.people_of(program, Side.MENTEE)}
        present = [row for row in results if row.member.pk in inside]
        facts["reached"] = tuple((row.member.short_name, row.reached) for row in present)
        facts["taught"] = _taught(program, events)
    return kind_lines(needs, KindFacts(**facts)) if facts else ()


def asks_of_meetings(program):
    """Whether the kind of the program demands something of its meetings."""
    return needs_of(program.pair.kind).has(*OF_MEETINGS)


def _of_meetings(meetings):
    meetings = list(meetings)
    held = [meeting for meeting in meetings if meeting.state in HELD]
    gone = (MeetingState.CANCELED, MeetingState.NOT_HELD)
    online = [meeting for meeting in meetings if meeting.mode == Mode.ONLINE and meeting.state not in gone]
    return {
        "held": len(held),
        "with_result": sum(bool(meeting.result) for meeting in held),
        "with_goal": sum(bool(meeting.next_goal) for meeting in held),
        "answers": sum(bool(meeting.question) for meeting in held),
        "online": len(online),
        "linked": sum(bool(meeting.link) for meeting in online),
    }


def member_results(program):
    """What is expected of and reached by the present mentees. One query."""
    people = [person.pk for person in access.people_of(program, Side.MENTEE)]
    return list(program.results.filter(member__in=people).select_related("member"))


def _taught(program, events):
    """(name, events, done) of each who learns: in reverse mentoring both do."""
    plan = [event for event in events if event.state != EventState.REMOVED]
    rows = []
    for person in access.people_of(program, Side.MENTEE):
        mine = [event for event in plan if event.assignee_id == person.pk]
        rows.append((person.short_name, len(mine), sum(event.state == EventState.DONE for event in mine)))
    return tuple(rows)
