"""The three charts: who is involved, where programs stand, how plans are carried out month by month."""

from collections import Counter
from urllib.parse import urlencode

from django.urls import reverse

from mentoring.kit.charts import BarRow, Bars, Line, Series, Stacked, StackRow
from mentoring.kit.dates import add_years
from mentoring.kit.ui import Link
from mentoring.office import office

from .sets import STAGES

MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
PARTS = ("Составляют", "Согласуют", "Действуют", "Завершены")
NO_UNIT = "Без подразделения"


def charts(question, counts):
    return involved_chart(question, counts), programs_chart(question, counts), plan_chart(question, counts)


def involved_chart(question, counts):
    """Shares by department and the mean of all that is asked, dashed."""
    rows = [
        BarRow(name, row["involved_0"], row["teachers_0"])
        for name, row in grouped(question, counts.people)
        if row["teachers_0"]
    ]
    mean = BarRow(whole_name(question), counts.people_total("involved_0"), counts.people_total("teachers_0"))
    return Bars(
        title="Доля вовлечённых по подразделениям",
        subtitle="Педагоги в действующих парах и группах, из всех педагогов подразделения",
        rows=tuple(rows),
        mean=mean if len(rows) > 1 else None,
        of_what="Педагогов",
        link=_rows_link("involved", question, f"Открыть список педагогов ({mean.part})") if mean.part else None,
    )


def programs_chart(question, counts):
    """Counts by state; a group with mentees of two departments stands in both."""
    rows = [
        StackRow(name, tuple(row[stage] for stage in STAGES))
        for name, row in grouped(question, counts.programs_by_unit)
        if sum(row.values())
    ]
    whole = StackRow("Всего, группа считается один раз", tuple(counts.programs[f"{stage}_0"] for stage in STAGES))
    total = whole.total
    overlap = sum(row.total for row in rows) > total
    note = "; группа из двух подразделений стоит в каждом" if overlap else ""
    return Stacked(
        title="Программы по состояниям",
        subtitle=f"Число программ, всего {total}{note}",
        parts=PARTS,
        rows=tuple(sorted(rows, key=lambda row: -row.total)),
        total=whole if overlap else None,
        link=_rows_link("programs", question, f"Открыть программы ({total})") if total else None,
    )


def plan_chart(question, counts):
    """Share of events done among those due, as it stood at the end of every month of this and of last year."""
    this, last = question.year, question.windows[1]
    months = months_of(this.starts, this.ends)
    now = curve(counts.months, months, "now", until=question.on)
    earlier = [add_years(month, -1) for month in months]
    before = curve(counts.months, earlier, "before", until=add_years(this.ends, -1))
    series = [Series(this.label, now)]
    if any(value is not None for value in before):
        series.append(Series(f"{last.starts.year}/{(last.starts.year + 1) % 100:02d}", before))
    return Line(
        title="Выполнение планов по месяцам",
        subtitle="Доля выполненных мероприятий со сроком к концу месяца",
        axis="Месяц",
        labels=tuple(MONTHS[month.month - 1] for month in months),
        series=tuple(series),
        link=_rows_link("plan", question, f"Открыть мероприятия ({counts.events['due_0']})")
        if counts.events["due_0"]
        else None,
    )


def curve(rows, months, side, until):
    """Whole per cents at the ends of months; None before anything was due and after `until`."""
    values = []
    for month in months:
        due = sum(getattr(row, side) for row in rows if row.began <= month)
        done = sum(getattr(row, side) for row in rows if row.began <= month and row.finished and row.finished <= month)
        values.append(int(100 * done / due + 0.5) if due and month <= until else None)
    return tuple(values)


def months_of(starts, ends):
    """First days of the months of a year."""
    months, month = [], starts.replace(day=1)
    while month <= ends:
        months.append(month)
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return months


def grouped(question, by_unit):
    """(name, Counter) of every shown department, its inner units added up; the rest last."""
    places = {part: group for group in question.groups for part in group.parts}
    sums, rest = {group: Counter() for group in question.groups}, Counter()
    for unit, row in by_unit.items():
        if question.unit_ids is None or unit in question.unit_ids:
            sums.get(places.get(unit), rest).update(row)
    named = [(group.name, row) for group, row in sums.items()]
    return [*named, (NO_UNIT, rest)] if rest else named


def whole_name(question):
    """What the dashed mean is the mean of: the college by its own word, or the asked department."""
    if question.unit:
        return question.unit.name
    return "мои подразделения" if question.limited else office().organization.word


def _rows_link(figure, question, text):
    query = urlencode(question.query)
    return Link(text, reverse("dashboard_rows", args=[figure]) + (f"?{query}" if query else ""))
