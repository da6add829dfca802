"""Cards of difficulties: who sees a filled one, who asks for it, who gives a second opinion (R11).

The teacher, the mentors of his live pairs and the curator always see it; the head and the director see those that were
asked for while the college's settings said so: what was promised to the teacher before he answered stays as it was.
"""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Role, SheetSide, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.verdict import YES, no
from mentoring.models import Diagnosis, DiagnosisCard, DiagnosisSheet, PairMember, Person

from .actor import SYSTEM

CARD_KEEPERS = (Role.CURATOR, Role.ADMIN)
ASKED = ("staff", "part_time", "trainee", "outside")


def diagnoses_for(actor):
    """Cards whose profile the actor reads once the teacher has sent it; before that, only that they were asked for."""
    rows = Diagnosis.objects.all()
    if actor.has(Role.CURATOR):
        return rows
    if not actor.person:
        return rows.none()
    me = actor.person
    mine = Q(person=me) | Q(Exists(DiagnosisSheet.objects.filter(diagnosis=OuterRef("pk"), author=me)))
    mine |= Q(Exists(_led_by(me).filter(person=OuterRef("person"))))
    mine |= Q(to_supervisor=True, person__supervisor=me)
    if actor.units:
        mine |= Q(to_supervisor=True, person__unit__in=actor.units)
    if actor.has(Role.DIRECTOR):
        mine |= Q(to_director=True)
    return rows.filter(mine)


def _led_by(mentor):
    """Current mentees of a person's live pairs."""
    leads = PairMember.objects.filter(
        pair=OuterRef("pair"), person=mentor, side=Side.MENTOR, until__isnull=True
    ).exclude(person=OuterRef("person"))
    return PairMember.objects.filter(Exists(leads), side=Side.MENTEE, until__isnull=True, pair__state__in=LIVE_STATES)


def mentors_of(person):
    """Current mentors of a person's live pairs: they read the cards."""
    learns = PairMember.objects.filter(pair=OuterRef("pair"), person=person, side=Side.MENTEE, until__isnull=True)
    leading = PairMember.objects.filter(
        Exists(learns), side=Side.MENTOR, until__isnull=True, pair__state__in=LIVE_STATES
    )
    return Person.objects.filter(pk__in=leading.values("person")).exclude(pk=person.pk).in_order()


def supervisor_of(person):
    """The head who may give a second opinion: the person's own, else the head of the unit; None for a head himself."""
    if person.supervisor_id:
        return person.supervisor
    head = person.unit.head if person.unit_id else None
    return head if head and head.pk != person.pk else None


def sheets_for(actor):
    """Only the author fills a sheet and reads it before it is sent."""
    return DiagnosisSheet.objects.filter(author=actor.person) if actor.person else DiagnosisSheet.objects.none()


def cards_for(actor):
    """Versions of the card: its keepers see drafts too."""
    return DiagnosisCard.objects.all() if actor.has(*CARD_KEEPERS) else DiagnosisCard.objects.none()


def people_to_diagnose(actor):
    """People whom the actor may ask to fill the card: the curator everybody at work, a head those of the unit."""
    people = Person.objects.working().filter(employment__in=ASKED)
    if actor.has(Role.CURATOR):
        return people
    if not actor.person:
        return people.none()
    heads = Q(supervisor=actor.person)
    if actor.units:
        heads |= Q(unit__in=actor.units)
    return people.filter(heads).exclude(pk=actor.person.pk)


def may_ask_cards(actor):
    if actor is SYSTEM or actor.has(Role.CURATOR) or actor.units:
        return YES
    return no("Карту просят заполнить куратор и руководитель подразделения. Свою можно начать самому.")


def may_ask_card_of(actor, person):
    """The curator asks anybody, a head those of the unit, the system at the end of a program."""
    if actor is SYSTEM or actor.has(Role.CURATOR) or heads(actor, person):
        return YES
    return no("Карту просят заполнить куратор и руководитель подразделения. Свою можно начать самому.")


def may_keep_cards(actor):
    return YES if actor.has(*CARD_KEEPERS) else no("Справочники ведут куратор и администратор.")


def heads(actor, person):
    """Whether the actor is the person's own head."""
    if not actor.person or actor.is_person(person):
        return False
    return person.supervisor_id == actor.person.pk or (person.unit_id is not None and person.unit_id in actor.units)


def opinion_side(actor, person):
    """As whom the actor would give a second opinion about the person; None when he may not."""
    if not actor.person or actor.is_person(person):
        return None
    if heads(actor, person):
        return SheetSide.SUPERVISOR
    return SheetSide.METHODIST if actor.has(Role.CURATOR) else None
