"""What a supervisor or a colleague says about a mentee's work, asked by the curator, given once (R43, part 17)."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.choices import Audience, Side
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access import observation as rights
from monitoring.actions.observation import role_of
from monitoring.choices import QuestionKind
from monitoring.choices.observation import OpinionState, Readiness, Stage
from monitoring.models import Opinion
from monitoring.queries.observation.opinion import questionnaire
from monitoring.workflows_observation import OPINION
from programs.access import people_of


@transaction.atomic
def ask(program, *, person, author, stage, by, at):
    """Ask somebody at work here, not a mentor of the pair, about a mentee. Returns the Opinion; refused twice a stage."""
    require(rights.may_ask_opinion(by, program))
    if person not in people_of(program, Side.MENTEE):
        raise Refused(no("Спрашивают о наставляемом этой программы. Выберите его."))
    if stage not in Stage.values:
        raise Refused(no("Выберите этап."))
    if not rights.may_observe(author, program, person):
        raise Refused(no("Спросите руководителя или коллегу: не самого наставляемого и не наставника пары."))
    live = Opinion.objects.exclude(state=OpinionState.DROPPED)
    if live.filter(program=program, person=person, author=author, stage=stage).exists():
        raise Refused(no(f"{author.short_name} на этом этапе уже спрошен(а)."))
    version = questionnaire()
    if version is None:
        raise Refused(no("Готового опросника нет. Опубликуйте опросник руководителя и коллеги."))
    due = office().add_working_days(dates.local(at).date(), office().setting("opinion_answer_days"))
    opinion = Opinion.objects.create(
        program=program,
        person=person,
        author=author,
        role=role_of(author, person),
        version=version,
        stage=stage,
        due=due,
        asked_by=by.person,
        asked_at=at,
    )
    _record("opinion_asked", f"Спросили мнение: {author.short_name}", opinion, by, at)
    path = reverse("opinion_detail", args=[opinion.pk])
    words = {"person": person.short_name, "date": dates.words(due)}
    notifications.write("opinion_asked", to=author, at=at, path=path, **words)
    return opinion


@transaction.atomic
def give(opinion, *, answers, verdict, reason, by, at):
    """Six answers (1–5 or None), the verdict and why. Refused: unfinished, too few answered, without words."""
    require(OPINION.verdict("give", by, opinion))
    codes = [question.code for question in opinion.version.of_kind(QuestionKind.SCALE_5)]
    kept = {code: answers.get(code) for code in codes}
    if any(value is not None and value not in range(1, 6) for value in kept.values()):
        raise Refused(no("Оценка бывает от 1 до 5."))
    if verdict not in Readiness.values:
        raise Refused(no("Выберите, готов ли наставляемый к самостоятельной работе."))
    reason = tidy(reason)[:500]
    if not reason:
        raise Refused(no("Напишите, на чём основан вывод."))
    OPINION.claim("give", opinion, by=by, answers=kept, verdict=verdict, reason=reason, given_at=at)
    _record("opinion_given", f"Дано мнение: {opinion.author.short_name}", opinion, by, at)


@transaction.atomic
def drop(opinion, *, by, at):
    """The curator does not need it any more."""
    OPINION.claim("drop", opinion, by=by)
    _record("opinion_dropped", f"Запрос мнения снят: {opinion.author.short_name}", opinion, by, at)


def _record(event, heading, opinion, by, at):
    pair = opinion.program.pair
    journal.record(event, heading, by=by, at=at, subject=opinion, pair=pair, audience=Audience.CURATOR)
