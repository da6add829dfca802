"""One request: what is asked, whose turn it is, what this reader may do."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from mentoring.choices import OfferAnswer, PairState
from mentoring.choices import RequestState as S
from mentoring.choices.request import OPEN_REQUEST_STATES
from mentoring.kit.dates import today, words
from mentoring.kit.states import StateTag, pill_of
from mentoring.kit.text import listing, quoted, small_first
from mentoring.kit.ui import CheckRow, Column
from mentoring.models import MentoringRequest, PairMember, RankedMentor, RequestOffer
from mentoring.office import office
from mentoring.queries.request import (
    FOR_CURATOR_ONLY,
    left_words,
    next_in_queue,
    reader_of,
    request_path,
    request_tag,
)
from mentoring.queries.story import story_of
from mentoring.workflow.request import REQUEST, author_of, waiting_offer

ANY = "не важно"


@dataclass(frozen=True)
class RequestPage:
    request: MentoringRequest
    reader: str
    tag: StateTag
    path: tuple
    wishes: tuple[CheckRow, ...]
    story: list
    offers: tuple
    acts: dict  # {transition name: Verdict} of what this reader may do now
    then: str
    answer_url: str = ""
    queue: tuple = ()
    may_queue: bool = False
    silence: str = ""

    offer_columns = (Column("Наставник", primary=True), Column("Баллы", numeric=True), Column("Ответ"))
    question = "Вам предлагают наставника. Согласны?"

    @property
    def role_line(self):
        return READERS.get(self.reader, "")

    @property
    def title(self):
        name = self.request.person.full_name
        return f"{name} ищет наставника" if self.request.state in OPEN else f"Запрос на наставничество: {name}"

    @property
    def head_tag(self):
        return pill_of(self.tag)

    @property
    def now(self):
        """What is expected of the reader; «ничего» is said to who only waits."""
        waits = self.request.state in OPEN_REQUEST_STATES and not self.tag.mine
        left = left_words(self.request.due, today()) if self.request.state in OPEN_REQUEST_STATES else ""
        told = f"{self.tag.sentence} {left[:1].upper()}{left[1:]}." if left else self.tag.sentence
        return f"От вас сейчас ничего не нужно. {told}" if waits else told

    @property
    def crumbs(self):
        return ((LISTS.get(self.reader, "Запросы"), reverse("request_list")), (str(self.request.year), ""))

    @property
    def directions(self):
        return [d.name for d in self.request.directions.all()]

    @property
    def edge(self):
        return "act" if self.tag.mine else ""

    @property
    def withdraw_shown(self):
        """Open to the teacher; not in a draft, which is simply left."""
        return bool(self.acts.get("withdraw")) and self.reader == "mentee" and "let_go" not in self.acts

    @property
    def renews(self):
        """A request of the year before: the reader confirms it or lets it go."""
        return bool(self.acts.get("renew") or self.acts.get("renew_proposal"))

    @property
    def renew_text(self):
        told = " со слов педагога" if self.reader == "curator" and not self.acts.get("renew_proposal") else ""
        return f"Подтвердить на {self.request.year} год{told}"

    @property
    def pair_create_url(self):
        return f"{reverse('pair_create')}?request={self.request.pk}"


QUEUED = (S.AWAITING_MENTOR, S.AWAITING_CURATOR, S.EXPIRED)
UNREADY = (PairState.LOOKING, PairState.ASKED, PairState.BLOCKED)
OPEN = (S.DRAFT, *OPEN_REQUEST_STATES)
LISTS = {"mentee": "Мои запросы"}
READERS = {
    "mentee": "Это ваш запрос.",
    "mentor": "Вы — наставник, которого спросили.",
    "initiator": "Вы предложили наставника.",
}
THEN = {
    S.DRAFT: "Потом куратор подберёт наставника.",
    S.AWAITING_TEACHER: "Потом куратор подберёт наставника.",
    S.AWAITING_CURATOR: "Потом ответит наставник, и пара войдёт в приказ.",
    S.EXPIRED: "Потом ответит другой наставник, и пара войдёт в приказ.",
    S.AWAITING_MENTOR: "Потом пара войдёт в приказ директора.",
    S.MENTOR_AGREED: "Потом приказ, и можно составлять программу.",
    S.AWAITING_RENEWAL: "Подтверждённый запрос пойдёт дальше, как новый; неподтверждённый закроется.",
}


def full_requests(requests):
    """Requests with everything a page about one of them reads."""
    return requests.select_related(
        "person__unit", "initiator", "ground", "year", "wished_mentor__person", "close_reason", "pair"
    ).prefetch_related(
        "directions",
        Prefetch("offers", RequestOffer.objects.select_related("mentor__person", "decline_reason")),
        Prefetch("ranked", RankedMentor.objects.select_related("mentor__person")),
        Prefetch("pair__members", PairMember.objects.select_related("person")),
    )


def request_page(actor, request):
    reader = reader_of(actor, request)
    hidden = () if actor.has("curator") else FOR_CURATOR_ONLY
    return RequestPage(
        request=request,
        reader=reader,
        tag=request_tag(request, reader),
        path=request_path(request, reader),
        wishes=wishes_of(request, named=reader != "mentor"),
        story=story_of(request, actor=actor, hidden=hidden),
        offers=offer_lines(request) if actor.has("curator") else (),
        queue=tuple(place.mentor.person for place in request.queue) if actor.has("curator") else (),
        may_queue=actor.has("curator") and request.state in QUEUED,
        silence=_after_silence(request) if actor.has("curator") else "",
        acts={t.name: verdict for t, verdict in REQUEST.open_to(actor, request) if verdict},
        then=_then(request),
        answer_url=_answer_url(actor, request),
    )


def _after_silence(request):
    """What happens by itself when the asked mentor declines or does not answer."""
    if request.state != S.AWAITING_MENTOR:
        return "Спросим сами, по порядку, когда наставник откажется или не ответит в срок."
    following = next_in_queue(request)
    if following is None:
        return f"Очереди нет: если ответа к {words(request.due)} не будет, запрос вернётся к вам."
    return f"Спросим сами, по порядку: сразу после отказа или если ответа к {words(request.due)} не будет."


def _then(request):
    """What follows; nothing is promised about a pair that cannot go into an order yet."""
    unready = request.state == S.MENTOR_AGREED and request.pair_id and request.pair.state in UNREADY
    return "" if unready else THEN.get(request.state, "")


def _answer_url(actor, request):
    """The mentor's own page while his answer is awaited."""
    offer = waiting_offer(request)
    mine = offer and actor.person and offer.mentor_id == actor.person.pk
    return reverse("offer_answer", args=[offer.pk]) if mine else ""


