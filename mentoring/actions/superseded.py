"""What a mentor's yes does to the other open requests of the same teacher (clause 4.2)."""

from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.actions.queue import clear_queue
from mentoring.actions.request import release_offer
from mentoring.kit.text import small_first
from mentoring.models import ListEntry, MentoringRequest
from mentoring.workflow.request import REQUEST, author_of

CLOSABLE = REQUEST.transitions["close"].sources


def close_others(request, *, by, at):
    """A mentor agreed: what else is open for this person is closed with that reason, and everybody concerned is told.

    Part of a larger action. A request that has its own agreed mentor stays. Returns the closed ones.
    """
    others = MentoringRequest.objects.filter(person=request.person, state__in=CLOSABLE).exclude(pk=request.pk)
    found = list(others.select_related("person", "initiator"))
    reason = ListEntry.objects.get(list="close_reason", code="found") if found else None
    for other in found:
        told = small_first(reason.name)
        REQUEST.move("close", other, close_reason=reason, decided_reason=told, due=None)
        release_offer(other, at=at)
        clear_queue(other)
        people = [author_of(other), other.person, *holders("curator", timezone.localtime(at).date())]
        notifications.write_all(
            "request_superseded",
            people,
            at=at,
            path=reverse("request_detail", args=[other.pk]),
            mentee_gen=other.person.short_case("gen"),
        )
        journal.record("request_closed", f"Запрос закрыт: {told}", by=by, at=at, subject=other, person=other.person)
    return found
