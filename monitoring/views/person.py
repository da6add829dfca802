"""The person's card."""

from django.shortcuts import get_object_or_404, render

from mentoring.access import people_for
from mentoring.actions.person import may_invite
from mentoring.kit.dates import today
from monitoring.queries.person import card_of

SHOWN_WITH = (
    "unit__head",
    "organization",
    "supervisor",
    "user",
    "leave_reason",
    "mentor__motivation",
    "mentee__contract_organization",
)


def person_detail(request, pk):
    """Everything about one person, by what the reader may see."""
    person = get_object_or_404(people_for(request.actor).select_related(*SHOWN_WITH), pk=pk)
    card = card_of(person, request.actor, today())
    invite = may_invite(request.actor, person) if card.edits["roles"] else None
    return render(
        request, "monitoring/person_detail.html", {"card": card, "person": person, "discs": [person], "invite": invite}
    )
