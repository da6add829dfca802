"""Requests that wait: for the curator's choice, for a mentor's answer, for the teacher's consent."""

from django.urls import reverse

from mentoring.choices import OfferAnswer
from mentoring.choices import RequestState as S
from mentoring.kit.dates import near, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ui import Deed, Wait
from mentoring.models import MentoringRequest, RequestOffer

REQUESTS = "Запросы"


def sources(actor, on):
    if not actor.person:
        return []
    found = [
        DeedSource("answer_request", _offers(actor), lambda row: _offer(row, on), REQUESTS, "mentor",
                   fields=("due", *named("request__person"))),
        DeedSource("answer_proposal", _proposals(actor), lambda row: _proposal(row, on), REQUESTS, "mentee",
                   fields=("due",)),
    ]  # fmt: skip
    if actor.has("curator"):
        found.append(
            DeedSource("match", _unmatched(), lambda row: _match(row, on), "Запросы без наставника", "curator",
                       fields=("due", "ground__name", "person__unit__name", *named("person")))
        )  # fmt: skip
        found.append(
            DeedSource("ask_teacher", _silent(on), lambda row: _ask_teacher(row, on), REQUESTS, "curator",
                       fields=("due", *named("person")))
        )  # fmt: skip
    return found


def named(path):
    """The fields that a person's names are made of, in every case: for the words of a source."""
    return tuple(f"{path}__{field}" for field in ("last_name", "first_name", "patronymic", "name_cases"))


def _offers(actor):
    return RequestOffer.objects.filter(
        mentor=actor.person.pk, answer=OfferAnswer.WAITING, request__state=S.AWAITING_MENTOR
    )


def _proposals(actor):
    return MentoringRequest.objects.filter(person=actor.person, state=S.AWAITING_TEACHER)


def _unmatched():
    return MentoringRequest.objects.filter(state__in=(S.AWAITING_CURATOR, S.EXPIRED))


def _silent(on):
    """Proposals whose teacher has not answered in time: nobody answers for him, the curator asks."""
    return MentoringRequest.objects.filter(state=S.AWAITING_TEACHER, due__lt=on)


def _offer(offer, on):
    person = offer.request.person
    title = f"Ответить, станете ли наставником {person.short_case('gen')}, — до {words(offer.due)}"
    url = reverse("offer_answer", args=[offer.pk])
    return dated(offer.due, on, title=title, mentees=(person,), url=url, action="Ответить", action_url=url)


def _proposal(request, on):
    url = reverse("request_answer", args=[request.pk])
    title = f"Ответить, нужен ли вам наставник, — до {words(request.due)}"
    text = "Отказ ни на что не влияет."
    return dated(request.due, on, title=title, text=text, url=url, action="Ответить", action_url=url)


def _match(request, on):
    due = f" — до {words(request.due)}" if request.due else ""
    where = f", {request.person.unit}" if request.person.unit_id else ""
    return dated(
        request.due,
        on,
        title=f"Подобрать наставника {request.person.short_case('dat')}{due}",
        text=f"{request.ground.name}{where}.",
        mentees=(request.person,),
        url=reverse("request_detail", args=[request.pk]),
        action="Подобрать",
        action_url=reverse("request_candidates", args=[request.pk]),
    )


def _ask_teacher(request, on):
    name = request.person.short_case("dat")
    return dated(
        request.due,
        on,
        title=f"Узнать, нужен ли наставник {name}: срок ответа был {words(request.due)}",
        text="Педагог отвечает сам, или вы записываете его ответ.",
        mentees=(request.person,),
        url=reverse("request_detail", args=[request.pk]),
        action="Записать ответ",
        action_url=reverse("request_answer", args=[request.pk]),
    )


def dated(due, on, **words_):
    """A deed with its date in words; a past date stays a date, only marked late."""
    if not due:
        return Deed(when="без срока", **words_)
    return Deed(when=words(due), when_note=near(due, on), late=due < on, **words_)


def waits(actor, on):
    """Whom the reader's requests wait for; nothing for who reads as a mentor."""
    if actor.has("curator") and actor.role == "curator":
        offers = RequestOffer.objects.filter(answer=OfferAnswer.WAITING)
        return [WaitSource(offers, _wait_for_mentor, ("due", "request_id", *named("mentor__person")))]
    if not actor.person or actor.role == "mentor":
        return []
    own = MentoringRequest.objects.filter(person=actor.person, state__in=WAITED)
    return [WaitSource(own, _wait_of_own, ("due", "state"))]


WAITED = {
    S.AWAITING_CURATOR: ("Куратор", "подбирает вам наставника"),
    S.EXPIRED: ("Куратор", "ищет другого наставника"),
    S.AWAITING_MENTOR: ("Наставник", "ответит на ваш запрос"),
    S.MENTOR_AGREED: ("Директор", "подпишет приказ о вашей паре"),
}


def _wait_for_mentor(offer):
    url = reverse("request_detail", args=[offer.request_id])
    return Wait(offer.mentor.person.short_name, "ответ на запрос", f"до {words(offer.due)}", url)


def _wait_of_own(request):
    who, what = WAITED[request.state]
    return Wait(
        who, what, f"до {words(request.due)}" if request.due else "", reverse("request_detail", args=[request.pk])
    )
