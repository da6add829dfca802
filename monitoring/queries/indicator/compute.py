"""Automatic indicators of a year: only what the asked codes need is read, each thing once."""

from dataclasses import replace
from datetime import date

from mentoring.kit.dates import add_years
from mentoring.models import AcademicYear
from monitoring.queries.dashboard.question import Question, Year

from .formula import FORMULAS, READERS
from .rows import DATED, read_dated
from .tally import tally

MEASURED = "measured"


def compute(codes, question):
    """{code: Fact} of the automatic indicators among `codes`, in at most one query a reader and one for all counts."""
    return compute_many([(codes, question)])[0]


def compute_many(asked):
    """The same of several (codes, question): the counts of them all still cost one query."""
    chosen = [{code: FORMULAS[code] for code in codes if code in FORMULAS} for codes, _ in asked]
    arms = dict.fromkeys(arm for formulas in chosen for formula in formulas.values() for arm in formula.arms)
    counted = tally([question for _, question in asked], arms)
    made, before = [], {}
    for formulas, (_, question), data in zip(chosen, asked, counted, strict=True):
        names = dict.fromkeys(name for formula in formulas.values() for name in formula.reads)
        if dated := [name for name in names if name in DATED]:
            data |= read_dated(question, dated)
        data |= {name: _read(name, question, before) for name in names if name not in DATED}
        made.append({code: formula.make(data) for code, formula in formulas.items()})
        before = data
    return made


def _read(name, question, before):
    """What a reader says; what was measured for one year has the years before it as well."""
    known = before[MEASURED].of(question) if name == MEASURED and MEASURED in before else None
    return known or READERS[name](question)


def years(today):
    """Academic years that have begun, the newest first."""
    rows = AcademicYear.objects.filter(starts__lte=today).order_by("-starts")
    return tuple(Year(row.pk, row.starts, row.ends, str(row)) for row in rows)


def question_of(year: Year, today: date, unit_ids=None):
    """The whole college in this year: up to today, or to the last day of a year that is over."""
    return Question(year=year, on=year.last_day(today), today=today, unit_ids=unit_ids)


def year_before(question):
    """The same day of the year before, whether or not the college kept the system then."""
    past = question.year
    earlier = Year(0, add_years(past.starts, -1), add_years(past.ends, -1), "")
    return replace(question, year=earlier, on=add_years(question.on, -1))
