"""The text of a program read from its live rows: for checking, for the draft on paper, for freezing."""

from django.db.models import OuterRef, Prefetch, Subquery

from mentoring.choices import Side
from mentoring.kit.text import listing, small_first
from mentoring.models import Consent, PairMember
from mentoring.office import office
from programs import text
from programs.checks import Grounds, Needs
from programs.choices import EventState
from programs.models import Difficulty, MemberResult, PlanEvent

from .people import settling

ABOUT = ("pair__members__person__mentee__groups",)


def with_text(programs, pk):
    """The program with everything its text is made of, in four queries; `programs` is what the actor may see."""
    result = MemberResult.objects.filter(program=pk, member=OuterRef("person"))
    members = (
        PairMember.objects.select_related("person__organization", "direction")
        .annotate(
            expected=Subquery(result.values("expected")[:1]),
            acquainted_at=Subquery(result.values("acquainted_at")[:1]),
            settling=settling(OuterRef("person")),
        )
        .order_by("-side", "person__sort_key", "person")
    )
    events = PlanEvent.objects.exclude(state=EventState.REMOVED).select_related("direction", "form")
    return (
        programs.filter(pk=pk)
        .select_related("pair", "pair__order", "year")
        .prefetch_related(
            Prefetch("pair__members", members),
            Prefetch("difficulties", Difficulty.objects.select_related("direction")),
            Prefetch("events", events, to_attr="plan"),
        )
    )


def text_of(program, *, about=False):
    """ProgramText of a program loaded through `with_text`; `about` adds what stands beside names on paper."""
    pair, rows = program.pair, office()
    return text.ProgramText(
        college=college_of(rows.organization),
        year=str(program.year),
        order_number=pair.order.number if pair.order else "",
        order_date=pair.order.date if pair.order else None,
        form=rows.label("form", pair.form),
        model=rows.label("model", pair.model) if pair.model else "",
        kind_code=pair.kind,
        kind=rows.label("kind", pair.kind),
        extra_kinds=tuple(rows.label("kind", code) for code in pair.extra_kinds),
        mode_code=program.mode,
        mode=rows.label("mode", program.mode) if program.mode else "",
        since=program.since,
        until=program.until,
        exception=program.exception,
        authorship=program.authorship,
        members=_members(program, about=about),
        difficulties=tuple(_difficulty(row) for row in program.difficulties.all()),
        events=tuple(_event(row, rows) for row in program.plan),
        tasks=tuple(program.tasks),
        interim_date=program.interim_date,
        **{name: getattr(program, name) for name in PLAIN},
    )


PLAIN = (
    "problem",
    "strengths",
    "goal",
    "mentor_work",
    "mentee_work",
    "schedule",
    "link",
    "conditions",
    "interim",
    "planned",
)


def college_of(organization):
    names = ("parent_body", "full_name", "short_name", "name_gen", "city", "head_post")
    return text.CollegeText(**{name: getattr(organization, name, "") or "" for name in names})


def _members(program, *, about):
    return tuple(
        text.MemberText(
            person=member.person_id,
            side=member.side,
            full_name=member.person.full_name,
            name_gen=member.person.case("gen"),
            signature_name=member.person.signature_name,
            short_name=member.person.short_name,
            post=member.person.paper_post,
            gender=member.person.gender,
            about=_about(member) if about else "",
            direction=member.direction.name if member.direction else "",
            expected=(member.expected or "") if member.side == Side.MENTEE else "",
        )
        for member in program.pair.members.all()
        if member.until is None
    )


def _about(member):
    person = member.person
    if member.side == Side.MENTOR:
        words = person.get_category_display() if person.category not in ("", "none", "fit") else ""
        return f"{words} категория" if person.category in ("highest", "first") else words
    record = getattr(person, "mentee", None)
    return listing([small_first(group.name) for group in record.groups.all()]) if record else ""


def _difficulty(row):
    return text.DifficultyText(
        key=row.pk,
        kind=row.kind,
        direction_code=row.direction.code,
        direction=row.direction.name,
        text=row.text,
        statement=row.statement,
        priority=row.priority,
        member=row.member_id,
    )


def _event(row, rows):
    direction = row.direction
    return text.EventText(
        uuid=str(row.uuid),
        measure=row.measure,
        direction_code=direction.code if direction else "",
        direction=direction.name if direction else "",
        direction_short=direction.short if direction else "",
        difficulty=row.difficulty_id,
        form=row.form.name if row.form else "",
        mode=rows.label("mode", row.mode) if row.mode else "",
        starts=row.starts,
        due=row.due,
        expected=row.expected,
        report_form=row.report_form,
        responsible=row.responsible,
        assignee=row.assignee_id,
        checkpoint=row.checkpoint,
        required=row.required,
    )


def needs_of(kind):
    """What the kind demands of its program, by the college's reference data and settings."""
    rows = office()
    parts = rows.label_data("kind", kind).get("compulsory") or ("program", "plan", "schedule")
    return Needs(
        frozenset(parts),
        rows.label("kind", kind),
        rows.setting("program_days_min"),
        rows.setting("program_days_max"),
    )


def grounds_of(program):
    """The order and mentors without a consent in force. One query."""
    mentors = {m.person_id: m.person for m in program.pair.members.all() if m.side == Side.MENTOR and m.until is None}
    given = set(
        Consent.objects.filter(
            person__in=list(mentors), kind__in=("mentor", "partner_mentor"), state="given"
        ).values_list("person", flat=True)
    )
    order = program.pair.order
    words = f"приказ № {order.number} от {order.date:%d.%m.%Y}" if order and order.number and order.date else ""
    return Grounds(words, tuple(person.short_name for pk, person in mentors.items() if pk not in given))


def load_text(programs, pk):
    """(program, its live text as it is printed); `programs` is a queryset of what may be seen."""
    program = with_text(programs, pk).prefetch_related(*ABOUT).get()
    return program, text_of(program, about=True)
