"""The one page of an anonymous survey: what is promised, then every question; afterwards only that it was sent."""

from dataclasses import dataclass, replace
from itertools import groupby

from mentoring.choices import Side
from mentoring.kit.dates import today, words
from mentoring.kit.states import describe
from mentoring.kit.ui import FactLine
from mentoring.office import office
from monitoring.access.ballot import ballots_for, has_answered, may_vote
from monitoring.choices import Dimension, SurveyState
from monitoring.choices.state_words import INVITATION
from monitoring.models import Survey
from monitoring.queries.survey.answering import volume_words
from monitoring.questionnaire import pages_of

IF_LOW = "Заполните, если поставили оценку {mark} или ниже; иначе пропустите."


@dataclass(frozen=True)
class BallotPage:
    """`sheet` holds all questions as one page; `parts` are (title, question's keys) in their order."""

    survey: Survey
    may: object
    answered: bool
    volume: str
    about_mentor: bool
    facts: tuple[FactLine, ...]
    sheet: object
    parts: tuple


def ballot_page(survey, actor, on):
    questions = list(survey.version.questions.all())
    for question in questions:
        if question.low_only:
            question.hint = f"{question.hint} {IF_LOW.format(mark=office().setting('survey_low_mark'))}".strip()
    pages = pages_of(questions, survey.version)
    asked = [one for page in pages for one in page.asked]
    parts = tuple(
        (title, tuple(one.question.pk for page in kept for one in page.asked))
        for title, kept in groupby(pages, key=lambda page: page.title)
    )
    return BallotPage(
        survey=survey,
        may=may_vote(actor, survey, on),
        answered=has_answered(actor, survey),
        volume=volume_words(questions),
        about_mentor=survey.version.instrument.audience == Side.MENTEE,
        facts=tuple(_facts(survey)),
        sheet=replace(pages[0], asked=asked),
        parts=parts,
    )


def _facts(survey):
    yield FactLine(
        "lock",
        "Система не хранит связь ответа с вами",
        "Остаются счётчики оценок и слова без автора, времени и порядка. Кто уже ответил, знает только система, чтобы не "
        "звать второй раз; при закрытии анкеты этот список удаляется, остаётся число.",
    )
    yield FactLine(
        "eye",
        "Итоги без имён увидят куратор и директор",
        f"Числа – если на вопрос ответят не меньше {survey.threshold} человек, слова – от {survey.text_threshold} и после "
        f"проверки куратором. {_breakdown(survey)} До закрытия итогов не видит никто.",
    )
    yield _other_side(survey)
    yield FactLine(
        "bang",
        "Одна страница, один раз, без черновика",
        "Незаконченное на сервере не храним: закроете страницу – начнёте заново. После отправки изменить ответы нельзя: "
        "мы не узнаем, какие из них ваши.",
    )
    yield FactLine(
        "info",
        "Чего не обещаем",
        "Тот, у кого на руках две копии базы – до и после вашего ответа – или одна, снятая, пока ответили единицы, мог бы "
        "их сравнить. Копии есть только у администратора сервера.",
        quiet=True,
    )


def _breakdown(survey):
    if survey.dimension == Dimension.NONE:
        return "По подразделениям итоги не разбивают."
    return "Итоги разбивают по подразделениям; малое объединяют с соседними."


def _other_side(survey):
    if survey.version.instrument.audience == Side.MENTOR:
        text = "Ни ответов, ни итогов этой анкеты."
        return FactLine("eye_off", "Наставляемый не видит ваших ответов", text, quiet=True)
    text = f"Только общий итог, от {survey.threshold} ответивших."
    return FactLine("eye_off", "Наставник не видит ваших ответов", text, quiet=True)


@dataclass(frozen=True)
class MyBallot:
    survey: Survey
    tag: object
    may: bool


def my_ballots(actor, on=None):
    """Running anonymous surveys that ask this person; closed ones tell nobody whether he answered. Two queries."""
    on = on or today()
    running = list(ballots_for(actor).filter(state=SurveyState.RUNNING).order_by("deadline", "pk"))
    done = set(
        Survey.objects.filter(
            pk__in=[survey.pk for survey in running], participations__person=actor.person, participations__answered=True
        ).values_list("pk", flat=True)
    )
    return [_mine(survey, survey.pk in done, on) for survey in running]


def _mine(survey, answered, on):
    missed = survey.deadline < on
    state = "answered" if answered else "missed" if missed else "invited"
    tag = describe(INVITATION, state, "respondent", date=words(survey.deadline), x="", y="")
    return MyBallot(survey, tag, not answered and not missed)
