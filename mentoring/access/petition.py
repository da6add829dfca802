"""Petitions and quiet requests: who may ask for what, who reads and who decides (clauses 4.2, 5.3, R34, R37)."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from mentoring.choices import Addressee, PetitionKind, PetitionState, Role, Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.kit.dates import today
from mentoring.kit.verdict import YES, no
from mentoring.models import HelpRequest, Pair, PairMember, Person, Petition, RoleAssignment

K = PetitionKind
BY_MENTEE = (K.REPLACE_MENTOR, K.EARLY_END, K.OTHER_DIRECTIONS)
BY_MENTOR = (
    K.REPLACE_MENTEE,
    K.RELEASE_PERSONAL,
    K.RELEASE_SUCCESS,
    K.EARLY_END,
    K.OTHER_DIRECTIONS,
    K.SUPPORT,
    K.DOCUMENTATION,
    K.REWARD,
    K.MEASURES,
)
TO_DIRECTOR = (K.RELEASE_PERSONAL, K.RELEASE_SUCCESS, K.REWARD, K.MEASURES)
WITHOUT_PAIR = (K.SUPPORT, K.DOCUMENTATION)
ABOUT_PERSON = (K.REWARD, K.MEASURES)
CHANGE_KINDS = (K.REPLACE_MENTOR, K.REPLACE_MENTEE, K.RELEASE_PERSONAL, K.RELEASE_SUCCESS)
LIVE_ONLY = (*CHANGE_KINDS, K.EARLY_END)


def addressee_of(kind):
    return Addressee.DIRECTOR if kind in TO_DIRECTOR else Addressee.CURATOR


def kinds_for(actor):
    """What this person may ask for, in the order of the choice; a mentor's and a mentee's lists join."""
    kinds = (*(BY_MENTEE if actor.has("mentee") else ()), *(BY_MENTOR if actor.has("mentor", "partner") else ()))
    return tuple(kind for kind in K if kind in kinds) if actor.person else ()


def pairs_to_ask_about(actor, kind):
    """Own pairs a petition of this kind may be about: live ones, and for reward or other directions closed ones too."""
    sides = [
        side for side, kinds in ((Side.MENTEE, BY_MENTEE), (Side.MENTOR, BY_MENTOR)) if kind in kinds and actor.person
    ]
    mine = PairMember.objects.filter(pair=OuterRef("pk"), person=actor.person, side__in=sides)
    if kind in LIVE_ONLY:
        return Pair.objects.filter(Exists(mine.filter(until__isnull=True)), state__in=LIVE_STATES)
    return Pair.objects.filter(Exists(mine), state__in=(*LIVE_STATES, *CLOSED_STATES))


# Who reads


def petitions_for(actor):
    """The author his own; the office what was sent, but never what is about the reader or about a pair he is in.

    The director reads what is addressed to him, rewards and measures, and what no free curator can decide.
    """
    if not actor.person:
        return Petition.objects.none()
    mine = Q(author=actor.person)
    office = _of_office(actor) & ~Q(state=PetitionState.DRAFT) & ~_concerns(actor.person)
    return Petition.objects.filter(mine | office)


def _of_office(actor):
    if actor.has("curator"):
        return Q(pk__isnull=False)
    if actor.has("director"):
        return Q(addressee=Addressee.DIRECTOR) | ~Q(Exists(_free_curators()))
    return Q(pk__isnull=True)


def _concerns(person):
    """Petitions about this person: named in it, or a member of its pair now or before."""
    inside = PairMember.objects.filter(pair=OuterRef("pair"), person=person)
    return Q(about=person) | Q(Exists(inside))


def _free_curators(on=None):
    """Curators of today who neither wrote a petition nor are concerned by it; a subquery over Petition."""
    on = on or today()
    inside = PairMember.objects.filter(pair=OuterRef(OuterRef("pair")), person=OuterRef("person"))
    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=Role.CURATOR, since__lte=on)
    return held.filter(~Exists(inside), ~Q(person=OuterRef("author")), ~Q(person=Coalesce(OuterRef("about"), 0)))


def deciders_of(petition, on=None):
    """People who may decide now: holders of the addressed office who are not concerned; for curators, else the director."""
    on = on or today()
    inside = PairMember.objects.filter(pair=petition.pair_id).values("person") if petition.pair_id else []
    without = [pk for pk in (petition.author_id, petition.about_id) if pk]

    def able(role):
        held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=role, since__lte=on)
        people = Person.objects.filter(pk__in=held.values("person")).exclude(pk__in=without)
        return list(people.exclude(pk__in=inside).in_order() if petition.pair_id else people.in_order())

    if petition.addressee == Addressee.DIRECTOR:
        return able(Role.DIRECTOR)
    return able(Role.CURATOR) or able(Role.DIRECTOR)


def petitions_to_decide(actor):
    """What waits for the actor's decision, by the seeing-rule above."""
    if not actor.person:
        return Petition.objects.none()
    asked = Q(pk__isnull=True)
    if actor.has("curator"):
        asked |= Q(addressee=Addressee.CURATOR)
    if actor.has("director"):
        asked |= Q(addressee=Addressee.DIRECTOR) | ~Q(Exists(_free_curators()))
    found = Petition.objects.filter(asked, state__in=(PetitionState.SUBMITTED, PetitionState.IN_REVIEW))
    return found.exclude(author=actor.person).exclude(_concerns(actor.person))