def need_of_teacher(request, edit_url):
    """What is asked, for the check page."""
    directions = listing([d.name for d in request.directions.all()], last=", ")
    return (
        CheckRow("Кому", request.person.full_name),
        CheckRow("Основание", request.ground.name, edit_url, "основание"),
        CheckRow("Что беспокоит", request.problem or "не написано", edit_url, "что беспокоит"),
        CheckRow("Направления", directions or "не отмечены", edit_url, "направления"),
    )


def wishes_of(request, edit_url="", *, named=True):
    """Form, kind, mode, mentors, date and the free text, in words; who is asked does not read whom else was wished."""
    college = office()

    def label(part, code):
        return college.label(part, code) if code else ANY

    rows = [
        ("Форма", label("form", request.wished_form), "форму"),
        ("Вид", label("kind", request.wished_kind), "вид"),
        ("Режим", label("mode", request.wished_mode), "режим"),
        *(_wished_rows(request) if named else ()),
        ("До какого числа", words(request.wished_until, year=True) if request.wished_until else ANY, "срок"),
    ]
    if request.wishes.strip():
        rows.append(("Пожелания", request.wishes, "пожелания"))
    return tuple(CheckRow(name, value, edit_url, noun) for name, value, noun in rows)


def _wished_rows(request):
    """«Наставник – Панина Светлана Игоревна: вела у нас открытые занятия», up to three by rank."""
    wished = request.wished
    if not wished:
        return [("Наставник", ANY, "наставника")]
    names = ("Наставник", "Если не получится", "И ещё")
    return [
        (name, f"{w.mentor.person.full_name}: {small_first(w.reason)}" if w.reason else w.mentor.person.full_name, name)
        for name, w in zip(names, wished, strict=False)
    ]


@dataclass(frozen=True)
class OfferLine:
    name: str
    tag: StateTag
    points: int


def offer_lines(request):
    """Who was asked and what they answered; for the curator alone."""
    return tuple(
        OfferLine(offer.mentor.person.full_name, _offer_tag(offer), offer.points)
        for offer in sorted(request.offers.all(), key=lambda offer: offer.asked_at, reverse=True)
    )


def _offer_tag(offer):
    if offer.answer == OfferAnswer.WAITING:
        return StateTag("go", "Ждём ответа", f"До {words(offer.due)}.")
    if offer.answer == OfferAnswer.ACCEPTED:
        return StateTag("ok", "Согласен", f"Ответ {words(offer.answered_at)}.")
    if offer.answer == OfferAnswer.DECLINED:
        note = f" Пояснение: {quoted(offer.note)}." if offer.note else ""
        return StateTag("stop", "Отказ", f"{offer.decline_reason}, {words(offer.answered_at)}.{note}")
    if offer.answer == OfferAnswer.EXPIRED:
        return StateTag("stop", "Срок ответа прошёл", f"Ответа к {words(offer.due)} не было.")
    if offer.answered_at:
        return StateTag("calm", "Пара не состоялась", f"Согласие было {words(offer.answered_at)}.")
    return StateTag("calm", "Ответа больше не ждём", f"Спросили {words(offer.asked_at)}.")


def where_from(request):
    """«Запрос № 41 от 11 ноября. Подала Фомина П. А., основание — по своему желанию»."""
    sent = f" от {words(request.sent_at)}" if request.sent_at else ""
    author = author_of(request)
    who = f"Предлагает {author.short_name}" if author and author != request.person else "Свой запрос"
    return f"Запрос № {request.pk}{sent}. {who}, основание — {small_first(request.ground.name)}."
