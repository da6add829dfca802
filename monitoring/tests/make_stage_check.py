"""Makers of repeated measures for tests, through the real actions."""

from django.utils import timezone

from mentoring.access import actor_for
from mentoring.tests import make
from monitoring.actions import stage_check as actions
from monitoring.forms.response import field_name
from monitoring.models import StageCheck
from monitoring.queries.stage_check import loaded
from monitoring.questionnaire import Given
from monitoring.tests import make_observation as mo
from monitoring.tests import make_survey as ms
from programs.models import Program


def running(pair):
    """A program that runs from the past into the future."""
    return mo.open_program(ms.program(pair))


def group(curator_free_mentor, count, *, start=0):
    return running(make.pair([curator_free_mentor], ms.mentees(count, start=start)))


def ask(program, curator, stage="entry", *, at=None):
    """Ask everybody; returns the checks of the stage."""
    fresh = Program.objects.prefetch_related("pair__members__person").get(pk=program.pk)
    actions.ask(fresh, stage=stage, by=curator, at=at or timezone.now())
    return checks(program, stage=stage)


def checks(program, **where):
    return list(loaded(StageCheck.objects.filter(program=program, **where)).order_by("person__sort_key", "pk"))


def check_of(program, person, stage="entry"):
    return loaded(StageCheck.objects.filter(program=program, person=person, stage=stage)).get()


def sheet(check, mark=3, *, marks=None, results="Не изменились", skip=()):
    found = []
    for question in check.version.questions.all():
        if question.code == "results":
            found.append(Given(question, options=(results,)))
        elif question.code in skip:
            found.append(Given(question, skipped=True))
        else:
            found.append(Given(question, number=(marks or {}).get(question.code, mark)))
    return found


def give(check, mark=3, *, at=None, **words):
    actions.give(check, sheet(check, mark, **words), by=actor_for(check.person), at=at or timezone.now())
    return loaded(StageCheck.objects.filter(pk=check.pk)).get()


def posted(check, mark=3):
    """The same sheet as fields of the page."""
    return {
        field_name(question.pk): "Стали лучше" if question.code == "results" else str(mark)
        for question in check.version.questions.all()
    }
