"""Level 1 in the register: what the frozen releases of surveys say (decisions 17 and 19); nothing is counted anew."""

from mentoring.choices import Side
from monitoring.access.survey import CLOSED
from monitoring.choices import SurveyMode
from monitoring.queries.dashboard.satisfaction import NOT_YET, measure_of, satisfaction_of, surveys_of
from monitoring.scoring import indicator as scoring
from monitoring.scoring.disclosure import FULL
from monitoring.scoring.release import from_payload
from monitoring.scoring.sheet import TOP_MARK
from monitoring.words import index_words

HIDDEN = "отклик не показываем: ответили меньше порога"


def surveys(question):
    """Surveys of level 1 of this year, in one query."""
    return list(surveys_of([question.year.starts]))


def satisfied(found, question, side):
    """Satisfied of those who answered, by the last closed survey of the side."""
    shown = satisfaction_of(found, question, side)
    measure = measure_of(shown)
    if measure is None:
        return scoring.Fact(scoring.SHARE, few=shown.few or NOT_YET)
    beside = (shown.response,) if shown.response else ()
    return scoring.share(measure.part, measure.whole, beside)


def index(found, question):
    """Mean S of the last closed survey of mentees, per cent."""
    shown = satisfaction_of(found, question, Side.MENTEE)
    if shown.release is None or not shown.release.whole.index.shown:
        return scoring.Fact(scoring.MEAN, few=shown.few or NOT_YET)
    line = shown.release.whole.index
    if line.level != FULL or line.mean is None:
        return scoring.Fact(scoring.MEAN, few=index_words(shown.release.whole))
    mean = round(line.mean * TOP_MARK, 1)
    return scoring.Fact(scoring.MEAN, None, line.n, scoring.exact(mean), line.n)


def response(found, question):
    """Sheets sent in / invitations, over surveys whose numbers may be told: closed ones, and named ones under way."""
    told = [both for survey in found if (both := _told(survey, question)) is not None]
    if not told:
        return scoring.Fact(scoring.SHARE, few=HIDDEN if found else NOT_YET)
    hidden = len(found) - len(told)
    beside = (f"анкет без чисел: {hidden}",) if hidden else ()
    return scoring.share(sum(answered for answered, _ in told), sum(asked for _, asked in told), beside)


def _told(survey, question):
    """(answered, asked) of a survey, None where they may not be told. Of a closed one its release alone tells."""
    if survey.state in CLOSED:
        known = survey.release and survey.closed_at and survey.closed_at < question.window.after
        release = from_payload(survey.release) if known else None
        return None if release is None or release.invited is None else (release.answered, release.invited)
    if survey.mode == SurveyMode.ANONYMOUS or not survey.launched_at or survey.launched_at >= question.window.after:
        return None
    return survey.answered, survey.asked
