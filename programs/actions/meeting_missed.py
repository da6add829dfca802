"""A meeting that nobody had scheduled and that did not take place (R30): written down with its date and reason."""

from django.db import transaction

from mentoring.kit import dates
from mentoring.kit.verdict import require
from programs import access
from programs.choices import MeetingState
from programs.models import Meeting

from .desk import refuse
from .meeting import checked, meeting_not_held, of_that_time

TOPIC = "Встреча по плану"


@transaction.atomic
def record_missed(*, program, starts_at, reason, by, at, topic="", reason_text=""):
    """Write down that a meeting did not take place though it was in nobody's diary.

    A meeting scheduled for that very time becomes the missed one. Refuses who may not schedule, a time ahead or long
    before the pair began, no reason, «другое» without words, a time at which a meeting was held.
    """
    require(access.may_schedule(by, program))
    if dates.local(starts_at).date() < program.pair.since:
        refuse(f"Дата раньше начала работы пары, {dates.words(program.pair.since)}. Проверьте год.")
    meeting = of_that_time(program, starts_at)
    if meeting and meeting.state == MeetingState.NOT_HELD:
        refuse(f"О встрече {dates.moment(starts_at)} уже записано, что она не состоялась.")
    if meeting is None:
        said = checked(topic=topic or TOPIC)
        meeting = Meeting.objects.create(program=program, starts_at=starts_at, author=by.person, created_at=at, **said)
    meeting_not_held(meeting=meeting, reason=reason, reason_text=reason_text, by=by, at=at)
    meeting.refresh_from_db()
    return meeting
