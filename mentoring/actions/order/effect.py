"""What an order on pairs does when it is signed, and how that is undone while nobody has begun."""

from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.pair import activate_due_pairs
from mentoring.choices import RequestState
from mentoring.documents.order_text import control_of
from mentoring.kit.dates import words
from mentoring.kit.text import listing
from mentoring.models import AcquaintanceMark
from mentoring.office import office
from mentoring.workflow.pair import PAIR
from mentoring.workflow.request import REQUEST


def put_into_force(order, pairs, *, by, at):
    """Assign the pairs, answer their requests, ask everyone to read the order, start those whose day has come."""
    day = timezone.localtime(at).date()
    due = office().add_working_days(day, office().setting("acquaintance_working_days"))
    for pair in pairs:
        PAIR.move("assign", pair)
        heading = f"Пара закреплена приказом № {order.number} от {words(order.date, year=True)}"
        journal.record("pair_assigned", heading, by=by, at=at, subject=pair, pair=pair)
        for request in pair.requests.filter(state=RequestState.MENTOR_AGREED):
            REQUEST.move("pair", request, due=None)
    ask_to_read(order, _readers(order, pairs), due=due)
    for pair in pairs:
        _tell(order, pair, due, at)
    activate_due_pairs(at=at, by=by)


def _readers(order, pairs):
    """Members of the pairs, and the curator whom the order charges with its control."""
    people = [person for pair in pairs for person in (*pair.mentors, *pair.mentees)]
    return {person.pk: person for person in (*people, control_of(order)) if person}.values()


def ask_to_read(order, people, *, due):
    """One acquaintance mark for each person."""
    AcquaintanceMark.objects.bulk_create(
        [AcquaintanceMark(document=order, person=person, due=due) for person in people], ignore_conflicts=True
    )


def _tell(order, pair, due, at):
    programs = order.programs_due(office().setting("program_due_days_after_order"))
    for person, partners in _partners(pair):
        notifications.write(
            "pair_assigned",
            to=person,
            at=at,
            path=reverse("pair_detail", args=[pair.pk]),
            date=words(pair.since),
            partner_ins=listing([partner.short_case("ins") for partner in partners]),
            date2=words(due),
            date3=words(programs),
        )


def _partners(pair):
    """[(person, the people on the other side)], each person once: in reverse mentoring he stands on both sides."""
    found = {}
    for people, others in ((pair.mentors, pair.mentees), (pair.mentees, pair.mentors)):
        for person in people:
            partners = found.setdefault(person.pk, (person, {}))[1]
            partners.update({other.pk: other for other in others if other.pk != person.pk})
    return [(person, list(partners.values())) for person, partners in found.values()]


def undo(order, pairs, *, by, at):
    """A canceled order: pairs that have not begun are drafts again, their requests wait for another order."""
    for pair in pairs:
        PAIR.move("unassign", pair, order=None)
        journal.record("pair_unassigned", "Приказ отменён, пара снова черновик", by=by, at=at, subject=pair, pair=pair)
        for request in pair.requests.filter(state=RequestState.PAIRED):
            REQUEST.move("unpair", request)
    AcquaintanceMark.objects.filter(document=order, done_at__isnull=True).delete()
