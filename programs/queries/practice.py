"""The shelf of practices: the list, one card, what its writer and the curator do with it (R55)."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from mentoring.kit import dates
from mentoring.kit.prose import blocks_of
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import Folded, count_of, listing, small_first, words_of
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from mentoring.queries import filters
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.queries.story import story_of
from programs.access import practice as rights
from programs.access import programs_for
from programs.choices.practice import PRACTICE as WORDS
from programs.choices.practice import PracticeState
from programs.choices.shelf import MaterialAudience
from programs.models import PracticeAgreement, PracticeThanks
from programs.workflows_practice import PRACTICE

from .people import with_people
from .practice_agreement import Asked, asked_of, missing_words
from .practice_names import names_of

S = PracticeState
PARTS = (
    ("difficulty", "В чём была трудность"),
    ("done", "Что сделали"),
    ("result", "Что получилось"),
)
AUDIENCES = {"mentor": "наставнику", "mentee": "наставляемому", "both": "наставнику и наставляемому"}
SORTS = {"": ("-n_thanks", "-accepted_on", "folded"), "title": ("folded", "pk"), "-title": ("-folded", "pk"),
         "thanks": ("n_thanks", "folded"), "-thanks": ("-n_thanks", "folded"),
         "day": ("accepted_on", "folded"), "-day": ("-accepted_on", "folded")}  # fmt: skip
COLUMNS = (
    Column("Практика", primary=True, sort_key="title"),
    Column("Направления"),
    Column("Кому"),
    Column("Пригодилось", numeric=True, sort_key="thanks"),
    Column("На полке с", sort_key="day"),
)


@dataclass(frozen=True)
class PracticeRow:
    card: object
    directions: str
    audience: str
    day: str
    tag: StateTag | None


@dataclass(frozen=True)
class PracticeList:
    page: object
    rows: tuple[PracticeRow, ...]
    filters: dict
    sort: str
    waiting: int

    columns = COLUMNS
    audiences = [Choice(pk=code, name=name) for code, name in MaterialAudience.choices if code != "both"]
    states = [Choice(pk=code, name=name) for code, name in PracticeState.choices if code != "accepted"]

    @property
    def directions(self):
        return filters.directions()

    @property
    def filtered(self):
        return any(self.filters.values())


def practice_list(actor, params):
    """One page of the shelf. `params`: q, direction, audience, state, sort, page. At most five queries."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "direction": chosen(params.get("direction"), [str(row.pk) for row in filters.directions()]),
        "audience": chosen(params.get("audience"), ("mentor", "mentee")),
        "state": chosen(params.get("state"), PracticeState.values),
    }
    sort = chosen(params.get("sort"), SORTS)
    mine = rights.practices_for(actor)
    page = page_of(_found(mine, asked).order_by(*SORTS[sort]), params.get("page"))
    rows = tuple(_row(actor, card) for card in page.object_list.prefetch_related("directions"))
    waiting = mine.filter(state=S.SENT).count() if actor.has("curator") else 0
    return PracticeList(page, rows, asked, sort, waiting)


def _found(cards, asked):
    said = Concat(
        "title", Value(" "), "difficulty", Value(" "), "done", Value(" "), "result", Value(" "), "suits",
        output_field=TextField(),
    )  # fmt: skip
    found = counted(cards).annotate(folded=Folded("title"), said=Folded(said))
    found = found.filter(state=asked["state"] or S.ACCEPTED)
    for word in words_of(asked["q"]):
        found = found.filter(said__contains=word)
    if asked["direction"]:
        through = found.model.directions.through.objects
        found = found.filter(Exists(through.filter(practicecard=OuterRef("pk"), direction=asked["direction"])))
    return found.filter(audience__in=(asked["audience"], "both")) if asked["audience"] else found


def counted(cards):
    """With `n_thanks` people whom the card helped."""
    thanks = PracticeThanks.objects.filter(card=OuterRef("pk")).order_by().values("card")
    return cards.annotate(n_thanks=Coalesce(Subquery(thanks.annotate(n=Count("pk")).values("n")), 0))


