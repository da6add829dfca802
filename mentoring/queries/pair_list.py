"""Pairs and groups: drafts with what the rules say of them, live ones, closed ones."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Subquery

from mentoring.access import pairs_for
from mentoring.choices import PairState, Side
from mentoring.choices.pair import CLOSED_STATES, DRAFT_STATES, LIVE_STATES
from mentoring.kit.dates import span_short
from mentoring.kit.states import StateTag
from mentoring.kit.text import whole
from mentoring.kit.ui import Column, Figure
from mentoring.models import IssuedDocument, Pair, PairMember, Person
from mentoring.queries import filters
from mentoring.queries.order import open_order
from mentoring.queries.page import chosen, page_of
from mentoring.queries.pair import kind_words, pair_reader, pair_tag, side_names
from mentoring.queries.pair_check import PairCheck, check_pairs, with_facts
from mentoring.queries.talk_unread import unread_by_pair
from mentoring.workflow.pair import FREE_DRAFTS

TABS = {
    "draft": ("Проекты пар", DRAFT_STATES),
    "live": ("Работают", LIVE_STATES),
    "closed": ("Завершены", CLOSED_STATES),
    "dropped": ("Сняты", ("dropped",)),
}
SORTS = ("name", "-name", "since", "-since", "until", "-until")
COLUMNS = (
    Column("Наставник и наставляемый", primary=True, sort_key="name"),
    Column("Форма и вид"),
    Column("Срок", sort_key="since"),
    Column("Состояние"),
)


@dataclass(frozen=True)
class PairRow:
    """`check` is for drafts only, and `state` follows it; `order` is a draft order that already holds the pair."""

    pair: Pair
    state: str
    tag: StateTag
    names: str
    kinds: str
    term: str
    check: PairCheck | None
    order: object
    selectable: bool
    unread: int = 0

    @property
    def held(self):
        """A free draft that cannot go into an order yet: its reason stands beside its state."""
        return self.check is not None and not self.selectable and not self.pair.order_id


@dataclass(frozen=True)
class PairList:
    page: object
    rows: tuple[PairRow, ...]
    tabs: tuple[Figure, ...]
    tab: str
    filters: dict
    sort: str
    curator: bool
    total: int
    open_order: IssuedDocument | None  # an order of their year still being put together, for the ticked drafts

    @property
    def filtered(self):
        return any(self.filters.values())

    @property
    def selecting(self):
        """The curator ticks drafts for an order."""
        return self.curator and self.tab == "draft" and bool(self.rows)

    @property
    def any_selectable(self):
        return any(row.selectable for row in self.rows)

    @property
    def columns_shown(self):
        return (Column("В приказ"), *COLUMNS) if self.selecting else COLUMNS

    @property
    def title(self):
        return "Пары и группы" if self.curator else "Мои пары и группы"

    @property
    def lead(self):
        """What the reader can do here now."""
        if not self.curator or self.tab != "draft":
            return ""
        ready = sum(row.selectable for row in self.rows)
        return f"Можно включить в приказ на этой странице: {ready} из {len(self.rows)}." if self.rows else ""

    @property
    def empty_title(self):
        return {"draft": "Проектов пар нет", "live": "Работающих пар пока нет"}.get(self.tab, "Здесь пока пусто")


def pair_list(actor, params, on):
    """One page of the pairs this person may see. `params`: tab, q, year, kind, unit, sort, page."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "year": whole(params.get("year")),
        "kind": chosen(params.get("kind"), [kind.pk for kind in filters.kinds()]),
        "unit": whole(params.get("unit")),
    }
    found = _found(actor, asked)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk", distinct=True)))
    by_tab = {code: sum(counts.get(state, 0) for state in states) for code, (_, states) in TABS.items()}
    tab = chosen(params.get("tab"), TABS) or _first_tab(actor, by_tab)
    sort = chosen(params.get("sort"), SORTS)
    page = page_of(_ordered(found.filter(state__in=TABS[tab][1]), sort), params.get("page"), count=by_tab[tab])
    checks = check_pairs(page.object_list, on, loaded=True) if tab == "draft" and actor.is_office else {}
    unread = unread_by_pair(actor) if tab == "live" else {}
    rows = tuple(
        replace(_row(pair, actor, checks.get(pair.pk)), unread=unread.get(pair.pk, 0)) for pair in page.object_list
    )
    return PairList(
        page=page,
        rows=rows,
        tabs=_tabs(by_tab, tab, asked),
        tab=tab,
        filters=asked,
        sort=sort,
        curator=actor.has("curator"),
        total=sum(by_tab.values()),
        open_order=_open_order(rows) if tab == "draft" and actor.has("curator") else None,
    )


def _open_order(rows):
    years = {row.pair.year_id for row in rows if row.selectable}
    return open_order(years.pop()) if len(years) == 1 else None


def _first_tab(actor, by_tab):
    """Drafts wait for the curator, work for the others; an empty tab gives way."""
    order = ("draft", "live", "closed") if actor.role == "curator" else ("live", "draft", "closed")
    return next((tab for tab in order if by_tab[tab]), order[0])


def _found(actor, asked):
    found = pairs_for(actor)
    if asked["q"]:
        people = Person.objects.search(asked["q"])
        found = found.filter(pk__in=PairMember.objects.filter(person__in=people).values("pair"))
    if asked["year"]:
        found = found.filter(year=asked["year"])
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if asked["unit"]:
        mentees = PairMember.objects.filter(side=Side.MENTEE, person__unit=asked["unit"])
        found = found.filter(pk__in=mentees.values("pair"))
    return found


def _ordered(found, sort):
    mentors = PairMember.objects.filter(pair=OuterRef("pk"), side=Side.MENTOR).order_by("person__sort_key")
    rows = with_facts(found.select_related("order", "end_reason"))
    minus = "-" if sort.startswith("-") else ""
    key = sort.removeprefix("-") or "name"
    if key == "name":
        rows = rows.alias(name_key=Subquery(mentors.values("person__sort_key")[:1]))
        key = "name_key"
    return rows.order_by(f"{minus}{key}", "pk")


def _tabs(by_tab, current, asked):
    filled = {key: value for key, value in asked.items() if value}
    return tuple(
        Figure(by_tab[code], name, "?" + urlencode({"tab": code, **filled}), current=code == current)
        for code, (name, _) in TABS.items()
        if by_tab[code] or code == current or code in ("draft", "live")
    )


def _row(pair, actor, check):
    reason = check.verdict.reason if check else ""
    state = check.state if check and pair.state in FREE_DRAFTS else pair.state
    tag = pair_tag(pair, pair_reader(actor, pair), state=state, reason=reason)
    if state == PairState.READY and pair.order_id and actor.has("curator"):
        tag = replace(tag, sentence="Пара в черновике приказа: проверьте и отправьте его.")
    return PairRow(
        pair=pair,
        state=state,
        tag=tag,
        names=f"{side_names(pair.mentors)} → {side_names(pair.mentees)}",
        kinds=kind_words(pair),
        term=span_short(pair.since, pair.until),
        check=check,
        order=pair.order if pair.state in FREE_DRAFTS else None,
        selectable=pair.state in FREE_DRAFTS and pair.order_id is None and check is not None and bool(check.verdict),
    )
