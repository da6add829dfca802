"""Closing a program: what the top floor keeps open of it stands on the page too."""

from monitoring.queries.survey.ending import running_surveys
from programs.views import completion


def program_complete(request, pk):
    return completion.program_complete(request, pk, also=running_surveys)
