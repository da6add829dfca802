"""Answering: a page is kept as it is left, the sheet is sent once."""

from django.db import transaction

from mentoring.kit.dates import local
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access.survey import may_answer
from monitoring.choices import QuestionKind
from monitoring.models import Answer, Invitation, Response, Survey
from monitoring.queries.survey.sheets import items_of, marks_in, rules_of
from monitoring.questionnaire import marks_on_ten, missing, pages_of, unanswered_words, visible
from monitoring.scoring.kind import HIGHEST, LOWEST, SCALES, marks_of, options_of
from monitoring.scoring.sheet import Sheet, has_low_mark, index_of

TEXT_LIMIT = 2000


@transaction.atomic
def start(invitation, *, by, at):
    """Open a sheet of one's own; starting twice opens the same sheet. Raises Refused after closing or the person's term."""
    return _open(_held(invitation), by=by, at=at)


def _held(invitation):
    """The invitation as it is now; a sending or a closing that has begun is waited for, a later one waits for us."""
    Survey.objects.select_for_update().get(pk=invitation.survey_id)
    return Invitation.objects.select_related("survey__version__instrument", "person").get(pk=invitation.pk)


def _open(invitation, *, by, at):
    require(may_answer(by, invitation, local(at).date()))
    Invitation.objects.filter(pk=invitation.pk, started_at__isnull=True).update(started_at=at)
    response, _ = Response.objects.get_or_create(invitation=invitation, defaults={"saved_at": at})
    return response


@transaction.atomic
def save_page(invitation, given, *, page, by, at):
    """Keep the answers of one page as they are, unfinished ones too; an emptied answer is forgotten. Nobody is told."""
    invitation = _held(invitation)
    response = _open(invitation, by=by, at=at)
    allowed = {question.pk: question for question in invitation.survey.version.questions.all()}
    for one in given:
        check_given(one, allowed)
    response.answers.filter(question__in=[one.question.pk for one in given]).delete()
    Answer.objects.bulk_create(
        Answer(
            response=response,
            question=one.question,
            number=one.number,
            skipped=one.skipped,
            options=list(one.options),
            marks=one.marks,
            amount=one.amount,
            text=one.text,
        )
        for one in given
        if not one.empty
    )
    Response.objects.filter(pk=response.pk).update(page=page, saved_at=at)
    return response


def check_given(one, allowed):
    """Refuse an answer that no form of ours would send: a foreign question, a mark or an option that is not offered."""
    question = allowed.get(one.question.pk)
    if question is None:
        raise Refused(no("Такого вопроса в анкете нет. Обновите страницу."))
    if one.number is not None or one.skipped:
        _check_mark(question, one)
    if one.marks:
        _check_rows(question, one.marks)
    if set(one.options) - set(options_of(question)) or (question.most and len(one.options) > question.most):
        raise Refused(no("Выберите из предложенных вариантов."))
    if question.kind in (QuestionKind.ONE, QuestionKind.YES_NO) and len(one.options) > 1:
        raise Refused(no("Выберите один вариант."))
    if one.amount is not None and not _fits(question, one.amount):
        raise Refused(no("Такое число не подходит. Проверьте его."))
    if len(one.text) > TEXT_LIMIT:
        raise Refused(no(f"Слишком длинно: можно до {TEXT_LIMIT} знаков."))


def _check_mark(question, one):
    if one.skipped and (question.required or one.number is not None):
        raise Refused(no("На этот вопрос нужна оценка."))
    if one.number is not None and (question.kind not in SCALES or one.number not in marks_of(question.kind)):
        kind = question.kind if question.kind in SCALES else QuestionKind.SCALE_10
        raise Refused(no(f"Выберите оценку от {LOWEST[kind]} до {HIGHEST[kind]}."))


def _check_rows(question, marks):
    rows = {str(place) for place in range(1, len(question.options) + 1)} if question.kind == QuestionKind.MATRIX else ()
    known = [mark for mark in marks.values() if mark is not None]
    if set(marks) - set(rows) or any(mark not in marks_of(question.columns) for mark in known):
        raise Refused(no("Выберите оценку в каждой строке таблицы."))
    if question.required and len(known) < len(marks):
        raise Refused(no("На этот вопрос нужна оценка."))


def _fits(question, amount):
    least, limit = question.config.get("least", 0), question.config.get("limit")
    return question.kind == QuestionKind.NUMBER and least <= amount and (limit is None or amount <= limit)


@transaction.atomic
def send(invitation, *, by, at):
    """Send the sheet once; a second sending of a sent sheet changes nothing and is no error.

    Raises Refused after closing or the term, and when a scale question has neither a mark nor «Не могу оценить».
    """
    invitation = _held(invitation)
    if invitation.answered_at and by.is_person(invitation.person):
        return invitation
    require(may_answer(by, invitation, local(at).date()))
    response = _open(invitation, by=by, at=at)
    answers = list(response.answers.all())
    questions, low = _asked(invitation, answers)
    _require_whole(invitation, questions, answers)
    if Invitation.objects.filter(pk=invitation.pk, answered_at__isnull=True).update(answered_at=at):
        if not low:
            response.answers.filter(question__low_only=True).delete()
        index = _index(invitation.survey, questions, answers)
        Response.objects.filter(pk=response.pk).update(sent_at=at, saved_at=at, index=index)
    invitation.answered_at = at
    return invitation


def _asked(invitation, answers):
    """The questions this person is asked, and whether a low mark calls for the reason."""
    questions = list(invitation.survey.version.questions.all())
    given = {answer.question_id: answer for answer in answers}
    low = has_low_mark(marks_on_ten(questions, given), office().setting("survey_low_mark"))
    return visible(questions, low), low


def _require_whole(invitation, questions, answers):
    given = {answer.question_id: answer for answer in answers}
    left = missing(pages_of(questions, invitation.survey.version), given)
    if left:
        raise Refused(no(unanswered_words(left[0], given.get(left[0].question.pk))))


def _index(survey, questions, answers):
    known = {question.pk: question for question in questions}
    given = [answer for answer in answers if answer.question_id in known]
    marks = {code: mark for answer in given for code, mark in marks_in(known[answer.question_id], answer)}
    return index_of(Sheet(person=0, marks=marks), items_of(questions), rules_of(survey, questions))
