"""The open bank: what anybody may see, who prepares and checks cards, who answers what came from outside."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import ConsentKind, ConsentState
from mentoring.kit.verdict import YES, no
from mentoring.models import Consent, MentorPublication, OutsideApplication
from mentoring.models.person import OUTSIDERS

from .person import may_keep_bank

IN_FORCE = (ConsentState.GIVEN, ConsentState.OUTDATED)
NOT_CHECKING = "Карточки открытого банка и обращения извне ведёт куратор."


def publications_shown(on):
    """Cards that anybody sees on a day: checked, not hidden, both consents in force, the mentor in the bank.

    The only door to the open pages: a revoked consent or a hidden card is gone with the next request.
    """
    outside = Q(person__employment__in=OUTSIDERS)
    mentors = Consent.objects.filter(person=OuterRef("mentor"), state__in=IN_FORCE).filter(
        (outside & Q(kind=ConsentKind.PARTNER_MENTOR)) | (~outside & Q(kind=ConsentKind.MENTOR))
    )
    here = Q(mentor__person__left_on__isnull=True) | Q(mentor__person__left_on__gt=on)
    return MentorPublication.objects.filter(
        here,
        Exists(mentors),
        shown__isnull=False,
        hidden=False,
        consent__state=ConsentState.GIVEN,
        consent__kind=ConsentKind.PUBLISH,
        mentor__retired_on__isnull=True,
    )


def publications_for(actor):
    """The curator sees every card, a mentor the own one."""
    cards = MentorPublication.objects.filter(mentor__retired_on__isnull=True)
    if actor.has("curator"):
        return cards
    return cards.filter(mentor=actor.person.pk) if actor.person else cards.none()


def may_publish(actor, person):
    """What is shown of a person is chosen by that person; the curator prepares it for those who have no login."""
    if may_keep_bank(actor) or (actor.is_person(person) and actor.has("mentor")):
        return YES
    return no("Что показать снаружи, выбирает сам наставник.")


def may_check_bank(actor):
    return YES if may_keep_bank(actor) else no(NOT_CHECKING)


def outside_for(actor):
    """Applications with a confirmed e-mail: the curator's alone."""
    if not actor.has("curator"):
        return OutsideApplication.objects.none()
    return OutsideApplication.objects.filter(confirmed_at__isnull=False)
