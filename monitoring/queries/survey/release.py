"""The released result of a survey: the one source of the page, the PDF, the XLSX and of everybody else's figures."""

from dataclasses import dataclass

from django.db.models import Q

from mentoring.kit.dates import local, words
from mentoring.kit.states import describe
from mentoring.kit.text import count
from monitoring.choices import Dimension, QuestionKind
from monitoring.choices.state_words import SURVEY
from monitoring.models import Survey
from monitoring.queries.survey.cells import key_of_unit
from monitoring.queries.survey.figure import (
    BlockRow,
    Choice,
    Figures,
    amount_of,
    block_columns,
    block_row,
    choice_of,
    figures_by_scale,
    figures_of,
)
from monitoring.questionnaire import IN_GENERAL, subscale_label
from monitoring.scoring.disclosure import FEW
from monitoring.scoring.release import ItemLine, Release, from_payload
from monitoring.scoring.sheet import INDEX_MINIMUM, Rules, band_name
from monitoring.words import (
    answered_words,
    incomplete_words,
    index_words,
    mode_on_paper,
    rate_words,
    response_words,
    satisfied_words,
)

ALL_COUNT = "В сводке все отправленные листы: индекса по этому бланку не считаем."


DESCRIPTIVE = "Не входит в индекс"


@dataclass(frozen=True)
class Part:
    """A sub-scale: its own line and the items it is made of."""

    code: str
    label: str
    line: object
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class Said:
    """A question answered in words and the texts the curator let through; `many` means the threshold was reached."""

    question: str
    texts: tuple[str, ...]
    many: bool


@dataclass(frozen=True)
class Published:
    """Everything the result says, in words and figures ready to be shown."""

    survey: Survey
    release: Release
    mode: str
    response: str
    satisfied: str
    index: str
    band: str
    minimum: int
    incomplete: str
    parts: tuple[Part, ...]
    sections: tuple[Figures, ...]
    choices: tuple[Choice, ...]
    breakdown: tuple[BlockRow, ...]
    hidden_cells: int
    said: tuple[Said, ...]

    @property
    def closed_on(self):
        return local(self.survey.closed_at).date()

    @property
    def few(self):
        return self.release.level == FEW

    @property
    def cell_columns(self):
        return block_columns([part.label for part in self.parts])

    @property
    def hidden_words(self):
        parts = count(self.hidden_cells, "часть", "части", "частей")
        return (
            f"Не показываем: {parts}. В каждой ответивших меньше {self.release.threshold}, "
            "или по разности с общим итогом можно узнать соседние ответы."
        )


def published(survey):
    """What the survey's release says; texts only those moderated. Two queries. None before closing."""
    if survey.release is None:
        return None
    release = from_payload(survey.release)
    parts = parts_of(release.whole, release.items, survey.version)
    codes = [part.code for part in parts]
    minimum = survey.version.scoring.get("min_answered", INDEX_MINIMUM)
    shown = [block for block in release.cells if _any_shown(block)]
    return Published(
        survey=survey,
        release=release,
        mode=mode_on_paper(survey.mode),
        response=response_words(release),
        satisfied=satisfied_words(release.whole.satisfied),
        index=index_words(release.whole),
        band=band_of(release.whole, survey),
        minimum=minimum,
        incomplete=incomplete_words(release, minimum) if release.whole.counted else ALL_COUNT,
        parts=parts,
        sections=tuple(_sections(release, parts)),
        choices=tuple(choice_of(item) if item.options else amount_of(item) for item in release.items if not item.line),
        breakdown=tuple(block_row(block, codes, release) for block in shown),
        hidden_cells=len(release.cells) - len(shown),
        said=_said(survey),
    )


def _sections(release, parts):
    """Sub-scales together, then the questions of each, then scales outside the index."""
    if parts:
        yield figures_of("Разделы", [(part.label, part.line) for part in parts], release, charted=True)
    for part in parts:
        yield from figures_by_scale(part.label, [(item.text, item.line) for item in part.items if item.line], release)
    known = {part.code for part in parts}
    loose = [item for item in release.items if item.line and item.subscale not in known]
    for title, indexed in ((IN_GENERAL, True), (DESCRIPTIVE, False)):
        yield from figures_by_scale(title, [(one.text, one.line) for one in loose if one.in_index is indexed], release)


def parts_of(block, items, version):
    return tuple(
        Part(code, subscale_label(code, version), line, tuple(item for item in items if item.subscale == code))
        for code, line in block.subscales.items()
    )


def band_of(block, survey):
    """«высокий», «средний», «низкий» of the published index, empty where no mean is shown."""
    if block.percent is None:
        return ""
    bands = tuple((band["from"], band["name"]) for band in survey.version.scoring.get("bands", ()))
    return band_name(block.percent, Rules(bands=bands) if bands else Rules())


def _said(survey):
    kept, many = {}, set()
    for text in survey.texts.all():
        many.add(text.question_code)
        if text.shown:
            kept.setdefault(text.question_code, []).append(text.text)
    return tuple(
        Said(words, tuple(kept.get(code, ())), code in many) for code, words in worded_questions(survey.version)
    )


def worded_questions(version):
    """[(code, words)] of questions answered in words and of those that ask the reason of a low mark."""
    found = version.questions.filter(Q(kind=QuestionKind.TEXT) | Q(comment_to__isnull=False))
    return [(q.code, q.text if q.kind == QuestionKind.TEXT else f"{q.text}: почему такая оценка") for q in found]


def _any_shown(block):
    return block.index.shown or any(line.shown for line in block.subscales.values())


def tag_for(survey, role):
    """The survey's state for a reader, with masked numbers only."""
    values = {"date": words(survey.deadline), "threshold": survey.threshold}
    if survey.release is not None:
        release = from_payload(survey.release)
        values |= {"n": answered_words(release), "p": rate_words(release)}
    return describe(SURVEY, survey.state, role, **values)


def blocks_for(survey, release, places):
    """Published cells that hold these (program, unit) places, else the whole: (blocks, whether narrowed)."""
    if survey.dimension == Dimension.PROGRAM:
        keys = dict.fromkeys(str(program or 0) for program, _ in places)
    elif survey.dimension == Dimension.UNIT:
        keys = dict.fromkeys(key_of_unit(survey, unit) for _, unit in places)
    else:
        keys = {}
    blocks = tuple(block for block in map(release.cell, keys) if block)
    return (blocks, True) if blocks else ((release.whole,), False)
