"""The curator's desk of surveys: the list and one survey with those it asks."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from mentoring.kit.dates import short, words
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import Folded, small_first, words_of
from mentoring.kit.ui import CheckRow
from mentoring.models import PairMember
from monitoring.access.survey import CLOSED, may_extend, may_read_named, may_remind, surveys_for
from monitoring.choices import SurveyMode, SurveyState
from monitoring.choices.state_words import INVITATION
from monitoring.models import Invitation, Participation, Response, Survey
from monitoring.queries.survey.label import dimension_label
from monitoring.queries.survey.release import tag_for
from monitoring.scoring.release import from_payload
from monitoring.words import answered_words, fraction

LONGEST_KEY = 10
SORTS = {"title": Folded(F("title")), "deadline": F("deadline")}


# The list


def is_key(text):
    """Whether an address's parameter can be a key: a few digits, so that no database chokes on it."""
    return text.isascii() and text.isdigit() and len(text) < LONGEST_KEY


@dataclass(frozen=True)
class SurveyRow:
    survey: Survey
    tag: StateTag
    asked: str
    year: str
    has_result: bool


def survey_list(actor, *, q="", state="", year="", sort=""):
    """Surveys the reader may see, searched and ordered; counts of answers are on the curator's own rows only."""
    found = surveys_for(actor)
    for word in words_of(q):
        found = found.annotate(folded=Folded(F("title"))).filter(folded__contains=word)
    if state in SurveyState.values:
        found = found.filter(state=state)
    if is_key(year):
        found = found.filter(year=int(year))
    key = SORTS.get(sort.removeprefix("-"), F("created_at"))
    down = sort.startswith("-") if sort.removeprefix("-") in SORTS else True
    counted = Count("invitations", filter=Q(invitations__answered_at__isnull=False))
    return found.annotate(asked=Count("invitations"), answered=counted).order_by(
        key.desc() if down else key.asc(), "pk"
    )


def survey_rows(surveys, actor):
    role = "curator" if actor.has("curator") else "director"
    return [
        SurveyRow(
            survey=survey,
            tag=tag_for(survey, role),
            asked=_asked_words(survey, role),
            year=str(survey.year),
            has_result=survey.state in CLOSED,
        )
        for survey in surveys
    ]


def _asked_words(survey, role):
    if role != "curator":
        return ""
    if survey.state == SurveyState.DRAFT:
        return f"спросим {survey.asked}"
    if survey.mode == SurveyMode.ANONYMOUS:
        return _anonymous_words(survey)
    return fraction(survey.answered, survey.asked)


def _anonymous_words(survey):
    """How many were asked; how many answered is told after closing, as far as the release tells it."""
    if survey.release is None:
        return f"приглашено {survey.asked_count}"
    return answered_words(from_payload(survey.release))


# One survey


@dataclass(frozen=True)
class InvitedRow:
    """One person asked: the curator's named progress of the confidential mode."""

    invitation: Invitation
    name: str
    program: str
    deadline: str
    tag: StateTag
    may_extend: bool


@dataclass(frozen=True)
class SurveyPage:
    survey: Survey
    tag: StateTag
    asked: int
    answered: int
    started: int
    rows: tuple[InvitedRow, ...]
    terms: tuple[CheckRow, ...]
    remind: object
    named: object
    everyone_answered: bool
    late: bool
    unnamed: bool
    reached: str


def survey_page(survey, actor, at, on):
    """Everything the curator needs to lead one survey; the number of queries does not depend on how many are asked."""
    rows = tuple(_row(one, actor, on) for one in invited(survey))
    answered = sum(row.invitation.answered_at is not None for row in rows)
    unnamed = survey.mode == SurveyMode.ANONYMOUS and survey.state != SurveyState.DRAFT
    return SurveyPage(
        survey=survey,
        tag=tag_for(survey, "curator"),
        asked=survey.asked_count if unnamed else len(rows),
        answered=answered,
        started=sum(row.tag.word == INVITATION["started"].label for row in rows),
        rows=rows,
        terms=tuple(_terms(survey)),
        remind=may_remind(actor, survey, at),
        named=may_read_named(actor, survey),
        everyone_answered=bool(rows) and answered == len(rows),
        late=survey.state == SurveyState.RUNNING and survey.deadline < on,
        unnamed=unnamed,
        reached=reached_words(survey) if unnamed and survey.state == SurveyState.RUNNING else "",
    )


