"""A dashboard as plain data and back: the figures without names, and apart from them the rows behind each."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from mentoring.kit.canonical import payload_of as plain
from mentoring.kit.dates import local
from monitoring.attention import attention_page
from monitoring.queries.dashboard.figure import Figure, Measure
from monitoring.queries.dashboard.meaning import MEANINGS
from monitoring.queries.dashboard_rows import LISTS

SCHEMA = 1
KNOWN = {field.name for field in fields(Figure)}
CASES = "attention"
CASE_COLUMNS = (
    ("Правило", "text", 40),
    ("Случай", "text", 44),
    ("Что замечено", "text", 50),
    ("Кто отвечает", "text", 36),
)


@dataclass(frozen=True)
class Frozen:
    """Figures as they were: of a snapshot, a reply, a report."""

    on: date
    period: str
    year: str
    years: tuple[str, ...]  # of the figures' series, the asked one first
    where: str
    figures: tuple[Figure, ...]
    meanings: dict

    def figure(self, code):
        return next((figure for figure in self.figures if figure.code == code), None)


def payload_of(board):
    """What is kept of a dashboard: everything its figures say."""
    question = board.question
    return plain(
        {
            "schema": SCHEMA,
            "on": question.on,
            "period": question.period,
            "year": question.year.label,
            "years": [year_label(window) for window in question.windows],
            "where": question.where,
            "figures": [asdict(figure) for figure in board.figures],
            "meanings": {figure.code: MEANINGS[figure.code] for figure in board.figures},
        }
    )


def year_label(window):
    return f"{window.starts.year}/{(window.starts.year + 1) % 100:02d}"


def frozen_of(payload):
    """The same figures from what was kept; fields this version does not know are passed over."""
    return Frozen(
        on=date.fromisoformat(payload["on"]),
        period=payload["period"],
        year=payload["year"],
        years=tuple(payload["years"]),
        where=payload["where"],
        figures=tuple(figure_of(data) for data in payload["figures"]),
        meanings=payload["meanings"],
    )


def figure_of(data):
    known = {name: value for name, value in data.items() if name in KNOWN}
    return Figure(
        **{
            **known,
            "now": Measure(**data["now"]),
            "before": Measure(**data["before"]) if data["before"] else None,
            "spark": tuple(data["spark"]),
            "series": tuple(Measure(**one) for one in data["series"]),
        }
    )


def frozen_rows(board):
    """{code, title, columns, rows} behind every figure that has any; a row is [id, printed cells]."""
    for figure in board.figures:
        if figure.code in LISTS and figure.rows:
            yield _of_list(LISTS[figure.code], board.question)
    if board.attention is not None and board.attention.total:
        yield _of_cases(board)


def _of_list(rows, question):
    found = rows.load(rows.ordered(rows.found(question), ""), question)
    return {
        "code": rows.code,
        "title": rows.title,
        "columns": [[column.name, column.kind, column.width] for column in rows.columns],
        "rows": [[_key(row), [_plain(cell.plain) for cell in rows.cells(row, question)]] for row in found],
    }


def _of_cases(board):
    question = board.question
    found = attention_page(
        question.on, [], 0, board.attention.total, unit_ids=question.unit_ids, limited=question.limited
    )
    cells = ([case.rule, case.title, f"{case.figure} {case.note}".strip(), case.owner] for case in found)
    columns = [list(column) for column in CASE_COLUMNS]
    return {"code": CASES, "title": "Требует внимания", "columns": columns, "rows": [[None, one] for one in cells]}


def _key(row):
    return getattr(row, "pk", None)


def _plain(value):
    """Dates as ISO, words as words: the columns say which is which."""
    if hasattr(value, "isoformat"):
        value = local(value)
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    return value if value is None or isinstance(value, int | float) else str(value)
