"""Petitions and quiet requests that wait: to be decided, explained, carried out, answered (R34, R37)."""

from django.db.models import Q
from django.urls import reverse

from mentoring.access.petition import help_requests_for, petitions_for, petitions_to_decide
from mentoring.choices import HelpState, PetitionState
from mentoring.choices.petition import WAITING_PETITIONS
from mentoring.kit.dates import by
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import ended, small_first
from mentoring.kit.ui import Deed, Wait
from mentoring.models import Petition
from mentoring.queries.deeds.request import dated, named
from mentoring.queries.petition import NEXT, SECRET

QUEUE = "Ходатайства"
FIELDS = ("due", "kind", "addressee", "state", *named("author"))


def sources(actor, on):
    if not actor.person:
        return []
    found = [
        DeedSource("explain_petition", _mine(actor).filter(state=PetitionState.NEED_INFO), _explain, QUEUE,
                   due=_none, fields=FIELDS)
    ]  # fmt: skip
    if actor.is_office:
        role = "curator" if actor.has("curator") else "director"
        found += [
            DeedSource("decide_petition", petitions_to_decide(actor), lambda row: _decide(row, on), QUEUE, role,
                       fields=FIELDS, private=True),
            DeedSource("execute_petition", _granted(actor), _execute, QUEUE, role, due=_none, fields=FIELDS),
        ]  # fmt: skip
    if actor.has("curator"):
        asked = help_requests_for(actor).filter(state=HelpState.ASKED).exclude(person=actor.person)
        found.append(
            DeedSource(
                "answer_help",
                asked,
                lambda row: _answer(row, on),
                "Личные просьбы",
                "curator",
                fields=("due",),
                private=True,
            )
        )
    return found


def _none(row):
    return None


def _mine(actor):
    return Petition.objects.filter(author=actor.person)


def _granted(actor):
    """What the reader carries out: the curator all but rewards and measures, the director those."""
    own = Q(pk__isnull=True)
    if actor.has("curator"):
        own |= ~Q(kind__in=SECRET)
    if actor.has("director"):
        own |= Q(kind__in=SECRET)
    return petitions_for(actor).filter(own, state=PetitionState.GRANTED).exclude(author=actor.person)


def _decide(petition, on):
    url, decide = _url(petition), reverse("petition_decide", args=[petition.pk])
    title = f"Решить по ходатайству «{petition.get_kind_display()}» — {by(petition.due, on)}"
    text = ended(petition.author.short_name)
    return dated(petition.due, on, title=title, text=text, url=url, action="Решить", action_url=decide, icon="file")


def _execute(petition):
    url = _url(petition)
    title = f"Исполнить решение: {NEXT[petition.kind].removeprefix('куратор ').removeprefix('директор ')}"
    text = ended(f"Ходатайство «{petition.get_kind_display()}», {petition.author.short_name}")
    return Deed(when="без срока", title=title, text=text, url=url, action="Открыть", action_url=url, icon="file")


def _explain(petition):
    url = _url(petition)
    title = f"Ответить на вопрос по ходатайству «{petition.get_kind_display()}»"
    answer = reverse("petition_answer", args=[petition.pk])
    return Deed(when="без срока", title=title, url=url, action="Ответить", action_url=answer, icon="file")


def _answer(asked, on):
    url = reverse("help_request", args=[asked.pk])
    title = f"Ответить на личную просьбу — {by(asked.due, on)}"
    text = "Просьбу видите только вы."
    return dated(asked.due, on, title=title, text=text, url=url, action="Открыть", action_url=url, icon="person")


def waits(actor, on):
    """The author waits for the decision, the office for an explanation."""
    if not actor.person:
        return []
    mine = _mine(actor).filter(state__in=WAITING_PETITIONS)
    found = [WaitSource(mine, lambda row: _undecided(row, on), FIELDS)]
    if actor.is_office:
        asked = petitions_for(actor).filter(state=PetitionState.NEED_INFO).exclude(author=actor.person)
        found.append(WaitSource(asked, _unexplained, FIELDS, by="pk"))
    return found


def _undecided(petition, on):
    who = "Директор" if petition.addressee == "director" else "Куратор"
    what = f"решение по ходатайству «{small_first(petition.get_kind_display())}»"
    return Wait(who, what, by(petition.due, on), _url(petition))


def _unexplained(petition):
    return Wait(petition.author.short_name, "пояснение к ходатайству", "", _url(petition))


def _url(petition):
    return reverse("petition_detail", args=[petition.pk])
