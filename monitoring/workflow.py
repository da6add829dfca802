"""Processes of the top floor as tables: what may follow what, by whom."""

from mentoring.kit.verdict import YES, first_no, no
from mentoring.kit.workflow import Transition, Workflow
from monitoring.access.ballot import enough_are_asked
from monitoring.access.survey import may_edit_version, may_manage
from monitoring.choices import SurveyState, VersionState

CLOSED_ALREADY = "Анкета уже закрыта. Обновите страницу."


def _may_launch(actor, survey):
    return first_no(may_manage(actor, survey), *_somebody_is_asked(survey), enough_are_asked(survey))


def _somebody_is_asked(survey):
    return [] if survey.invitations.exists() else [no("Спрашивать некого. Выберите хотя бы одну программу.")]


def _may_publish(actor, version):
    asks = YES if version.questions.exists() else no("В бланке нет ни одного вопроса. Добавьте их.")
    return first_no(may_edit_version(actor, version), asks)


INSTRUMENT = Workflow(
    "instrument",
    [Transition("publish", (VersionState.DRAFT,), VersionState.PUBLISHED, "Опубликовать бланк", _may_publish)],
    taken="Бланк уже опубликован. Обновите страницу.",
)
SURVEY = Workflow(
    "survey",
    [
        Transition("launch", (SurveyState.DRAFT,), SurveyState.RUNNING, "Запустить анкету", _may_launch),
        Transition("close", (SurveyState.RUNNING,), SurveyState.CLOSED, "Закрыть анкету", may_manage, danger=True),
        Transition(
            "close_few", (SurveyState.RUNNING,), SurveyState.CLOSED_FEW, "Закрыть анкету", may_manage, danger=True
        ),
        Transition(
            "archive",
            (SurveyState.CLOSED, SurveyState.CLOSED_FEW),
            SurveyState.ARCHIVED,
            "Убрать в архив",
            may_manage,
        ),
    ],
    taken=CLOSED_ALREADY,
)
