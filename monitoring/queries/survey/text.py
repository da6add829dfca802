"""Texts that passed the threshold, for the curator who decides which of them others may read."""

from monitoring.queries.survey.release import worded_questions


def texts_page(survey):
    """(texts without authors, [(question's code, its words)], keys of those shown now)."""
    texts = survey.texts.all()
    return texts, worded_questions(survey.version), [str(text.pk) for text in texts if text.shown]