def may_decide(actor, petition):
    """The office it is addressed to, never the author or somebody it concerns."""
    if actor.is_person(petition.author):
        return no("Своё ходатайство не решают. Решает тот, кому оно подано.")
    if actor.person and any(person.pk == actor.person.pk for person in deciders_of(petition)):
        return YES
    who = "директор" if petition.addressee == Addressee.DIRECTOR else "куратор"
    return no(f"Решает {who}. От вас ничего не нужно.")


def may_execute(actor, petition):
    """What was granted is carried out by the curator; rewards and measures by the director too."""
    if actor.has("curator") or (actor.has("director") and petition.addressee == Addressee.DIRECTOR):
        return YES
    return no("Исполнение отмечает куратор.")


def may_send_petition(actor, petition):
    return YES if actor.is_person(petition.author) else no("Подаёт тот, кто написал ходатайство.")


# A quiet request


def help_requests_for(actor):
    """The author's own; a curator's all but those of people who sit in a live pair with him."""
    if not actor.person:
        return HelpRequest.objects.none()
    mine = Q(person=actor.person)
    if not actor.has("curator"):
        return HelpRequest.objects.filter(mine)
    return HelpRequest.objects.filter(mine | ~Q(Exists(_partners_of(actor.person))) | ~Q(Exists(_apart_curators())))


def _partners_of(person):
    """Live pairs of the curator in which the asking person is too."""
    together = PairMember.objects.filter(person=OuterRef("person"), until__isnull=True, pair__state__in=LIVE_STATES)
    return together.filter(pair__members__person=person, pair__members__until__isnull=True)


def _apart_curators(on=None):
    """Curators of today who share no live pair with the asking person; a subquery over HelpRequest."""
    on = on or today()
    shared = PairMember.objects.filter(
        person=OuterRef("person"),
        until__isnull=True,
        pair__state__in=LIVE_STATES,
        pair__members__person=OuterRef(OuterRef("person")),
        pair__members__until__isnull=True,
    )
    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=Role.CURATOR, since__lte=on)
    return held.filter(~Exists(shared)).exclude(person=OuterRef("person"))


def help_readers(person, on=None):
    """(curators who read a quiet request of this person, whether they sit in a pair with him): said before the field."""
    on = on or today()
    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=Role.CURATOR, since__lte=on)
    curators = Person.objects.filter(pk__in=held.values("person")).exclude(pk=person.pk)
    own = PairMember.objects.filter(person=person, until__isnull=True, pair__state__in=LIVE_STATES).values("pair")
    near = PairMember.objects.filter(pair__in=own, until__isnull=True).values("person")
    apart = list(curators.exclude(pk__in=near).in_order())
    return (apart, False) if apart else (list(curators.in_order()), True)


def may_ask_for_help(actor):
    """Clause 5.3: mentor and mentee alike."""
    if actor.person and actor.has("mentor", "mentee", "partner"):
        return YES
    return no("О помощи психолога просят наставники и наставляемые. Напишите куратору.")


def may_answer_help(actor, asked):
    if actor.has("curator") and not actor.is_person(asked.person):
        return YES
    return no("Отвечает куратор.")
