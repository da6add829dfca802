"""Who may see and do what on the ground floor. Views load through here: what is not yours does not exist (404)."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Role, Side
from mentoring.kit.dates import today
from mentoring.kit.verdict import YES, no
from mentoring.models import (
    Consent,
    ImportBatch,
    IssuedDocument,
    Mentee,
    Mentor,
    MentoringRequest,
    Organization,
    Pair,
    PairMember,
    Person,
    RequestOffer,
    RoleAssignment,
    Unit,
)

OFFICE = (Role.CURATOR, Role.DIRECTOR)
ROLE_ORDER = ("curator", "director", "mentor", "mentee", "supervisor", "council", "psychologist", "hr", "partner", "admin")
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

    `units` are ids of the units the person heads. The system itself acts as SYSTEM: no person, no roles.
    """

    person: Person | None
    roles: tuple[str, ...] = ()
    role: str = ""
    units: tuple[int, ...] = ()
    acting: tuple[str, ...] = field(default=())

    def has(self, *roles):
        return any(role in self.roles for role in roles)

    def is_person(self, person):
        return self.person is not None and person is not None and self.person.pk == person.pk

    @property
    def is_office(self):
        return self.has(*OFFICE)

    @property
    def post(self):
        """The post printed beside a decision; a stand-in is printed as «и. о.»."""
        if not self.person:
            return ""
        return self.person.post

    def in_role(self, role):
        return Actor(self.person, self.roles, role if role in self.roles else self.role, self.units, self.acting)


SYSTEM = Actor(None)


def actor_of(user, role=""):
    """The Actor of a login, in two queries. `role` is the role chosen in this session, ignored unless held."""
    person = getattr(user, "person", None) if user.is_authenticated else None
    if person is None:
        roles = ("admin",) if user.is_authenticated and user.is_superuser else ()
        return Actor(None, roles, "admin" if roles else "")
    return actor_for(person, role, superuser=user.is_superuser)


def actor_for(person, role="", *, superuser=False, on=None):
    """The Actor of a person; used by views, commands and tests alike."""
    on = on or today()
    held = list(
        RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on).values_list(
            "role", "acting", "unit"
        )
    )
    facts = (
        Person.objects.filter(pk=person.pk)
        .values_list(
            Exists(Mentor.objects.filter(person=OuterRef("pk"), retired_on__isnull=True)),
            Exists(Mentee.objects.filter(person=OuterRef("pk"), retired_on__isnull=True)),
            Exists(PairMember.objects.filter(person=OuterRef("pk"), side=Side.MENTEE)),
            Exists(Unit.objects.filter(head=OuterRef("pk"), retired=False)),
        )
        .first()
    ) or (False, False, False, False)
    is_mentor, is_mentee, was_mentee, heads = facts
    roles = {code for code, _, _ in held}
    if is_mentor:
        roles.add("mentor")
    if is_mentee or was_mentee:
        roles.add("mentee")
    units = set(Unit.objects.filter(head=person, retired=False).values_list("pk", flat=True)) if heads else set()
    units |= {unit for code, _, unit in held if code == Role.SUPERVISOR and unit}
    if heads:
        roles.add("supervisor")
    if superuser:
        roles.add("admin")
    if not roles and person.employment in ("staff", "part_time", "trainee"):
        roles.add("mentee")  # any teacher may ask for a mentor
    ordered = tuple(code for code in ROLE_ORDER if code in roles)
    current = role if role in ordered else (ordered[0] if ordered else "")
    return Actor(person, ordered, current, tuple(sorted(units)), tuple(code for code, acting, _ in held if acting))


def people_for(actor):
    """People whose card the actor may open: the office all, a head their unit, others those they work with and themselves."""
    people = Person.objects.all()
    if actor.has("curator", "director", "hr", "admin"):
        return people
    if not actor.person:
        return people.none()
    mine = Q(pk=actor.person.pk)
    if actor.units:
        mine |= Q(unit__in=actor.units)
    together = PairMember.objects.filter(pair__members__person=actor.person).values("person")
    return people.filter(mine | Q(pk__in=together))


