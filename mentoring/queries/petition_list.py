"""Lists of petitions: one's own, and the office's with filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Prefetch, Q, Value, When
from django.db.models.functions import Length

from mentoring.access.petition import petitions_for, petitions_to_decide
from mentoring.choices import PetitionKind, PetitionState
from mentoring.kit.states import StateTag
from mentoring.kit.text import whole
from mentoring.kit.ui import Column, Figure
from mentoring.models import PairMember, Person, Petition
from mentoring.office import office
from mentoring.queries import filters
from mentoring.queries.page import chosen, page_of
from mentoring.queries.petition import petition_tag, reader_of

S = PetitionState
QUEUES = {
    "decide": ("Ждут решения", (S.SUBMITTED, S.IN_REVIEW)),
    "info": ("Ждём автора", (S.NEED_INFO,)),
    "execute": ("Исполнить", (S.GRANTED,)),
    "over": ("Закончены", (S.EXECUTED, S.REFUSED, S.WITHDRAWN)),
}
SORTS = {
    "due": ("due", "id"),
    "-due": ("-due", "-id"),
    "name": ("author__sort_key", "id"),
    "-name": ("-author__sort_key", "-id"),
    "number": ("year__starts", Length("number"), "number", "id"),
    "-number": ("-year__starts", Length("number").desc(), "-number", "-id"),
    "sent": ("sent_at", "id"),
    "-sent": ("-sent_at", "-id"),
}
ALL_YEARS = "all"
OFFICE_COLUMNS = (
    Column("О чём", primary=True),
    Column("Номер", sort_key="number"),
    Column("Кто просит", sort_key="name"),
    Column("Состояние"),
    Column("Решить до", sort_key="due"),
    Column("Подано", sort_key="sent"),
)
MY_COLUMNS = (
    Column("О чём", primary=True),
    Column("Номер"),
    Column("Состояние"),
    Column("Решить до"),
    Column("Подано"),
)


@dataclass(frozen=True)
class PetitionRow:
    petition: Petition
    tag: StateTag
    about: str  # the pair, or whom it concerns


@dataclass(frozen=True)
class PetitionList:
    page: object
    rows: tuple[PetitionRow, ...]
    queues: tuple[Figure, ...]
    filters: dict
    sort: str
    total: int
    years: tuple  # choices of the academic year with their counts; the first is the default

    columns = OFFICE_COLUMNS

    @property
    def many_years(self):
        """Whether there is anything outside the current year to choose."""
        usual = ("", ALL_YEARS, office().year.pk if office().year else None)
        return any(choice.pk not in usual for choice in self.years)

    @property
    def filtered(self):
        return any(self.filters.values())

    @property
    def kinds(self):
        return PetitionKind.choices


def my_petitions(actor):
    """One's own, unfinished first. Three queries."""
    mine = _loaded(petitions_for(actor).filter(author=actor.person)) if actor.person else Petition.objects.none()
    over = (S.EXECUTED, S.REFUSED, S.WITHDRAWN)
    rank = Case(When(state__in=over, then=Value(1)), default=Value(0), output_field=IntegerField())
    return tuple(_row(actor, petition) for petition in mine.order_by(rank, "-created_at", "-id"))


def office_petitions(actor, params):
    """One page of what the office reads. `params`: q, queue, kind, year, sort, page.

    Without a year: the current one, and what earlier years have left unfinished.
    """
    asked = {
        "q": params.get("q", "").strip()[:200],
        "queue": chosen(params.get("queue"), QUEUES),
        "kind": chosen(params.get("kind"), PetitionKind.values),
        "year": params.get("year", "") if params.get("year") == ALL_YEARS else whole(params.get("year")) or "",
    }
    sort = chosen(params.get("sort"), SORTS)
    every = _found(actor, asked)
    found = _of_year(every, asked["year"])
    counts = dict(found.order_by().values_list("state").annotate(Count("pk", distinct=True)))
    queue = QUEUES.get(asked["queue"])
    shown = found.filter(state__in=queue[1]) if queue else found
    total = sum(counts.values())
    n = sum(counts.get(state, 0) for state in queue[1]) if queue else total
    page = page_of(_ordered(actor, _loaded(shown), sort), params.get("page"), count=n)
    return PetitionList(
        page=page,
        rows=tuple(_row(actor, petition) for petition in page.object_list),
        queues=_queues(counts, asked),
        filters=asked,
        sort=sort,
        total=total,
        years=_years(every),
    )