def reached_words(survey):
    """The one thing that is known of an anonymous survey before its closing."""
    answered = Participation.objects.filter(survey=survey, answered=True).count()
    return "Порог достигнут" if answered >= survey.threshold else "Порог пока не достигнут"


def _terms(survey):
    yield CheckRow("Режим", small_first(survey.get_mode_display()))
    yield CheckRow("Бланк", str(survey.version))
    yield CheckRow("Учебный год", str(survey.year))
    yield CheckRow("Ответить до", words(survey.deadline))
    yield CheckRow("Разбивка итогов", dimension_label(survey.dimension))
    yield CheckRow("Порог для чисел", f"от {survey.threshold} ответивших")
    yield CheckRow("Порог для слов", f"от {survey.text_threshold} ответивших")
    if survey.reminders:
        yield CheckRow("Напоминаний отправлено", f"{survey.reminders}, последнее {words(survey.reminded_at)}")


def invited(survey):
    """Invitations with what a row shows, in the order of names."""
    members = PairMember.objects.select_related("person")
    return (
        survey.invitations.select_related("person", "program__pair", "survey")
        .annotate(begun=Exists(Response.objects.filter(invitation=OuterRef("pk"))))
        .prefetch_related(Prefetch("program__pair__members", members))
        .order_by("person__sort_key", "pk")
    )


def _row(invitation, actor, on):
    return InvitedRow(
        invitation=invitation,
        name=invitation.person.full_name,
        program=invitation.program.pair.title if invitation.program else "",
        deadline=short(invitation.deadline),
        tag=invitation_tag(invitation, "curator", on),
        may_extend=bool(may_extend(actor, invitation)),
    )


# Before closing


def close_facts(survey, actor, on):
    """What closing will do, as lines to check: nothing of it can be taken back."""
    if survey.mode == SurveyMode.ANONYMOUS:
        yield from _close_unnamed(survey)
        return
    rows = tuple(_row(one, actor, on) for one in invited(survey))
    answered = sum(row.invitation.answered_at is not None for row in rows)
    waited = [row for row in rows if not row.invitation.answered_at and row.invitation.deadline >= on]
    begun = sum(row.invitation.begun and not row.invitation.answered_at for row in rows)
    yield CheckRow("Ответили", fraction(answered, len(rows)))
    if answered < survey.threshold:
        yield CheckRow("Итоги", f"Ответивших меньше {survey.threshold}: общих итогов не будет.")
    else:
        yield CheckRow("Итоги", "Будут посчитаны один раз и больше не изменятся.")
    yield CheckRow("Не успеют ответить", f"{len(waited)}, срок у них ещё не прошёл" if waited else "никто")
    if begun:
        yield CheckRow("Начаты и не отправлены", f"{begun}: будут удалены, их никто не увидит")
    yield CheckRow("Кто узнает", "Куратор и директор получат письмо, если ответивших достаточно.")


def _close_unnamed(survey):
    yield CheckRow("Приглашено", str(survey.asked_count))
    yield CheckRow("Ответов для итогов", f"{reached_words(survey)}: нужно от {survey.threshold}")
    yield CheckRow("Итоги", "Будут посчитаны один раз и больше не изменятся.")
    yield CheckRow("Кто ответил", "Список будет удалён, останется только число. Отдельных ответов не останется.")
    yield CheckRow("Слова", f"Останутся, если на вопрос ответили не меньше {survey.text_threshold} человек.")
    yield CheckRow("Кто узнает", "Куратор и директор получат письмо, если ответивших достаточно.")


def invitation_state(invitation, on):
    """invited, started, answered or missed: counted from dates, not stored."""
    if invitation.answered_at:
        return "answered"
    if invitation.survey.state in CLOSED or invitation.deadline < on:
        return "missed"
    return "started" if invitation.started_at else "invited"


def invitation_tag(invitation, role, on, **values):
    state = invitation_state(invitation, on)
    date = invitation.answered_at if state == "answered" else invitation.deadline
    return describe(INVITATION, state, role, date=words(date), **values)
