"""What waits on the top floor: a survey to answer or to close, tests to take and to check."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import by, near, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ladder import NEVER
from mentoring.kit.text import count_of
from mentoring.kit.ui import Deed, Wait
from monitoring.access.ballot import unanswered_for
from monitoring.choices import SurveyMode, SurveyState
from monitoring.models import Invitation, Survey
from monitoring.queries import indicator_deeds
from monitoring.queries.case import deeds as cases
from monitoring.queries.deeds_output import output_sources
from monitoring.queries.deeds_stage_check import check_sources
from monitoring.queries.deeds_subject import subject_sources
from monitoring.queries.knowledge import deeds as knowledge
from monitoring.queries.observation import deeds as observed
from monitoring.words import fraction

QUEUE = "Анкеты"


def sources(actor, on):
    """Surveys that ask the person, as mentee or as mentor; for the curator, surveys whose time to close has come."""
    if actor.person is None:
        return []
    found = [
        DeedSource(f"survey_{side}", _asked(actor, side, on), lambda row: _answer(row, on), QUEUE, side, _deadline,
                   fields=("deadline", "started_at", "survey__title"), by="deadline", ladder=NEVER)
        for side in (Side.MENTEE, Side.MENTOR)
    ]  # fmt: skip
    found += [
        DeedSource(f"ballot_{side}", unanswered_for(actor.person, on).filter(version__instrument__audience=side),
                   lambda row: _ballot(row, on), QUEUE, side, _deadline, fields=("deadline", "title"), by="deadline", ladder=NEVER)
        for side in (Side.MENTEE, Side.MENTOR)
    ]  # fmt: skip
    if actor.has("curator"):
        found.append(
            DeedSource("survey_close", _to_close(on), lambda row: _close(row, on), QUEUE, "curator", _deadline,
                       fields=("deadline", "title", "asked", "answered"), by="deadline")
        )  # fmt: skip
    rooms = (knowledge, observed, indicator_deeds, cases)
    found += [*check_sources(actor, on), *subject_sources(actor, on)]
    return [*found, *(source for room in rooms for source in room.sources(actor, on)), *output_sources(actor)]


def _deadline(row):
    return row.deadline


def _asked(actor, side, on):
    return Invitation.objects.filter(
        person=actor.person,
        answered_at__isnull=True,
        deadline__gte=on,
        survey__state=SurveyState.RUNNING,
        survey__version__instrument__audience=side,
    )


def _answer(invitation, on):
    url = reverse("survey_start", args=[invitation.pk])
    return Deed(
        when=words(invitation.deadline),
        when_note=near(invitation.deadline, on),
        title=f"Ответить на анкету, около четырёх минут, — {by(invitation.deadline)}",
        url=url,
        text=invitation.survey.title,
        action="Продолжить" if invitation.started_at else "Начать",
        action_url=url,
    )


def _ballot(survey, on):
    url = reverse("survey_ballot", args=[survey.pk])
    return Deed(
        when=words(survey.deadline),
        when_note=near(survey.deadline, on),
        title=f"Ответить на анонимную анкету, около четырёх минут, — {by(survey.deadline)}",
        url=url,
        text=survey.title,
        action="Начать",
        action_url=url,
    )


def _to_close(on):
    """Running surveys whose term has passed for everybody or whom everybody has answered; anonymous ones by term alone."""
    asked = Invitation.objects.filter(survey=OuterRef("pk"))
    waited = asked.filter(answered_at__isnull=True, deadline__gte=on)
    over = ~Q(mode=SurveyMode.ANONYMOUS) | Q(deadline__lt=on)
    return Survey.objects.filter(over, ~Exists(waited), state=SurveyState.RUNNING).annotate(
        asked=_count(asked), answered=_count(asked.filter(answered_at__isnull=False))
    )


def _count(invitations):
    """As a subquery: a plain Count would break the header's own counting."""
    counted = invitations.order_by().values("survey").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _close(survey, on):
    return Deed(
        when=words(survey.deadline),
        when_note=near(survey.deadline, on),
        late=survey.deadline < on,
        title=f"Закрыть анкету «{survey.title}»",
        url=reverse("survey_detail", args=[survey.pk]),
        text=f"{_progress(survey)}Итоги появятся после закрытия.",
        action="Закрыть",
        action_url=reverse("survey_close", args=[survey.pk]),
    )


def _progress(survey):
    """Of an anonymous survey nothing is known before closing."""
    return f"Ответили {fraction(survey.answered, survey.asked)}. " if survey.asked else ""


def waits(actor, on):
    """The curator waits for answers to running surveys."""
    if actor.person is None or not actor.has("curator"):
        return []
    waited = Invitation.objects.filter(survey=OuterRef("pk"), answered_at__isnull=True, deadline__gte=on)
    running = Survey.objects.filter(Exists(waited), state=SurveyState.RUNNING).annotate(left=_count(waited))
    asked = WaitSource(running, _unanswered, ("deadline", "title", "left"), by="deadline")
    return [asked, *observed.waits(actor, on)]


def _unanswered(survey):
    return Wait(
        who=count_of(survey.left, "person"),
        what=f"ответы на анкету «{survey.title}»",
        note=by(survey.deadline),
        url=reverse("survey_detail", args=[survey.pk]),
    )
