"""Reading the approved text and acknowledging it (R23)."""

from dataclasses import dataclass

from django.db.models import Q

from mentoring.access import members_on
from mentoring.choices import Role, Side
from mentoring.kit import dates
from mentoring.kit.dates import today
from mentoring.kit.text import agreed
from mentoring.kit.verdict import Verdict
from mentoring.models import Person, RoleAssignment
from programs import access
from programs.text import from_payload

from .head import ProgramHead, head_of
from .reading import read_sections

STATEMENT = "Я прочитал(а) программу и ознакомлен(а) с целью, планом и сроками"


def statement_of(person):
    """What the reader ticks, in his or her own words."""
    return agreed(STATEMENT, person.gender if person else "")


@dataclass(frozen=True)
class Acquainted:
    """A mentee and how the acquaintance stands."""

    member: object
    words: str
    reached: str = ""  # what the mentee has reached, as the mentor wrote it


def acquainted(program):
    """Every mentee of a program with the state of the acquaintance in words. One query, or none: see _results."""
    return tuple(Acquainted(row.member, _words(row), row.reached) for row in _results(program))


def _results(program):
    """What came with the members when they were read by members_with_results, else asked for."""
    came = [member for member in program.pair.members.all() if hasattr(member, "result")]
    if not came:
        return list(program.results.select_related("member", "witness"))
    rows = {}
    for member in came:
        if member.result:
            member.result.member = member.person
            rows[member.result.pk] = member.result
    return sorted(rows.values(), key=lambda row: row.member.sort_key)


def _words(row):
    if not row.acquainted_at:
        return agreed("ещё не ознакомлен(а)", row.member.gender)
    presence = f", в присутствии: {row.witness_role} {row.witness.short_name}" if row.witness else ""
    return f"{dates.moment(row.acquainted_at)}, {row.get_way_display()}{presence}"


@dataclass(frozen=True)
class AcquaintPage:
    head: ProgramHead
    version: object
    sections: tuple
    results: tuple
    verdict: Verdict
    paper: Verdict


def acquaint_page(actor, program):
    """The exact approved text of a program loaded with its people, and who has read it. Three queries; None before."""
    version = program.versions.exclude(number=None).order_by("-number").first()
    if version is None:
        return None
    return AcquaintPage(
        head=head_of(actor, program),
        version=version,
        sections=read_sections(from_payload(version.payload)),
        results=acquainted(program),
        verdict=access.may_acknowledge(actor, program),
        paper=access.may_record_acquaintance(actor, program),
    )


def witnesses(program):
    """Curators, members of the council and of associations of today who do not learn in this program (clause 3)."""
    on = today()
    held = RoleAssignment.objects.filter(
        Q(until=None) | Q(until__gte=on), role__in=[Role.CURATOR, Role.COUNCIL], since__lte=on
    )
    learning = [person.pk for person in access.people_of(program, Side.MENTEE)]
    seats = members_on(on).values("person")
    found = Person.objects.filter(Q(pk__in=held.values("person")) | Q(pk__in=seats))
    return found.exclude(pk__in=learning).in_order()


def unread_members(program):
    """Current mentees without an acquaintance."""
    people = [person.pk for person in access.people_of(program, Side.MENTEE)]
    return Person.objects.filter(
        pk__in=people, program_results__program=program, program_results__acquainted_at=None
    ).in_order()
