"""The normative base in one list (R56): acts entered by hand, issued orders and consent texts from their own registers.

One UNION reads all three, so nothing is entered twice; an order is listed for those who may open it.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from mentoring.access import documents_for, norms_for
from mentoring.choices import ActKind
from mentoring.kit.dates import today, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, count_of, words_of
from mentoring.kit.ui import Column
from mentoring.models import AcquaintanceMark, ConsentText, NormativeAct, needed_marks
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.workflow.document import VALID

ORDER_TYPES = ("D02", "D13", "D32", "D33", "D34")
FORCE = {"": "Только действующие", "all": "Все", "past": "Утратившие силу"}
FIRST = (ActKind.LOCAL, ActKind.INSTRUCTION, ActKind.TEMPLATE, ActKind.ORDER, ActKind.CONSENT, ActKind.EXTERNAL)
SORTS = {
    "": ("place", "folded", "pk"),
    "title": ("folded", "pk"),
    "-title": ("-folded", "-pk"),
    "date": ("row_date", "pk"),
    "-date": ("-row_date", "-pk"),
}
COLUMNS = (
    Column("Документ", primary=True, sort_key="title"),
    Column("Вид"),
    Column("Дата", sort_key="date"),
    Column("Состояние"),
)
IN_FORCE = StateTag("ok", "Действует", "")


@dataclass(frozen=True)
class NormRow:
    """`waits` says that the reader is asked to read it."""

    title: str
    url: str
    about: str
    kind: str
    date: date | None
    tag: StateTag
    waits: bool


@dataclass(frozen=True)
class NormList:
    page: object
    rows: tuple[NormRow, ...]
    filters: dict
    sort: str

    columns = COLUMNS

    @property
    def kinds(self):
        return [Choice(pk=code, name=name) for code, name in ActKind.choices]

    @property
    def force_choices(self):
        return [Choice(pk=code, name=name) for code, name in FORCE.items() if code]

    @property
    def filtered(self):
        return any(self.filters.values())


def norm_list(actor, params):
    """One page of the base. `params`: q, kind, force (in force by default, all, past), sort, page."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "kind": chosen(params.get("kind"), ActKind.values),
        "force": chosen(params.get("force"), FORCE),
    }
    sort = chosen(params.get("sort"), SORTS)
    arms = [_asked(arm, asked) for arm in (_acts(actor), _orders(actor), _consents())]
    found = arms[0].union(*arms[1:], all=True).order_by(*SORTS[sort])
    page = page_of(found, params.get("page"))
    acts = _loaded([row["pk"] for row in page.object_list if row["source"] == "act"])
    reader = _Reader(actor, acts)
    return NormList(page, tuple(map(reader.row, page.object_list)), asked, sort)


def _acts(actor):
    """Acts entered by hand; the number is as it stands after «№»."""
    begun = Q(since__isnull=True) | Q(since__lte=today())
    alive = begun & (Q(until__isnull=True) | Q(until__gte=today()))
    columns = {"kind": F("kind"), "title": F("title"), "number": F("number"), "date": F("date")}
    return _arm(norms_for(actor), "act", columns, alive)


def _orders(actor):
    orders = documents_for(actor).filter(type__code__in=ORDER_TYPES).exclude(number="")
    columns = {"kind": Value(ActKind.ORDER.value), "title": F("title"), "number": F("number"), "date": F("date")}
    return _arm(orders, "order", columns, Q(state__in=VALID))


def _consents():
    """Every published wording; the newest of its kind is in force."""
    newest = ConsentText.objects.filter(kind=OuterRef("kind"), since__lte=today()).order_by("-version")
    texts = ConsentText.objects.filter(since__lte=today()).alias(newest=Subquery(newest.values("version")[:1]))
    number = Cast("version", CharField())
    columns = {"kind": Value(ActKind.CONSENT.value), "title": F("name"), "number": number, "date": F("since")}
    return _arm(texts, "consent", columns, Q(version=F("newest")))


def _arm(rows, source, columns, force):
    """The same columns from every register; `force` is the condition under which a row stands."""
    named = {f"row_{name}": column for name, column in columns.items()}
    title, number = columns["title"], columns["number"]
    return rows.order_by().annotate(
        source=Value(source),
        **named,
        force=Case(When(force, then=Value(1)), default=Value(0), output_field=IntegerField()),
        place=Case(*(When(row_kind=kind, then=Value(n)) for n, kind in enumerate(FIRST)), output_field=IntegerField()),
        folded=Folded(title),
        searched=Folded(Concat(title, Value(" "), number, output_field=CharField())),
    )


def _asked(arm, asked):
    for word in words_of(asked["q"].replace("№", " ")):
        arm = arm.filter(searched__contains=word)
    if asked["kind"]:
        arm = arm.filter(row_kind=asked["kind"])
    if asked["force"] != "all":
        arm = arm.filter(force=0 if asked["force"] == "past" else 1)
    return arm.values("source", "pk", "row_kind", "row_title", "row_number", "row_date", "force", "place", "folded")


def _loaded(keys):
    """{pk: act} with how many versions each has."""
    acts = NormativeAct.objects.filter(pk__in=keys).annotate(n_versions=Count("versions"))
    return {act.pk: act for act in acts}


class _Reader:
    """Words of a row for this reader; asks once what he has still to read."""

    def __init__(self, actor, acts):
        self.acts, self.curator = acts, actor.has("curator")
        marks = AcquaintanceMark.objects.filter(
            needed_marks(today()), person=actor.person, done_at__isnull=True, document__state__in=VALID
        )
        waits = list(marks.values_list("document", "document__sheet__version__act")) if actor.person else []
        self.orders, self.unread = {row[0] for row in waits}, {row[1] for row in waits}

    def row(self, row):
        kind = ActKind(row["row_kind"]).label
        return getattr(self, f"_{row['source']}")(row, kind)

    def _act(self, row, kind):
        act = self.acts[row["pk"]]
        parts = (act.issuer, act.requisites, count_of(act.n_versions, "version") if act.n_versions else "")
        about = ", ".join(part for part in parts if part)
        url = reverse("norm_detail", args=[act.pk])
        return NormRow(act.title, url, about, kind, act.date, act_tag(act, self.curator), act.pk in self.unread)

    def _order(self, row, kind):
        tag = IN_FORCE if row["force"] else StateTag("calm", "Не действует", "")
        url, about = reverse("document_detail", args=[row["pk"]]), f"№ {row['row_number']}"
        return NormRow(row["row_title"], url, about, kind, row["row_date"], tag, row["pk"] in self.orders)

    def _consent(self, row, kind):
        tag = IN_FORCE if row["force"] else StateTag("calm", "Прежняя редакция", "")
        url, about = reverse("norm_consent", args=[row["pk"]]), f"редакция № {row['row_number']}"
        return NormRow(row["row_title"], url, about, kind, row["row_date"], tag, False)


def act_tag(act, curator=False):
    """Whether an act stands; the curator is also told that its requisites are to be checked."""
    if act.until and act.until < today():
        return StateTag("calm", "Утратил силу", f"Последний день – {words(act.until, year=True)}.")
    if act.since and act.since > today():
        return StateTag("go", "Ещё не действует", f"Вступит в силу {words(act.since, year=True)}.")
    if act.to_check and curator:
        return StateTag("act", "Проверьте", "Сверьте реквизиты с официальным источником.")
    last = f"До {words(act.until, year=True)}." if act.until else ""
    return StateTag("ok", "Действует", last)
