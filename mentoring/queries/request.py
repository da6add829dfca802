"""How a request looks to one reader: in which part he reads it, its state in words, its path."""

from mentoring.choices import OfferAnswer, PairState, RequestSource
from mentoring.choices import RequestState as S
from mentoring.choices.request import OPEN_REQUEST_STATES
from mentoring.choices.state_words import REQUEST as WORDS
from mentoring.kit.dates import by, local, today, words
from mentoring.kit.states import describe
from mentoring.kit.text import count_of
from mentoring.kit.ui import Step
from mentoring.models import MentoringRequest
from mentoring.office import office
from mentoring.workflow.request import author_of, waiting_offer

FOR_CURATOR_ONLY = (
    "mentor_asked",
    "mentor_declined",
    "offer_taken_back",
    "offer_expired",
    "queue_set",
    "queue_passed_over",
)


def reader_of(actor, request):
    """mentee, curator, mentor, initiator or director: the part in which this person reads this request."""
    parts = []
    if actor.is_person(request.person):
        parts.append("mentee")
    if actor.has("curator"):
        parts.append("curator")
    if _offer_to(actor, request):
        parts.append("mentor")
    if actor.is_person(request.initiator) and "mentee" not in parts:
        parts.append("initiator")
    parts.append("director")
    return actor.role if actor.role in parts else parts[0]


def unfinished_of(actor):
    """The reader's own request of this year that is a draft or still open, or None: a second one need not be begun."""
    if not actor.person or not office().year:
        return None
    states = (S.DRAFT, *OPEN_REQUEST_STATES)
    own = MentoringRequest.objects.filter(person=actor.person, year=office().year.pk, state__in=states)
    return own.order_by("-pk").first()


def request_tag(request, reader):
    """The state in words for a reader; needs prefetched offers with mentors."""
    offer = accepted_offer(request) or waiting_offer(request)
    following = next_in_queue(request) if reader == "curator" else None
    author = author_of(request)
    return describe(
        WORDS,
        "awaiting_mentor_queued" if following else _counted_state(request),
        reader,
        deadline=request.due,
        mentee_gen=request.person.short_case("gen"),
        mentor=offer.mentor.person.short_name if offer else _pair_mentors(request),
        reason=request.decided_reason.rstrip("."),
        next=following.mentor.person.short_case("acc") if following else "",
        author=author.short_name if author else request.person.short_name,
    )


def next_in_queue(request):
    """Who is asked by himself when the asked mentor declines or is silent; uses the prefetched queue."""
    return next(iter(request.queue), None) if request.state == S.AWAITING_MENTOR else None


def request_word(request):
    """The state as one word for tables; reads the pair of a request that has one."""
    return WORDS[_counted_state(request)].label


AGREED = {pair_state: f"agreed_{pair_state}" for pair_state in ("looking", "asked", "blocked", "in_order")}


def _counted_state(request):
    """The row of words: a passed date, and the pair on its way to an order, change what the state says."""
    if request.state == S.MENTOR_AGREED and request.pair_id:
        drafted = request.pair.state == PairState.READY and request.pair.order_id
        return "agreed_drafted" if drafted else AGREED.get(request.pair.state, request.state)
    late = request.state == S.AWAITING_TEACHER and request.due and request.due < today()
    return "awaiting_teacher_late" if late else request.state


def accepted_offer(request):
    return next((offer for offer in request.offers.all() if offer.answer == OfferAnswer.ACCEPTED), None)


def _pair_mentors(request):
    return (
        ", ".join(p.short_name for p in request.pair.mentors)
        if request.pair_id and request.state in (S.PAIRED, S.MENTOR_AGREED)
        else ""
    )


def _offer_to(actor, request):
    return actor.person and any(
        offer.mentor_id == actor.person.pk and offer.answer in (OfferAnswer.WAITING, OfferAnswer.ACCEPTED)
        for offer in request.offers.all()
    )


def request_path(request, reader):
    """Steps from the request to the order; none for a request that came to nothing."""
    names = [("Запрос подан", _sent(request), (S.DRAFT,))]
    if request.source == RequestSource.ADMINISTRATION:
        names.append(("Согласие педагога", request.person.short_name, (S.AWAITING_TEACHER,)))
    names += [
        ("Выбор наставника", "куратор", (S.AWAITING_CURATOR, S.EXPIRED)),
        ("Ответ наставника", _asked(request, reader), (S.AWAITING_MENTOR,)),
        ("Приказ", "директор", (S.MENTOR_AGREED,)),
        ("Пара закреплена", "", (S.PAIRED,)),
    ]
    state = S.AWAITING_CURATOR if _counted_state(request) == "agreed_looking" else request.state
    here = next((number for number, (_, _, states) in enumerate(names) if state in states), None)
    if here is None:
        return ()
    mine = request_tag(request, reader).mine
    done = request.state == S.PAIRED
    return tuple(
        Step(
            _step_state(number, here, done),
            name,
            _note(request, note, number == here and not done, mine),
            number == here and mine,
        )
        for number, (name, note, _) in enumerate(names)
    )


def _asked(request, reader):
    """Whom the request was put to: the curator's knowledge until he agrees."""
    offer = accepted_offer(request) or (waiting_offer(request) if reader == "curator" else None)
    return offer.mentor.person.short_name if offer else ""


def _step_state(number, here, done):
    if number < here or (done and number == here):
        return "done"
    return "current" if number == here else "ahead"


def _note(request, note, current, mine):
    if not current or not request.due:
        return note
    due = by(request.due)
    return f"ваш ход, {due}" if mine else ", ".join(part for part in (note, due) if part)


def _sent(request):
    return ", ".join(
        part
        for part in (
            words(local(request.sent_at)) if request.sent_at else "",
            request.initiator.short_name if request.initiator else "",
        )
        if part
    )


def due_words(due, on):
    """(«до 27 ноября», «осталось 3 дня») of a date in a list; a past one is «срок был 12 ноября», without reproach."""
    if not due:
        return "", ""
    return by(due, on), left_words(due, on)


def left_words(due, on):
    """«осталось 2 дня», «сегодня последний день»; nothing once the date has passed."""
    if not due or due < on:
        return ""
    days = (due - on).days
    if not days:
        return "сегодня последний день"
    return f"{'остался' if days % 10 == 1 and days % 100 != 11 else 'осталось'} {count_of(days, 'day')}"