def mentors_for(actor):
    """The internal bank: every signed-in member of the college sees active mentors."""
    return Mentor.objects.filter(retired_on__isnull=True) if actor.person or actor.has("admin") else Mentor.objects.none()


def pairs_for(actor):
    pairs = Pair.objects.all()
    if actor.has("curator", "director"):
        return pairs
    if not actor.person:
        return pairs.none()
    mine = Q(Exists(PairMember.objects.filter(pair=OuterRef("pk"), person=actor.person)))
    if actor.units:
        mine |= Q(
            Exists(PairMember.objects.filter(pair=OuterRef("pk"), side=Side.MENTEE, person__unit__in=actor.units))
        )
    return pairs.filter(mine)


def requests_for(actor):
    """A draft is its author's alone; then the curator and the director see all, a mentor those he is asked about or took."""
    requests = MentoringRequest.objects.all()
    if not actor.person:
        return requests.none()
    me = actor.person
    drafts = Q(state="draft") & (Q(source="self", person=me) | Q(source="administration", initiator=me))
    if actor.has("curator", "director"):
        return requests.filter(drafts | ~Q(state="draft"))
    asked = Exists(RequestOffer.objects.filter(request=OuterRef("pk"), mentor=me.pk, answer__in=("waiting", "accepted")))
    return requests.filter(drafts | (~Q(state="draft") & (Q(person=me) | Q(initiator=me) | asked)))


def documents_for(actor):
    documents = IssuedDocument.objects.all()
    if actor.has("curator"):
        return documents
    if actor.has("director"):
        return documents.exclude(state="draft")
    if not actor.person:
        return documents.none()
    return documents.filter(
        Q(acquaintances__person=actor.person) | Q(pairs__members__person=actor.person), state__in=["in_force", "awaiting_scan", "replaced", "canceled"]
    ).distinct()


def offers_for(actor):
    """A mentor's own offers, answered ones too; the curator's all."""
    if actor.has("curator"):
        return RequestOffer.objects.all()
    return RequestOffer.objects.filter(mentor=actor.person.pk) if actor.person else RequestOffer.objects.none()


# Verdicts on requests, pairs and documents


def may_run_office(actor):
    """Requests, pairs and orders are kept by the curator."""
    return YES if actor.has("curator") else no("Это действие вам не открыто. Кому открыто — куратору.")


def may_ask_for(actor, person):
    """Who may raise a request (clause 4.2): anyone for himself; for another the curator, the director, the head of the unit."""
    if actor.is_person(person) or actor.has("curator", "director"):
        return YES
    if actor.units and person.unit_id in actor.units:
        return YES
    return no("Запрос на другого человека подают куратор, директор и руководитель подразделения.", "4.2")


def people_to_ask_for(actor):
    """Working people of the college whom the actor may ask a mentor for, himself included."""
    people = Person.objects.working().filter(employment__in=("staff", "part_time", "trainee"))
    if actor.has("curator", "director"):
        return people
    if not actor.person:
        return people.none()
    return people.filter(Q(pk=actor.person.pk) | Q(unit__in=actor.units))


def may_sign(actor, document):
    """The director, or who stands in for him; never somebody named in the document itself."""
    if not actor.has("director"):
        return no("Подписывает директор. Отправьте приказ на подпись.")
    pair = pairs_with(document, actor.person)
    if pair:
        return no(f"Вы — участник пары «{pair.title}». Подписывает исполняющий обязанности директора.")
    return YES


def pairs_with(document, person):
    """The first pair of a document in which the person takes part, or None."""
    return Pair.objects.with_members().filter(order=document, members__person=person, members__until__isnull=True).first()


# People and the bank

