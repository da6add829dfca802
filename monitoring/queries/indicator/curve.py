"""Retention and adaptation as curves: those with a mentor beside those without, what is not over yet not thrown away."""

from dataclasses import dataclass
from math import ceil

from mentoring.choices import Side
from mentoring.kit import charts
from mentoring.kit.dates import words
from mentoring.kit.text import count_of, plural
from mentoring.models import PairMember
from mentoring.office import office
from monitoring.scoring.indicator import months_between
from monitoring.scoring.survival import kaplan_meier
from programs.models import Program

from . import rows
from .readiness import verdicts
from .words import INDIRECT, plain

STEPS, MOST_TICKS = (6, 12, 24, 36, 60), 7  # months between the numbers under the axis
WITH, WITHOUT = "с наставником", "без наставника"
RETENTION = "Работают после приёма"
ADAPTATION = "Ещё не готовы к самостоятельной работе"
BIAS = (
    "В группе с наставником – все, кто когда-либо был наставляемым: чтобы получить наставника, надо было не уйти раньше, "
    "и это завышает её кривую."
)
METHOD = (
    "Оценка Каплана – Мейера: доля тех, с кем событие ещё не случилось; кто не ушёл (не получил вывода) до сегодня, "
    "учтён до сегодняшнего дня. Границы – 95 % по Гринвуду на шкале log(−log); пока событий нет, их не посчитать."
)


@dataclass(frozen=True)
class CurvePart:
    """One chart, or why there is none. `lines` tell the groups in words."""

    code: str
    title: str
    lead: str
    chart: object
    lines: tuple[str, ...]
    few: str = ""


@dataclass(frozen=True)
class CurvePage:
    parts: tuple[CurvePart, ...]
    lead: str
    warning: str = INDIRECT
    bias: str = BIAS
    method: str = METHOD


def curve_page(today):
    years, least = office().setting("curve_years"), office().setting("curve_min_people")
    careers = rows.careers(today, years)
    return CurvePage(
        parts=(_retention(careers, least), _adaptation(careers, today, least)),
        lead=f"Молодые педагоги, принятые за {count_of(years, 'year')} до {words(today, year=True)}: {len(careers)}.",
    )


def _retention(careers, least):
    groups = {
        name: kaplan_meier(
            [(months_between(one.hired, one.until), one.left) for one in careers if one.mentored == mentored]
        )
        for name, mentored in ((WITH, True), (WITHOUT, False))
    }
    lead = "Доля тех, кто продолжает работать, по месяцам после приёма."
    return _part("retention", RETENTION, lead, groups, least=least, event="ушли")


def _adaptation(careers, today, least):
    """The time from hire to the verdict of the supervisor; whoever left or waits is observed up to then."""
    ready = _ready_days()
    observed = []
    for one in careers:
        if one.mentored:
            day = ready.get(one.person)
            over = day is not None and day <= one.until
            observed.append((months_between(one.hired, day if over else one.until), over))
    lead = "Доля тех, о ком руководитель ещё не сказал «готов», по месяцам после приёма."
    groups = {WITH: kaplan_meier(observed)}
    if not groups[WITH].ended:
        return CurvePart("adaptation", ADAPTATION, lead, None, (), "Выводов руководителей о готовности пока нет.")
    return _part("adaptation", ADAPTATION, lead, groups, least=least, event="получили вывод «готов»")


def _ready_days():
    """{mentee's person id: the first day of a verdict}."""
    found = verdicts(Program.objects.all())
    if not found:
        return {}
    members = PairMember.objects.filter(side=Side.MENTEE, pair__programs__in=found).values_list(
        "person_id", "pair__programs"
    )
    days = {}
    for person, program in members:
        if program in found:
            days[person] = min(found[program], days.get(person, found[program]))
    return days


def _part(code, title, lead, groups, *, least, event):
    told = tuple(_line(name, curve, event) for name, curve in groups.items())
    drawn = {name: curve for name, curve in groups.items() if curve.n >= least}
    if not drawn:
        return CurvePart(
            code,
            title,
            lead,
            None,
            told,
            f"Недостаточно данных: кривую рисуем от {count_of(least, 'person')} в группе.",
        )
    few = [name for name in groups if name not in drawn]
    note = f"{', '.join(few)}: недостаточно данных для кривой" if few else ""
    return CurvePart(code, title, lead, _chart(title, drawn, note), told)


def _line(name, curve, event):
    left = f"{event} {curve.ended} из {curve.n}" if curve.n else "никого нет"
    if curve.median is None:
        return f"{name}: {left}"
    months = round(curve.median, 1)
    return f"{name}: {left}; половина – за {plain(months)} {plural(months, 'месяц', 'месяца', 'месяцев')}"


def _chart(title, groups, note):
    longest = max(curve.longest for curve in groups.values())
    ticks = _ticks(longest)
    series = tuple(
        charts.StepSeries(
            f"{name}, n = {curve.n}",
            tuple((step.time, step.share, step.low, step.high) for step in curve.steps),
            curve.longest,
            tuple(curve.at_risk(time) for time in ticks),
        )
        for name, curve in groups.items()
    )
    said = "; ".join(_last_words(name, curve, ticks) for name, curve in groups.items())
    return charts.Steps(title=title, subtitle=note, ticks=ticks, series=series, conclusion=said)


def _ticks(longest):
    """Months under the axis: at most eight numbers, the last of them not before the longest observation."""
    step = next((step for step in STEPS if longest / step <= MOST_TICKS), STEPS[-1])
    return tuple(range(0, step * max(1, ceil(longest / step)) + 1, step))


def _last_words(name, curve, ticks):
    """Where the curve stands under the last number of the axis that was observed."""
    time = max(tick for tick in ticks if tick <= max(curve.longest, 0))
    return f"{name}: через {time} мес. {100 * curve.at(time):.0f} %"
