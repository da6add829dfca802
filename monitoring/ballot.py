"""An anonymous sheet taken apart: what is counted, and words without their author. Nothing here knows who answers.

A sheet is never kept whole. Figures that need it whole (the index, sub-scales, satisfaction) are counted at once: their
rounded mark for the distribution, their thousandths added up for the mean.
"""

from collections import Counter

from monitoring.choices import QuestionKind
from monitoring.questionnaire import HIGHEST, LOWEST, SCALES
from monitoring.scoring.sheet import TOP_MARK, Sheet, index_of, round_half_up, satisfied, subscale_of

SHEET, INDEX, SATISFIED = "@sheet", "@index", "@satisfied"  # no question's code begins so
SENT, SHORT, SUM, NONE, YES, SKIP, RATED = "sent", "short", "sum", "none", "yes", "skip", "n"
THOUSANDTHS = 1000


def subscale_code(name):
    return f"@{name}"


# Values of one answer: a kind of question is counted by its line in this table


def _scale_values(question):
    return (*map(str, range(LOWEST[question.kind], HIGHEST + 1)), SKIP)


def _scale_keys(one):
    if one.skipped:
        return (SKIP,)
    return () if one.number is None else (str(one.number),)


def _option_values(question):
    return (*map(str, range(len(question.options))), RATED)


def _option_keys(one):
    places = [str(place) for place, option in enumerate(one.question.options) if option in one.options]
    return (*places, RATED) if places else ()


def _nothing(_):
    return ()


COUNTED = {
    QuestionKind.SCALE_10: (_scale_values, _scale_keys),
    QuestionKind.RECOMMEND: (_scale_values, _scale_keys),
    QuestionKind.ONE: (_option_values, _option_keys),
    QuestionKind.MANY: (_option_values, _option_keys),
    QuestionKind.TEXT: (_nothing, _nothing),
}  # kind: (every value a question may count, values one answer counts)


def all_keys(questions, subscales):
    """Every (code, value) a counter is made for at launch, before anybody answers."""
    keys = [(SHEET, SENT), (SHEET, SHORT), (SATISFIED, YES)]
    for code in (INDEX, *map(subscale_code, subscales)):
        keys += [(code, str(mark)) for mark in range(TOP_MARK + 1)] + [(code, SUM), (code, NONE)]
    for question in questions:
        values, _ = COUNTED[question.kind]
        keys += [(question.code, value) for value in values(question)]
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
        _, keys = COUNTED[one.question.kind]
        counts.update((one.question.code, key) for key in keys(one))
    return +counts


def _sheet(given):
    marks = {one.question.code: one.number for one in given if one.question.kind in SCALES and one.number is not None}
    return Sheet(person=0, marks=marks)


def _mean_counts(code, mean):
    if mean is None:
        return {(code, NONE): 1}
    return {(code, str(int(round_half_up(mean)))): 1, (code, SUM): round(mean * THOUSANDTHS)}


def texts_of(given):
    """(code, words) of what was written; nothing ties two texts of one sheet together afterwards."""
    return [(one.question.code, one.text) for one in given if one.question.kind == QuestionKind.TEXT and one.text]