def _row(actor, card):
    return PracticeRow(
        card=card,
        directions=listing([row.short for row in card.directions.all()]) or "все",
        audience=MaterialAudience(card.audience).label,
        day=dates.short(card.accepted_on) if card.accepted_on else "–",
        tag=None if card.state == S.ACCEPTED else tag_of(actor, card),
    )


def tag_of(actor, card):
    """The word of a card for its author or the curator; other readers meet it on the shelf only."""
    state = "open" if card.state == S.ACCEPTED and card.opened_on else card.state
    role = "author" if rights.is_author_of(actor, card) and not actor.has("curator") else "curator"
    if rights.is_author_of(actor, card) and card.state in (S.DRAFT, S.RETURNED):
        role = "author"
    day = dates.words(card.opened_on) if card.opened_on else ""
    return describe(WORDS, state, role, deadline=card.due if card.state == S.SENT else None, date=day)


def practices_loaded(actor):
    """Cards the actor may open, with everything a page of one shows."""
    cards = with_people(counted(rights.practices_for(actor)), "program__pair__members")
    return cards.select_related("author", "program__pair").prefetch_related("directions", "materials", "agreements")


def texts_of(card):
    """(heading, blocks) of what is written."""
    return tuple((title, tuple(blocks_of(getattr(card, name)))) for name, title in PARTS if getattr(card, name))


def facts_of(card):
    directions = listing([small_first(row.name) for row in card.directions.all()])
    rows = (
        ("Кому подойдёт", card.suits),
        ("Кому", AUDIENCES[card.audience]),
        ("Направления", directions or "все"),
    )
    return tuple(CheckRow(name, value) for name, value in rows if value)


@dataclass(frozen=True)
class PracticePage:
    """`asked` and `names` are the curator's and the author's; `inside` is whether the reader may open the program."""

    card: object
    tag: StateTag
    texts: tuple
    facts: tuple[CheckRow, ...]
    keeps: bool
    inside: bool
    names: tuple
    asked: tuple[Asked, ...]
    missing: str
    mine: PracticeAgreement | None
    thanked: bool
    thank: Verdict
    edit: Verdict
    show: Verdict
    steps: dict
    story: tuple

    @property
    def helped(self):
        return f"Пригодилось {count_of(self.card.n_thanks, 'person_dat')}." if self.card.n_thanks else ""

    @property
    def on_shelf(self):
        return self.card.state == S.ACCEPTED


def practice_page(actor, card):
    """One card loaded through `practices_loaded`. Seven queries at most for who keeps it, three for a reader."""
    office = actor.has("curator")
    keeps = office or rights.is_author_of(actor, card)
    on_shelf = card.state == S.ACCEPTED
    asked = asked_of(card) if office and on_shelf else ()
    mine = next((row for row in card.agreements.all() if actor.person and row.person_id == actor.person.pk), None)
    return PracticePage(
        card=card,
        tag=tag_of(actor, card),
        texts=texts_of(card),
        facts=facts_of(card),
        keeps=keeps,
        inside=office or (keeps and programs_for(actor).filter(pk=card.program_id).exists()),
        names=names_of(card) if keeps and not on_shelf else (),
        asked=asked,
        missing=missing_words(asked),
        mine=mine,
        thanked=bool(actor.person) and card.thanks.filter(person=actor.person).exists(),
        thank=rights.may_thank_practice(actor, card),
        edit=rights.may_edit_practice(actor, card),
        show=rights.may_show_outside(actor, card),
        steps={name: PRACTICE.verdict(name, actor, card) for name in PRACTICE.transitions},
        story=tuple(story_of(card, actor=actor)) if office else (),
    )


def practices_of(actor, program):
    """Cards made of this program that the actor may open, for the program's page. One query."""
    return tuple(rights.practices_for(actor).filter(program=program).exclude(state=S.RETIRED).order_by("pk"))
