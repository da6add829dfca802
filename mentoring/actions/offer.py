"""Asking one mentor for one request, and the mentor's answer (clause 4.2)."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import SYSTEM, holders
from mentoring.actions import journal
from mentoring.actions.pair import draft_for_request
from mentoring.actions.queue import clear_queue, leave_queue, may_offer, set_queue, take_next
from mentoring.actions.request import answer_due, release_offer
from mentoring.actions.superseded import close_others
from mentoring.choices import OfferAnswer, RequestState
from mentoring.kit.dates import start_of, words
from mentoring.kit.text import count_of, ended, listing, small_first
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import RequestOffer
from mentoring.office import office
from mentoring.queries.candidates import candidates_for, next_best, offer_due
from mentoring.queries.load import load_by_mentor
from mentoring.workflow.request import REQUEST


@transaction.atomic
def offer_request(request, mentor, *, by, at, queue=None):
    """Ask `mentor`; points and reasons of this very moment are kept. Raises Refused with the hard stop in words.

    `queue` are mentors to be asked in turn, each when the one before declines or does not answer in time.
    """
    require(REQUEST.verdict("offer", by, request))
    candidate = candidates_for(request, timezone.localtime(at).date()).find(mentor.pk)
    require(may_offer(candidate))
    offer = ask_mentor(request, mentor, candidate.score, by=by, at=at)
    if queue is not None:
        set_queue(request, [other for other in queue if other != mentor], by=by, at=at)
    return offer


@transaction.atomic
def ask_mentor(request, mentor, score, *, by, at):
    """Put a request to a mentor whose stops were looked at. Part of a larger action; returns the RequestOffer."""
    REQUEST.claim("offer", request, by=by, due=offer_due(timezone.localtime(at).date()))
    leave_queue(request, mentor)
    return _ask(request, mentor, score, by=by, at=at)


def _ask(request, mentor, score, *, by, at):
    """The offer, its letter and its line in the story; the request has been claimed."""
    due = request.due
    offer = RequestOffer.objects.create(
        request=request,
        mentor=mentor,
        points=score.points,
        reasons=[[line.points, line.text] for line in score.lines],
        asked_at=at,
        due=due,
    )
    notifications.write(
        "mentor_asked",
        to=mentor.person,
        at=at,
        path=reverse("offer_answer", args=[offer.pk]),
        directions=_directions(request),
        load=f"{score.mentor.load} из {score.mentor.capacity}",
        date=words(due),
    )
    _record("mentor_asked", f"Спросили наставника: {mentor.person.short_name}", request, by, at)
    return offer


@transaction.atomic
def take_back_offer(request, *, by, at):
    """The curator stops waiting for the asked mentor and chooses again."""
    REQUEST.claim("take_back", request, by=by, due=answer_due(at))
    offer = release_offer(request, at=at, what="")
    name = offer.mentor.person.short_name if offer else ""
    _record("offer_taken_back", f"Ответа {name} больше не ждём", request, by, at)


@transaction.atomic
def accept_offer(offer, *, by, at):
    """The mentor agrees: the request waits for an order, a draft pair is made. Returns the Pair."""
    request = offer.request
    require(may_accept(offer, by, at))
    _answer(offer, OfferAnswer.ACCEPTED, at)
    REQUEST.move("accept", request, due=None)
    pair = draft_for_request(request, offer.mentor.person, by=by, at=at, criteria=_criteria(offer))
    clear_queue(request)
    close_others(request, by=by, at=at)
    mentor = offer.mentor.person.short_name
    notifications.write_all(
        "mentor_accepted",
        [request.person, *holders("curator", timezone.localtime(at).date())],
        at=at,
        path=reverse("request_detail", args=[request.pk]),
        mentor=mentor,
    )
    _record("mentor_accepted", f"Наставник согласен: {mentor}", request, by, at)
    return pair


def _criteria(offer):
    """What spoke for this mentor when he was asked: lines with points."""
    told = "; ".join(text for points, text in offer.reasons if points)
    return f"Подбор по запросу № {offer.request_id}, {count_of(offer.points, 'point')}: {told}." if told else ""


def may_accept(offer, by, at):
    """In time, and with a place left (words.md §7 «принять запрос»)."""
    own = REQUEST.verdict("accept", by, offer.request)
    if not own:
        return own
    if offer.due < timezone.localtime(at).date():
        return no(f"Срок ответа прошёл {words(offer.due)}. Напишите куратору, если ещё готовы.")
    load = load_by_mentor([offer.mentor_id]).get(offer.mentor_id, 0)
    if load >= offer.mentor.capacity:
        return no(f"Вы ведёте {load} из {offer.mentor.capacity}. Увеличьте ёмкость или откажитесь.")
    return YES


@transaction.atomic
def decline_offer(offer, *, reason, note="", by, at):
    """The mentor declines with a reason from the list; only the curator ever reads it."""
    request = offer.request
    require(REQUEST.verdict("pass_on", by, request))
    if reason is None:
        raise Refused(no("Выберите причину. Пояснять её не обязательно."))
    _answer(offer, OfferAnswer.DECLINED, at, decline_reason=reason, note=(note or "").strip()[:300])
    REQUEST.move("pass_on", request, due=answer_due(at))
    _record("mentor_declined", f"Отказ наставника: {offer.mentor.person.short_name}", request, by, at)
    told = {
        "reason": "" if reason.code == "unsaid" else small_first(reason.name),
        "note": ended(offer.note) if offer.note else "",
    }
    _tell_declined(request, _ask_next(request, at), told, at)


def _tell_declined(request, asked, told, at):
    """The curator reads the reason and who is asked now, or who stands next in the list."""
    on = timezone.localtime(at).date()
    following = None if asked else next_best(request, on)
    notifications.write_all(
        "mentor_passed_on" if asked else "mentor_declined",
        holders("curator", on),
        at=at,
        path=reverse("request_detail" if asked else "request_candidates", args=[request.pk]),
        next=asked.mentor.person.short_name if asked else following.person.short_name if following else "",
        date=words(asked.due) if asked else "",
        **told,
    )


def _ask_next(request, at):
    """Ask the first of the curator's queue who may still be asked. Returns the offer or None. Part of a larger action."""
    candidate = take_next(request, at=at)
    if candidate is None:
        return None
    REQUEST.move("ask_next", request, due=offer_due(timezone.localtime(at).date()))
    return _ask(request, candidate.mentor, candidate.score, by=SYSTEM, at=at)


