"""Texts that passed the threshold, for the curator who decides which of them others may read."""

from monitoring.choices import QuestionKind


def texts_page(survey):
    """(texts without authors, [(question's code, its words)], keys of those shown now)."""
    texts = survey.texts.all()
    questions = list(survey.version.questions.filter(kind=QuestionKind.TEXT).values_list("code", "text"))
    return texts, questions, [str(text.pk) for text in texts if text.shown]
