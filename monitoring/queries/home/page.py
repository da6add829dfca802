"""The page: its words for each kind of reader and its parts."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from mentoring.kit.dates import WEEKDAYS, words
from mentoring.kit.text import count_of
from mentoring.kit.ui import Chip, Deed, Link
from monitoring.attention import Attention, find_attention
from programs.queries.people import members

from .deed_list import deed_list, deed_rows, pairs_of, wait_rows
from .my_pairs import PairCard, my_pairs, pair_cards, places_of
from .soon import coming, pairs_of_soon, soon_rows

PERSONAL = ("mentor", "mentee", "partner")
WATCHES = ("curator", "director")


@dataclass(frozen=True)
class Home:
    """`turn` is the first deed as a card, for people who come to do one thing; the office reads a diary instead."""

    heading: str
    lead: str
    turn: Deed | None
    deeds: tuple[Deed, ...]
    deeds_title: str
    total: int
    filtered: bool
    chips: tuple[Chip, ...]
    attention: Attention | None
    pairs: tuple[PairCard, ...]
    places: tuple | None
    waits: tuple
    soon: tuple
    actions: tuple[Link, ...]
    empty_text: str


def home_of(actor, on, counts, queue=""):
    """The home page of a reader in the role shown now; `counts` is what the header counted for this request.

    The office may look at one `queue` of its deeds; people with a turn card always see all of theirs.

    First every part reads its rows, then the members of all their pairs are loaded at once, then rows become words.
    """
    deeds, waits = deed_rows(actor, on, counts), wait_rows(actor, on)
    curator = actor.person.pk if actor.role == "curator" and actor.person else None
    attention = find_attention(on, curator=curator) if actor.role in WATCHES else None
    mine, near = my_pairs(actor), soon_rows(actor, on)
    noticed = attention.pairs.values() if attention else ()
    _load_members([*pairs_of(deeds), *pairs_of(waits), *pairs_of_soon(near), *mine, *noticed])
    personal = actor.role in PERSONAL
    found = deed_list(actor, on, counts, deeds, "" if personal else queue)
    turn = found.deeds[0] if personal and found.deeds and found.deeds[0].action else None
    soon = coming(near, mine)
    return Home(
        heading=_heading(actor, on, found.total, personal=personal),
        lead=_lead(found, on, counted=not personal),
        turn=turn,
        deeds=found.deeds[1:] if turn else found.deeds,
        deeds_title="Ещё дела" if turn else found.queue or "Можно решить сейчас",
        total=found.chosen - (1 if turn else 0),
        filtered=bool(found.queue),
        chips=() if personal else (*found.chips, *_attention_chip(attention)),
        attention=attention.worded() if attention and attention.total else None,
        pairs=pair_cards(mine, actor, on),
        places=places_of(actor) if actor.role == "mentor" else None,
        waits=tuple(source.wait(row) for source, row in waits),
        soon=soon,
        actions=_actions(actor),
        empty_text=_nearest(soon),
    )


def _load_members(pairs):
    if pairs:
        prefetch_related_objects(pairs, Prefetch("members", members()))


def _heading(actor, on, total, *, personal):
    if personal and actor.person:
        return f"Здравствуйте, {actor.person.greeting}"
    day = f"{WEEKDAYS[on.weekday()].capitalize()}, {words(on, year=False)}"
    if not total:
        return f"{day}: на сегодня всё"
    waits = "ждёт" if total % 10 == 1 and total % 100 != 11 else "ждут"
    return f"{day}: вас {waits} {count_of(total, 'deed')}"


def _attention_chip(attention):
    if not attention or not attention.total:
        return ()
    return (Chip(n=attention.total, name="Требует внимания", href="#attention", quiet=True),)


def _lead(found, on, *, counted):
    """Late, today's and the rest by dates; how many in all, unless the heading has `counted` them."""
    if not found.total:
        return ""
    parts = []
    if found.late:
        parts.append(f"срок прошёл – {found.late}")
    if found.today:
        parts.append(f"сегодня – {found.today}")
    if found.nearest and parts:
        parts.append(f"остальное – до {words(found.furthest)}")
    elif found.nearest:
        parts.append(f"ближайший срок – {words(found.nearest)}")
    lead = ", ".join(parts)
    if lead:
        return f"{lead[:1].upper()}{lead[1:]}."
    return "" if counted else f"Всего {count_of(found.total, 'deed')}."


def _actions(actor):
    mine, office = Link("Мои ходатайства", reverse("petition_list")), Link("Ходатайства", reverse("petition_office"))
    if actor.role == "curator":
        return (Link("Новый запрос", reverse("request_create")), office)
    if actor.role == "director":
        return (office,)
    if actor.role in ("mentor", "partner"):
        return (mine,)
    if actor.role == "supervisor":
        return (Link("Попросить наставника педагогу", reverse("request_create")),)
    if actor.role == "mentee":
        return (Link("Попросить наставника", reverse("request_create")), mine)
    return ()


def _nearest(soon):
    if soon:
        return f"Ближайшее – {soon[0].what}, {soon[0].when}."
    return "Когда понадобится ваше решение, оно появится здесь."
