"""Whose rows stand behind each figure. Numbers and lists are both made from these conditions, so they cannot disagree.

Everything counts by overlap with the reporting date; people of a whole year, with the year. Sets of ids are
uncorrelated sub-queries (hashed once), never a question put to every person.
"""

from datetime import timedelta

from django.db.models import DateField, F, Q
from django.db.models.functions import Coalesce, ExtractYear, Greatest

from mentoring.choices import DocumentState, Employment, RequestState, Side
from mentoring.choices.request import OPEN_REQUEST_STATES
from mentoring.kit.dates import add_years
from mentoring.models import IssuedDocument, Mentor, MentoringRequest, Pair, PairMember, Person
from monitoring.attention import load
from programs.choices import RUNNING_STATES, UNMARKED_EVENT_STATES, EventState, ProgramState
from programs.models import PlanEvent, Program

from .narrow import FREE, OVER

STAFF = (Employment.STAFF, Employment.PART_TIME)
PREPARED = (ProgramState.DRAFT, ProgramState.RETURNED)
REVIEWED = (ProgramState.SUBMITTED, ProgramState.AWAITING_DIRECTOR, ProgramState.AWAITING_ACQUAINTANCE)
DECIDED_NEXT = (ProgramState.SUBMITTED, ProgramState.AWAITING_DIRECTOR)
ENDED = (ProgramState.COMPLETED, ProgramState.ENDED_EARLY)
SIGNED_NEXT = (DocumentState.REVIEW, DocumentState.AWAITING_SIGNATURE)
STAGES = ("draft", "review", "running", "ended")


# Narrower: form, kind, mentor's load


def of_pairs(question, prefix="pair"):
    """Of what leads to a pair by `prefix`: the pair is one of those asked about."""
    narrow = question.narrow
    if not narrow:
        return Q()
    pairs = Pair.objects.filter(**{name: value for name, value in narrow.asked.items() if name in ("form", "kind")})
    if narrow.load:
        leading = PairMember.objects.filter(side=Side.MENTOR, person__in=question.mentors_of_load)
        pairs = pairs.filter(pk__in=leading.values("pair_id"))
    return Q(**{f"{prefix}__in": pairs.order_by().values("pk")})


def loaded(question):
    """Ids of mentors who lead as many as asked: fewer than they agreed to, just as many, more. One statement.

    They are read and not nested: SQLite's parser has no room for one more query inside the others.
    """
    rows, taken = load.led(None if question.now else question.on)
    in_office = rows.filter(in_bank(question.on, "person__mentor__"))
    leading = in_office.values("person_id", limit=F("person__mentor__capacity")).annotate(n=taken)
    found = {person: (n > limit) - (n < limit) for person, limit, n in leading.values_list("person_id", "limit", "n")}
    if question.narrow.load == FREE:
        bank = Mentor.objects.filter(in_bank(question.on)).values_list("pk", flat=True)
        return [pk for pk in bank if found.get(pk, -1) < 0]
    wanted = 1 if question.narrow.load == OVER else 0
    return [pk for pk, sign in found.items() if sign == wanted]


def asked_mentors(question, path="pk"):
    """Of Mentor (or what leads to it by `path`): of the asked load, leading pairs of the asked form and kind."""
    narrow, found = question.narrow, Q()
    if narrow.load:
        found &= Q(**{f"{path}__in": question.mentors_of_load})
    if narrow.form or narrow.kind:
        leading = memberships_in(question.window, question).filter(side=Side.MENTOR)
        found &= Q(**{f"{path}__in": leading.values("person_id")})
    return found


# People


def teacher_in(window):
    """A pedagogical worker of the college at work in the window; the day of leaving is no longer one."""
    hired = Q(hired_on__isnull=True) | Q(hired_on__lte=window.on)
    stays = Q(left_on__isnull=True) | Q(left_on__gt=window.first)
    return Q(is_teacher=True, employment__in=STAFF) & hired & stays


def memberships_in(window, question=None):
    """Places in pairs that lived on the reporting date, or on any day of a whole year; `question` may narrow the pairs."""
    return PairMember.objects.filter(
        load.member_on(window.on, since=window.first),
        load.pair_on(window.on, since=window.first),
        of_pairs(question) if question else Q(),
    )


def taking_part_in(window, question=None):
    """Of Person: mentor or mentee of a live pair (indicator involved_share, clause 6)."""
    return Q(pk__in=memberships_in(window, question).values("person_id"))


def hired_in(window, years, young):
    """Of Person: a young teacher hired within `years` before the date (indicator retention_3y, clause 6)."""
    new = Q(teaching_since__isnull=True) | Q(hired_on__year__lt=ExtractYear("teaching_since") + young)
    hired = Q(hired_on__gt=add_years(window.on, -years), hired_on__lte=window.on)
    return Q(is_teacher=True, employment__in=STAFF) & hired & new


def stayed(window):
    """Of Person: still works here on the date."""
    return Q(left_on__isnull=True) | Q(left_on__gt=window.on)


def people(question):
    return Person.objects.filter(unit__in=question.unit_ids) if question.unit_ids is not None else Person.objects.all()


def involved(question):
    return people(question).filter(teacher_in(question.window), taking_part_in(question.window, question))


# Programs


def of_units(question, prefix=""):
    """Of Program (or what hangs on it by `prefix`): a mentee of the pair belongs to the asked departments."""
    if question.unit_ids is None:
        return Q()
    mentees = PairMember.objects.filter(side=Side.MENTEE, person__unit__in=question.unit_ids)
    return Q(**{f"{prefix}pair__in": mentees.values("pair_id")})


