"""A request for mentoring changes here and nowhere else (clause 4.2)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import holders, may_ask_for
from mentoring.actions import journal
from mentoring.actions.pair_state import take_out
from mentoring.actions.queue import clear_queue, set_wished
from mentoring.choices import OfferAnswer, PairState, RequestSource, RequestState
from mentoring.choices.request import OPEN_REQUEST_STATES
from mentoring.kit.dates import words
from mentoring.kit.stale import claim_version
from mentoring.kit.text import listing, small_first
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import ListEntry, MentoringRequest, Person, RequestOffer
from mentoring.office import office
from mentoring.queries.campaign.units import year_of_new
from mentoring.workflow.pair import PAIR
from mentoring.workflow.request import REQUEST, author_of

FIELDS = (
    "ground",
    "problem",
    "wished_form",
    "wished_kind",
    "wished_mode",
    "wished_mentor",
    "wished_until",
    "wishes",
)
FOUND = "Коллега уже нашёл наставника"


@transaction.atomic
def start_request(person, *, by, at, year=None, directions=(), wished=None, **fields):
    """A draft for `person`; by somebody else it is the administration's (clause 4.2). Raises Refused to strangers.

    A draft begun before and left empty is taken up again, so that pressing twice begins one.
    """
    require(may_ask_for(by, person))
    year = year or year_of_new()
    empty = None if fields or directions or wished else _empty_draft(person, by, year)
    if empty:
        return empty
    own = by.is_person(person)
    fields.setdefault("ground", ListEntry.objects.get(list="request_ground", code="self" if own else "observation"))
    request = MentoringRequest.objects.create(
        year=year,
        person=person,
        initiator=by.person,
        source=RequestSource.SELF if own else RequestSource.ADMINISTRATION,
        state=RequestState.DRAFT,
        created_at=at,
        **fields,
    )
    request.directions.set(directions)
    set_wished(request, wished, fields)
    return request


def _empty_draft(person, by, year):
    """The newest draft nobody has written into; the person's row is held, for two presses may come at once."""
    Person.objects.select_for_update().get(pk=person.pk)
    drafts = MentoringRequest.objects.filter(
        person=person, initiator=by.person, year=year, state=RequestState.DRAFT, problem="", lock_version=0
    )
    return drafts.order_by("-pk").first()


@transaction.atomic
def edit_request(request, *, by, at, lock_version=None, directions=None, wished=None, **fields):
    """Change a draft; only its author may, and only as he last saw it (raises Stale otherwise).

    `wished` are (Mentor, why) by rank, three at most; `wished_mentor` alone is a list of one.
    """
    require(YES if by.is_person(author_of(request)) else no("Запрос дописывает тот, кто его начал."))
    if request.state != RequestState.DRAFT:
        raise Refused(no("Запрос уже отправлен. Отзовите его, чтобы изменить."))
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"no such fields of a request: {', '.join(sorted(unknown))}")
    claim_version(request, request.lock_version if lock_version is None else lock_version)
    if fields:
        MentoringRequest.objects.filter(pk=request.pk).update(**fields)
    if directions is not None:
        request.directions.set(directions)
    set_wished(request, wished, fields)
    request.refresh_from_db()
    return request


@transaction.atomic
def delete_draft(request, *, by, at):
    """Nobody else has seen a draft: its author takes it away whole. Raises Refused when it was sent or is another's."""
    require(YES if by.is_person(author_of(request)) else no("Черновик удаляет тот, кто его начал."))
    held = MentoringRequest.objects.select_for_update().get(pk=request.pk)
    if held.state != RequestState.DRAFT:
        raise Refused(no("Запрос уже отправлен. Его можно отозвать."))
    held.delete()


def what_is_missing(request):
    """Names of parts without which a request is not sent."""
    parts = (
        ("что беспокоит", request.problem.strip()),
        ("направления", request.pk and request.directions.exists()),
    )
    return [name for name, filled in parts if not filled]


def may_send(request):
    """Whether a draft is complete and the only open one of its person in the year."""
    missing = what_is_missing(request)
    if missing:
        return no(f"Осталось заполнить: {listing(missing)}.")
    other = (
        MentoringRequest.objects.filter(person=request.person, year=request.year, state__in=OPEN_REQUEST_STATES)
        .exclude(pk=request.pk)
        .first()
    )
    if other:
        return no(
            f"Открыт запрос № {other.pk}: {small_first(other.get_state_display())}. Дождитесь решения или закройте его."
        )
    return YES


@transaction.atomic
def send_request(request, *, by, at):
    """The teacher's own goes to the curator; the administration's first asks the teacher."""
    require(may_send(request))
    if request.source == RequestSource.ADMINISTRATION:
        due = office().add_working_days(_day(at), office().setting("consent_answer_days"))
        REQUEST.claim("propose", request, by=by, sent_at=at, due=due, decided_reason="")
        notifications.write(
            "request_offered",
            to=request.person,
            at=at,
            path=_path(request),
            initiator=by.person.short_name,
            date=words(due),
        )
        _record("request_proposed", f"{by.person.short_name} предлагает наставника", request, by, at)
    else:
        REQUEST.claim("send", request, by=by, sent_at=at, due=answer_due(at), decided_reason="")
        tell_curators(request, at)
        _record("request_sent", "Запрос отправлен куратору", request, by, at)
    return request


