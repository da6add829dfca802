"""Who may answer an anonymous survey and move its term. Whether a person has answered is asked for that person alone."""

from django.db.models import Exists, OuterRef, Q

from mentoring.kit.dates import words
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from monitoring.access.survey import CLOSED, may_manage
from monitoring.choices import SurveyMode, SurveyState
from monitoring.models import Participation, Survey

ONCE = "Вы уже ответили. Второй раз ответить нельзя, и изменить ответы тоже: мы не знаем, какие из них ваши."


def ballots_for(actor):
    """Anonymous surveys that ask this person, and closed ones about programs the person took part in."""
    if actor.person is None:
        return Survey.objects.none()
    asked = Participation.objects.filter(survey=OuterRef("pk"), person=actor.person)
    member = PairMember.objects.filter(
        pair__programs__anonymous_surveys=OuterRef("pk"),
        person=actor.person,
        side=OuterRef("version__instrument__audience"),
    )
    return (
        Survey.objects.filter(mode=SurveyMode.ANONYMOUS)
        .filter(Q(Exists(asked), state=SurveyState.RUNNING) | Q(Exists(member), state__in=CLOSED))
        .select_related("version__instrument", "year")
    )


def unanswered_for(person, on):
    """Running anonymous surveys that still wait for this person."""
    waited = Participation.objects.filter(survey=OuterRef("pk"), person=person, answered=False)
    return Survey.objects.filter(Exists(waited), mode=SurveyMode.ANONYMOUS, state=SurveyState.RUNNING, deadline__gte=on)


def has_answered(actor, survey):
    return Participation.objects.filter(survey=survey, person=actor.person, answered=True).exists()


def may_vote(actor, survey, on):
    """Once, until the survey is closed and its term, the same for all, has not passed."""
    if survey.state != SurveyState.RUNNING:
        closed = f" {words(survey.closed_at)}" if survey.closed_at else ""
        return no(f"Анкета закрыта{closed}. Свои слова можно передать куратору.")
    row = Participation.objects.filter(survey=survey, person=actor.person).first()
    if row is None:
        return no("На эту анкету отвечают другие люди.")
    if row.answered:
        return no(ONCE)
    if survey.deadline < on:
        return no(f"Срок ответа был {words(survey.deadline)}. Попросите куратора продлить его: срок продлевают всем.")
    return YES


def may_postpone(actor, survey):
    """The term of an anonymous survey moves for all: one person's own term would tell who has not answered."""
    if not (verdict := may_manage(actor)):
        return verdict
    if survey.mode != SurveyMode.ANONYMOUS:
        return no("В конфиденциальной анкете срок продлевают каждому отдельно.")
    if survey.state != SurveyState.RUNNING:
        return no("Анкета не идёт: срок продлевают до закрытия.")
    return YES


def enough_are_asked(survey):
    """Anonymous answers of fewer people than the threshold could never be shown, nor be anonymous in truth."""
    if survey.mode != SurveyMode.ANONYMOUS:
        return YES
    if survey.invitations.order_by().values("person").distinct().count() >= survey.threshold:
        return YES
    return no(f"Приглашённых меньше {survey.threshold}: анонимных итогов не будет. Выберите конфиденциальный режим.")
