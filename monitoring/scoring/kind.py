"""What every kind of question can be answered with: its marks, its place in the index, its ready options.

Plain facts about monitoring.choices.QuestionKind, the same for pages, scoring, releases and papers.
"""

from monitoring.choices import QuestionKind

LOWEST = {QuestionKind.SCALE_10: 1, QuestionKind.SCALE_5: 1, QuestionKind.GRADE: 0, QuestionKind.RECOMMEND: 0}
HIGHEST = {QuestionKind.SCALE_10: 10, QuestionKind.SCALE_5: 5, QuestionKind.GRADE: 2, QuestionKind.RECOMMEND: 10}
SCALES = tuple(LOWEST)
INDEXED = (QuestionKind.SCALE_10, QuestionKind.SCALE_5, QuestionKind.GRADE)  # a wish to recommend is not satisfaction
CHOICES = (QuestionKind.ONE, QuestionKind.MANY, QuestionKind.YES_NO)
YES, NO = "Да", "Нет"
TEN = 10


def options_of(question):
    """What may be chosen: the question's own variants, or yes and no."""
    return (YES, NO) if question.kind == QuestionKind.YES_NO else tuple(question.options)


def row_code(code, place):
    """The code of a matrix's row among the items of scoring: «q03.2». `place` counts from 1."""
    return f"{code}.{place}"


def marks_of(kind):
    """Marks of a scale from the lowest: 1…10, 1…5, 0…2, 0…10."""
    return range(LOWEST[kind], HIGHEST[kind] + 1)


def on_ten(mark, kind):
    """A mark on the scale of ten, so that different scales may be averaged: 4 of 5 → 8, 1 of 2 → 5, 7 of 10 → 7."""
    return mark * TEN / HIGHEST[kind]
