"""Sections of a report as plain data and back: figures, tables, charts, facts and the drafted conclusion."""

from dataclasses import asdict, dataclass

from mentoring.kit.canonical import payload_of as plain
from mentoring.kit.charts import BarRow, Bars, Line, Series, Stacked, StackRow
from monitoring.queries.dashboard.figure import Figure
from monitoring.queries.dashboard.meaning import MEANINGS
from monitoring.queries.dashboard.years import cell_of
from monitoring.queries.snapshot.payload import figure_of, year_label
from monitoring.scoring.drafting import Fact, draft

SCHEMA = 1


@dataclass(frozen=True)
class Grid:
    caption: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple, ...]


@dataclass(frozen=True)
class ReportSection:
    """One section of a report as every format shows it."""

    code: str
    title: str
    clause: str
    figures: tuple[Figure, ...]
    grids: tuple[Grid, ...]
    charts: tuple
    facts: tuple[str, ...]
    meanings: dict
    drafted: str
    conclusion: str

    @property
    def beside(self):
        """Facts that the conclusion does not say already: a draft is made of them."""
        return tuple(fact for fact in self.facts if fact.rstrip(".") not in self.conclusion)

    def cells(self, figure):
        """The figure of every year, the latest first; the asked year says why it is not shown."""
        shown = [figure.text, *(cell_of(one, figure) for one in figure.series[1:])]
        return tuple(shown) if figure.series else (figure.text,)


@dataclass(frozen=True)
class ReportText:
    """The whole report: what a page, a PDF, a DOCX and a workbook say."""

    year: str
    period: str
    years: tuple[str, ...]
    sections: tuple[ReportSection, ...]
    summary: str


def payload_of(board, sections, source):
    """What is kept of a report. `sections` are of the registry, `source` is what they read."""
    question = board.question
    return plain(
        {
            "schema": SCHEMA,
            "year": question.year.label,
            "on": question.on,
            "period": question.period,
            "years": [year_label(window) for window in question.windows],
            "sections": [_section(section, section.read(source)) for section in sections],
        }
    )


def _section(section, body):
    return {
        "code": section.code,
        "title": section.title,
        "clause": section.clause,
        "figures": [asdict(figure) for figure in body.figures],
        "meanings": {figure.code: MEANINGS[figure.code] for figure in body.figures},
        "grids": [asdict(grid) for grid in body.grids],
        "charts": [{"kind": type(chart).__name__, **asdict(chart), "link": None} for chart in body.charts],
        "facts": list(body.facts),
        "draft": draft([fact_of(figure) for figure in body.figures], body.facts),
    }


def fact_of(figure):
    before = figure.before if figure.compared else None
    return Fact(
        name=figure.name,
        style=figure.style,
        part=figure.now.part,
        whole=figure.now.whole,
        before=(before.part, before.whole) if before else None,
        better=figure.better,
        few=figure.few,
        few_below=figure.few_below,
        target=figure.target,
    )


def text_of(report):
    """The report as it is kept: nothing is counted anew."""
    payload = report.payload
    return ReportText(
        year=payload["year"],
        period=payload["period"],
        years=tuple(payload["years"]),
        sections=tuple(_read(data, report.conclusions) for data in payload["sections"]),
        summary=report.summary,
    )


def _read(data, conclusions):
    return ReportSection(
        code=data["code"],
        title=data["title"],
        clause=data["clause"],
        figures=tuple(figure_of(one) for one in data["figures"]),
        grids=tuple(
            Grid(one["caption"], tuple(one["columns"]), tuple(one["kinds"]), tuple(map(tuple, one["rows"])))
            for one in data["grids"]
        ),
        charts=tuple(chart_of(one) for one in data["charts"]),
        facts=tuple(data["facts"]),
        meanings=data["meanings"],
        drafted=data["draft"],
        conclusion=conclusions.get(data["code"], ""),
    )


def chart_of(data):
    """The same drawing from what was kept."""
    known = {name: value for name, value in data.items() if name not in ("kind", "link")}
    if data["kind"] == "Bars":
        mean = BarRow(**known.pop("mean")) if known.get("mean") else known.pop("mean")
        return Bars(**{**known, "rows": tuple(BarRow(**row) for row in known["rows"]), "mean": mean})
    if data["kind"] == "Stacked":
        rows = tuple(_stack(row) for row in known["rows"])
        total = _stack(known["total"]) if known["total"] else None
        return Stacked(**{**known, "rows": rows, "parts": tuple(known["parts"]), "total": total})
    series = tuple(Series(one["name"], tuple(one["values"])) for one in known["series"])
    return Line(**{**known, "series": series, "labels": tuple(known["labels"])})


def _stack(row):
    return StackRow(row["name"], tuple(row["counts"]))
