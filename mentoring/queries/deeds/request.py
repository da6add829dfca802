"""Requests that wait: for the curator's choice, for a mentor's answer, for the teacher's consent."""

from datetime import timedelta

from django.urls import reverse

from mentoring.choices import MatchState, OfferAnswer
from mentoring.choices import RequestState as S
from mentoring.kit.dates import by, near, start_of, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ladder import NEVER
from mentoring.kit.ui import Deed, Wait
from mentoring.models import MatchBatch, MentoringRequest, RequestOffer
from mentoring.office import office

REQUESTS = "Запросы"


def sources(actor, on):
    if not actor.person:
        return []
    found = [
        DeedSource("answer_request", _offers(actor), lambda row: _offer(row, on), REQUESTS, "mentor",
                   fields=("due", *named("request__person")), ladder=NEVER),
        DeedSource("answer_proposal", _proposals(actor), lambda row: _proposal(row, on), REQUESTS, "mentee",
                   fields=("due",)),
    ]  # fmt: skip
    if actor.has("curator"):
        found.append(
            DeedSource("match", _unmatched(), lambda row: _match(row, on), "Запросы без наставника", "curator",
                       fields=("due", "ground__name", "person__unit__name", *named("person")))
        )  # fmt: skip
        found.append(
            DeedSource("publish_match", MatchBatch.objects.filter(state=MatchState.DRAFT), _publish, REQUESTS,
                       "curator", due=lambda row: None, fields=("asked", "served"), by="pk")
        )  # fmt: skip
        found.append(
            DeedSource("ask_teacher", _silent(on), lambda row: _ask_teacher(row, on), REQUESTS, "curator",
                       fields=("due", *named("person")))
        )  # fmt: skip
        found.append(
            DeedSource("silent_mentor", _silent_mentors(on), lambda row: _silent_mentor(row, on), REQUESTS, "curator",
                       fields=("due", "request_id", *named("mentor__person"), *named("request__person")))
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


def _silent_mentors(on):
    """Mentors asked `request_curator_day` days ago who have not answered: the curator may hurry or stop waiting."""
    edge = start_of(on + timedelta(days=1 - office().setting("request_curator_day")))
    return RequestOffer.objects.filter(
        answer=OfferAnswer.WAITING, request__state=S.AWAITING_MENTOR, asked_at__lt=edge, due__gte=on
    )


def _silent_mentor(offer, on):
    person = offer.request.person
    title = f"Ответа {offer.mentor.person.short_case('gen')} нет: спросили о наставнике {person.short_case('dat')}"
    url = reverse("request_detail", args=[offer.request_id])
    text = f"Срок ответа – {words(offer.due)}. Можно подождать, поставить в очередь следующего или выбрать другого."
    return dated(offer.due, on, title=title, text=text, mentees=(person,), url=url, action="Открыть", action_url=url)


def _offer(offer, on):
    person = offer.request.person
    title = f"Ответить, станете ли наставником {person.short_case('gen')}, — {by(offer.due, on)}"
    url = reverse("offer_answer", args=[offer.pk])
    return dated(offer.due, on, title=title, mentees=(person,), url=url, action="Ответить", action_url=url)


def _proposal(request, on):
    url = reverse("request_answer", args=[request.pk])
    title = f"Ответить, нужен ли вам наставник, — {by(request.due, on)}"
    text = "Отказ ни на что не влияет."
    return dated(request.due, on, title=title, text=text, url=url, action="Ответить", action_url=url)


def _match(request, on):
    due = f" — {by(request.due, on)}" if request.due else ""
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


def _publish(batch):
    url = reverse("match_detail", args=[batch.pk])
    return Deed(
        when="без срока",
        title=f"Опубликовать общий подбор: {batch.served} из {batch.asked}",
        text="Черновик ждёт вас: пока никого не спросили.",
        url=url,
        action="Открыть подбор",
        action_url=url,
        icon="person",
    )


def dated(due, on, **words_):
    """A deed with its date in words; a past date stays a date, only marked late."""
    if not due:
        return Deed(when="без срока", **words_)
    return Deed(when=words(due), when_note=near(due, on), late=due < on, **words_)


def waits(actor, on):
    """Whom requests wait for: the curator's all; others' own and those they made for somebody else."""
    if not actor.person:
        return []
    if actor.has("curator") and actor.role == "curator":
        offers = RequestOffer.objects.filter(answer=OfferAnswer.WAITING)
        asked = MentoringRequest.objects.filter(state=S.AWAITING_TEACHER).exclude(due__lt=on)
        return [
            WaitSource(offers, lambda row: _wait_for_mentor(row, on), ("due", "request_id", *named("mentor__person"))),
            WaitSource(asked, lambda row: _wait_for_other(row, on), ("due", "state", *named("person"))),
        ]
    own = MentoringRequest.objects.filter(person=actor.person, state__in=WAITED)
    for_others = MentoringRequest.objects.filter(initiator=actor.person, state__in=WAITED_FOR_OTHER)
    return [
        WaitSource(own, lambda row: _wait_of_own(row, on), ("due", "state")),
        WaitSource(
            for_others.exclude(person=actor.person),
            lambda row: _wait_for_other(row, on),
            ("due", "state", *named("person")),
        ),
    ]


WAITED = {
    S.AWAITING_CURATOR: ("Куратор", "подбирает вам наставника"),
    S.EXPIRED: ("Куратор", "ищет вам другого наставника"),
    S.AWAITING_MENTOR: ("Наставник", "ответит на ваш запрос"),
    S.MENTOR_AGREED: ("Куратор и директор", "оформляют приказ о вашей паре"),
}
WAITED_FOR_OTHER = {
    S.AWAITING_TEACHER: ("", "ответ, нужен ли наставник"),
    S.AWAITING_CURATOR: ("Куратор", "подбирает наставника {dat}"),
    S.EXPIRED: ("Куратор", "ищет другого наставника {dat}"),
    S.AWAITING_MENTOR: ("Наставник", "ответит на запрос о наставнике {dat}"),
    S.MENTOR_AGREED: ("Куратор и директор", "оформляют приказ о паре {gen}"),
}


def _wait_for_mentor(offer, on):
    url = reverse("request_detail", args=[offer.request_id])
    return Wait(offer.mentor.person.short_name, "ответ на запрос", by(offer.due, on), url)


def _wait_of_own(request, on):
    return Wait(*WAITED[request.state], by(request.due, on), reverse("request_detail", args=[request.pk]))


def _wait_for_other(request, on):
    who, what = WAITED_FOR_OTHER[request.state]
    person = request.person
    what = what.format(dat=person.short_case("dat"), gen=person.short_case("gen"))
    return Wait(who or person.short_name, what, by(request.due, on), reverse("request_detail", args=[request.pk]))
