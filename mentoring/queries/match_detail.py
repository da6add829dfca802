"""A draft matching beside the greedy one and what stands now; a published one with what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from mentoring.choices import MatchState, MatchStep, MatchWay, PairState
from mentoring.kit.dates import moment
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of, plural
from mentoring.kit.ui import Column, Figure, ReasonLine
from mentoring.models import IssuedDocument, MatchBatch, MatchLine
from mentoring.queries.match import Weighed, lines_of, look_over, read_board
from mentoring.queries.match_list import batch_tag
from mentoring.queries.match_words import change_of, differs, line_words
from mentoring.queries.order import open_order
from mentoring.queries.page import chosen, page_of
from mentoring.queries.request import request_tag
from mentoring.queries.story import story_of

SHOWN = 6
LONG = timedelta(minutes=1)  # five hundred requests take two seconds
SETTLED = (MatchStep.DONE, MatchStep.REFUSED)
COLUMNS = (
    Column("Кому", primary=True),
    Column("Кого предлагаем"),
    Column("Баллы", numeric=True),
    Column("Что меняется"),
    Column(""),
)
DONE_COLUMNS = (
    Column("Кому", primary=True),
    Column("Наставник"),
    Column("Баллы", numeric=True),
    Column("Запрос сейчас"),
)
WAYS = (Column("Как подбирать", primary=True), Column("С наставником", numeric=True), Column("Баллов", numeric=True))
SHOWS = {
    "": "все",
    "new": "с новым наставником",
    "nobody": "без наставника",
    "changed": "иначе, чем по одному",
    "broken": "с помехой",
    "refused": "не опубликованы",
    "held": "уже решаются",
}


@dataclass(frozen=True)
class LineRow:
    """A line as it is shown: `change` says for whom what changes, `problem` what came between."""

    line: MatchLine
    change: str
    problem: str
    tag: StateTag | None = None
    word: str = "Не выполнить"

    @property
    def reasons(self):
        return [ReasonLine(points, text) for points, text in self.line.reasons]


@dataclass(frozen=True)
class WayRow:
    """One way of choosing and what it gives."""

    name: str
    served: str
    points: int
    main: bool = False


@dataclass(frozen=True)
class MatchPage:
    batch: MatchBatch
    tag: StateTag
    ways: tuple[WayRow, ...]
    changes: tuple[str, ...]
    shows: tuple[Figure, ...]
    show: str
    page: object
    rows: tuple[LineRow, ...]
    broken: int
    ready: tuple[int, ...]  # pairs of this batch that may go into an order
    order: IssuedDocument | None
    settled: int  # lines that the publication has come through, of `going`
    going: int
    refused: int
    settled_at: datetime | None  # the last of them
    story: tuple = ()  # once it is no draft any more

    way_columns = WAYS
    steps = ("Читаем запросы и банк", "Считаем баллы", "Распределяем места")

    @property
    def crumbs(self):
        return (("Запросы", reverse("request_list")), ("Общий подбор", reverse("match_list")))

    @property
    def number(self):
        return str(self.batch.pk)

    @property
    def stuck(self):
        return timezone.now() - self.batch.created_at > LONG

    @property
    def halted(self):
        """The worker has met an error, or has been silent for too long."""
        last = self.settled_at or self.batch.published_at
        return bool(self.batch.note) or timezone.now() - last > LONG

    @property
    def refused_words(self):
        verb = plural(self.refused, "строка не опубликована", "строки не опубликованы", "строк не опубликованы")
        return f"{self.refused} {verb}: пока шла публикация, что-то изменилось. Эти запросы – в вашей очереди."

    @property
    def bar(self):
        return f"Наставник найден: {self.batch.served} из {self.batch.asked}"

    @property
    def more_words(self):
        return f"Ещё {count_of(len(self.more_changes), 'request')}"

    @property
    def order_fields(self):
        """The same pairs, into the order that is being put together already."""
        return [*self.ready_fields, ("order", self.order.pk)]

    @property
    def columns(self):
        return COLUMNS if self.batch.state == MatchState.DRAFT else DONE_COLUMNS

    @property
    def step(self):
        return self.steps[min(self.batch.stage, len(self.steps) - 1)]

    @property
    def lead(self):
        """«2026/27 учебный год, 24 запроса, начат 20 ноября, 14:02»."""
        return f"{self.batch.year} учебный год, {count_of(self.batch.asked, 'request')}. Начат {moment(self.batch.created_at)}."

    @property
    def first_changes(self):
        return self.changes[:SHOWN]

    @property
    def more_changes(self):
        return self.changes[SHOWN:]

    @property
    def broken_words(self):
        verb = plural(self.broken, "строку", "строки", "строк")
        return f"{self.broken} {verb} сейчас не выполнить: что-то изменилось, пока подбор был черновиком."

    @property
    def ready_words(self):
        return f"Включить в приказ: {count_of(len(self.ready), 'pair')}"

    @property
    def ready_fields(self):
        return [("pair", pk) for pk in self.ready]


def match_page(batch, params, on):
    """`params`: show (a filter of lines), page."""
    lines = list(lines_of(batch, directions=False))
    draft = batch.state == MatchState.DRAFT
    planned = [line.request_id for line in lines if not line.held]
    weighed = (
        look_over(lines, read_board(on, planned, directions=False))
        if draft
        else [Weighed(line, None) for line in lines]
    )
    show = chosen(params.get("show"), SHOWS)
    shown = [row for row in weighed if _in(show, row)]
    page = page_of(shown, params.get("page"))
    ready = _ready(batch, lines)
    settled = [line for line in lines if line.step in SETTLED]
    return MatchPage(
        batch=batch,
        tag=batch_tag(batch),
        ways=_ways(batch),
        changes=tuple(words for row in weighed if (words := change_of(row.line))),
        shows=_shows(weighed, show, draft=draft),
        show=show,
        page=page,
        rows=tuple(_row(row, draft=draft) for row in page.object_list),
        broken=sum(bool(row.problem) for row in weighed),
        ready=ready,
        order=open_order(batch.year_id) if ready else None,
        settled=len(settled),
        going=sum(bool(line.step) for line in lines),
        refused=sum(line.step == MatchStep.REFUSED for line in lines),
        settled_at=max((line.settled_at for line in settled), default=None),
        story=() if draft else tuple(story_of(batch)),
    )


def _in(show, row):
    line = row.line
    return {
        "": True,
        "new": row.goes,
        "nobody": line.mentor_id is None,
        "changed": differs(line),
        "broken": bool(row.problem),
        "held": line.held,
        "refused": line.step == MatchStep.REFUSED,
    }[show]


def _shows(weighed, show, *, draft):
    counts = {code: sum(_in(code, row) for row in weighed) for code in SHOWS}
    return tuple(
        Figure(n, SHOWS[code], f"?show={code}" if code else "?", current=code == show)
        for code, n in counts.items()
        if n or code == show or not code
        if draft or code in ("", "new", "nobody", "held", "refused")
    )


def _ways(batch):
    names = {
        "current": "Сейчас: кого уже спросили или кто согласен",
        "greedy": "По одному, начиная с самого срочного",
        "best": "Все вместе",
    }
    totals = batch.totals
    if totals and totals["best"] != totals["whole"]:
        names["whole"] = "Все вместе, с вашими правками"
    last = list(names)[-1]
    return tuple(
        WayRow(name, f"{totals[way][0]} из {batch.asked}", totals[way][1], main=way == last)
        for way, name in names.items()
        if way in totals
    )


def _row(row, *, draft):
    line = row.line
    if line.step == MatchStep.REFUSED:
        return LineRow(line, "", line.refusal, word="Не опубликована")
    if not draft or line.held:
        tag = request_tag(line.request, "curator")
        return LineRow(line, "", "", tag)
    return LineRow(line, line_words(line), row.problem)


def _ready(batch, lines):
    """Pairs of the lines that wait for an order, once the batch is published."""
    if batch.state != MatchState.PUBLISHED:
        return ()
    pairs = [line.request.pair for line in lines if line.request.pair_id and not line.held]
    return tuple(pair.pk for pair in pairs if pair.state == PairState.READY and pair.order_id is None)


def published_words(batch):
    told = {
        MatchWay.OFFERS: "Наставников спросили. Когда они согласятся, здесь появится кнопка приказа.",
        MatchWay.PAIRS: "Пары созданы. Готовые включите в один приказ.",
    }
    return told.get(batch.way, "")
