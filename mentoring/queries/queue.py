"""The curator's queue of a request: who may be asked next, and the keys a form gave as mentors."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.text import count_of
from mentoring.models import Mentor, MentoringRequest
from mentoring.queries.candidates import candidates_for, weights

OFFERED = 100  # who is asked next is one of the first in the ranking


@dataclass(frozen=True)
class QueuePage:
    """`choices` are those who may be asked now, best first; `queue` the keys chosen before; `stopped` who no longer can."""

    request: MentoringRequest
    choices: tuple
    queue: tuple
    stopped: tuple

    @property
    def crumbs(self):
        here = reverse("request_detail", args=[self.request.pk])
        return (("Запросы", reverse("request_list")), (f"Запрос № {self.request.pk}", here))


def queue_page(request, on):
    """Reads the request with its queue and offers prefetched."""
    found = candidates_for(request, on)
    waiting = [place.mentor_id for place in request.queue]
    asked = {offer.mentor_id for offer in request.offers.all() if offer.answer == "waiting"}
    stopped = tuple(
        candidate.score.stops[0].verdict.reason
        for candidate in (found.find(key) for key in waiting)
        if candidate and candidate.score.stops
    )
    return QueuePage(request, queue_choices(found, waiting, without=asked), queue_of(found, waiting), stopped)


def queue_of(found, waiting):
    """Keys of the queue that may still be asked."""
    return tuple(key for key in waiting if (candidate := found.find(key)) and not candidate.score.stops)


def queue_choices(found, waiting=(), *, without=()):
    """(key, «Панина С. И. – 67 из 100, свободно 1 место»): the best of those who suit, and who already stands in the queue."""
    best, others = found.suitable[:OFFERED], (*found.suitable[OFFERED:], *found.strangers)
    extra = [c for c in others if c.person.pk in waiting]
    of = weights().total
    return tuple(
        (c.person.pk, f"{c.person.short_name} – {c.score.points} из {of}, свободно {count_of(_free(c), 'place')}")
        for c in (*best, *extra)
        if c.person.pk not in without
    )


def _free(candidate):
    return candidate.score.mentor.free


def bank_choices():
    """Every mentor of the bank: the action says who of them may not be asked, and why."""
    keys = Mentor.objects.filter(retired_on__isnull=True).values_list("pk", flat=True)
    return tuple((key, "") for key in keys)


def mentors_in_order(keys):
    found = Mentor.objects.select_related("person").in_bulk(keys)
    return [found[key] for key in keys if key in found]
