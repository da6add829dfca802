"""Who opened whose data, by days."""

from dataclasses import dataclass

from mentoring.access import ROLE_WORDS
from mentoring.kit.dates import parse_date, short
from mentoring.kit.text import words_of
from mentoring.kit.ui import Column
from mentoring.office import office
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from monitoring.access.privacy import readings_for
from monitoring.choices.privacy import ReadingKind

KINDS = tuple(Choice(pk=one.value, name=one.label) for one in ReadingKind)
DAY = Column("День", sort_key="day")
READER = Column("Кто открывал", primary=True, sort_key="reader")
MINE = (READER, Column("Что"), DAY)
ALL = (READER, Column("Чьи данные", sort_key="person"), Column("Что"), DAY)
SORTS = {
    "day": ("day", "id"),
    "-day": ("-day", "-id"),
    "reader": ("reader__sort_key", "-day", "-id"),
    "-reader": ("-reader__sort_key", "-day", "-id"),
    "person": ("person__sort_key", "-day", "-id"),
    "-person": ("-person__sort_key", "-day", "-id"),
}


@dataclass(frozen=True)
class ReadingRow:
    reader: str
    role: str
    person: str
    person_id: int
    kind: str
    day: str


@dataclass(frozen=True)
class ReadingList:
    page: object
    rows: tuple[ReadingRow, ...]
    filters: dict
    sort: str
    columns: tuple
    days: int

    kinds = KINDS

    @property
    def filtered(self):
        return any(self.filters.values())


def reading_list(actor, params, *, mine):
    """One page of readings: of one's own data, or of everybody's for who keeps them. Two queries."""
    found, asked, sort = _asked(actor, params, mine)
    page = page_of(found, params.get("page"))
    return ReadingList(
        page=page,
        rows=tuple(_row(one) for one in page.object_list),
        filters=asked,
        sort=sort,
        columns=MINE if mine else ALL,
        days=office().setting("keep_reading_days"),
    )


def all_readings(actor, params):
    """The same question without pages, for a table."""
    return (_row(one) for one in _asked(actor, params, mine=False)[0].iterator())


def _asked(actor, params, mine):
    asked = {
        "q": params.get("q", "").strip()[:200],
        "kind": chosen(params.get("kind"), [one.value for one in ReadingKind]),
        "since": _day(params.get("since")),
        "until": _day(params.get("until")),
    }
    sort = chosen(params.get("sort"), SORTS)
    found = readings_for(actor)
    if mine:
        found = found.filter(person=actor.person) if actor.person else found.none()
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if asked["since"]:
        found = found.filter(day__gte=asked["since"])
    if asked["until"]:
        found = found.filter(day__lte=asked["until"])
    for word in words_of(asked["q"]):
        by_reader = found.filter(reader__search_key__contains=word)
        found = by_reader if mine else by_reader | found.filter(person__search_key__contains=word)
    return found.select_related("reader", "person").order_by(*SORTS[sort or "-day"]), asked, sort


def _day(typed):
    """A day of the address; whatever is no day asks for nothing."""
    found = parse_date(typed) if typed else None
    return found.isoformat() if found else ""


def _row(one):
    role = ROLE_WORDS[one.role][0] if one.role in ROLE_WORDS else ""
    reader = one.reader.short_name if one.reader else "Учётная запись без карточки"
    return ReadingRow(reader, role, one.person.short_name, one.person_id, one.get_kind_display(), short(one.day))
