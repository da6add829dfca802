"""What may be asked for, said before anything is written: who decides, in how many days, whether a reason is needed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mentoring.access import mentors_for
from mentoring.access.petition import WITHOUT_PAIR, addressee_of, kinds_for, pairs_to_ask_about
from mentoring.choices import Addressee, PetitionKind, Side
from mentoring.kit.text import count_of
from mentoring.models import PairMember, Person
from mentoring.office import office

K = PetitionKind
HINTS = {
    K.REPLACE_MENTOR: "Ваше право (п. 4.2). Причину можно не писать; можно сначала поговорить с куратором.",
    K.REPLACE_MENTEE: "Если работа с этим наставляемым не идёт (п. 5.3).",
    K.RELEASE_PERSONAL: "Отказаться от наставничества можно в любой день (п. 4.2).",
    K.RELEASE_SUCCESS: "Программа выполнена раньше срока (п. 4.2).",
    K.EARLY_END: "По уважительным обстоятельствам (п. 5.3).",
    K.OTHER_DIRECTIONS: "Программа подходит к концу, а помощь нужна по другим направлениям (п. 5.3).",
    K.SUPPORT: "Организационная и методическая помощь куратора (п. 4.2).",
    K.DOCUMENTATION: "Предложить, как улучшить бланки, положение, инструменты (п. 4.2).",
    K.REWARD: "Предложить поощрить наставляемого (п. 4.2). В любое время.",
    K.MEASURES: "Предложить меры воспитательного воздействия (п. 4.2). В любое время.",
}


@dataclass(frozen=True)
class KindChoice:
    kind: str
    name: str
    hint: str
    decides: str
    url: str


def petition_choices(actor, pair=None):
    """Kinds open to this person; one that needs a live pair is shown only while there is one. Two queries at most."""
    kinds = kinds_for(actor)
    live = any(pairs_to_ask_about(actor, K.EARLY_END)[:1]) if kinds else False
    past = live or (any(pairs_to_ask_about(actor, K.REWARD)[:1]) if kinds else False)
    query = f"?{urlencode({'pair': pair})}" if pair else ""
    return tuple(
        choice_of(kind, query)
        for kind in kinds
        if kind in WITHOUT_PAIR or (past if kind in (K.REWARD, K.MEASURES, K.OTHER_DIRECTIONS) else live)
    )


def choice_of(kind, query=""):
    return KindChoice(kind, kind.label, HINTS[kind], _decides(kind), reverse("petition_create", args=[kind]) + query)


def _decides(kind):
    days = office().setting(TERMS.get(kind, "petition_working_days"))
    who = "директор" if addressee_of(kind) == Addressee.DIRECTOR else "куратор"
    return f"Решает {who} за {count_of(days, 'work_day')}."


TERMS = {K.RELEASE_PERSONAL: "withdrawal_working_days", K.DOCUMENTATION: "petition_documents_working_days"}


def mentees_to_name(actor, kind):
    """Mentees of the author's pairs: whom a petition about a person may concern."""
    mine = pairs_to_ask_about(actor, kind).values("pk")
    inside = Person.objects.filter(memberships__pair__in=mine, memberships__side=Side.MENTEE)
    return inside.exclude(pk=actor.person.pk).distinct().in_order()


def mentors_to_wish(actor):
    """Mentors of the bank whom the author may ask for by name: not those who already are theirs."""
    mine = pairs_to_ask_about(actor, K.REPLACE_MENTOR).values("pk")
    now = PairMember.objects.filter(pair__in=mine, side=Side.MENTOR, until=None).values("person")
    wished = Person.objects.filter(pk__in=mentors_for(actor).values("pk")).exclude(pk__in=now)
    return wished.exclude(pk=actor.person.pk).in_order()