@transaction.atomic
def recall_request(request, *, by, at):
    REQUEST.claim("recall", request, by=by, due=None)
    _record("request_recalled", "Запрос забрали и дописывают", request, by, at)


@transaction.atomic
def answer_proposal(request, *, agree, by, at):
    """The teacher agrees to have a mentor or not; the curator may write down what the teacher said."""
    told = "" if by.is_person(request.person) else ", записано со слов педагога"
    if agree:
        REQUEST.claim("agree", request, by=by, due=answer_due(at))
        tell_curators(request, at)
        _record("request_agreed", f"Педагог согласен на наставника{told}", request, by, at)
    else:
        REQUEST.claim("refuse", request, by=by, due=None)
        _record("request_refused", f"Педагог пока не готов{told}", request, by, at)


@transaction.atomic
def withdraw_request(request, *, by, at):
    """The teacher takes the request back: an asked mentor is told kindly, a draft pair loses him or is dropped."""
    was, pair = request.state, request.pair
    require(REQUEST.verdict("withdraw", by, request))
    if was == RequestState.MENTOR_AGREED and pair:
        _leave_draft(request, pair, by, at)
    REQUEST.claim("withdraw", request, by=by, due=None, pair=None)
    release_offer(request, at=at, what="Коллега отозвал запрос")
    clear_queue(request)
    _record("request_withdrawn", "Запрос отозван", request, by, at)


def _leave_draft(request, pair, by, at):
    if pair.state == PairState.IN_ORDER:
        raise Refused(no("Приказ уже на подписи. Попросите куратора убрать пару из приказа."))
    if pair.requests.exclude(pk=request.pk).exists():
        take_out(pair, request.person, by=by, at=at)
    else:
        PAIR.move("drop", pair, dropped_reason="Запрос отозван", order=None)
        journal.record("pair_dropped", "Проект пары снят: запрос отозван", by=by, at=at, subject=pair, pair=pair)


@transaction.atomic
def reopen_request(request, *, by, at):
    """The author opens it as a draft; the curator takes a declined or closed one back into his queue."""
    if by.is_person(author_of(request)) and REQUEST.verdict("reopen", by, request):
        REQUEST.claim("reopen", request, by=by, due=None, close_reason=None)
    else:
        REQUEST.claim("resume", request, by=by, due=answer_due(at), close_reason=None, decided_reason="")
    _record("request_reopened", "Запрос открыт снова", request, by, at)


@transaction.atomic
def decline_request(request, *, reason, by, at):
    """The curator does not accept it; the reason is read by the teacher."""
    reason = _needed(reason, "Напишите причину: педагог её прочитает.")
    REQUEST.claim("decline", request, by=by, decided_reason=reason, due=None)
    notifications.write(
        "request_declined", to=author_of(request), at=at, path=_path(request), reason=reason.rstrip(".")
    )
    _record("request_declined", "Запрос не принят", request, by, at, text=reason)


@transaction.atomic
def close_request(request, *, reason, by, at):
    """`reason` is a row of the list «Причины закрытия запроса»; a mentor who was being asked is told kindly."""
    told = small_first(reason.name)
    REQUEST.claim("close", request, by=by, close_reason=reason, decided_reason=told, due=None)
    release_offer(request, at=at, what="Запрос закрыли")
    clear_queue(request)
    if not by.is_person(author_of(request)):
        notifications.write("request_closed", to=author_of(request), at=at, path=_path(request), reason=told)
    _record("request_closed", f"Запрос закрыт: {small_first(reason.name)}", request, by, at)


def return_to_queue(request, *, by, at):
    """A pair was dropped: the request waits for the curator again. Part of a larger action."""
    REQUEST.move("free", request, pair=None, due=answer_due(at))
    RequestOffer.objects.filter(request=request, answer=OfferAnswer.ACCEPTED).update(answer=OfferAnswer.RELEASED)
    _record("request_freed", "Пара не состоялась, подбор продолжается", request, by, at)


def release_offer(request, *, at, what=FOUND):
    """Let the mentor who is being asked know that no answer is needed any more and, when there is a reason, `what` it is."""
    offer = (
        RequestOffer.objects.filter(request=request, answer=OfferAnswer.WAITING)
        .select_related("mentor__person")
        .first()
    )
    if offer and RequestOffer.objects.filter(pk=offer.pk, answer=OfferAnswer.WAITING).update(
        answer=OfferAnswer.RELEASED, answered_at=at
    ):
        notifications.write("request_released", to=offer.mentor.person, at=at, what=what)
    return offer


def answer_due(at):
    """When the curator answers a request by."""
    return office().add_working_days(_day(at), office().setting("request_answer_days"))


def tell_curators(request, at):
    notifications.write_all(
        "request_received",
        holders("curator", _day(at)),
        at=at,
        path=_path(request),
        mentee=request.person.short_name,
        directions=listing([small_first(d.short) for d in request.directions.all()]),
        date=words(request.due),
    )


def _record(event, heading, request, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=request, person=request.person, text=text)


def _needed(text, refusal):
    text = " ".join((text or "").split())
    if not text:
        raise Refused(no(refusal))
    return text[:300]


def _path(request):
    return reverse("request_detail", args=[request.pk])


def _day(at):
    return timezone.localtime(at).date()
