"""Named answers of the confidential mode: for the curator's eyes, opened through access and kept in the journal."""

from dataclasses import dataclass

from django.db.models import Prefetch

from mentoring.kit.dates import short
from mentoring.models import PairMember
from monitoring.access.survey import named_responses_for
from monitoring.choices import QuestionKind
from monitoring.models import Answer, Response
from monitoring.questionnaire import HIGHEST, SKIP_LABEL, pages_of
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
    for page in pages_of(list(survey.version.questions.all()), survey.version.instrument.audience):
        for asked in page.asked:
            answer = given.get(asked.question.pk)
            mark = answer.number if answer else None
            row = NamedAnswer(
                asked.number, asked.question.text, answer_words(asked.question, answer), _is_low(mark, low, asked)
            )
            parts.setdefault(page.title, []).append(row)
    return tuple(NamedPart(title, tuple(rows)) for title, rows in parts.items())


def _is_low(mark, low, asked):
    return mark is not None and asked.question.in_index and mark <= low


def answer_words(question, answer):
    """«8 из 10», «Не могу оценить», the options or the text; «нет ответа» for an empty place."""
    if answer is None:
        return NO_ANSWER
    if answer.skipped:
        return SKIP_LABEL
    if answer.number is not None:
        return f"{answer.number} из {HIGHEST}"
    if question.kind == QuestionKind.TEXT:
        return answer.text or NO_ANSWER
    return ", ".join(answer.options) or NO_ANSWER
