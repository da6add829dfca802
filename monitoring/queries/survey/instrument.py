"""Questionnaires and their versions, and one of them as the person who answers sees it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.kit.states import describe
from mentoring.kit.text import count_of
from monitoring.access.survey import versions_for
from monitoring.choices import QuestionKind, VersionState
from monitoring.choices.state_words import SURVEY
from monitoring.models import InstrumentVersion
from monitoring.questionnaire import pages_of


@dataclass(frozen=True)
class VersionRow:
    version: InstrumentVersion
    title: str
    audience: str
    questions: str
    used: str
    tag: object
    draft: bool


def instrument_rows(actor):
    """Every version, newest first within its questionnaire."""
    counted = versions_for(actor).annotate(
        scales=Count("questions", filter=Q(questions__kind=QuestionKind.SCALE_10), distinct=True),
        all_questions=Count("questions", distinct=True),
        uses=Count("surveys", distinct=True),
    )
    return [_row(version) for version in counted.order_by("instrument__title", "instrument", "-number")]


def _row(version):
    draft = version.state == VersionState.DRAFT
    return VersionRow(
        version=version,
        title=f"{version.title}, версия {version.number}",
        audience=f"{version.instrument.get_audience_display()}, уровень {version.instrument.level}",
        questions=f"{count_of(version.all_questions, 'question')}, со шкалой – {version.scales}",
        used=count_of(version.uses, "survey") if version.uses else "ещё нет",
        tag=describe(SURVEY, "draft" if draft else "published", "curator"),
        draft=draft,
    )


def preview_pages(version):
    """All pages, the question about a low mark included."""
    return pages_of(list(version.questions.all()), version)
