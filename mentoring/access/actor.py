"""Who acts: a person with every role held today."""

from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Q, Value

from mentoring.choices import Role, Side, UnitKind
from mentoring.kit.dates import today
from mentoring.kit.kept import STAND_IN, fetch_kept
from mentoring.models import CouncilMember, Mentee, Mentor, PairMember, Person, RoleAssignment, Unit
from mentoring.models.person import OUTSIDERS

STAFFED = (UnitKind.DEPARTMENT, UnitKind.COMMITTEE)  # who heads a council has no subordinates by that
OFFICE = (Role.CURATOR, Role.DIRECTOR)
ROLE_ORDER = (
    "curator",
    "director",
    "mentor",
    "mentee",
    "supervisor",
    "council",
    "psychologist",
    "hr",
    "partner",
    "admin",
)
ROLE_WORDS = {
    "curator": ("куратор", "куратора"),
    "director": ("директор", "директора"),
    "mentor": ("наставник", "наставника"),
    "mentee": ("наставляемый", "наставляемого"),
    "supervisor": ("руководитель подразделения", "руководителя подразделения"),
    "council": ("член совета наставников", "члена совета наставников"),
    "psychologist": ("психолог", "психолога"),
    "hr": ("отдел кадров", "отдела кадров"),
    "partner": ("социальный партнёр", "социального партнёра"),
    "admin": ("администратор", "администратора"),
}


@dataclass(frozen=True)
class Actor:
    """Who acts: a person with every role held today, and the role whose pages are shown now.

    `units` are ids of the units the person heads; `why` is the reason given for this very correction, kept in the journal.
    The system itself acts as SYSTEM: no person, no roles.
    """

    person: Person | None
    roles: tuple[str, ...] = ()
    role: str = ""
    units: tuple[int, ...] = ()
    acting: tuple[str, ...] = field(default=())
    why: str = ""

    def has(self, *roles):
        return any(role in self.roles for role in roles)

    def is_person(self, person):
        return self.person is not None and person is not None and self.person.pk == person.pk

    @property
    def is_office(self):
        return self.has(*OFFICE)

    @property
    def is_guest(self):
        """A partner's or another college's person: sees the own pair, program, requests and nothing of the college."""
        return self.person is not None and self.person.employment in OUTSIDERS

    @property
    def post(self):
        """The post printed beside a decision; a stand-in is printed as «и. о.»."""
        if not self.person:
            return ""
        return self.person.post

    def saying(self, why):
        """The same actor with the reason of what he is about to correct."""
        return Actor(self.person, self.roles, self.role, self.units, self.acting, why)


SYSTEM = Actor(None)


def actor_of(user, role=""):
    """The Actor of a login, in one query. `role` is the role chosen in this session, ignored unless held."""
    person = getattr(user, "person", None) if user.is_authenticated else None
    if person is None:
        roles = ("admin",) if user.is_authenticated and user.is_superuser else ()
        return Actor(None, roles, "admin" if roles else "")
    return actor_for(person, role, superuser=user.is_superuser)


def actor_for(person, role="", *, superuser=False, on=None):
    """The Actor of a person; used by views, commands and tests alike."""
    held = _held(person, on or today())
    roles = {code for code, _, _ in held}
    if superuser:
        roles.add("admin")
    if not roles and person.employment in ("staff", "part_time", "trainee"):
        roles.add("mentee")  # any teacher may ask for a mentor
    if not roles and person.employment in OUTSIDERS:
        roles.add("partner")
    ordered = tuple(code for code in ROLE_ORDER if code in roles)
    current = role if role in ordered else (ordered[0] if ordered else "")
    units = {unit for code, _, unit in held if code == Role.SUPERVISOR and unit}
    return Actor(person, ordered, current, tuple(sorted(units)), tuple(code for code, acting, _ in held if acting))


def help_roles(actor):
    """Roles whose help the actor reads: the own ones; a curator, who answers questions, reads everybody's."""
    return ROLE_ORDER if actor.has(Role.CURATOR) else actor.roles


def _held(person, on):
    """[(role, acting, unit)]: offices of the day and what follows from records, in one query that every page asks."""
    return fetch_kept(("held", on), lambda: _held_query(Person(pk=STAND_IN), on), reader=person.pk)


def _held_query(person, on):
    def follows(role, rows):
        return rows.order_by().values_list(Value(role), Value(False), Value(None, output_field=BigIntegerField()))

    offices = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on
    ).order_by()
    seats = CouncilMember.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on, unit__kind=UnitKind.COUNCIL
    )
    headed = Unit.objects.filter(head=person, retired=False, kind__in=STAFFED).order_by()
    return offices.values_list("role", "acting", "unit").union(
        follows("mentor", Mentor.objects.filter(person=person, retired_on__isnull=True)),
        follows("mentee", Mentee.objects.filter(person=person, retired_on__isnull=True)),
        follows("mentee", PairMember.objects.filter(person=person, side=Side.MENTEE)),
        follows("council", seats),
        headed.values_list(Value(Role.SUPERVISOR.value), Value(False), "pk"),
    )
