"""What a mentor is asked: whose request, about what, and how many places he has left."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices import OfferAnswer
from mentoring.kit.dates import words
from mentoring.kit.states import StateTag
from mentoring.models import RequestOffer
from mentoring.queries.load import load_by_mentor
from mentoring.queries.request_detail import wishes_of


@dataclass(frozen=True)
class OfferPage:
    """`open` is true while the answer is awaited; an answered offer shows no more of the colleague's request."""

    offer: RequestOffer
    mine: bool
    open: bool
    tag: StateTag
    directions: tuple[str, ...]
    wishes: tuple
    taken: int
    limit: int
    pair_url: str = ""

    @property
    def title(self):
        name = self.offer.request.person.case("gen")
        return f"Станете наставником {name}?" if self.open else f"Запрос: {self.offer.request.person.full_name}"

    @property
    def lead(self):
        person = self.offer.request.person
        where = f", {person.unit}" if person.unit_id else ""
        return f"{capital(person.post)}{where}." if person.post else ""

    @property
    def crumbs(self):
        return (("Мои дела", reverse("home")),)


def offer_page(offer, actor):
    waiting = offer.answer == OfferAnswer.WAITING
    shown = waiting or offer.answer == OfferAnswer.ACCEPTED
    return OfferPage(
        offer=offer,
        mine=actor.person is not None and offer.mentor_id == actor.person.pk,
        open=waiting,
        tag=_tag(offer),
        directions=tuple(d.name for d in offer.request.directions.all()) if shown else (),
        wishes=wishes_of(offer.request, named=False) if shown else (),
        taken=load_by_mentor([offer.mentor_id]).get(offer.mentor_id, 0),
        limit=offer.mentor.capacity,
        pair_url=reverse("pair_detail", args=[offer.request.pair_id]) if shown and offer.request.pair_id else "",
    )


def capital(words_):
    return words_[:1].upper() + words_[1:]


def _tag(offer):
    gen = offer.request.person.short_case("gen")
    tags = {
        OfferAnswer.WAITING: ("act", "Ваш ход", f"Вас просят стать наставником {gen}: ответьте до {words(offer.due)}."),
        OfferAnswer.ACCEPTED: ("ok", "Вы согласились", "Куратор готовит приказ."),
        OfferAnswer.DECLINED: ("calm", "Вы отказались", "Куратор спросит другого наставника."),
        OfferAnswer.EXPIRED: ("stop", "Срок ответа прошёл", f"Срок был {words(offer.due)}; запрос у куратора."),
    }
    return StateTag(*tags.get(offer.answer, ("calm", "Ответ не нужен", "Спасибо, что рассмотрели запрос.")))
