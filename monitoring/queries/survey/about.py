"""«Анкета обо мне»: what a mentor may know of the surveys about his programs, never a sheet of one person."""

from dataclasses import dataclass

from mentoring.choices import Side
from monitoring.access.survey import CLOSED, surveys_for
from monitoring.choices import Dimension
from monitoring.models import Invitation, Survey
from monitoring.queries.survey.audience import places_of
from monitoring.queries.survey.figure import BlockRow, block_columns, block_row
from monitoring.queries.survey.release import blocks_for, tag_for
from monitoring.questionnaire import subscale_label
from monitoring.scoring.release import from_payload
from monitoring.words import response_words
from programs.models import Program


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
    for survey, program, unit in _without_names(actor.person):
        cells.setdefault(survey, []).append((program, unit))
    surveys = surveys_for(actor).exclude(state="draft").filter(pk__in=cells)
    return tuple(_about(survey, cells[survey.pk]) for survey in surveys)


def _without_names(mentor):
    """(survey, program, unit of a mentee) of anonymous surveys about the mentor's programs."""
    mine = Program.objects.filter(pair__members__person=mentor, pair__members__side=Side.MENTOR)
    return places_of(mine, Side.MENTEE)


def _about(survey, places):
    tag = tag_for(survey, "mentor")
    if survey.state not in CLOSED or survey.release is None:
        return AboutMe(survey, tag)
    release = from_payload(survey.release)
    if not release.whole.index.shown:
        return AboutMe(survey, tag, few=release.whole.counted)
    blocks, narrowed = blocks_for(survey, release, places)
    codes = list(release.whole.subscales)
    return AboutMe(
        survey,
        tag,
        columns=block_columns([subscale_label(code, survey.version) for code in codes]),
        rows=tuple(block_row(block, codes, release) for block in blocks),
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