def _found(actor, asked):
    found = petitions_for(actor).exclude(state=S.DRAFT)
    found = found.exclude(author=actor.person)
    if asked["q"]:
        people = Person.objects.search(asked["q"])
        found = found.filter(Q(author__in=people) | Q(about__in=people) | Q(number__icontains=asked["q"]))
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    return found


def _of_year(found, year):
    if year == ALL_YEARS:
        return found
    return found.filter(year=year) if year else found.filter(_now())


def _now():
    """The academic year that runs, and what waits from earlier ones."""
    return Q(year=office().year.pk if office().year else None) | ~Q(state__in=QUEUES["over"][1])


def _years(found):
    """Academic years that have petitions of this search, with counts; two queries."""
    rows = found.order_by().values("year", "year__starts").annotate(n=Count("pk", distinct=True))
    years = {row["year"]: (row["year__starts"], row["n"]) for row in rows if row["year"]}
    current = office().year
    now = found.filter(_now()).aggregate(n=Count("pk", distinct=True))["n"]
    choices = [filters.Choice(pk="", name=f"{current.label if current else 'Сейчас'} и незаконченные ({now})")]
    for pk, (starts, n) in sorted(years.items(), key=lambda row: row[1], reverse=True):
        choices.append(filters.Choice(pk=pk, name=f"{starts.year}/{(starts.year + 1) % 100:02d} ({n})"))
    total = sum(n for _, n in years.values())
    return (*choices, filters.Choice(pk=ALL_YEARS, name=f"Все годы ({total})"))


def register_petitions(actor):
    """Every numbered petition this person reads by office, for the register's workbook."""
    found = petitions_for(actor).exclude(number="").select_related("author", "decided_by", "document__type", "year")
    return found.order_by("year__starts", "sent_at", "pk").iterator(chunk_size=500)


def _loaded(petitions):
    members = Prefetch("pair__members", PairMember.objects.select_related("person"))
    return petitions.select_related("author", "about", "document__type", "pair").prefetch_related(members)


def _ordered(actor, rows, sort):
    """The reader's own turn first, then by date; a chosen order overrides it."""
    if sort:
        return rows.order_by(*SORTS[sort])
    turn = Case(
        When(pk__in=petitions_to_decide(actor).values("pk"), then=Value(0)),
        When(state__in=(S.SUBMITTED, S.IN_REVIEW, S.NEED_INFO, S.GRANTED), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.order_by(turn, "due", "-id")


def _queues(counts, asked):
    rows = []
    for code, (name, states) in QUEUES.items():
        n, current = sum(counts.get(state, 0) for state in states), code == asked["queue"]
        if n or current:
            kept = {**asked, "queue": "" if current else code}
            rows.append(Figure(n, name, "?" + urlencode({k: v for k, v in kept.items() if v}), current=current))
    return tuple(rows)


def _row(actor, petition):
    about = (
        petition.about.short_name
        if petition.about
        else (petition.pair_title or petition.pair.title)
        if petition.pair
        else ""
    )
    reader = "author" if actor.is_person(petition.author) else reader_in_list(actor, petition)
    return PetitionRow(petition, petition_tag(petition, reader), about)


def reader_in_list(actor, petition):
    """As on the page, without asking who else could decide: a list's rows were already chosen for this reader."""
    if petition.state in (S.SUBMITTED, S.IN_REVIEW):
        along = petition.addressee == "director" and not actor.has("director")
        return "curator" if along else "decider"
    return reader_of(actor, petition)
