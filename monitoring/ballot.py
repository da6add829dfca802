"""An anonymous sheet taken apart: what is counted, and words without their author. Nothing here knows who answers.

A sheet is never kept whole. Figures that need it whole (the index, sub-scales, satisfaction) are counted at once: their
rounded mark for the distribution, their thousandths added up for the mean.
"""

from collections import Counter

from monitoring.choices import QuestionKind
from monitoring.scoring.kind import CHOICES, SCALES, marks_of, options_of, row_code
from monitoring.scoring.sheet import TOP_MARK, Sheet, index_of, round_half_up, satisfied, subscale_of

SHEET, INDEX, SATISFIED = "@sheet", "@index", "@satisfied"  # no question's code begins so
SENT, SHORT, SUM, NONE, YES, SKIP, RATED = "sent", "short", "sum", "none", "yes", "skip", "n"
THOUSANDTHS, HUNDREDTHS = 1000, 100


def subscale_code(name):
    return f"@{name}"


# Keys of one question: a kind is counted by its line in the table below


def _marks(code, kind):
    return [*((code, str(mark)) for mark in marks_of(kind)), (code, SKIP)]


def _scale_keys(question):
    return _marks(question.code, question.kind)


def _scale_counts(one):
    if one.skipped:
        return {(one.question.code, SKIP): 1}
    return {} if one.number is None else {(one.question.code, str(one.number)): 1}


def _matrix_keys(question):
    rows = range(1, len(question.options) + 1)
    return [key for place in rows for key in _marks(row_code(question.code, place), question.columns)]


def _matrix_counts(one):
    rows = one.marks.items()
    return {(row_code(one.question.code, row), SKIP if mark is None else str(mark)): 1 for row, mark in rows}


def _choice_keys(question):
    return [(question.code, value) for value in (*map(str, range(len(options_of(question)))), RATED)]


def _choice_counts(one):
    code, options = one.question.code, options_of(one.question)
    places = [(code, str(place)) for place, option in enumerate(options) if option in one.options]
    return dict.fromkeys([*places, (code, RATED)] if places else (), 1)


def _number_keys(question):
    return [(question.code, RATED), (question.code, SUM)]


def _number_counts(one):
    if one.amount is None:
        return {}
    return {(one.question.code, RATED): 1, (one.question.code, SUM): round(one.amount * HUNDREDTHS)}


def _nothing(_):
    return {}


COUNTED = {
    **dict.fromkeys(SCALES, (_scale_keys, _scale_counts)),
    **dict.fromkeys(CHOICES, (_choice_keys, _choice_counts)),
    QuestionKind.MATRIX: (_matrix_keys, _matrix_counts),
    QuestionKind.NUMBER: (_number_keys, _number_counts),
    QuestionKind.TEXT: (_nothing, _nothing),
}  # kind: (every key a question may count, {key: how much} one answer counts)


def all_keys(questions, subscales):
    """Every (code, value) a counter is made for at launch, before anybody answers."""
    keys = [(SHEET, SENT), (SHEET, SHORT), (SATISFIED, YES)]
    for code in (INDEX, *map(subscale_code, subscales)):
        keys += [(code, str(mark)) for mark in range(TOP_MARK + 1)] + [(code, SUM), (code, NONE)]
    for question in questions:
        own, _ = COUNTED[question.kind]
        keys += own(question)
    return keys


def counts_of(given, items, subscales, rules):
    """{(code, value): how much to add} of one sheet. A sheet too short for the index is counted as such and no more."""
    sheet = _sheet(given)
    index = index_of(sheet, items, rules)
    if index is None:
        return Counter({(SHEET, SENT): 1, (SHEET, SHORT): 1})
    counts = Counter({(SHEET, SENT): 1, (SATISFIED, YES): int(satisfied(sheet, index, rules))})
    counts.update(_mean_counts(INDEX, index / TOP_MARK))
    for name in subscales:
        counts.update(_mean_counts(subscale_code(name), subscale_of(sheet, items, name, rules)))
    for one in given:
        _, counted = COUNTED[one.question.kind]
        counts.update(counted(one))
    return +counts


def _sheet(given):
    return Sheet(person=0, marks={code: mark for one in given for code, mark in _given_marks(one)})


def _given_marks(one):
    if one.number is not None and one.question.kind in SCALES:
        yield one.question.code, one.number
    for row, mark in one.marks.items():
        if mark is not None:
            yield row_code(one.question.code, row), mark


def _mean_counts(code, mean):
    if mean is None:
        return {(code, NONE): 1}
    return {(code, str(int(round_half_up(mean)))): 1, (code, SUM): round(mean * THOUSANDTHS)}


def texts_of(given):
    """(code, words) of what was written, reasons of marks too; nothing ties two texts of one sheet together afterwards."""
    return [(one.question.code, one.text) for one in given if one.text]
