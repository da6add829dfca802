"""Surveys that still ask about a program when it is being closed."""

from django.db.models import Q
from django.urls import reverse

from mentoring.kit.dates import words
from monitoring.access.survey import managed_surveys_for
from monitoring.choices import SurveyState
from programs.queries.completion import open_group


def running_surveys(actor, program):
    """One group, or none: for who may close the survey first. One query."""
    asked = Q(invitations__program=program) | Q(programs=program)
    rows = managed_surveys_for(actor).filter(asked, state=SurveyState.RUNNING).distinct().order_by("deadline", "pk")
    found = [
        (f"{one.title}: ответов ждём до {words(one.deadline)}", reverse("survey_detail", args=[one.pk])) for one in rows
    ]
    return (open_group("Идущие анкеты", found),) if found else ()
