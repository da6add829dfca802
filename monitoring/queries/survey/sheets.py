"""Sent answers as scoring wants them: the only place where named rows become sheets."""

from mentoring.office import office
from monitoring.choices import Dimension, QuestionKind
from monitoring.models import Answer, Response
from monitoring.scoring.kind import CHOICES, INDEXED, SCALES, options_of, row_code
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
        expectation=expectation if _asks_on_ten(questions, expectation) else "",
        **_bands(scoring),
    )


def _asks_on_ten(questions, code):
    return any(question.code == code and question.kind == QuestionKind.SCALE_10 for question in questions)


def _bands(scoring):
    if not scoring.get("bands"):
        return {}
    return {"bands": tuple((band["from"], band["name"]) for band in scoring["bands"])}


def items_of(questions):
    """Questions as scoring sees them; a matrix is as many items as it has rows."""
    return tuple(item for question in questions for item in _items(question))


def _items(question):
    if question.kind != QuestionKind.MATRIX:
        yield Item(
            question.code,
            question.text,
            question.kind,
            question.subscale,
            question.in_index and question.kind in INDEXED,
            options_of(question) if question.kind in CHOICES else (),
        )
        return
    for place, row in enumerate(question.options, 1):
        code, text = row_code(question.code, place), f"{question.text}: {row}"
        yield Item(code, text, question.columns, question.subscale, question.in_index and question.columns in INDEXED)


def marks_in(question, answer):
    """(code, mark) of every mark in an answer; a skip is an absence."""
    if question.kind in SCALES and answer.number is not None:
        yield question.code, answer.number
    if question.kind == QuestionKind.MATRIX:
        for place, mark in answer.marks.items():
            if mark is not None:
                yield row_code(question.code, place), mark


def sheets_of(survey, program=None):
    """Sheets of every sent response of the survey, or of those about one program, in two queries."""
    found = Response.objects.filter(invitation__survey=survey, sent_at__isnull=False)
    if program is not None:
        found = found.filter(invitation__program=program)
    sent = list(found.values_list("pk", "invitation__person", "invitation__person__unit", "invitation__program"))
    told = _answers([pk for pk, *_ in sent])
    return [
        Sheet(person, _cell(survey, unit, program), *(kept.get(pk, {}) for kept in told))
        for pk, person, unit, program in sent
    ]


def _answers(responses):
    """({sheet: {code: mark}}, {sheet: {code: options}}, {sheet: {code: number}})."""
    marks, choices, amounts = {}, {}, {}
    for answer in Answer.objects.filter(response__in=responses, skipped=False).select_related("question"):
        question, sheet = answer.question, answer.response_id
        marks.setdefault(sheet, {}).update(marks_in(question, answer))
        if answer.options:
            choices.setdefault(sheet, {})[question.code] = tuple(answer.options)
        if answer.amount is not None:
            amounts.setdefault(sheet, {})[question.code] = float(answer.amount)
    return marks, choices, amounts


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
