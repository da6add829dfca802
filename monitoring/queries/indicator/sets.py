"""Whose rows stand behind the figures of the register, over those of the dashboard: the two never disagree."""

from django.db.models import DateField, OuterRef, Q, Subquery

from mentoring.choices import ChangeKind, ChangeState, Employment, Kind, RequestState, Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.kit.dates import add_years, start_of
from mentoring.models import MentorCourse, Pair, PairChange, PairMember, Person
from mentoring.office import office
from monitoring.attention import load
from monitoring.queries.dashboard import sets
from monitoring.queries.dashboard.question import Window
from programs.choices import AmendmentKind, AmendmentState, EndGround, MeetingState, ProgramState
from programs.models import Amendment, Meeting, Program

LEFT_BY_WISH = ("own_wish", "employer")  # Чусж and Чуиа; transfers, retirement and ended contracts are not turnover
HELD = (MeetingState.RECORDED, MeetingState.CONFIRMED, MeetingState.DISPUTED)
BEFORE_TERM = (EndGround.BY_PARTICIPANTS, EndGround.BY_CURATOR)
ORDERED = (*LIVE_STATES, *CLOSED_STATES)


# People


def on_day(day):
    """The window of a single day."""
    return Window(day, day, now=False)


def period_of(window):
    """The window whose people count when they took part on any day from the beginning of the year."""
    return Window(window.starts, window.on, window.now, whole=True)


def young(day):
    """A teacher of fewer years than the setting says; whose start is unknown is not counted as young."""
    return Q(teaching_since__gt=add_years(day, -office().setting("young_years")))


def side_in(window, side):
    """Of Person: on this side of a live pair in the window."""
    return Q(pk__in=sets.memberships_in(window).filter(side=side).values("person_id"))


def left_in(window):
    """Of Person: left between the first day of the year and the reporting date by own wish or by the employer's."""
    own = Q(is_teacher=True, employment__in=sets.STAFF, left_on__gt=window.starts, left_on__lte=window.on)
    return own & Q(leave_reason__code__in=LEFT_BY_WISH)


def mentored():
    """Of Person: ever a mentee of a pair fixed by an order, whatever became of it."""
    return Q(pk__in=PairMember.objects.filter(side=Side.MENTEE, pair__state__in=ORDERED).values("person_id"))


def young_careers(day, years):
    """Teachers hired within `years` before the day; whether they were young then is told row by row."""
    return Person.objects.filter(
        is_teacher=True, employment__in=sets.STAFF, hired_on__gt=add_years(day, -years), hired_on__lte=day
    ).filter(teaching_since__isnull=False)


def partners_in(window):
    """Places of mentors from partners in pairs that lived on any day of the year so far."""
    return sets.memberships_in(period_of(window)).filter(
        side=Side.MENTOR, person__employment=Employment.PARTNER, is_substitute=False
    )


# Pairs


def pair_in(window):
    """Of Pair: fixed by an order, begun, not ended by the date (of a whole year: by its first day)."""
    closed = Q(state__in=CLOSED_STATES, ended_on__gt=window.first)
    return Q(since__lte=window.on) & (Q(state__in=LIVE_STATES) | closed)


def needs_program():
    return ~Q(kind=Kind.SPEED)


def has_program(window):
    """Of Pair: a program of it was approved by the date."""
    approved = Program.objects.filter(approved_on__lte=window.on).exclude(state=ProgramState.CANCELED)
    return Q(pk__in=approved.values("pair_id"))


def replacements_in(window):
    """Mentors replaced for good within the year; a substitution for a while is none."""
    return PairChange.objects.filter(
        kind=ChangeKind.REPLACE,
        side=Side.MENTOR,
        state__in=(ChangeState.SIGNED, ChangeState.RUNNING, ChangeState.DONE),
        on__gte=window.starts,
        on__lte=window.on,
    )


def awaited(window):
    """Pairs ordered within the year whose program's term has come, with `wanted_by` and `ready_on` (None: not yet)."""
    first = Program.objects.filter(pair=OuterRef("pk"), approved_on__isnull=False).exclude(state=ProgramState.CANCELED)
    earliest = Subquery(first.order_by("approved_on").values("approved_on")[:1], output_field=DateField())
    wanted_by = load.program_wanted_by(office().setting("program_due_days_after_order"))
    found = Pair.objects.filter(needs_program(), state__in=ORDERED, order__date__gte=window.starts)
    return found.annotate(wanted_by=wanted_by, ready_on=earliest).filter(wanted_by__lte=window.on)


# Programs, meetings, requests


def ended_in(window):
    return Q(state__in=sets.ENDED, ended_on__gte=window.starts, ended_on__lte=window.on)


def extended(window):
    """Of Program: an amendment that made its term longer came into force by the date."""
    rows = Amendment.objects.filter(
        kind=AmendmentKind.EXTENSION, state=AmendmentState.IN_FORCE, decided_at__lt=window.after
    )
    return Q(pk__in=rows.values("program_id"))


def held_in(window):
    """Of Meeting: it took place between the first day of the year and the date."""
    return Q(state__in=HELD, starts_at__gte=start_of(window.starts), starts_at__lt=window.after)


def meetings_in(window):
    return Meeting.objects.filter(held_in(window))


def covered_requests():
    """Of MentoringRequest: a pair is fixed for it."""
    return Q(state=RequestState.PAIRED) | Q(pair__state__in=ORDERED)


# Mentors


def trained(day):
    """Of Mentor: a confirmed course not older than the setting's years."""
    edge = add_years(day, -office().setting("mentor_training_years"))
    courses = MentorCourse.objects.filter(confirmed_on__lte=day, until__gte=edge, until__lte=day)
    return Q(pk__in=courses.values("mentor_id"))
