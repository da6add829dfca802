"""Named answers of the confidential mode: for the curator's eyes, opened through access and kept in the journal."""

from dataclasses import dataclass

from django.db.models import Prefetch

from mentoring.kit.dates import short
from mentoring.models import PairMember
from monitoring.access.survey import named_responses_for
from monitoring.choices import QuestionKind
from monitoring.models import Answer, Response
from monitoring.questionnaire import pages_of, skip_label, wants_reason
from monitoring.scoring.kind import HIGHEST, INDEXED, on_ten
from monitoring.words import decimal

NO_ANSWER = "нет ответа"


@dataclass(frozen=True)
class NamedRow:
    response: Response
    name: str
    program: str
    sent: str
    index: str


@dataclass(frozen=True)
class NamedAnswer:
    number: int
    question: str
    answer: str
    low: bool


@dataclass(frozen=True)
class NamedPart:
    title: str
    answers: tuple[NamedAnswer, ...]


def named_rows(actor, survey):
    """Sent sheets in the order of names, in a constant number of queries."""
    members = PairMember.objects.select_related("person")
    sent = (
        named_responses_for(actor, survey)
        .select_related("invitation__person", "invitation__program__pair")
        .prefetch_related(Prefetch("invitation__program__pair__members", members))
        .order_by("invitation__person__sort_key", "pk")
    )
    return [
        NamedRow(
            response=response,
            name=response.invitation.person.full_name,
            program=response.invitation.program.pair.title if response.invitation.program else "",
            sent=short(response.sent_at),
            index=f"{decimal(response.index, 0)} %" if response.index is not None else "мало оценок",
        )
        for response in sent
    ]


def named_sheet(response, low):
    """One person's sheet by parts; marks not above `low` are pointed out."""
    survey = response.invitation.survey
    given = {answer.question_id: answer for answer in Answer.objects.filter(response=response)}
    parts = {}
    for page in pages_of(list(survey.version.questions.all()), survey.version):
        for asked in page.asked:
            answer = given.get(asked.question.pk)
            mark = answer.number if answer else None
            row = NamedAnswer(
                asked.number, asked.question.text, answer_words(asked.question, answer), _is_low(mark, low, asked)
            )
            parts.setdefault(page.title, []).append(row)
    return tuple(NamedPart(title, tuple(rows)) for title, rows in parts.items())


def _is_low(mark, low, asked):
    if mark is None:
        return False
    question = asked.question
    return wants_reason(question, mark) or (
        question.in_index and question.kind in INDEXED and on_ten(mark, question.kind) <= low
    )


def answer_words(question, answer):
    """«8 из 10», «Не могу оценить», marks by row, the options, the number or the text; «нет ответа» for an empty place."""
    if answer is None:
        return NO_ANSWER
    if question.kind == QuestionKind.MATRIX:
        rows = enumerate(question.options, 1)
        return "; ".join(f"{row}: {_row_words(question, answer, place)}" for place, row in rows)
    if answer.amount is not None:
        return amount_words(question, answer.amount)
    if answer.skipped or answer.number is not None:
        mark = skip_label(question) if answer.skipped else f"{answer.number} из {HIGHEST[question.kind]}"
        return f"{mark}. {answer.text}" if answer.text else mark
    if question.kind == QuestionKind.TEXT:
        return answer.text or NO_ANSWER
    return ", ".join(answer.options) or NO_ANSWER


def _row_words(question, answer, place):
    if str(place) not in answer.marks:
        return NO_ANSWER
    mark = answer.marks[str(place)]
    return skip_label(question).lower() if mark is None else f"{mark} из {HIGHEST[question.columns]}"


def amount_words(question, amount):
    """«12 ч», «12,5 ч»."""
    digits = 0 if amount == int(amount) else 2
    return f"{decimal(amount, digits)} {question.config.get('unit', '')}".strip()
