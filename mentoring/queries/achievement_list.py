"""The list of everybody's achievements for the office and heads: search, filters, counts; the same rows go to XLSX."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, Q

from mentoring.access import achievements_for
from mentoring.choices import AchievementState
from mentoring.kit.text import Folded, whole, words_of
from mentoring.kit.ui import Column, Figure
from mentoring.models import AcademicYear, ListEntry
from mentoring.queries import filters
from mentoring.queries.achievement import AchievementLine, line_of, with_words
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of

S = AchievementState
TABS = (
    ("", "все"),
    (S.CONFIRMED, "подтверждены"),
    (S.TOLD, "со слов, ждут куратора"),
    (S.RETURNED, "со слов, просят поправить"),
    (S.PLANNED, "готовятся"),
)
SORTS = {
    "": ("-day", "-pk"),
    "day": ("day", "pk"),
    "-day": ("-day", "-pk"),
    "name": ("person__sort_key", "-day", "pk"),
    "-name": ("-person__sort_key", "-day", "pk"),
    "kind": ("kind__position", "-day", "pk"),
    "-kind": ("-kind__position", "-day", "pk"),
    "level": ("level__position", "-day", "pk"),
    "-level": ("-level__position", "-day", "pk"),
}
COLUMNS = (
    Column("Достижение", primary=True),
    Column("Чьё", sort_key="name"),
    Column("Вид", sort_key="kind"),
    Column("Уровень", sort_key="level"),
    Column("Когда", sort_key="day"),
    Column("Состояние"),
)


@dataclass(frozen=True)
class AchievementList:
    page: object
    lines: tuple[AchievementLine, ...]
    figures: tuple[Figure, ...]
    filters: dict
    sort: str
    query: str
    kinds: tuple
    levels: tuple
    years: tuple
    units: tuple

    columns = COLUMNS

    @property
    def filtered(self):
        return any(self.filters.values())


def achievement_list(actor, params, on):
    """One page. `params`: q, kind, level, year, unit, state, sort, page. Five queries, the lists of filters besides."""
    asked = _asked_of(params)
    sort = chosen(params.get("sort"), SORTS)
    found = found_by(actor, asked)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    state = asked["state"]
    rows = with_words(_of_state(found, state)).select_related("person__unit").order_by(*SORTS[sort])
    n = counts.get(state, 0) if state else sum(counts.values())
    page = page_of(rows, params.get("page"), count=n)
    return AchievementList(
        page=page,
        lines=tuple(line_of(actor, row, on) for row in page.object_list),
        figures=tuple(_figures(counts, asked)),
        filters=asked,
        sort=sort,
        query=urlencode({name: value for name, value in asked.items() if value}),
        kinds=_names("achievement_kind"),
        levels=_names("achievement_level"),
        years=tuple(filters.years()),
        units=tuple(filters.units()) if actor.is_office else (),
    )


def listed_rows(actor, params):
    """Every row of the list as it is asked for, for a spreadsheet."""
    asked = _asked_of(params)
    rows = with_words(_of_state(found_by(actor, asked), asked["state"])).annotate(n_files=Count("files"))
    rows = rows.select_related("person__unit", "pair", "confirmed_by")
    return rows.prefetch_related("pair__members__person").order_by(*SORTS[chosen(params.get("sort"), SORTS)])


def _asked_of(params):
    return {
        "q": params.get("q", "").strip()[:200],
        "kind": whole(params.get("kind")),
        "level": whole(params.get("level")),
        "year": whole(params.get("year")),
        "unit": whole(params.get("unit")),
        "state": chosen(params.get("state"), [code for code, _ in TABS]),
    }


def found_by(actor, asked):
    """By every filter but the state; what was taken away is not listed."""
    found = achievements_for(actor).exclude(state=S.REMOVED).alias(folded=Folded(F("title")), by=Folded(F("organizer")))
    for word in words_of(asked["q"]):
        found = found.filter(Q(folded__contains=word) | Q(by__contains=word) | Q(person__search_key__contains=word))
    for name in ("kind", "level"):
        if asked[name]:
            found = found.filter(**{name: asked[name]})
    if asked["unit"]:
        found = found.filter(Q(person__unit=asked["unit"]) | Q(person__unit__parent=asked["unit"]))
    year = AcademicYear.objects.filter(pk=asked["year"]).first() if asked["year"] else None
    return found.filter(day__gte=year.starts, day__lte=year.ends) if year else found


def _of_state(found, state):
    return found.filter(state=state) if state else found


def _figures(counts, asked):
    kept = {name: value for name, value in asked.items() if value and name != "state"}
    for code, name in TABS:
        n = counts.get(code, 0) if code else sum(counts.values())
        current = code == asked["state"]
        if n or current or code in ("", S.CONFIRMED):
            href = f"?{urlencode({**kept, **({'state': str(code)} if code else {})})}"
            yield Figure(n, name, href=href, current=current)


def _names(name):
    """Kinds or levels, retired ones too: old rows keep them."""
    read = lambda: [Choice(pk=row.pk, name=row.name) for row in ListEntry.objects.filter(list=name)]  # noqa: E731
    return tuple(filters.kept(f"filters:{name}", read))