def remind_asked_mentors(*, at):
    """Daily: one letter on day `request_reminder_day` of waiting for a mentor's answer. Returns how many were written."""
    on = timezone.localtime(at).date()
    asked_by = start_of(on + timedelta(days=1 - office().setting("request_reminder_day")))
    waiting = _waiting().filter(reminded_at__isnull=True, due__gte=on, asked_at__lt=asked_by)
    return sum(_remind(offer, at) for offer in waiting.prefetch_related("request__directions"))


@transaction.atomic
def _remind(offer, at):
    if not RequestOffer.objects.filter(pk=offer.pk, reminded_at__isnull=True).update(reminded_at=at):
        return False
    path = reverse("offer_answer", args=[offer.pk])
    values = {"directions": _directions(offer.request), "date": words(offer.due)}
    notifications.write("mentor_reminded", to=offer.mentor.person, at=at, path=path, **values)
    return True


def expire_offers(*, at):
    """Daily: a mentor who has not answered in time is not waited for; the curator chooses again. Returns how many."""
    late = list(_waiting().filter(due__lt=timezone.localtime(at).date()).select_related("request__person"))
    return sum(_expire_unless_answered(offer, at) for offer in late)


def _expire_unless_answered(offer, at):
    """An answer that came while the round was going stands, and the round goes on."""
    try:
        _expire(offer, at)
    except Refused:
        return False
    return True


@transaction.atomic
def _expire(offer, at):
    request = offer.request
    _answer(offer, OfferAnswer.EXPIRED, at)
    REQUEST.move("expire", request, due=answer_due(at))
    _record("offer_expired", f"Нет ответа к {words(offer.due)}: {offer.mentor.person.short_name}", request, SYSTEM, at)
    asked = _ask_next(request, at)
    told = {"path": reverse("request_detail", args=[request.pk]), "date": words(offer.due), "date2": words(request.due)}
    curators = holders("curator", timezone.localtime(at).date())
    if asked:
        notifications.write_all("request_passed_on", [request.person], at=at, **told)
        notifications.write_all("request_passed_on", curators, at=at, next=asked.mentor.person.short_name, **told)
    else:
        notifications.write_all("request_expired", [request.person, *curators], at=at, **told)


def _waiting():
    """Offers that wait for their mentors, oldest first."""
    waiting = RequestOffer.objects.filter(answer=OfferAnswer.WAITING, request__state=RequestState.AWAITING_MENTOR)
    return waiting.select_related("mentor__person").order_by("asked_at", "pk")


def _directions(request):
    return listing([small_first(direction.short) for direction in request.directions.all()])


def _answer(offer, answer, at, **extra):
    """Claim the one waiting answer: the second click finds it taken."""
    values = {"answer": answer, "answered_at": at, **extra}
    if not RequestOffer.objects.filter(pk=offer.pk, answer=OfferAnswer.WAITING).update(**values):
        raise Refused(no("Ответ уже принят. Обновите страницу."))
    for name, value in values.items():
        setattr(offer, name, value)


def _record(event, heading, request, by, at):
    journal.record(event, heading, by=by, at=at, subject=request, person=request.person)
