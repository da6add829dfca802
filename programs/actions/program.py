"""A program is opened for an assigned pair, prefilled so that nobody begins with an empty sheet."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from mentoring.actions import journal
from mentoring.kit.dates import to_working_day
from mentoring.kit.text import listing, small_first
from mentoring.kit.verdict import require
from mentoring.office import office
from programs import access
from programs.choices import Authorship, SectionCode
from programs.models import MemberResult, NoteTemplate, PlanPreset, Program, ProgramSection
from programs.queries.program_text import needs_of
from programs.queries.template import newest_version, template_for
from programs.relative import date_of

from .desk import day_of, hold_for_editing, refuse
from .from_card import take_if_any
from .plan import create_from_presets
from .reopening import carry_over
from .template_event import take_template

TEMPLATE, CARD, EMPTY = "template", "card", "empty"
NOTE_FIELDS = ("strengths", "goal", "mentor_work", "mentee_work", "interim", "planned", "schedule", "conditions")


@transaction.atomic
def open_program(*, pair, by, at, start=TEMPLATE, authorship=Authorship.JOINT):
    """Open the program of a live pair (clause 3) and return it.

    Dates and mode come from the pair, the problem from its requests; with `start=TEMPLATE` the blanks and events of
    the kind's template are put in; with `start=CARD` the blanks and the difficulties of the mentees' cards, the events
    are then chosen on one page. It is due on the day the order names.
    Raises Refused when the pair is not assigned, has an open program, or the actor is neither its mentor nor curator.
    """
    require(access.may_open(by, pair))
    template = NoteTemplate.objects.filter(kind=pair.kind).first() if start != EMPTY else None
    program = _create(pair, template, at=at, authorship=authorship)
    ProgramSection.objects.bulk_create(ProgramSection(program=program, code=code) for code in SectionCode.values)
    MemberResult.objects.bulk_create(MemberResult(program=program, member=person) for person in pair.mentees)
    if start == CARD:
        take_if_any(program, by=by, at=at)
    elif template:
        _first_events(program, template, by=by, at=at)
    before = carry_over(program)
    begun = f"вслед за программой № {before.number or '–'}" if before else _start_words(template)
    journal.record(
        "program_open",
        f"Программа открыта {begun}",
        by=by,
        at=at,
        subject=program,
        pair=pair,
    )
    return program


def _start_words(template):
    return "с заготовки" if template else "с чистого листа"


@transaction.atomic
def insert_template(*, program, by, at):
    """Put the kind's blanks into fields that are still empty, and its events into an empty plan; nothing is overwritten.

    Raises Refused when the text is not editable now or the college keeps no template for the kind.
    """
    require(access.may_edit(by, program))
    hold_for_editing(program, by)
    program.refresh_from_db()
    template = NoteTemplate.objects.filter(kind=program.pair.kind).first()
    if template is None:
        refuse("Для этого вида заготовки нет. Заполните разделы сами.")
    blanks = {name: template.note.get(name, "") for name in ("problem", "tasks", *NOTE_FIELDS)}
    filled = {name: blank for name, blank in blanks.items() if blank and not getattr(program, name)}
    Program.objects.filter(pk=program.pk).update(**filled)
    if not program.events.exists():
        _first_events(program, template, by=by, at=at)
    journal.record("program_template", "Вставлена заготовка", by=by, at=at, subject=program, pair=program.pair)


def _first_events(program, template, *, by, at):
    """Compulsory items of the plan template that suits; while the college keeps none, the kind's own list of presets."""
    suited = template_for(program)
    if suited:
        take_template(program, newest_version(suited), by=by, at=at)
    else:
        create_from_presets(program, PlanPreset.objects.filter(code__in=template.presets, retired=False))


def _create(pair, template, *, at, authorship):
    note = template.note if template else {}
    try:
        with transaction.atomic():
            return Program.objects.create(
                pair=pair,
                year=pair.order.year if pair.order else pair.year,
                authorship=authorship,
                since=pair.since,
                until=pair.until,
                exception=pair.exception,
                mode=pair.mode,
                due=_due(pair, at),
                problem=_problem(pair, note),
                tasks=list(note.get("tasks", [])),
                interim_date=_middle(pair),
                created_at=at,
                **{name: note.get(name, "") for name in NOTE_FIELDS},
            )
    except IntegrityError:
        refuse("У этой пары уже есть открытая программа. Продолжите её.")


def _due(pair, at):
    days = office().setting("program_due_days_after_order")
    due = pair.order.programs_due(days) if pair.order else None
    return max(to_working_day(due or day_of(at) + timedelta(days=days), office().holidays), day_of(at))


def _problem(pair, note):
    """What the requests said, with their directions; the template's blank when there was no request."""
    told = []
    for request in pair.requests.prefetch_related("directions"):
        directions = listing([small_first(direction.name) for direction in request.directions.all()])
        told.append(request.problem.strip() + (f"\nНаправления: {directions}." if directions else ""))
    return "\n".join(told) or note.get("problem", "")


def _middle(pair):
    """Interim results are expected in the middle of the term unless the authors say otherwise."""
    if not needs_of(pair.kind).interim:
        return None
    return date_of("p50", pair.since, pair.until, office().holidays)
