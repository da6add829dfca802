"""What a person who answers sees: who will read, the pages, what is still missing."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from mentoring.choices import Side
from mentoring.kit.dates import today
from mentoring.kit.text import count_of, listing, small_first
from mentoring.kit.ui import FactLine
from mentoring.models import Person
from mentoring.office import office
from monitoring.access.survey import holders, invitations_for, may_answer, readers_by_name
from monitoring.choices import Dimension, QuestionKind
from monitoring.models import Answer, Invitation
from monitoring.queries.survey.desk import invitation_tag
from monitoring.questionnaire import marks_on_ten, missing, pages_of, visible
from monitoring.scoring.kind import SCALES
from monitoring.scoring.sheet import has_low_mark

# Before the first question


@dataclass(frozen=True)
class StartPage:
    invitation: Invitation
    may: object
    facts: tuple[FactLine, ...]
    volume: str
    program: str
    resume: bool
    about_mentor: bool


def start_page(invitation, actor, on):
    """Who sees and who does not, by name, before anything is asked."""
    prefetch_related_objects([invitation], "program__pair__members__person")
    questions = list(invitation.survey.version.questions.all())
    curators = tuple(readers_by_name(invitation).in_order())
    return StartPage(
        invitation=invitation,
        may=may_answer(actor, invitation, on),
        facts=tuple(_facts(invitation, curators)),
        volume=volume_words(questions),
        program=invitation.program.pair.title if invitation.program else "",
        resume=invitation.started_at is not None,
        about_mentor=_audience(invitation) == Side.MENTEE,
    )


def volume_words(questions):
    """«18 вопросов со шкалой и 4 своими словами»: those asked of everybody."""
    asked = [question for question in questions if not question.low_only]
    scales = sum(question.kind in SCALES or question.kind == QuestionKind.MATRIX for question in asked)
    texts = sum(question.kind == QuestionKind.TEXT for question in asked)
    numbers = sum(question.kind == QuestionKind.NUMBER for question in asked)
    choices = len(asked) - scales - texts - numbers
    parts = [f"{count_of(scales, 'question')} со шкалой"] if scales else []
    parts += [f"{choices} с вариантами"] if choices else []
    parts += [f"{numbers} числом"] if numbers else []
    parts += [f"{texts} своими словами"] if texts else []
    return listing(parts)


def readers_words(invitation):
    """One sentence of truth beside the questions: who reads this sheet by name."""
    audience = "наставник – нет" if _audience(invitation) == Side.MENTEE else "наставляемый – нет"
    if not readers_by_name(invitation).exists():
        return f"Эти ответы с вашим именем не увидит никто, {audience}."
    return f"Эти ответы куратор увидит с вашим именем, {audience}."


def _audience(invitation):
    return invitation.survey.version.instrument.audience


def _facts(invitation, curators):
    yield _curator_line(invitation, curators)
    yield _other_side_line(invitation)
    yield from _director_lines(invitation.survey, curators)
    yield FactLine(
        "lock",
        "На аттестацию и оплату анкета не влияет",
        "Оценку вам по ней не ставят, в личное дело она не попадает.",
        quiet=True,
    )


def _curator_line(invitation, curators):
    if not curators:
        return FactLine(
            "eye_off",
            "Ответы с вашим именем не увидит никто",
            "Куратор сам участвует в вашей программе, поэтому ваш лист для него закрыт.",
            quiet=True,
        )
    names = listing(person.plain_name for person in curators)
    return FactLine(
        "eye",
        "Куратор видит ответы с вашим именем",
        f"{names}. Чтобы помочь вам и изменить программу, если что-то не так.",
    )


def _other_side_line(invitation):
    survey = invitation.survey
    mentee_answers = _audience(invitation) == Side.MENTEE
    names = listing(
        person.plain_name for person in _opposite(invitation, Side.MENTOR if mentee_answers else Side.MENTEE)
    )
    if not mentee_answers:
        text = f"{names or 'Наставляемые'}: ни ответов, ни итогов этой анкеты."
        return FactLine("eye_off", "Наставляемый не видит ваших ответов", text, quiet=True)
    total = {
        Dimension.NONE: f"только общий итог, от {survey.threshold} ответивших",
        Dimension.UNIT: f"только общий итог, от {survey.threshold} ответивших: своего подразделения или всех",
        Dimension.PROGRAM: (
            f"только общий итог: своей программы, если в ней ответят не меньше {survey.threshold}, иначе всех программ"
        ),
    }[survey.dimension]
    return FactLine("eye_off", "Наставник не видит ваших ответов", f"{names or 'Наставник'}: {total}.", quiet=True)


def _opposite(invitation, side):
    if invitation.program_id is None:
        return []
    members = [member for member in invitation.program.pair.members.all() if member.side == side]
    return [member.person for member in members if member.until is None] or [member.person for member in members]


def _director_lines(survey, curators):
    directors = [
        person for person in Person.objects.filter(roles__in=holders("director")).distinct() if person not in curators
    ]
    if directors:
        names = listing(person.plain_name for person in directors)
        text = (
            f"{names}. Без имён, от {survey.threshold} ответов. Чужие слова – только если на вопрос ответили не меньше "
            f"{survey.text_threshold} человек, и после проверки куратором."
        )
        yield FactLine("eye", "Директор видит общий итог", text)


# Pages of questions


@dataclass(frozen=True)
class Walk:
    """The person's way through the questionnaire: pages as asked now, answers kept so far."""

    invitation: Invitation
    pages: tuple
    given: dict

    def page(self, number):
        return self.pages[number - 1] if 1 <= number <= len(self.pages) else None

    @property
    def left(self):
        return missing(self.pages, self.given)

    @property
    def questions(self):
        return sum(len(page.asked) for page in self.pages)

    def page_of(self, asked):
        return next(page.number for page in self.pages if asked in page.asked)


def walk(invitation):
    """Pages and answers of an invitation, in two queries."""
    answers = Answer.objects.filter(response__invitation=invitation)
    given = {answer.question_id: answer for answer in answers}
    questions = list(invitation.survey.version.questions.all())
    questions = visible(questions, has_low_mark(marks_on_ten(questions, given), office().setting("survey_low_mark")))
    return Walk(invitation, pages_of(questions, invitation.survey.version), given)


def where_words(page):
    """«Часть 2 из 4 · осталось примерно 2 минуты»."""
    return f"Часть {page.part} из {page.parts} · осталось примерно {count_of(page.minutes_left, 'minute')}"


def onward_words(page, last):
    """The main button: the name of the next part, or the way to the end."""
    if page.number == last:
        return "Проверить и отправить"
    return f"Дальше: {small_first(page.next_title)}" if page.next_title else "Дальше"


# Everything I am asked


@dataclass(frozen=True)
class MyInvitation:
    invitation: Invitation
    title: str
    program: str
    tag: object
    may: bool


def my_invitations(actor, on=None):
    """Surveys that ask this person, those still open first. A constant number of queries."""
    on = on or today()
    found = (
        invitations_for(actor).prefetch_related("program__pair__members__person").order_by("answered_at", "-deadline")
    )
    rows = [_mine(invitation, actor, on) for invitation in found]
    return sorted(rows, key=lambda row: not row.may)


def _mine(invitation, actor, on):
    tag = invitation_tag(invitation, "respondent", on, x="", y="")
    program = invitation.program.pair.title if invitation.program else ""
    return MyInvitation(invitation, invitation.survey.title, program, tag, bool(may_answer(actor, invitation, on)))