PEOPLE_KEEPERS = (Role.CURATOR, Role.ADMIN, Role.HR)
NOT_KEEPER = "Карточки ведут куратор и отдел кадров. Напишите куратору, если что-то изменилось."
NOT_CURATOR = "Это делает куратор. Напишите ему, если что-то изменилось."


def holders(role, on=None):
    """People who hold an office on a date (default: today), stand-ins included."""
    on = on or today()
    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=role, since__lte=on)
    return Person.objects.filter(pk__in=held.values("person")).in_order()


def may_keep_people(actor):
    """Register people and change staff cards: curator, administrator, personnel office, the system itself."""
    return YES if actor is SYSTEM or actor.has(*PEOPLE_KEEPERS) else no(NOT_KEEPER)


def may_edit_person(actor, person):
    """Change a staff card; nobody but its keepers does, the person included."""
    if may_keep_people(actor):
        return YES
    if actor.is_person(person) and actor.has("mentor"):
        return no("Карточку ведёт отдел кадров: изменить можно направления, формы и число мест.")
    return no(NOT_KEEPER)


def may_see_birth_date(actor):
    return actor.has(Role.CURATOR)


def may_manage_people(actor):
    """Roles, invitations, import, units: curator and administrator."""
    return YES if actor is SYSTEM or actor.has(Role.CURATOR, Role.ADMIN) else no(NOT_CURATOR)


def may_grant_role(actor, role, person):
    """The curator grants any office but the administrator's and never to himself."""
    if actor is SYSTEM or actor.has(Role.ADMIN):
        return YES
    if not actor.has(Role.CURATOR):
        return no("Роли назначают куратор и администратор.")
    if role == Role.ADMIN:
        return no("Администратора назначает администратор.")
    if actor.is_person(person):
        return no("Себе роль не назначают. Попросите другого куратора или администратора.")
    return YES


def may_keep_bank(actor):
    """Mentors' and mentees' records, consents on paper: the curator."""
    return YES if actor is SYSTEM or actor.has(Role.CURATOR) else no(NOT_CURATOR)


def may_edit_mentor(actor, person):
    """The curator changes the whole record, the mentor the part that is his own."""
    if may_keep_bank(actor) or (actor.is_person(person) and actor.has("mentor")):
        return YES
    return no("Карточку наставника меняют он сам и куратор.")


def mentees_for(actor):
    """The register of mentees: curator and director see all, a head those of the unit, a mentee the own record."""
    mentees = Mentee.objects.filter(retired_on__isnull=True)
    if actor.is_office:
        return mentees
    if not actor.person:
        return mentees.none()
    mine = Q(person=actor.person)
    if actor.units:
        mine |= Q(person__unit__in=actor.units)
    return mentees.filter(mine)


def may_see_mentees(actor):
    return YES if actor.is_office or actor.units else no("Список наставляемых видят куратор, директор и руководители подразделений.")


def consents_for(actor):
    """A person's own consents; the office sees everybody's."""
    consents = Consent.objects.all()
    if actor.is_office:
        return consents
    return consents.filter(person=actor.person) if actor.person else consents.none()


def may_answer_consent(actor, consent):
    """Only the person agrees or refuses: nobody does it for another."""
    return YES if actor.is_person(consent.person) else no("Отвечает сам человек.")


def may_revoke_consent(actor, consent):
    """The person at any time; the curator when the paper came."""
    if actor.is_person(consent.person) or actor.has(Role.CURATOR):
        return YES
    return no("Отзывает сам человек или куратор по его заявлению.")


def organizations_for(actor):
    """Everyone who keeps people or runs the office sees our requisites and the partners."""
    seen = actor is SYSTEM or actor.has(*PEOPLE_KEEPERS, Role.DIRECTOR)
    return Organization.objects.all() if seen else Organization.objects.none()


def units_for(actor):
    if actor.has(*PEOPLE_KEEPERS, Role.DIRECTOR):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=actor.units)


def imports_for(actor):
    return ImportBatch.objects.all() if actor.has(Role.CURATOR, Role.ADMIN) else ImportBatch.objects.none()
