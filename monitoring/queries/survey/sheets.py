"""Sent answers as scoring wants them: the only place where named rows become sheets."""

from mentoring.office import office
from monitoring.choices import Dimension, QuestionKind
from monitoring.models import Answer, Response
from monitoring.questionnaire import SCALES
from monitoring.scoring.sheet import INDEX_MINIMUM, SUBSCALE_MINIMUM, Item, Rules, Sheet

NO_UNIT = "Без подразделения"


def rules_of(survey, questions):
    """Numbers of this survey: its own thresholds, the questionnaire's minimums, the college's settings."""
    scoring, setting = survey.version.scoring, office().setting
    expectation = scoring.get("expectation", "")
    return Rules(
        threshold=survey.threshold,
        full_from=max(setting("survey_full_from"), survey.threshold),
        negative_to=setting("survey_negative_to"),
        positive_from=setting("survey_positive_from"),
        index_minimum=scoring.get("min_answered", INDEX_MINIMUM),
        subscale_minimum=scoring.get("subscale_min_answered", SUBSCALE_MINIMUM),
        satisfied_index=setting("satisfied_index"),
        satisfied_mark=setting("satisfied_item"),
        expectation=expectation if any(question.code == expectation for question in questions) else "",
        **_bands(scoring),
    )


def _bands(scoring):
    if not scoring.get("bands"):
        return {}
    return {"bands": tuple((band["from"], band["name"]) for band in scoring["bands"])}


def items_of(questions):
    return tuple(
        Item(q.code, q.text, q.kind, q.subscale, q.in_index and q.kind == QuestionKind.SCALE_10, tuple(q.options))
        for q in questions
    )


def sheets_of(survey, program=None):
    """Sheets of every sent response of the survey, or of those about one program, in two queries."""
    found = Response.objects.filter(invitation__survey=survey, sent_at__isnull=False)
    if program is not None:
        found = found.filter(invitation__program=program)
    sent = list(found.values_list("pk", "invitation__person", "invitation__person__unit", "invitation__program"))
    marks, choices = _answers([pk for pk, *_ in sent])
    return [
        Sheet(person, _cell(survey, unit, program), marks.get(pk, {}), choices.get(pk, {}))
        for pk, person, unit, program in sent
    ]


def _answers(responses):
    marks, choices = {}, {}
    rows = Answer.objects.filter(response__in=responses, skipped=False).values_list(
        "response", "question__code", "question__kind", "number", "options"
    )
    for response, code, kind, number, options in rows:
        if kind in SCALES and number is not None:
            marks.setdefault(response, {})[code] = number
        elif options:
            choices.setdefault(response, {})[code] = tuple(options)
    return marks, choices


def _cell(survey, unit, program):
    key = {Dimension.UNIT: unit or 0, Dimension.PROGRAM: program or 0}.get(survey.dimension, "")
    return str(key)


def cell_labels(survey):
    """{key: name} of every cell of the survey's one breakdown; empty when results are not broken down."""
    invitations = survey.invitations.order_by()
    if survey.dimension == Dimension.UNIT:
        units = invitations.values_list("person__unit", "person__unit__name").distinct()
        return {str(pk or 0): name or NO_UNIT for pk, name in units}
    if survey.dimension == Dimension.PROGRAM:
        asked = invitations.select_related("program__pair").prefetch_related("program__pair__members__person")
        return {str(one.program_id or 0): one.program.pair.title if one.program else "" for one in asked}
    return {}
