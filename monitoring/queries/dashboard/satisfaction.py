"""Satisfaction of mentees as the survey's one frozen release says it (decisions 17 and 19); nothing is counted anew."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.choices import Side
from mentoring.kit.dates import words
from monitoring.access.survey import CLOSED
from monitoring.choices import Dimension, Level, SurveyMode, SurveyState
from monitoring.models import Survey
from monitoring.scoring.disclosure import BANDS, FULL, NONE, Line, Share
from monitoring.scoring.release import Release, from_payload
from monitoring.words import progress_words, rate_words, response_words, satisfied_words

from .figure import SHARE, Figure, Measure

NOT_YET = "анкеты в этом году ещё не было"
NOT_OPEN = "итоги анкет открыты куратору и директору"
NOT_CUT = "анкету не делим по форме, виду и нагрузке: по разности узнали бы ответы"
NOT_BY_UNIT = "по этому подразделению доля не показана, смотрите весь техникум"


@dataclass(frozen=True)
class Satisfaction:
    """`share` and `line` are what may be shown: of the college, or of the asked cell; `few` says why not."""

    survey: Survey | None = None
    release: Release | None = None
    share: Share | None = None
    line: Line | None = None
    few: str = ""
    response: str = ""


def read_satisfaction(question):
    """(this year's Satisfaction of mentees, last year's, and so on back) in one query."""
    return satisfactions_of(surveys_of([window.starts for window in question.windows]), question)


def satisfactions_of(surveys, question):
    """The same of surveys that were read already."""
    starts = [window.starts for window in question.windows]
    found = list(surveys)
    by_year = {start: [survey for survey in found if survey.year.starts == start] for start in starts}
    earlier = [[s for s in by_year[start] if s.state in CLOSED] for start in starts[1:]]
    return tuple(satisfaction_of(rows, question) for rows in (by_year[starts[0]], *earlier))


def satisfaction_of(surveys, question, side=Side.MENTEE):
    """What surveys of one year say of this side."""
    return _latest([survey for survey in surveys if survey.version.instrument.audience == side], question)


def surveys_of(starts):
    """Launched surveys of level 1 of the years that began on these days, with how many were asked and answered."""
    answered = Q(invitations__answered_at__isnull=False)
    return (
        Survey.objects.filter(year__starts__in=starts, version__instrument__level=Level.REACTION)
        .exclude(state=SurveyState.DRAFT)
        .select_related("year", "version__instrument")
        .annotate(asked=Count("invitations"), answered=Count("invitations", filter=answered))
        .order_by("launched_at", "pk")
    )


def _latest(surveys, question):
    """One survey a figure: the last closed with a release; while there is none, the one that was launched first."""
    if question.limited:
        return Satisfaction(few=NOT_OPEN)
    if question.narrow:  # one more cut of the same answers would tell them apart by subtraction
        return Satisfaction(few=NOT_CUT)
    after = question.window.after
    closed = [s for s in surveys if s.state in CLOSED and _counted(s) and s.closed_at and s.closed_at < after]
    if closed:
        return _released(max(closed, key=lambda survey: survey.closed_at), question)
    going = [s for s in surveys if s.state == SurveyState.RUNNING and s.launched_at and s.launched_at < after]
    running = going if question.now else []  # how many answered a closed one its release alone tells
    return _running(running[0]) if running else Satisfaction(few=NOT_YET)


def _counted(survey):
    """A release with an index: a questionnaire of words alone says nothing of satisfaction."""
    return bool(survey.release) and survey.release["whole"]["index"]["level"] != NONE


def _running(survey):
    """Before closing: how many answered, and no more; of an anonymous survey not even that."""
    if survey.mode == SurveyMode.ANONYMOUS:
        return Satisfaction(survey, few=f"идёт сбор, итоги после {words(survey.deadline)}")
    return Satisfaction(survey, few=progress_words(survey.answered, survey.asked).lower())


def _released(survey, question):
    release = from_payload(survey.release)
    block = release.whole if question.unit_ids is None else _cell(survey, release, question)
    if block is None:
        return Satisfaction(survey, release, few=NOT_BY_UNIT)
    if not block.satisfied.shown:
        return Satisfaction(survey, release, few=response_words(release).lower())
    few = satisfied_words(block.satisfied) if block.satisfied.level == BANDS else ""
    response = "" if question.unit_ids is not None else f"отклик {rate_words(release)}"
    return Satisfaction(survey, release, block.satisfied, block.index, few, response)


def _cell(survey, release, question):
    """The published cell of exactly the asked unit, when the survey was broken down by units."""
    if survey.dimension != Dimension.UNIT or len(question.unit_ids) != 1:
        return None
    return release.cell(question.unit_ids[0])


def measure_of(satisfaction):
    share = satisfaction.share
    return Measure(share.yes, share.of) if share and share.level == FULL else None


def satisfaction_figure(now, before, *older):
    """Indicator mentee_satisfied: satisfied of those who answered; compared with last year's survey as a whole."""
    return Figure(
        code="satisfaction",
        name="Довольны программой",
        style=SHARE,
        now=measure_of(now) or Measure(0, 0),
        before=measure_of(before),
        noun="respondent",
        better="more",
        few=now.few,
        note=now.response,
        rows=measure_of(now).whole if measure_of(now) else (1 if now.share else None),
        rows_text="Показать распределение",
        rows_told=False,
        than="в прошлой анкете",
        series=tuple(measure_of(found) or Measure(0, 0) for found in (now, before, *older)),
    )
