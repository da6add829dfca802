"""Evaluation in the office's second way in. Answers, texts and who took part are not registered, whoever asks."""

from . import evaluation, indicator, instrument, observation, output, survey, year  # noqa: F401
