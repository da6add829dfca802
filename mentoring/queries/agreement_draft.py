"""What a new agreement is filled with: the mentor's nearest pair, its term, the motivation agreed, the grounds."""

from django.db.models import Exists, OuterRef

from mentoring.choices import Side
from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.text import small_first
from mentoring.models import ListEntry, PairMember
from mentoring.queries.mentor_consent import mentor_consents
from mentoring.workflow.consent import IN_FORCE


def pairs_led(pairs, person):
    """Live pairs and drafts that the person mentors, with members for their titles."""
    mine = PairMember.objects.filter(pair=OuterRef("pk"), person=person, side=Side.MENTOR, until__isnull=True)
    led = pairs.filter(Exists(mine), state__in=(*LIVE_STATES, *DRAFT_STATES))
    return led.select_related("order").with_members().order_by("since", "pk")


def draft_initial(person, pairs, on):
    """The only pair is chosen; of several none. The term is the pairs', from today on: an agreement is not backdated."""
    led = list(pairs)
    motivation = getattr(getattr(person, "mentor", None), "motivation_id", None)
    start = {
        "measure": "percent",
        "payment": motivation or _pay(),
        "basis": _basis(person, led),
        "pair": led[0].pk if len(led) == 1 else None,
    }
    if led:
        start |= {"since": max(on, min(pair.since for pair in led)), "until": max(pair.until for pair in led)}
    else:
        start["since"] = on
    return start


def _pay():
    return ListEntry.objects.filter(list="motivation", code="pay").values_list("pk", flat=True).first()


def _basis(person, led):
    consent = mentor_consents([person]).get(person.pk)
    parts = []
    if consent and consent.state in IN_FORCE:
        parts.append(f"{small_first(consent.get_kind_display())} от {dates.short(consent.given_on)}")
    orders = dict.fromkeys(pair.order for pair in led if pair.order and pair.order.number)
    parts += [f"приказ № {order.number} от {dates.short(order.date)}" for order in orders]
    return ", ".join(parts)[:300]
