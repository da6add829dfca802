"""Offices of a person: held now, held before, units headed."""

from dataclasses import dataclass

from mentoring.access import may_grant_role
from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.models import RoleAssignment, Unit


@dataclass(frozen=True)
class RoleLine:
    """An office in words; `refusal` says why the reader may not end it, `over` that it has ended."""

    pk: int
    title: str
    period: str
    basis: str
    over: bool
    refusal: str = ""


@dataclass(frozen=True)
class PersonRoles:
    now: tuple[RoleLine, ...]
    before: tuple[RoleLine, ...]
    units: tuple[Unit, ...]


def roles_of(person, actor, on):
    """Every office of a person, in two queries."""
    held = RoleAssignment.objects.filter(person=person).select_related("unit").order_by("-since", "-id")
    lines = [_line(row, actor, person, on) for row in held]
    return PersonRoles(
        now=tuple(line for line in lines if not line.over),
        before=tuple(line for line in lines if line.over),
        units=tuple(Unit.objects.filter(head=person)),
    )


def grantable(actor, person):
    """(code, label) of offices the reader may give to this person."""
    return [(code, label) for code, label in Role.choices if may_grant_role(actor, code, person)]


def _line(row, actor, person, on):
    verdict = may_grant_role(actor, row.role, person)
    refusal = "" if verdict or actor.is_person(person) else verdict.reason
    return RoleLine(
        row.pk, role_title(row), _period(row), row.basis, over=bool(row.until and row.until < on), refusal=refusal
    )


def role_title(row):
    """«Куратор», «Директор, и. о.», «Непосредственный руководитель: ЦК права»."""
    place = f": {row.unit.name}" if row.unit else ""
    return f"{Role(row.role).label}{place}{', и. о.' if row.acting else ''}"


def _period(row):
    return dates.span(row.since, row.until) if row.until else f"с {dates.words(row.since)}"
