"""What waits on the top floor: a survey to answer, a survey to close."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import by, near, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ladder import NEVER
from mentoring.kit.text import count_of
from mentoring.kit.ui import Deed, Wait
from monitoring.choices import SurveyState
from monitoring.models import Invitation, Survey
from monitoring.queries.deeds_output import output_sources
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
    if actor.has("curator"):
        found.append(
            DeedSource("survey_close", _to_close(on), lambda row: _close(row, on), QUEUE, "curator", _deadline,
                       fields=("deadline", "title", "asked", "answered"), by="deadline")
        )  # fmt: skip
    return [*found, *output_sources(actor)]


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


def _to_close(on):
    """Running surveys whose term has passed for everybody or whom everybody has answered."""
    asked = Invitation.objects.filter(survey=OuterRef("pk"))
    waited = asked.filter(answered_at__isnull=True, deadline__gte=on)
    return Survey.objects.filter(~Exists(waited), state=SurveyState.RUNNING).annotate(
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
        text=f"Ответили {fraction(survey.answered, survey.asked)}. Итоги появятся после закрытия.",
        action="Закрыть",
        action_url=reverse("survey_close", args=[survey.pk]),
    )


def waits(actor, on):
    """The curator waits for answers to running surveys."""
    if actor.person is None or not actor.has("curator"):
        return []
    waited = Invitation.objects.filter(survey=OuterRef("pk"), answered_at__isnull=True, deadline__gte=on)
    running = Survey.objects.filter(Exists(waited), state=SurveyState.RUNNING).annotate(left=_count(waited))
    return [WaitSource(running, _unanswered, ("deadline", "title", "left"), by="deadline")]


def _unanswered(survey):
    return Wait(
        who=count_of(survey.left, "person"),
        what=f"ответы на анкету «{survey.title}»",
        note=by(survey.deadline),
        url=reverse("survey_detail", args=[survey.pk]),
    )
