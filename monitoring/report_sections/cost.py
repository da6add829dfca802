"""What mentoring cost, beside what came of it: agreements with mentors, then money and hours by the room of costs."""

from django.db.models import Count, Q, Sum

from mentoring.choices import AgreementState, PaymentMeasure
from mentoring.kit.text import small_first
from mentoring.models import Agreement
from monitoring.queries.indicator.cost import costs_of

from .section import Body, Grid, Section

TOTALS = 3  # facts about the whole; the others are per program and per hour


def costs(source):
    """Agreements that stood within the year; payments and hours beside programs of the year and those carried out."""
    question = source.question
    found = tuple(costs_of(question).facts)
    agreed = Grid("Соглашения с наставниками", ("Что", "Сколько"), ("text", "int"), tuple(_agreements(question)))
    beside = Grid("Затраты и результаты", ("Что", "Сколько"), ("text", "text"), found)
    return Body(grids=(agreed, beside), facts=(_sentence(found[:TOTALS]), _sentence(found[TOTALS:])))


def _sentence(facts):
    """«Выплаты: 6 000 ₽; часы встреч: 3»."""
    first, *others = (f"{name}: {words}" for name, words in facts)
    return "; ".join((first, *map(small_first, others)))


def _agreements(question):
    rows = Agreement.objects.filter(
        state__in=(AgreementState.IN_FORCE, AgreementState.ENDED),
        since__lte=question.on,
        until__gte=question.year.starts,
    )
    paid = rows.aggregate(
        n=Count("pk"),
        sums=Count("pk", filter=Q(measure=PaymentMeasure.SUM)),
        rubles=Sum("amount", filter=Q(measure=PaymentMeasure.SUM), default=0),
        shares=Count("pk", filter=Q(measure=PaymentMeasure.PERCENT)),
    )
    yield "Соглашений с наставниками", paid["n"]
    yield "из них с суммой в месяц", paid["sums"]
    yield "всего по ним рублей в месяц", int(paid["rubles"])
    yield "из них в процентах от оклада", paid["shares"]


COSTS = Section("costs", "Затраты рядом с результатами", costs, "5.4")
