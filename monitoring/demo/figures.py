"""Numbers that the college enters: manual indicators of three years, payments to mentors, indicators of one program."""

from datetime import timedelta
from decimal import Decimal

from mentoring.choices import Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.models import Pair
from mentoring.models.person import OUTSIDERS
from monitoring.actions.indicator import choose_indicators, enter_value
from monitoring.actions.payment import enter_payment
from monitoring.models import Indicator
from programs.models import Program

MONTHLY = Decimal(1500)
CHOSEN = ("learning_quality", "parent_appeals", "retention_3y", "involved_share")
REPORT = "Отчёт учебной части"


def of_year(stage, turn):
    """`turn` is how many years were lived before: quality grows, appeals of parents become fewer."""
    clock = stage.clock
    _payments(stage)
    _enter(stage, "involved_share", at=clock.at(4), baseline=Decimal(20 + 3 * turn), target=Decimal(30 + 3 * turn))
    if clock.past:
        for half, offset in (("1", 125), ("2", 300)):
            good = 52 + 3 * turn + 2 * (half == "2")
            fields = {"half": half, "at": clock.at(offset, 12), "note": REPORT}
            quality = {"numerator": Decimal(good * 4), "denominator": Decimal(400), "comparison": Decimal(51 + turn)}
            _enter(stage, "learning_quality", **fields, **quality)
            _enter(stage, "parent_appeals", **fields, value=Decimal(7 - 2 * turn - (half == "2")))
        reached = {"numerator": Decimal(4 + turn), "denominator": Decimal(9), "note": "Приказы об аттестации"}
        _enter(stage, "attestation", at=clock.at(300, 12), **reached)
        return
    Indicator.objects.filter(code__in=("learning_quality", "parent_appeals")).update(
        responsible=stage.supervisor.person
    )
    _choose(stage)


def _enter(stage, code, *, at, **fields):
    enter_value(Indicator.objects.get(code=code), year=stage.year, by=stage.curator, at=at, **fields)


def _payments(stage):
    """By the month of each pair's work, to mentors who are workers of the college."""
    clock = stage.clock
    pairs = Pair.objects.filter(year=stage.year, state__in=(*LIVE_STATES, *CLOSED_STATES)).order_by("pk")
    for pair in pairs.prefetch_related("members__person"):
        until = min(pair.ended_on or pair.until, pair.until, clock.today - timedelta(days=1))
        first = [m.person for m in pair.members.all() if m.side == Side.MENTOR and m.person.employment not in OUTSIDERS]
        if until < pair.since or not first:
            continue
        months = max(1, round((until - pair.since).days / 30))
        enter_payment(
            person=first[0],
            pair=pair,
            since=pair.since,
            until=until,
            amount=MONTHLY * months,
            note="Доплата по дополнительному соглашению",
            by=stage.curator,
            at=clock.moment(until + timedelta(days=1), 11),
        )


def _choose(stage):
    """The demo mentee's program shows four indicators on level 4."""
    demo = {"pair__members__person": stage.first.get("account"), "pair__members__side": Side.MENTEE}
    for program in Program.objects.filter(year=stage.year, state="active", **demo)[:1]:
        chosen = list(Indicator.objects.filter(code__in=CHOSEN))
        choose_indicators(program, indicators=chosen, by=stage.curator, at=stage.clock.now - timedelta(days=1))
