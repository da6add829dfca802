"""Lines of a release laid out for reading: the distribution first, then the mean with who rated and the response rate."""

from dataclasses import dataclass

from mentoring.kit import charts
from mentoring.kit.ui import Column
from monitoring.scoring.disclosure import BAND_NAMES, BANDS, FEW, FULL
from monitoring.words import (
    base_words,
    decimal,
    few_words,
    index_words,
    mean_words,
    options_words,
    percent,
    rate_words,
    satisfied_words,
)

NOTHING = "–"
CHARTED_MARKS = 10


@dataclass(frozen=True)
class FullRow:
    """A line that may be shown whole: counts of every mark, the mean, how many rated, how many could not."""

    name: str
    marks: tuple[int, ...]
    skipped: int
    mean: str
    rated: int
    rate: str


@dataclass(frozen=True)
class WordRow:
    """A line told in words: sizes of three bands, or one sentence instead (`alone`)."""

    name: str
    bands: tuple[str, str, str]
    mean: str
    base: str
    alone: str = ""


@dataclass(frozen=True)
class OptionRow:
    option: str
    count: int
    share: str


@dataclass(frozen=True)
class Choice:
    """A question with options: counted rows, most chosen first; `words` stand instead of them or after them."""

    name: str
    rows: tuple[OptionRow, ...]
    words: str
    rated: int | None


@dataclass(frozen=True)
class Figures:
    """Several lines under one title. `chart` draws the whole rows; without it the table holds counts of every mark."""

    title: str
    full: tuple[FullRow, ...]
    worded: tuple[WordRow, ...]
    chart: object
    lowest: int = 1
    highest: int = 10

    @property
    def marks(self):
        return range(self.lowest, self.highest + 1)

    @property
    def caption(self):
        return f"{self.title}: {'средние оценки' if self.chart else 'распределение и средние оценки'}"

    @property
    def columns(self):
        """Of the table on the page: the marks are in it only where no chart shows them."""
        marks = () if self.chart else tuple(Column(str(mark), numeric=True) for mark in self.marks)
        tail = (Column(name, numeric=True) for name in ("Среднее", "Оценили", "Не оценили", "Отклик"))
        return (Column("Вопрос", primary=True), *marks, *tail)

    @property
    def word_columns(self):
        bands = (Column(name.capitalize()) for name in BAND_NAMES)
        return (Column("Вопрос", primary=True), *bands, Column("Среднее"), Column("Сколько ответили"))


@dataclass(frozen=True)
class BlockRow:
    """One part of the breakdown, a line of a table."""

    name: str
    satisfied: str
    index: str
    subscales: tuple[str, ...]


def figures_by_scale(title, rows, release):
    """Figures of (name, Line) pairs, a table for every scale among them: marks of 1–5 and 1–10 share no columns."""
    scales = dict.fromkeys((line.lowest, line.highest) for _, line in rows)
    for scale in scales:
        own = [(name, line) for name, line in rows if (line.lowest, line.highest) == scale]
        yield figures_of(title, own, release, lowest=scale[0], highest=scale[1])


def figures_of(title, rows, release, *, lowest=1, highest=10, charted=False):
    """Figures of (name, Line) pairs of one scale; short names may be drawn, long questions stand in a table of counts."""
    full = tuple(_full(name, line, release) for name, line in rows if line.level == FULL)
    worded = tuple(_worded(name, line, release) for name, line in rows if line.level != FULL)
    chart = None
    if charted and full and all(len(row.marks) == CHARTED_MARKS for row in full):
        chart = charts.Bands(
            title="Как распределились оценки",
            subtitle="Сколько человек в среднем поставили каждую оценку",
            rows=tuple(charts.BandRow(row.name, row.marks) for row in full),
            threshold=release.threshold,
            full_from=release.full_from,
            edges=release.edges,
        )
    return Figures(title, full, worded, chart, lowest, highest)


def _full(name, line, release):
    return FullRow(name, line.histogram, line.skipped, decimal(line.mean), line.n, rate_words(release))


def _worded(name, line, release):
    if line.level != BANDS:
        return WordRow(name, ("", "", ""), NOTHING, "", alone=mean_words(line))
    if line.leading:
        return WordRow(name, ("", "", ""), NOTHING, base_words(line, release), alone=mean_words(line))
    return WordRow(name, line.bands, decimal(line.mean), base_words(line, release))


def choice_of(item):
    options = item.options
    if options.level != FULL:
        return Choice(item.text, (), options_words(options), None)
    chosen = sorted((pair for pair in options.counts if pair[1]), key=lambda pair: -pair[1])
    rows = tuple(OptionRow(option, count, percent(count, options.n)) for option, count in chosen)
    words = "Остальные варианты не выбрал никто." if len(chosen) < len(options.counts) else ""
    return Choice(item.text, rows, words, options.n)


def amount_of(item):
    """A question answered by a number, told as a question without rows: its mean, or why there is none."""
    amount = item.amount
    if amount.level == FEW:
        return Choice(item.text, (), few_words(amount.n), None)
    if amount.level == FULL:
        return Choice(item.text, (), f"в среднем {decimal(amount.mean)}, ответов {amount.n}", amount.n)
    return Choice(item.text, (), f"в среднем около {number_words(amount.mean)}", None)


def number_words(value):
    """12.0 → «12», 1.5 → «1,5»."""
    return f"{value:g}".replace(".", ",") if abs(value) < 1_000_000 else decimal(value, 0)


def block_columns(labels):
    """Columns of a table of blocks, with the names of the sub-scales last."""
    return (Column("Часть", primary=True), Column("Довольны"), Column("Индекс"), *(Column(name) for name in labels))


def block_row(block, codes, release):
    """«довольны», index and sub-scales of a block in words, in the order of `codes`."""
    return BlockRow(
        name=block.label or "Все ответившие",
        satisfied=satisfied_words(block.satisfied),
        index=index_words(block),
        subscales=tuple(short_words(block.subscales[code], release) for code in codes if code in block.subscales),
    )


def short_words(line, release):
    """A line in one cell: the distribution by bands before the mean."""
    if line.mean is None:
        return mean_words(line)
    if line.level == FULL:
        low, middle = release.edges
        counts = line.histogram if line.lowest else (line.histogram[0] + line.histogram[1], *line.histogram[2:])
        bands = ((1, low), (low + 1, middle), (middle + 1, len(counts)))
        sizes = "; ".join(f"{first}–{last}: {sum(counts[first - 1 : last])}" for first, last in bands)
        return f"{sizes}; {mean_words(line)}, {line.n} оценили"
    sizes = "; ".join(f"{name} – {size}" for name, size in zip(BAND_NAMES, line.bands, strict=True))
    return f"{sizes}; {mean_words(line)}"
