"""Who sees councils and associations, who keeps them, who speaks there (R58)."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import ResolutionState, Role, SittingState
from mentoring.kit.dates import today
from mentoring.kit.verdict import YES, no
from mentoring.models import CouncilMember, Resolution, Sitting, Unit
from mentoring.models.council import BODIES

KEEPERS = "Заседания ведут куратор и руководитель этого объединения."


def members_on(on=None):
    """Memberships of a day (default: today)."""
    on = on or today()
    return CouncilMember.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


def councils_for(actor):
    """Bodies a person sees: the office and mentors all of them, members and heads their own."""
    bodies = Unit.objects.filter(kind__in=BODIES, retired=False)
    if actor.person is None or actor.is_guest:
        return bodies.none()
    if actor.has(Role.CURATOR, Role.DIRECTOR, Role.COUNCIL, "mentor"):
        return bodies
    return bodies.filter(Q(head=actor.person) | Exists(_own_membership(actor, "pk")))


def _own_membership(actor, unit):
    return members_on().filter(unit=OuterRef(unit), person=actor.person)


def sittings_for(actor):
    """Sittings whose papers a person reads: the office all, members and heads those of their own bodies."""
    sittings = Sitting.objects.filter(unit__kind__in=BODIES)
    if actor.has(Role.CURATOR, Role.DIRECTOR):
        return sittings
    if actor.person is None:
        return sittings.none()
    return sittings.filter(Q(unit__head=actor.person) | Exists(_own_membership(actor, "unit")))


def resolutions_for(actor):
    """Decisions of sittings one reads, and one's own when the minutes are closed."""
    if actor.person is None:
        return Resolution.objects.none()
    own = Q(owner=actor.person, item__sitting__state=SittingState.CLOSED)
    return Resolution.objects.filter(own | Q(item__sitting__in=sittings_for(actor).values("pk")))


def may_keep_council(actor, unit):
    if actor.has(Role.CURATOR) or (actor.person and unit.head_id == actor.person.pk):
        return YES
    return no(KEEPERS)


def may_propose(actor, unit):
    """Mentors, members and the office put remarks and proposals forward."""
    speaks = actor.has(Role.CURATOR, Role.DIRECTOR, "mentor") or (
        actor.person
        and (unit.head_id == actor.person.pk or members_on().filter(unit=unit, person=actor.person).exists())
    )
    return YES if speaks else no("Предложения вносят наставники и члены объединения.")


def may_settle(actor, resolution):
    """Its owner tells that it is done; the keepers too."""
    if resolution.item.sitting.state != SittingState.CLOSED:
        return no("Решение ещё не в протоколе.")
    if resolution.state != ResolutionState.OPEN:
        return no("Об этом решении уже отчитались.")
    if actor.person and resolution.owner_id == actor.person.pk:
        return YES
    return may_keep_council(actor, resolution.item.sitting.unit)
