"""Two ranked lists of a request: whom the teacher would like, and whom the curator wants asked next (clause 4.2)."""

from django.db import transaction
from django.utils import timezone

from mentoring.access import SYSTEM, may_run_office
from mentoring.actions import journal
from mentoring.choices import OfferAnswer, RankList
from mentoring.choices import RequestState as S
from mentoring.kit.text import listing
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import MentoringRequest, RankedMentor
from mentoring.models.request_turn import MOST_RANKED
from mentoring.queries.candidates import candidates_for

QUEUED_STATES = (S.AWAITING_CURATOR, S.EXPIRED, S.AWAITING_MENTOR)


def set_wished(request, wished, fields):
    """Write the wishes down anew. `wished` are (Mentor, why) by rank; None keeps them unless `fields` name one mentor.

    Part of a larger action. Raises Refused when somebody is named twice or there are more than three.
    """
    if wished is None:
        if "wished_mentor" not in fields:
            return
        wished = [(fields["wished_mentor"], "")] if fields["wished_mentor"] else []
    mentors = [mentor for mentor, _ in wished]
    if len(mentors) > MOST_RANKED:
        raise Refused(no(f"Назовите не больше {MOST_RANKED} наставников."))
    if len({mentor.pk for mentor in mentors}) < len(mentors):
        raise Refused(no("Один наставник назван дважды. Уберите повтор."))
    RankedMentor.objects.filter(request=request, list=RankList.WISH).delete()
    RankedMentor.objects.bulk_create(
        RankedMentor(request=request, mentor=mentor, list=RankList.WISH, rank=rank, reason=" ".join(why.split())[:300])
        for rank, (mentor, why) in enumerate(wished, 1)
    )
    first = mentors[0] if mentors else None
    MentoringRequest.objects.filter(pk=request.pk).update(wished_mentor=first)
    request.wished_mentor = first


def may_queue(actor, request):
    """The curator keeps the queue while a mentor is being looked for."""
    if not (allowed := may_run_office(actor)):
        return allowed
    return YES if request.state in QUEUED_STATES else no("Наставника по этому запросу сейчас не ищут.")


def may_offer(candidate):
    """Whether this candidate may be asked: the first hard stop speaks."""
    if candidate is None:
        return no("Такого наставника нет в банке. Выберите другого.")
    return candidate.score.stops[0].verdict if candidate.score.stops else YES


@transaction.atomic
def set_queue(request, mentors, *, by, at):
    """Write the queue down anew, first of `mentors` first. Raises Refused with the hard stop of whoever cannot be asked."""
    require(may_queue(by, request))
    mentors = list(mentors)
    if len(mentors) > MOST_RANKED:
        raise Refused(no(f"В очереди не больше {MOST_RANKED} наставников."))
    if len({mentor.pk for mentor in mentors}) < len(mentors):
        raise Refused(no("Один наставник назван дважды. Уберите повтор."))
    found = candidates_for(request, timezone.localtime(at).date()) if mentors else None
    for mentor in mentors:
        require(may_offer(found.find(mentor.pk)))
        require(_not_asked_now(request, mentor))
    clear_queue(request)
    RankedMentor.objects.bulk_create(
        RankedMentor(request=request, mentor=mentor, list=RankList.QUEUE, rank=rank, added_at=at, added_by=by.person)
        for rank, mentor in enumerate(mentors, 1)
    )
    names = listing([mentor.person.short_name for mentor in mentors], last=", ")
    _record("queue_set", f"Очередь наставников: {names}" if names else "Очередь наставников убрана", request, by, at)


def _not_asked_now(request, mentor):
    if request.offers.filter(mentor=mentor, answer=OfferAnswer.WAITING).exists():
        return no(f"{mentor.person.short_name}: ответа уже ждём. Поставьте в очередь другого.")
    return YES


def take_next(request, *, at):
    """Take the first who may be asked out of the queue; those before him who may not are passed over, and the story says why.

    Part of a larger action. Returns the Candidate or None.
    """
    waiting = list(_queue(request).select_related("mentor__person"))
    found = candidates_for(request, timezone.localtime(at).date()) if waiting else None
    for place in waiting:
        place.delete()
        candidate = found.find(place.mentor_id)
        verdict = may_offer(candidate)
        if verdict:
            return candidate
        _record("queue_passed_over", f"Не спросили по очереди: {verdict.reason}", request, SYSTEM, at)
    return None


def leave_queue(request, mentor):
    """Who is asked out of turn waits no more. Part of a larger action."""
    _queue(request).filter(mentor=mentor).delete()


def clear_queue(request):
    """Nobody else will be asked. Part of a larger action."""
    _queue(request).delete()


def _queue(request):
    return RankedMentor.objects.filter(request=request, list=RankList.QUEUE)


def _record(event, heading, request, by, at):
    journal.record(event, heading, by=by, at=at, subject=request, person=request.person)
