"""One version of an instrument as its builder sees it: parts in the order of asking, every question in words."""

from dataclasses import dataclass

from mentoring.kit.text import count_of, listing, plural
from mentoring.kit.ui import Column
from mentoring.kit.verdict import Verdict
from monitoring.access.survey import may_edit_version
from monitoring.choices import Audience, InstrumentKind, QuestionKind, VersionState
from monitoring.models import InstrumentVersion, Question
from monitoring.queries.instrument.list import instrument_tag, level_words
from monitoring.questionnaire import pages_of, subscale_label
from monitoring.scoring.kind import CHOICES
from monitoring.workflow import INSTRUMENT as PROCESS

LISTED = 6
ASKED = (Audience.MENTEE, Audience.MENTOR)


@dataclass(frozen=True)
class QuestionRow:
    """`place` of `of` is where the question stands in its part; `above` and `below` are the places beside it."""

    question: Question
    number: int
    kind: str
    notes: str
    place: int
    of: int

    @property
    def above(self):
        return self.place - 1 if self.place > 1 else None

    @property
    def below(self):
        return self.place + 1 if self.place < self.of else None


@dataclass(frozen=True)
class BuilderPart:
    title: str
    lead: str
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class BuilderPage:
    version: InstrumentVersion
    tag: object
    lead: str
    parts: tuple[BuilderPart, ...]
    questions: int
    may_edit: Verdict
    may_publish: Verdict
    asks_by_survey: bool
    facts: str

    columns = (Column("Вопрос", primary=True), Column("Порядок"), Column("Действие"))
    read_columns = (Column("Вопрос", primary=True), Column("Вид"), Column("Что задано"))

    @property
    def draft(self):
        return self.version.state == VersionState.DRAFT


def builder_page(actor, version):
    """The builder's page in a constant number of queries."""
    questions = list(version.questions.all())
    may_edit = may_edit_version(actor, version)
    return BuilderPage(
        version=version,
        tag=instrument_tag(version),
        lead=about_words(version),
        parts=tuple(_parts(questions, version)),
        questions=len(questions),
        may_edit=may_edit,
        may_publish=PROCESS.verdict("publish", actor, version),
        asks_by_survey=version.instrument.kind == InstrumentKind.SURVEY and version.instrument.audience in ASKED,
        facts=_facts(questions, version),
    )


def about_words(version):
    """«Анкета, версия 1, уровень 1. Реакция. Отвечает: наставляемый.»"""
    instrument = version.instrument
    kind, audience = instrument.get_kind_display(), instrument.get_audience_display().lower()
    return f"{kind}, версия {version.number}, {_level(instrument.level)}. Отвечает: {audience}."


def _level(level):
    return f"уровень {level_words(level)}" if level else level_words(level)


def _facts(questions, version):
    indexed = sum(question.in_index for question in questions)
    names = [subscale_label(code, version) for code in dict.fromkeys(q.subscale for q in questions if q.subscale)]
    verb = plural(indexed, "входит", "входят", "входят")
    told = f"В индекс {verb} {indexed} из {count_of(len(questions), 'question_gen')}"
    return f"{told}; подшкалы: {listing(names)}." if names else f"{told}."


def _parts(questions, version):
    grouped = {}
    for page in pages_of(questions, version):
        grouped.setdefault(page.part, (page.title, page.lead, []))[2].extend(page.asked)
    for title, lead, asked in grouped.values():
        rows = tuple(_row(one, place, len(asked), version) for place, one in enumerate(asked, 1))
        yield BuilderPart(title, lead, rows)


def _row(asked, place, of, version):
    question = asked.question
    return QuestionRow(
        question, asked.number, question.get_kind_display(), question_notes(question, version), place, of
    )


def question_notes(question, version):
    """What else is set for a question, in one line."""
    return "; ".join(_notes(question, version))


def _notes(question, version):
    if question.options and (question.kind in CHOICES or question.kind == QuestionKind.MATRIX):
        shown = ", ".join(question.options[:LISTED])
        yield shown + (f" и ещё {len(question.options) - LISTED}" if len(question.options) > LISTED else "")
    if question.kind == QuestionKind.MATRIX:
        yield f"шкала: {QuestionKind(question.columns).label.lower()}"
    if question.most:
        yield f"не больше {question.most}"
    yield from _number_notes(question.config)
    if question.subscale:
        yield f"подшкала «{subscale_label(question.subscale, version)}»"
    yield "входит в индекс" if question.in_index else "не входит в индекс"
    if question.required:
        yield "обязательный"
    if question.comment_to is not None:
        yield f"пояснение при оценке {question.comment_to} и ниже{', обязательно' if question.comment_required else ''}"
    if question.low_only:
        yield "только при низкой оценке"


def _number_notes(config):
    if config.get("unit"):
        yield f"единица: {config['unit']}"
    if "least" in config or "limit" in config:
        yield f"от {config.get('least', 0)}" + (f" до {config['limit']}" if "limit" in config else "")


def preview_pages(version):
    """All pages, the question about a low mark included."""
    return pages_of(list(version.questions.all()), version)
