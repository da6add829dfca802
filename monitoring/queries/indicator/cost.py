"""Money and hours beside results (clause 5.4-4): payments of a year, hours of meetings, programs, by mentor."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum

from mentoring.choices import Side
from mentoring.kit.dates import span_short
from mentoring.kit.text import NBSP, fold, words_of
from mentoring.kit.ui import Column
from mentoring.models import PairMember, Person
from monitoring.models import Payment
from monitoring.queries.dashboard import sets as shared
from programs.models import Program

from . import sets
from .compute import question_of, years
from .words import plain

COLUMNS = (
    Column("Наставник", primary=True, sort_key="name"),
    Column("Выплаты, ₽", numeric=True, sort_key="paid"),
    Column("Часы встреч", numeric=True, sort_key="hours"),
    Column("Программы", numeric=True, sort_key="programs"),
    Column("Завершены по плану", numeric=True, sort_key="finished"),
    Column("₽ на программу", numeric=True, sort_key="per_program"),
    Column("₽ на час", numeric=True, sort_key="per_hour"),
)
PAYMENT_COLUMNS = (
    Column("Наставник", primary=True),
    Column("Период"),
    Column("Пара"),
    Column("Сумма, ₽", numeric=True),
    Column("Примечание"),
    Column(""),
)


@dataclass(frozen=True)
class CostLine:
    """A mentor in a year; hours and programs are those of pairs in which he was on the mentor's side."""

    person: Person
    paid: Decimal = Decimal(0)
    minutes: int = 0
    programs: int = 0
    finished: int = 0

    @property
    def name(self):
        return self.person.full_name

    @property
    def hours(self):
        return Decimal(self.minutes) / 60

    @property
    def per_program(self):
        return self.paid / self.programs if self.programs and self.paid else None

    @property
    def per_hour(self):
        return self.paid / self.hours if self.minutes and self.paid else None

    @property
    def cells(self):
        """Words of the numbers, in the order of COLUMNS after the name; a zero whole is «–»."""
        rounded = [None if one is None else plain(one, 0) for one in (self.per_program, self.per_hour)]
        return (
            plain(self.paid, 2),
            plain(self.hours),
            str(self.programs),
            str(self.finished),
            *(one or "–" for one in rounded),
        )

    @property
    def numbers(self):
        return (self.name, float(self.paid), float(round(self.hours, 2)), self.programs, self.finished,
                *(None if one is None else float(round(one, 2)) for one in (self.per_program, self.per_hour)))  # fmt: skip


@dataclass(frozen=True)
class Costs:
    """`whole` is the college itself: a program or a meeting of two mentors is counted there once."""

    question: object
    years: tuple
    lines: tuple[CostLine, ...]
    total: int
    paid: Decimal
    minutes: int
    programs: int
    finished: int

    @property
    def facts(self):
        """(name, words) of the whole college."""
        hours = Decimal(self.minutes) / 60
        yield "Выплаты", f"{plain(self.paid, 2)}{NBSP}₽"
        yield "Часы встреч", plain(hours)
        yield "Программы года", f"{self.programs}, из них завершены по плану – {self.finished}"
        yield "На одну программу", _per(self.paid, self.programs)
        yield "На одну программу, часов", plain(hours / self.programs) if self.programs else "–"
        yield "На один час встреч", _per(self.paid, hours)


def _per(total, number):
    return f"{plain(total / number, 0)}{NBSP}₽" if number else "–"


def costs(today, *, year="", q="", sort=""):
    """The Costs of the chosen (or newest) year; None while no academic year has begun."""
    known = years(today)
    if not known:
        return None
    question = question_of(next((one for one in known if one.code == year), known[0]), today)
    return costs_of(question, known, q=q, sort=sort)


def costs_of(question, known=(), *, q="", sort=""):
    """The Costs of a Question: of the year up to its date."""
    lines = _lines(question)
    wanted = [line for line in lines if all(word in fold(line.name) for word in words_of(q))]
    whole = shared.all_programs(question).aggregate(
        programs=Count("pk", filter=shared.in_year(question.window)),
        finished=Count("pk", filter=sets.ended_in(question.window) & Q(end_ground="plan_completed")),
    )
    minutes = sets.meetings_in(question.window).aggregate(sum=Sum("minutes", default=0))["sum"]
    return Costs(
        question=question,
        years=known,
        lines=tuple(_sorted(wanted, sort)),
        total=len(lines),
        paid=sum((line.paid for line in lines), Decimal(0)),
        minutes=minutes,
        **whole,
    )


def _sorted(lines, sort):
    key = sort.removeprefix("-")
    if key not in {column.sort_key for column in COLUMNS} or not key:
        return sorted(lines, key=lambda line: fold(line.name))
    if key == "name":
        return sorted(lines, key=lambda line: fold(line.name), reverse=sort.startswith("-"))
    return sorted(lines, key=lambda line: getattr(line, key) or Decimal(0), reverse=sort.startswith("-"))


def _lines(question):
    """Everybody who was paid or led a program in the year, in four queries."""
    paid = dict(
        Payment.objects.filter(until__gte=question.year.starts, until__lte=question.on)
        .order_by()
        .values_list("person_id")
        .annotate(sum=Sum("amount"))
    )
    programs = shared.programs(question).values("pk")
    mine = PairMember.objects.filter(side=Side.MENTOR, is_substitute=False, pair__programs__in=programs).order_by()
    led = {
        person: (n, finished)
        for person, n, finished in mine.values_list("person_id").annotate(
            n=Count("pair__programs", filter=Q(pair__programs__in=programs), distinct=True),
            finished=Count(
                "pair__programs",
                filter=Q(pair__programs__in=programs, pair__programs__end_ground="plan_completed"),
                distinct=True,
            ),
        )
    }
    minutes = dict(
        sets.meetings_in(question.window)
        .filter(program__pair__members__side=Side.MENTOR, program__pair__members__is_substitute=False)
        .order_by()
        .values_list(F("program__pair__members__person_id"))
        .annotate(sum=Sum("minutes"))
    )
    people = Person.objects.filter(pk__in={*paid, *led, *minutes}).in_order()
    return [
        CostLine(person, paid.get(person.pk, Decimal(0)), minutes.get(person.pk, 0), *led.get(person.pk, (0, 0)))
        for person in people
    ]


def payments_of(question, q=""):
    """Payments of the year, the newest first."""
    rows = Payment.objects.filter(until__gte=question.year.starts, until__lte=question.year.ends)
    if q:
        rows = rows.filter(person__in=Person.objects.search(q))
    return rows.select_related("person", "pair").prefetch_related("pair__members__person")


def period_of(payment):
    return span_short(payment.since, payment.until)


def program_cost(program):
    """(roubles paid for the program's pair, minutes of its meetings), in one query: beside the results of one program."""
    paid = Payment.objects.filter(pair=OuterRef("pair"), until__gte=OuterRef("since")).order_by().values("pair")
    held = Program.objects.filter(pk=program.pk).aggregate(
        paid=Max(Subquery(paid.annotate(sum=Sum("amount")).values("sum"))),
        minutes=Sum("meetings__minutes", filter=Q(meetings__state__in=sets.HELD), default=0),
    )
    return held["paid"], held["minutes"]
