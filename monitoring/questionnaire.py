"""How a questionnaire is laid out for the person who answers: parts, pages, numbers, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from mentoring.choices import Side
from monitoring.choices import QuestionKind, Subscale
from monitoring.scoring.kind import SCALES, on_ten

PER_PAGE, PER_SECTION_PAGE = 3, 7
PART_ORDER = (Subscale.PROGRAM, Subscale.MENTOR, Subscale.ORGANIZATION)
IN_GENERAL, OWN_WORDS = "В целом", "Своими словами"
SECONDS = {
    QuestionKind.ONE: 8,
    QuestionKind.MANY: 12,
    QuestionKind.YES_NO: 5,
    QuestionKind.NUMBER: 8,
    QuestionKind.TEXT: 15,
    **dict.fromkeys(SCALES, 7),
}
ROW_SECONDS = 5
SKIP_LABEL, NOT_SEEN_LABEL = "Не могу оценить", "Не наблюдалось"


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
    lead: str = ""

    @property
    def minutes_left(self):
        return max(1, ceil(self.seconds_left / 60))


@dataclass(frozen=True)
class Given:
    """An answer to one question: a mark, or a skip, marks of rows, options, a number or a text (or the reason of a mark)."""

    question: object
    number: int | None = None
    skipped: bool = False
    options: tuple[str, ...] = ()
    text: str = ""
    marks: dict = field(default_factory=dict)
    amount: object = None

    @property
    def empty(self):
        return (
            self.number is None and self.amount is None and not any((self.skipped, self.options, self.text, self.marks))
        )


# Names


def subscale_label(code, version=None):
    """The name of a sub-scale for a reader: the instrument's own, else one of the usual three.

    In the mentor's questionnaire «M» asks about the mentee.
    """
    for one in version.subscales if version else ():
        if one["code"] == code:
            return one["name"]
    if code == Subscale.MENTOR and version and version.instrument.audience == Side.MENTOR:
        return "Наставляемый"
    return dict(Subscale.choices).get(code, code)


def subscale_choices(version):
    """[(code, name)] of the sub-scales a question of this version may belong to."""
    codes = [one["code"] for one in version.subscales] or Subscale.values
    return [(code, subscale_label(code, version)) for code in codes]


def skip_label(question):
    """What a person says who gives no mark: an observer did not see it, others cannot judge; a form may have words of its own."""
    kind = question.columns if question.kind == QuestionKind.MATRIX else question.kind
    if kind == QuestionKind.GRADE:
        return question.version.scale.get("grade_skip") or NOT_SEEN_LABEL
    if kind == QuestionKind.SCALE_5:
        return question.version.scale.get("five_skip") or SKIP_LABEL
    return SKIP_LABEL


# Pages


def visible(questions, low):
    """Questions this person is asked: those about a low mark only after one (`low`)."""
    return [question for question in questions if low or not question.low_only]


def pages_of(questions, version):
    """Pages in order: the instrument's sections, else parts by sub-scale, then the rest, then one's own words."""
    place, part, size = _by_sections(version) if version.sections else _by_subscales(version)
    ordered = sorted(questions, key=lambda question: (place(question), question.position))
    parts = [(title, list(rows)) for title, rows in groupby(ordered, part)]
    drafts, number = [], 0
    for nth, ((title, lead), rows) in enumerate(parts, 1):
        for chunk in _chunks(rows, size):
            asked = [Asked(number + place, question) for place, question in enumerate(chunk, 1)]
            number += len(chunk)
            drafts.append((nth, title, lead, asked))
            lead = ""
    return tuple(_page(place, drafts, len(parts)) for place in range(len(drafts)))


def _page(place, drafts, parts):
    part, title, lead, asked = drafts[place]
    later = drafts[place + 1][1] if place + 1 < len(drafts) else ""
    seconds = sum(_seconds(one.question) for *_, rest in drafts[place:] for one in rest)
    return Page(place + 1, part, parts, title, tuple(asked), seconds, later if later != title else "", lead)


def _seconds(question):
    if question.kind == QuestionKind.MATRIX:
        return ROW_SECONDS * len(question.options)
    return SECONDS[question.kind]


def _by_sections(version):
    """Questions of no section come last, under «В целом»."""
    places = {one["code"]: place for place, one in enumerate(version.sections)}
    titles = {one["code"]: (one["title"], one.get("lead", "")) for one in version.sections}
    return (
        lambda question: places.get(question.section, len(places)),
        lambda question: titles.get(question.section, (IN_GENERAL, "")),
        PER_SECTION_PAGE,
    )


def _by_subscales(version):
    codes = [one["code"] for one in version.subscales] or PART_ORDER

    def own(question):
        return question.kind in SCALES and question.subscale in codes

    def place(question):
        if question.kind == QuestionKind.TEXT:
            return len(codes) + 1
        return codes.index(question.subscale) if own(question) else len(codes)

    def part(question):
        if question.kind == QuestionKind.TEXT:
            return OWN_WORDS, ""
        return (subscale_label(question.subscale, version) if own(question) else IN_GENERAL), ""

    return place, part, PER_PAGE


def _chunks(rows, size):
    """Seven by three become 3, 2, 2: pages of one part are of nearly equal length."""
    count = ceil(len(rows) / size)
    size, longer = divmod(len(rows), count)
    start = 0
    for place in range(count):
        end = start + size + (place < longer)
        yield rows[start:end]
        start = end


# What is missing


def answered(question, answer):
    """Whether an answer (a row or a Given) answers its question; a reason without a mark does not."""
    if answer is None:
        return False
    if question.kind in SCALES:
        return answer.number is not None or answer.skipped
    if question.kind == QuestionKind.MATRIX:
        return all(str(place) in answer.marks for place in range(1, len(question.options) + 1))
    if question.kind == QuestionKind.NUMBER:
        return answer.amount is not None
    return bool(answer.options or answer.text)


def wants_reason(question, number):
    """Whether this mark asks the person why: at or below the question's own limit."""
    return question.comment_to is not None and number is not None and number <= question.comment_to


