"""Instruments in one list: the newest version of each, searched, filtered and sorted."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mentoring.kit.states import describe
from mentoring.kit.text import Folded, count, count_of, words_of
from mentoring.kit.ui import Column
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from monitoring.access.survey import versions_for
from monitoring.choices import InstrumentKind, Level, VersionState
from monitoring.choices.state_words import INSTRUMENT, INSTRUMENT_OF
from monitoring.models import InstrumentVersion, Question, Survey

SORTS = {"title": "folded", "kind": "instrument__kind", "level": "instrument__level", "state": "state"}
OUTSIDE = "0"
COLUMNS = (
    Column("Бланк", primary=True, sort_key="title"),
    Column("Вид", sort_key="kind"),
    Column("Уровень", sort_key="level"),
    Column("Вопросы"),
    Column("Сколько анкет"),
    Column("Состояние", sort_key="state"),
    Column(""),
)


@dataclass(frozen=True)
class InstrumentRow:
    version: InstrumentVersion
    title: str
    note: str
    kind: str
    level: str
    questions: str
    used: str
    tag: object


@dataclass(frozen=True)
class InstrumentList:
    page: object
    rows: tuple[InstrumentRow, ...]
    asked: dict
    sort: str

    columns = COLUMNS

    @property
    def kinds(self):
        return [Choice(pk=code, name=name) for code, name in InstrumentKind.choices]

    @property
    def levels(self):
        named = [Choice(pk=code, name=f"{code}. {name}") for code, name in Level.choices[:3]]
        return [*named, Choice(pk=OUTSIDE, name="Вне уровней")]

    @property
    def states(self):
        return [Choice(pk=code, name=name) for code, name in VersionState.choices]

    @property
    def filtered(self):
        return any(self.asked.values())


def instrument_list(actor, params):
    """One page. `params`: q, kind, level, state, sort, page. Three queries."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "kind": chosen(params.get("kind"), InstrumentKind.values),
        "level": chosen(params.get("level"), [*Level.values, OUTSIDE]),
        "state": chosen(params.get("state"), VersionState.values),
    }
    sort = params.get("sort", "")
    key = SORTS.get(sort.removeprefix("-"))
    found = _found(actor, asked).order_by(*_order(key, sort.startswith("-")))
    page = page_of(found, params.get("page"))
    return InstrumentList(page, tuple(map(_row, page.object_list)), asked, sort if key else "")


def _order(key, down):
    if key is None:
        return ("folded", "pk")
    return (f"-{key}" if down else key, "folded", "pk")


def _found(actor, asked):
    newer = InstrumentVersion.objects.filter(instrument=OuterRef("instrument"), number__gt=OuterRef("number"))
    found = versions_for(actor).filter(~Exists(newer)).annotate(folded=Folded(F("title")))
    for word in words_of(asked["q"]):
        found = found.filter(folded__contains=word)
    if asked["kind"]:
        found = found.filter(instrument__kind=asked["kind"])
    if asked["level"]:
        found = found.filter(instrument__level="" if asked["level"] == OUTSIDE else asked["level"])
    if asked["state"]:
        found = found.filter(state=asked["state"])
    return found.annotate(
        all_questions=_counted(Question.objects.filter(version=OuterRef("pk"))),
        indexed=_counted(Question.objects.filter(version=OuterRef("pk"), in_index=True)),
        uses=_counted(Survey.objects.filter(version__instrument=OuterRef("instrument"))),
        versions_count=_counted(InstrumentVersion.objects.filter(instrument=OuterRef("instrument"))),
    )


def _counted(rows):
    total = rows.order_by().annotate(one=F("pk") * 0).values("one").annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def _row(version):
    number = count(version.versions_count, "версия", "версии", "версий")
    return InstrumentRow(
        version=version,
        title=version.title,
        note=f"Отвечает: {version.instrument.get_audience_display().lower()}. Версия {version.number}, всего {number}.",
        kind=version.instrument.get_kind_display(),
        level=level_words(version.instrument.level),
        questions=f"{count_of(version.all_questions, 'question')}, в индексе – {version.indexed}",
        used=count_of(version.uses, "survey") if version.uses else "ещё нет",
        tag=instrument_tag(version),
    )


def level_words(level):
    """«1. Реакция», «вне уровней»."""
    return f"{level}. {Level(level).label}" if level else "вне уровней"


def instrument_tag(version):
    """The state in words of the instrument's kind: a card of lessons is no questionnaire."""
    words = INSTRUMENT_OF.get(version.instrument.kind, INSTRUMENT)
    return describe(words, version.state, "curator")
