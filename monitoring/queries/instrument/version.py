"""Versions of an instrument side by side: what changed in words, and which questions may be compared."""

from dataclasses import dataclass

from django.db.models import Count

from mentoring.kit.dates import short
from mentoring.kit.text import count_of
from mentoring.kit.ui import Column, DiffRow
from monitoring.access.survey import versions_for
from monitoring.models import InstrumentVersion, Question
from monitoring.queries.instrument.builder import question_notes
from monitoring.queries.instrument.equal import comparable_items
from monitoring.queries.instrument.list import instrument_tag

COLUMNS = (
    Column("Версия", primary=True),
    Column("Состояние"),
    Column("Опубликована"),
    Column("Вопросы"),
    Column("Сколько анкет"),
)
PAIR_COLUMNS = (Column("Было", primary=True), Column("Стало"), Column("Решение"))


def questions_beside(version):
    """Questions of every version of the same instrument."""
    return Question.objects.filter(version__instrument=version.instrument_id).select_related("version")


@dataclass(frozen=True)
class VersionRow:
    version: InstrumentVersion
    tag: object
    published: str
    questions: str
    used: str


@dataclass(frozen=True)
class Reworded:
    """Questions of one code whose words differ; `equal` is the curator's word that they ask the same."""

    first: Question
    second: Question
    equal: bool
    alike: bool


@dataclass(frozen=True)
class VersionsPage:
    instrument: object
    newest: InstrumentVersion
    rows: tuple[VersionRow, ...]
    first: InstrumentVersion | None
    second: InstrumentVersion | None
    changes: tuple[DiffRow, ...]
    reworded: tuple[Reworded, ...]
    comparable: str

    columns = COLUMNS
    pair_columns = PAIR_COLUMNS

    @property
    def was_title(self):
        return f"Версия {self.first.number}"

    @property
    def became_title(self):
        return f"Версия {self.second.number}"


def versions_page(actor, version, *, a=None, b=None):
    """All versions of the instrument of `version`; `a` and `b` are numbers to compare, the last two when not given."""
    found = versions_for(actor).filter(instrument=version.instrument_id).order_by("-number")
    counted = list(
        found.annotate(n_questions=Count("questions", distinct=True), n_surveys=Count("surveys", distinct=True))
    )
    by_number = {one.number: one for one in counted}
    second = by_number.get(b) or counted[0]
    earlier = [one for one in counted if one.number < second.number]
    first = by_number.get(a) or (earlier[0] if earlier else None)
    if first is None or first.pk == second.pk:
        return VersionsPage(version.instrument, counted[0], tuple(map(_row, counted)), None, None, (), (), "")
    return _compared(version.instrument, counted, *sorted((first, second), key=lambda one: one.number))


def _compared(instrument, counted, first, second):
    pairs = comparable_items(first, second)
    return VersionsPage(
        instrument,
        counted[0],
        tuple(map(_row, counted)),
        first,
        second,
        tuple(difference(first, second)),
        tuple(_reworded(first, second, pairs)),
        f"Сравнивать можно ответы на {count_of(len(pairs), 'question')}: у них равны код, вид и слова или так решил "
        "куратор. Остальные сравнивают только внутри своей версии.",
    )


def _row(version):
    return VersionRow(
        version=version,
        tag=instrument_tag(version),
        published=short(version.published_at) if version.published_at else "–",
        questions=count_of(version.n_questions, "question"),
        used=count_of(version.n_surveys, "survey") if version.n_surveys else "ещё нет",
    )


HEADS = (("title", "Заголовок"), ("lead", "Вступление"))


def difference(first, second):
    """DiffRows of what the second version changed: head, sections, questions added, removed, reworded or moved."""
    for name, words in HEADS:
        if getattr(first, name) != getattr(second, name):
            yield DiffRow(words, getattr(first, name), getattr(second, name))
    for name, words, key in (("sections", "Разделы", "title"), ("subscales", "Подшкалы", "name")):
        was, became = (", ".join(one[key] for one in getattr(version, name)) for version in (first, second))
        if was != became:
            yield DiffRow(words, was, became)
    yield from _questions(first, second)


def _questions(first, second):
    was = {question.code: question for question in first.questions.all()}
    became = {question.code: question for question in second.questions.all()}
    for code, question in became.items():
        if code not in was:
            yield DiffRow(f"Вопрос {code}", "", _words(question, second), "added")
        elif (before := _words(was[code], first)) != (after := _words(question, second)):
            yield DiffRow(f"Вопрос {code}", before, after)
    for code, question in was.items():
        if code not in became:
            yield DiffRow(f"Вопрос {code}", _words(question, first), "", "removed")
    kept = [code for code in was if code in became]
    if kept != [code for code in became if code in was]:
        yield DiffRow("Порядок вопросов", ", ".join(kept), ", ".join(code for code in became if code in was))


def _words(question, version):
    parts = (question.text, question.hint, question.get_kind_display().lower(), question_notes(question, version))
    return ". ".join(part for part in parts if part)


def _reworded(first, second, pairs):
    equal = {(pair.first.pk, pair.second.pk): pair.declared for pair in pairs}
    before = {question.code: question for question in first.questions.all()}
    for question in second.questions.all():
        twin = before.get(question.code)
        if twin is None or equal.get((twin.pk, question.pk)) is False:
            continue
        alike = twin.kind == question.kind and twin.columns == question.columns
        yield Reworded(twin, question, equal=(twin.pk, question.pk) in equal, alike=alike)
