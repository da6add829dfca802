"""The curator's queue of applications from outside, and one of them with everybody it may be."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.access import outside_for
from mentoring.choices import OutsideKind, OutsideState
from mentoring.choices.open_bank import OUTSIDE
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import fold, small_first, words_of
from mentoring.kit.ui import CheckRow, Column, Figure
from mentoring.models import Organization, OutsideApplication, PartnerKind, Person

S = OutsideState
TABS = (
    ("received", "ждут ответа", Q(state=S.RECEIVED)),
    ("accepted", "принятые", Q(state=S.ACCEPTED)),
    ("declined", "отказы", Q(state=S.DECLINED)),
    ("all", "все", Q()),
)
SORTS = {
    "due": ("due", "pk"),
    "-due": ("-due", "-pk"),
    "name": ("last_name", "first_name", "pk"),
    "-name": ("-last_name", "-first_name", "-pk"),
}
COLUMNS = (
    Column("Кто", primary=True, sort_key="name"),
    Column("О чём"),
    Column("Состояние"),
    Column("Ответить до", sort_key="due"),
)


@dataclass(frozen=True)
class OutsideFilter:
    q: str = ""
    tab: str = "received"
    kind: str = ""
    sort: str = "due"


@dataclass(frozen=True)
class OutsideLine:
    row: OutsideApplication
    directions: tuple[str, ...]
    tag: StateTag
    due: str


def asked_applications(actor, asked):
    """By everything but the tab; folded in Python, for there are dozens of them a year."""
    rows = outside_for(actor).filter(**({"kind": asked.kind} if asked.kind in OutsideKind.values else {}))
    words = words_of(asked.q)
    if not words:
        return rows
    keys = [row.pk for row in rows if all(word in fold(f"{row.full_name} {row.organization}") for word in words)]
    return rows.filter(pk__in=keys)


def tab_figures(rows, asked, query):
    """Counts of the tabs in one query."""
    counts = rows.aggregate(**{f"n_{code}": Count("pk", filter=condition or None) for code, _, condition in TABS})
    found = []
    for code, name, _ in TABS:
        query = query.copy()
        query.pop("page", None)
        query["tab"] = code
        found.append(Figure(counts[f"n_{code}"], name, href=f"?{query.urlencode()}", current=code == asked.tab))
    return found


def sorted_applications(rows, asked):
    condition = next((condition for code, _, condition in TABS if code == asked.tab), Q())
    shown = rows.filter(condition).prefetch_related("directions").select_related("person")
    return shown.order_by(*SORTS.get(asked.sort, SORTS["due"]))


def lines(page):
    return [
        OutsideLine(
            row,
            tuple(small_first(d.short) for d in row.directions.all()),
            tag_of(row),
            dates.words(row.due) if row.state == S.RECEIVED else "",
        )
        for row in page
    ]


def tag_of(row):
    return describe(
        OUTSIDE,
        row.state,
        "curator",
        deadline=row.due if row.state == S.RECEIVED else None,
        date=dates.words(dates.local(row.decided_at).date()) if row.decided_at else "",
    )


@dataclass(frozen=True)
class OutsidePage:
    """One application; `known` are people it may be, `same_email` says that the first of them certainly is."""

    row: OutsideApplication
    rows: tuple[CheckRow, ...]
    tag: StateTag
    known: tuple[Person, ...]
    same_email: bool
    from_list: Organization | None = None  # the named organization, when it has a card already

    @property
    def open(self):
        return self.row.state == S.RECEIVED


def outside_page(row):
    """Five queries: partners by name, who has this e-mail, who has this name, the directions, the wished mentor comes with the row."""
    wished = row.wished_mentor.person.full_name if row.wished_mentor else ""
    facts = (
        ("Что", row.get_kind_display()),
        ("Организация", row.organization),
        ("Должность", row.post),
        ("Электронная почта", f"{row.email}, подтверждена {dates.words(dates.local(row.confirmed_at).date())}"),
        ("Направления", ", ".join(d.name for d in row.directions.all())),
        ("Кого просит", wished),
        ("Согласие", f"{row.consent_text.name}, редакция {row.consent_text.version}"),
        ("Ответ", row.answer),
    )
    by_email = list(Person.objects.filter(email=row.email).select_related("organization"))
    key = fold(row.full_name)[:310]
    by_name = (
        Person.objects.filter(sort_key=key).exclude(pk__in=[p.pk for p in by_email]).select_related("organization")
    )
    known = (*by_email, *by_name[:5])
    return OutsidePage(
        row=row,
        rows=tuple(CheckRow(name, value) for name, value in facts if value),
        tag=tag_of(row),
        known=known if row.state == S.RECEIVED else (),
        same_email=bool(by_email),
        from_list=named_organization(row) if row.state == S.RECEIVED else None,
    )


def named_organization(row):
    """The partner whose full or short name the person wrote, letter case and «ё» aside; a card is not made twice."""
    said = fold(row.organization)
    partners = Organization.objects.filter(own=False, retired=False)
    return next((one for one in partners if said in (fold(one.full_name), fold(one.short_name))), None)


def kind_of_new(row):
    """A teacher who asks for a mentor comes from another school: the kind is not asked again."""
    if row.kind != OutsideKind.REQUEST:
        return None
    return PartnerKind.objects.filter(code="education", retired=False).first()


def waiting_mentor_record(row):
    """An accepted offer whose person has no mentor's record yet."""
    if row.kind != OutsideKind.OFFER or row.state != S.ACCEPTED or row.person is None:
        return False
    mentor = getattr(row.person, "mentor", None)
    return mentor is None or mentor.retired_on is not None


def offered_directions(person):
    """What the person offered to help with in the newest accepted offer: a start for the mentor's record."""
    offer = OutsideApplication.objects.filter(person=person, kind=OutsideKind.OFFER, state=S.ACCEPTED).first()
    return list(offer.directions.all()) if offer else []
