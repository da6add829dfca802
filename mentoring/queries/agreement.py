"""Additional agreements: the register with totals, who has none, one agreement; payments only where they may be seen."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from mentoring.access import agreements_for, may_keep_agreements, may_see_payment
from mentoring.choices import AgreementState, Employment, PaymentMeasure, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.choices.state_words import AGREEMENT as WORDS
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import NBSP, Folded, count_of, fold, group_digits, small_first
from mentoring.kit.ui import Column, Figure
from mentoring.models import Agreement, PairMember, Person
from mentoring.queries.page import chosen, page_of

BEGUN = (AgreementState.DRAFT, AgreementState.AWAITING_SCAN, AgreementState.IN_FORCE)
COLUMNS = (
    Column("Наставник", primary=True, sort_key="name"),
    Column("Номер и дата", sort_key="date"),
    Column("Срок"),
    Column("Состояние"),
)
PAYMENT = Column("Выплата")
SORTS = {
    "name": ("person__sort_key", "-date", "-pk"),
    "-name": ("-person__sort_key", "-date", "-pk"),
    "date": ("date", "pk"),
    "-date": ("-date", "-pk"),
}


@dataclass(frozen=True)
class AgreementLine:
    """An agreement; `payment` is empty for those who may not see it."""

    agreement: Agreement
    tag: StateTag
    term: str
    payment: str

    @property
    def title(self):
        row = self.agreement
        return f"№ {row.number} от {dates.short(row.date)}" if row.number else "Проект"


@dataclass(frozen=True)
class AgreementList:
    page: object
    lines: tuple[AgreementLine, ...]
    figures: tuple[Figure, ...]
    columns: tuple[Column, ...]
    missing: tuple[Person, ...]
    totals: tuple[str, ...]
    keeps: bool
    own: bool
    q: str
    state: str
    sort: str


def agreement_list(actor, params):
    """The register of the office, or the mentor's own agreements. Five queries for the office."""
    rows = agreements_for(actor)
    own = not (actor.is_office or actor.has("hr"))
    q, sort = params.get("q", "")[:100], chosen(params.get("sort"), SORTS, "-date")
    state = chosen(params.get("state"), AgreementState.values)
    counts = rows.order_by().aggregate(**{code: Count("pk", filter=Q(state=code)) for code in AgreementState.values})
    found = rows.filter(state=state) if state else rows
    if q:
        found = found.filter(pk__in=_found(rows, q))
    page = page_of(found.select_related("person", "payment").order_by(*SORTS[sort]), params.get("page"))
    sees = bool(may_see_payment(actor))
    return AgreementList(
        page=page,
        lines=tuple(line_of(row, actor) for row in page.object_list),
        figures=_figures(counts, state, drafts=actor.is_office),
        columns=(*COLUMNS, PAYMENT) if sees else COLUMNS,
        missing=tuple(without_agreement()) if actor.is_office else (),
        totals=_totals(rows) if sees else (),
        keeps=bool(may_keep_agreements(actor)),
        own=own,
        q=q,
        state=state,
        sort=sort,
    )


def _found(rows, q):
    people = Person.objects.search(q).values("pk")
    named = rows.annotate(number_key=Folded("number"))
    return named.filter(Q(person__in=people) | Q(number_key__contains=fold(q))).values("pk")


def _figures(counts, state, *, drafts):
    codes = [code for code in AgreementState.values if drafts or code != AgreementState.DRAFT]
    rows = [Figure(sum(counts[code] for code in codes), "все", "?", current=not state)]
    rows += [
        Figure(counts[code], small_first(str(AgreementState(code).label)), f"?state={code}", current=state == code)
        for code in codes
    ]
    return tuple(rows)


def _totals(rows):
    """What the college pays now: rubles a month together, percents and words by how many."""
    now = rows.filter(state=AgreementState.IN_FORCE).order_by()
    found = {row["measure"]: row for row in now.values("measure").annotate(n=Count("pk"), total=Sum("amount"))}
    words = []
    if PaymentMeasure.SUM in found:
        row = found[PaymentMeasure.SUM]
        words.append(f"{money(row['total'])} в месяц ({count_of(row['n'], 'agreement')})")
    if PaymentMeasure.PERCENT in found:
        row = found[PaymentMeasure.PERCENT]
        words.append(f"в среднем {number(row['total'] / row['n'])}{NBSP}% оклада ({count_of(row['n'], 'agreement')})")
    if PaymentMeasure.OTHER in found:
        words.append(f"иначе, словами: {found[PaymentMeasure.OTHER]['n']}")
    return tuple(words)


def line_of(agreement, actor):
    return AgreementLine(
        agreement=agreement,
        tag=agreement_tag(agreement, actor),
        term=dates.span_short(agreement.since, agreement.until),
        payment=payment_words(agreement) if may_see_payment(actor) else "",
    )


def agreement_tag(agreement, actor):
    role = actor.role if actor.role in ("curator", "director", "hr") else "person"
    if role == "person" and actor.is_office:
        role = "curator" if actor.has("curator") else "director"
    day = agreement.ended_on if agreement.state == AgreementState.ENDED else agreement.until
    return describe(WORDS, agreement.state, role, date=dates.words(day, year=True))


def payment_words(agreement):
    """«доплата, 15 % от оклада; за каждую пару»: never given to those who may not see it."""
    size = {
        PaymentMeasure.PERCENT: lambda: f"{number(agreement.amount)}{NBSP}% от оклада",
        PaymentMeasure.SUM: lambda: f"{money(agreement.amount)} в месяц",
        PaymentMeasure.OTHER: lambda: "",
    }[PaymentMeasure(agreement.measure)]()
    first = ", ".join(part for part in (small_first(agreement.payment.name), size) if part)
    return "; ".join(part for part in (first, agreement.terms) if part)


def money(amount):
    return f"{number(amount)}{NBSP}руб."


def number(amount):
    """15, 12,5, 1 500."""
    amount = Decimal(amount).quantize(Decimal("0.01"))
    text = group_digits(int(amount))
    cents = f"{amount % 1:.2f}"[2:].rstrip("0")
    return f"{text},{cents}" if cents else text


def without_agreement():
    """Employed mentors of live pairs who have no agreement now, drafts counted as one that is being made."""
    led = PairMember.objects.filter(side=Side.MENTOR, until__isnull=True, pair__state__in=LIVE_STATES)
    staff = Person.objects.filter(employment__in=(Employment.STAFF, Employment.PART_TIME), left_on__isnull=True)
    covered = Agreement.objects.filter(state__in=BEGUN).values("person")
    return staff.filter(pk__in=led.values("person")).exclude(pk__in=covered).in_order()