def unexplained(question, answer):
    """A mark so low that its reason must be written, and is not."""
    return bool(
        question.comment_required and answer and wants_reason(question, answer.number) and not answer.text.strip()
    )


def missing(pages, given):
    """Questions still without an answer: marks are asked of everybody (or a skip), the rest only when required.

    `given` maps a question's key to its answer. A low mark without its required reason is missing too.
    """
    return [
        asked
        for page in pages
        for asked in page.asked
        if _asks(asked.question, given.get(asked.question.pk))
        or unexplained(asked.question, given.get(asked.question.pk))
    ]


def _asks(question, answer):
    must = question.required or question.kind in SCALES or question.kind == QuestionKind.MATRIX
    return must and not answered(question, answer)


def unanswered_words(asked, answer=None):
    """«Ответьте на вопрос 9 или отметьте „Не могу оценить“»."""
    question = asked.question
    if unexplained(question, answer):
        return f"Вопрос {asked.number}: напишите, почему такая оценка."
    if (question.kind in SCALES or question.kind == QuestionKind.MATRIX) and not question.required:
        return f"Ответьте на вопрос {asked.number} или отметьте „{skip_label(question)}“."
    return f"Ответьте на вопрос {asked.number}."


def marks_on_ten(questions, given):
    """Every mark of a sheet on the scale of ten, rows of matrices too: what «низкая оценка» is judged by."""
    for question in questions:
        answer = given.get(question.pk)
        if answer is None:
            continue
        if answer.number is not None and question.kind in SCALES:
            yield on_ten(answer.number, question.kind)
        if question.kind == QuestionKind.MATRIX:
            yield from (on_ten(mark, question.columns) for mark in answer.marks.values() if mark is not None)