def in_year(window):
    """A program that had been opened by the date and had not ended before the academic year began."""
    kept = Q(ended_on__isnull=True) | Q(ended_on__gte=window.starts)
    return Q(created_at__lt=window.after) & kept & ~Q(state=ProgramState.CANCELED)


def stages(window):
    """{stage: condition}: today by state, for another date by the dates of what happened."""
    if window.now:
        groups = dict(zip(STAGES, (PREPARED, REVIEWED, RUNNING_STATES, ENDED), strict=True))
        return {stage: Q(state__in=states) & in_year(window) for stage, states in groups.items()}
    day = window.on
    open_then = in_year(window) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    waiting = open_then & (Q(activated_on__isnull=True) | Q(activated_on__gt=day))
    unsent = Q(submitted_at__isnull=True) | Q(submitted_at__gte=window.after)
    return {
        "draft": waiting & unsent,
        "review": waiting & Q(submitted_at__lt=window.after),
        "running": open_then & Q(activated_on__lte=day),
        "ended": in_year(window) & Q(ended_on__lte=day),
    }


def all_programs(question):
    return Program.objects.filter(of_units(question), of_pairs(question))


def programs(question):
    return all_programs(question).filter(in_year(question.window))


# Events of the plans


def carried_out(window):
    """Of PlanEvent: the program was running on the date, or ended within the year."""
    since = Q(program__ended_on__isnull=True) | Q(program__ended_on__gte=window.starts)
    if window.now:
        return since & Q(program__state__in=(*RUNNING_STATES, *ENDED))
    return since & Q(program__activated_on__lte=window.on) & ~Q(program__state=ProgramState.CANCELED)


def running(window):
    if window.now:
        return Q(program__state__in=RUNNING_STATES)
    open_then = Q(program__ended_on__isnull=True) | Q(program__ended_on__gt=window.on)
    return open_then & Q(program__activated_on__lte=window.on) & ~Q(program__state=ProgramState.CANCELED)


def in_term():
    """What an ended program left for later days is not due."""
    return Q(program__ended_on__isnull=True) | Q(due__lte=F("program__ended_on"))


def due(window):
    """Due on or before the date (indicator plan_done)."""
    return Q(due__lte=window.on) & in_term() & carried_out(window)


def done(window):
    """Marked «выполнено»; «частично» and «перенесено» do not count."""
    return due(window) & Q(state=EventState.DONE) & (Q(done_on__isnull=True) | Q(done_on__lte=window.on))


def unmarked(window):
    if window.now:
        return Q(state__in=UNMARKED_EVENT_STATES)
    later = Q(done_on__gt=window.on) | Q(done_on__isnull=True, marked_at__gte=window.after)
    return Q(state__in=UNMARKED_EVENT_STATES) | later


def overdue(window):
    """The date passed, the program runs, nobody has marked the event."""
    return due(window) & Q(due__lt=window.on) & running(window) & unmarked(window)


def coming(window, days):
    return Q(due__gte=window.on, due__lte=window.on + timedelta(days=days)) & running(window) & unmarked(window)


def events(question):
    found = PlanEvent.objects.exclude(state=EventState.REMOVED)
    return found.filter(of_units(question, "program__"), of_pairs(question, "program__pair"))


def counted_since():
    """Of PlanEvent: the day it began to count, and the day it counted as done (None when not done)."""
    began = Greatest(F("due"), Coalesce(F("program__activated_on"), F("due")), output_field=DateField())
    finished = Greatest(began, Coalesce(F("done_on"), F("due")), output_field=DateField())
    return began, finished


# Mentors


def in_bank(day, path=""):
    """Of Mentor (or what leads to it by `path`): a mentor of the bank who is at work on that day."""
    person = path.removesuffix("mentor__") if path.endswith("mentor__") else f"{path}person__"
    stays = Q(**{f"{path}retired_on__isnull": True}) | Q(**{f"{path}retired_on__gt": day})
    at_work = Q(**{f"{person}left_on__isnull": True}) | Q(**{f"{person}left_on__gt": day})
    return Q(**{f"{path}since__lte": day}) & stays & at_work


def mentors(question):
    found = Mentor.objects.filter(in_bank(question.on), asked_mentors(question))
    return found.filter(person__unit__in=question.unit_ids) if question.unit_ids is not None else found


def led(question):
    """{mentor's person_id, limit, n: places taken} of mentors of the bank, as grouped rows."""
    rows, taken = load.led(None if question.now else question.on)
    rows = rows.filter(in_bank(question.on, "person__mentor__"), asked_mentors(question, "person"))
    if question.unit_ids is not None:
        rows = rows.filter(person__unit__in=question.unit_ids)
    return rows.values("person_id", limit=F("person__mentor__capacity")).annotate(n=taken)


# Requests and documents, which keep no dates of their decisions: today only


def requests(question):
    """Requests of the year that were sent and not withdrawn, with those of earlier years that are still open."""
    older = Q(state__in=OPEN_REQUEST_STATES, year__starts__lt=question.year.starts)
    found = MentoringRequest.objects.filter(Q(year=question.year.pk) | older)
    found = found.exclude(state__in=[RequestState.DRAFT, RequestState.WITHDRAWN])
    return found.filter(person__unit__in=question.unit_ids) if question.unit_ids is not None else found


def unpaired(question):
    return requests(question).filter(state__in=OPEN_REQUEST_STATES)


def waiting_documents(question):
    found = IssuedDocument.objects.filter(state__in=SIGNED_NEXT)
    if question.unit_ids is None:
        return found
    members = PairMember.objects.filter(side=Side.MENTEE, person__unit__in=question.unit_ids)
    return found.filter(pk__in=members.filter(pair__order__isnull=False).values("pair__order_id"))


def waiting_programs(question):
    return all_programs(question).filter(state__in=DECIDED_NEXT)
