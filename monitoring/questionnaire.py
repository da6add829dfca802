"""How a questionnaire is laid out for the person who answers: parts, pages of at most three questions, numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from mentoring.choices import Side
from monitoring.choices import QuestionKind, Subscale

PER_PAGE = 3
SCALES = (QuestionKind.SCALE_10, QuestionKind.RECOMMEND)
LOWEST = {QuestionKind.SCALE_10: 1, QuestionKind.RECOMMEND: 0}
HIGHEST = 10
PART_ORDER = (Subscale.PROGRAM, Subscale.MENTOR, Subscale.ORGANIZATION)
IN_GENERAL, OWN_WORDS = "В целом", "Своими словами"
SECONDS = {"scale_1_10": 7, "scale_0_10": 7, "one": 8, "many": 12, "text": 15}
SKIP_LABEL = "Не могу оценить"


@dataclass(frozen=True)
class Asked:
    """A question and its number through the whole questionnaire."""

    number: int
    question: object


@dataclass(frozen=True)
class Page:
    """One screen. `part` of `parts` is what the bar shows; `seconds_left` counts this page and those after it."""

    number: int
    part: int
    parts: int
    title: str
    asked: Sequence[Asked]
    seconds_left: int
    next_title: str = ""

    @property
    def minutes_left(self):
        return max(1, ceil(self.seconds_left / 60))


@dataclass(frozen=True)
class Given:
    """An answer to one question: a mark, or a skip, or options, or a text."""

    question: object
    number: int | None = None
    skipped: bool = False
    options: tuple[str, ...] = ()
    text: str = ""

    @property
    def empty(self):
        return self.number is None and not self.skipped and not self.options and not self.text


def subscale_label(code, audience=Side.MENTEE):
    """The name of a sub-scale for a reader: in the mentor's questionnaire «M» asks about the mentee."""
    if code == Subscale.MENTOR and audience == Side.MENTOR:
        return "Наставляемый"
    return Subscale(code).label


def visible(questions, low):
    """Questions this person is asked: those about a low mark only after one (`low`)."""
    return [question for question in questions if low or not question.low_only]


def pages_of(questions, audience=Side.MENTEE):
    """Pages in order: parts by sub-scale, then questions outside the index, then one's own words."""
    parts = [(title, list(rows)) for title, rows in groupby(_in_order(questions), lambda q: _part(q, audience))]
    drafts, number = [], 0
    for part, (title, rows) in enumerate(parts, 1):
        for chunk in _chunks(rows):
            asked = [Asked(number + place, question) for place, question in enumerate(chunk, 1)]
            number += len(chunk)
            drafts.append((part, title, asked))
    return tuple(_page(place, drafts, len(parts)) for place in range(len(drafts)))


def _page(place, drafts, parts):
    part, title, asked = drafts[place]
    later = drafts[place + 1][1] if place + 1 < len(drafts) else ""
    seconds = sum(SECONDS[one.question.kind] for _, _, rest in drafts[place:] for one in rest)
    return Page(place + 1, part, parts, title, tuple(asked), seconds, later if later != title else "")


def _in_order(questions):
    return sorted(questions, key=lambda question: (_place(question), question.position))


def _place(question):
    if question.kind == QuestionKind.TEXT:
        return len(PART_ORDER) + 1
    if question.subscale and question.kind in SCALES:
        return PART_ORDER.index(question.subscale)
    return len(PART_ORDER)


def _part(question, audience):
    if question.kind == QuestionKind.TEXT:
        return OWN_WORDS
    if question.subscale and question.kind in SCALES:
        return subscale_label(question.subscale, audience)
    return IN_GENERAL


def _chunks(rows):
    """Seven become 3, 2, 2: pages of one part are of nearly equal length."""
    count = ceil(len(rows) / PER_PAGE)
    size, longer = divmod(len(rows), count)
    start = 0
    for place in range(count):
        end = start + size + (place < longer)
        yield rows[start:end]
        start = end


def missing(pages, answered):
    """Questions still without an answer: scale items want a mark or «Не могу оценить», others only when required."""
    return [
        asked
        for page in pages
        for asked in page.asked
        if (asked.question.kind in SCALES or asked.question.required) and asked.question.pk not in answered
    ]


def unanswered_words(asked):
    """«Ответьте на вопрос 9 или отметьте „Не могу оценить“»."""
    if asked.question.kind in SCALES:
        return f"Ответьте на вопрос {asked.number} или отметьте „{SKIP_LABEL}“."
    return f"Ответьте на вопрос {asked.number}."
