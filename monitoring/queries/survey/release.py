"""The released result of a survey: the one source of the page, the PDF, the XLSX and of everybody else's figures."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit.dates import local, words
from mentoring.kit.states import describe
from mentoring.kit.text import count
from monitoring.access.survey import CLOSED, surveys_for
from monitoring.choices import Dimension, QuestionKind
from monitoring.choices.state_words import SURVEY
from monitoring.models import Invitation, Survey
from monitoring.queries.survey.figure import BlockRow, Choice, Figures, block_columns, block_row, choice_of, figures_of
from monitoring.questionnaire import subscale_label
from monitoring.scoring.disclosure import FEW
from monitoring.scoring.release import ItemLine, Release, from_payload
from monitoring.scoring.sheet import INDEX_MINIMUM, Rules, band_name
from monitoring.words import answered_words, incomplete_words, index_words, rate_words, response_words, satisfied_words


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
    parts = parts_of(release.whole, release.items, survey.version.instrument.audience)
    codes = [part.code for part in parts]
    minimum = survey.version.scoring.get("min_answered", INDEX_MINIMUM)
    shown = [block for block in release.cells if _any_shown(block)]
    return Published(
        survey=survey,
        release=release,
        response=response_words(release),
        satisfied=satisfied_words(release.whole.satisfied),
        index=index_words(release.whole),
        band=band_of(release.whole, survey),
        minimum=minimum,
        incomplete=incomplete_words(release, minimum),
        parts=parts,
        sections=_sections(release, parts),
        choices=tuple(choice_of(item) for item in release.items if item.options),
        breakdown=tuple(block_row(block, codes) for block in shown),
        hidden_cells=len(release.cells) - len(shown),
        said=_said(survey),
    )


def _sections(release, parts):
    """Sub-scales together, then the questions of each, then scales outside the index."""
    sections = [figures_of("Разделы", [(part.label, part.line) for part in parts], release, charted=True)]
    for part in parts:
        rows = [(item.text, item.line) for item in part.items if item.line]
        sections.append(figures_of(part.label, rows, release))
    for item in release.items:
        if item.line and not item.subscale:
            rows = [(item.text, item.line)]
            sections.append(figures_of("В целом", rows, release, lowest=item.line.lowest))
    return tuple(sections)


def parts_of(block, items, audience):
    return tuple(
        Part(code, subscale_label(code, audience), line, tuple(item for item in items if item.subscale == code))
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
    questions = survey.version.questions.filter(kind=QuestionKind.TEXT)
    return tuple(Said(q.text, tuple(kept.get(q.code, ())), q.code in many) for q in questions)


def _any_shown(block):
    return block.index.shown or any(line.shown for line in block.subscales.values())


def tag_for(survey, role):
    """The survey's state for a reader, with masked numbers only."""
    values = {"date": words(survey.deadline), "threshold": survey.threshold}
    if survey.release is not None:
        release = from_payload(survey.release)
        values |= {"n": answered_words(release), "p": rate_words(release)}
    return describe(SURVEY, survey.state, role, **values)


# «Анкета обо мне»


@dataclass(frozen=True)
class AboutMe:
    """A survey about a mentor's programs: the narrowest block he may read, and how far it was widened."""

    survey: Survey
    tag: object
    columns: tuple = ()
    rows: tuple[BlockRow, ...] = ()
    scope: str = ""
    response: str = ""
    few: bool = False


def about_me(actor):
    """Closed and running surveys about programs of this mentor, whatever his other roles; never a sheet of one person."""
    if actor.person is None:
        return ()
    mine = Invitation.objects.filter(
        program__pair__members__person=actor.person,
        program__pair__members__side=Side.MENTOR,
        survey__version__instrument__audience=Side.MENTEE,
    )
    cells = {}
    for survey, program, unit in mine.values_list("survey", "program", "person__unit").distinct():
        cells.setdefault(survey, []).append((program, unit))
    surveys = surveys_for(actor).exclude(state="draft").filter(pk__in=cells)
    return tuple(_about(survey, cells[survey.pk]) for survey in surveys)


def _about(survey, places):
    tag = tag_for(survey, "mentor")
    if survey.state not in CLOSED or survey.release is None:
        return AboutMe(survey, tag)
    release = from_payload(survey.release)
    if not release.whole.index.shown:
        return AboutMe(survey, tag, few=True)
    blocks, narrowed = blocks_for(survey, release, places)
    codes = list(release.whole.subscales)
    return AboutMe(
        survey,
        tag,
        columns=block_columns([subscale_label(code) for code in codes]),
        rows=tuple(block_row(block, codes) for block in blocks),
        scope=SCOPES[survey.dimension] if narrowed else WHOLE_SCOPE,
        response=response_words(release),
        few=not narrowed and survey.dimension != Dimension.NONE,
    )


WHOLE_SCOPE = "Итог по всем ответившим."
SCOPES = {
    Dimension.PROGRAM: "Итог по вашей программе.",
    Dimension.UNIT: "Итог по подразделению наставляемых.",
    Dimension.NONE: WHOLE_SCOPE,
}


def blocks_for(survey, release, places):
    """Published cells that hold these (program, unit) places, else the whole: (blocks, whether narrowed)."""
    if survey.dimension == Dimension.PROGRAM:
        keys = dict.fromkeys(str(program or 0) for program, _ in places)
    elif survey.dimension == Dimension.UNIT:
        keys = dict.fromkeys(str(unit or 0) for _, unit in places)
    else:
        keys = {}
    blocks = tuple(block for block in map(release.cell, keys) if block)
    return (blocks, True) if blocks else ((release.whole,), False)


# For the dashboard


def latest_release(year, audience=Side.MENTEE):
    """(Survey, Release) of the survey of this audience closed last in a year, or (None, None). One query.

    A survey whose totals stayed under the threshold counts: its level is FEW and it says so.
    """
    survey = (
        Survey.objects.filter(
            year=year, version__instrument__audience=audience, state__in=CLOSED, release__isnull=False
        )
        .select_related("version__instrument")
        .order_by("-closed_at")
        .first()
    )
    return (survey, from_payload(survey.release)) if survey else (None, None)
