"""The last page before the sheet is sent for good: every answer as it will be read, with a way back to it."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from mentoring.kit.ui import CheckRow
from monitoring.queries.survey.named import NO_ANSWER, answer_words


@dataclass(frozen=True)
class CheckPage:
    answered: str
    parts: tuple[tuple[str, tuple[CheckRow, ...]], ...]
    left: tuple


def check_page(way):
    """Answers by part, and the first questions still without one."""
    parts = tuple(
        (title, tuple(_row(way, page, asked) for page in pages for asked in page.asked))
        for title, pages in groupby(way.pages, key=lambda page: page.title)
    )
    given = sum(row.value != NO_ANSWER for _, rows in parts for row in rows)
    return CheckPage(
        answered=f"Вопросов {way.questions}, ответов {given}.",
        parts=parts,
        left=tuple((asked, way.page_of(asked)) for asked in way.left),
    )


def _row(way, page, asked):
    words = answer_words(asked.question, way.given.get(asked.question.pk))
    back = reverse("survey_page", args=[way.invitation.pk, page.number])
    return CheckRow(f"{asked.number}. {asked.question.text}", words, back, f"ответ на вопрос {asked.number}")
