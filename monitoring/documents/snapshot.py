"""A snapshot as a workbook: what it is of, the figures as they were, a sheet of the rows behind each."""

from datetime import date

from mentoring.kit import xlsx
from mentoring.kit.dates import short
from mentoring.office import office
from monitoring.queries.snapshot.page import are_whole, change_words

CHANGED = "Отпечаток не сходится: эти строки изменены в обход системы."
ABOUT_COLUMNS = (xlsx.Column("Что", width=30), xlsx.Column("Значение", width=90))
FIGURE_COLUMNS = (
    xlsx.Column("Показатель", width=34),
    xlsx.Column("Числитель", "int"),
    xlsx.Column("Знаменатель", "int"),
    xlsx.Column("Доля", "percent"),
    xlsx.Column("Словами", width=40),
    xlsx.Column("Годом раньше", width=26),
    xlsx.Column("Изменение", width=30),
    xlsx.Column("Цель", "int"),
    xlsx.Column("Пояснение", width=40),
    xlsx.Column("Как считается", width=60),
)


def snapshot_xlsx(snapshot, frozen, kept, by=None):
    """`kept` are the SnapshotRows."""
    sheets = [xlsx.Sheet("О снимке", ABOUT_COLUMNS, list(_about(snapshot, frozen, kept)))]
    sheets.append(figures_sheet("Показатели", frozen))
    sheets += [rows_sheet(one) for one in kept]
    return xlsx.write_xlsx(sheets, author=by.full_name if by else "")


def figures_sheet(title, frozen, codes=None):
    """Numerators and denominators as numbers; `codes` choose and order the figures."""
    figures = frozen.figures if codes is None else [frozen.figure(code) for code in codes]
    return xlsx.Sheet(title, FIGURE_COLUMNS, [figure_row(one, frozen.meanings[one.code]) for one in figures if one])


def figure_row(figure, meaning):
    shown = not figure.few
    now = figure.now
    return (
        figure.name,
        now.part if shown else None,
        now.whole if shown else None,
        now.share if shown and now.whole and not figure.little else None,
        figure.text,
        figure.before.words if figure.compared else None,
        change_words(figure),
        figure.target,
        figure.few or figure.note,
        meaning,
    )


def rows_sheet(kept):
    columns = tuple(xlsx.Column(name, kind, width) for name, kind, width in kept.columns)
    kinds = [column.kind for column in columns]
    rows = [[_value(cell, kind) for cell, kind in zip(cells, kinds, strict=True)] for _, cells in kept.rows]
    return xlsx.Sheet(kept.title, columns, rows, () if are_whole(kept) else (CHANGED,))


def _value(cell, kind):
    return date.fromisoformat(cell) if kind == "date" and cell else cell


def _about(snapshot, frozen, kept):
    own = office().organization
    yield "Снимок", snapshot.title
    yield "Организация", own.short_name
    yield "Учебный год", frozen.year
    yield "Показатели", frozen.period
    yield "Что вошло", frozen.where or f"{own.word} целиком"
    yield "Сделан", short(snapshot.created_at)
    yield "Кто сделал", snapshot.author.full_name if snapshot.author else "система"
    if any(one.forgotten for one in kept):
        yield "Строки", "удалены по сроку хранения: в них имена; показатели остались"
    yield "Отпечаток SHA-256", snapshot.sha256
