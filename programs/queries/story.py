"""What was told of a program: of itself, of the events of its plan, of its meetings."""

from django.db.models import Q

from mentoring.access import entries_for
from mentoring.kit.ui import TimelineItem
from mentoring.queries.story import item_of
from programs.access import reports_for
from programs.models import Meeting, PlanEvent, Program, ProgressReport

SHOWN = 6


def entries_about(actor, program):
    """Entries this reader may see; three queries for the keys of events, meetings and reports."""
    events = PlanEvent.objects.filter(program=program).values_list("pk", flat=True)
    meetings = Meeting.objects.filter(program=program).values_list("pk", flat=True)
    reports = reports_for(actor).filter(program=program).values_list("pk", flat=True)
    about = _about(Program, [program.pk]) | _about(PlanEvent, events) | _about(Meeting, meetings)
    about |= _about(ProgressReport, reports)
    return entries_for(actor).filter(about)


def _about(model, keys):
    return Q(subject_type=model._meta.label_lower, subject_id__in=[str(key) for key in keys])


def newest_story(actor, program) -> tuple[TimelineItem, ...]:
    """The newest lines of the program's own story. One query."""
    entries = entries_for(actor).filter(_about(Program, [program.pk])).select_related("author")
    return tuple(item_of(entry) for entry in entries.order_by("-at", "-id")[:SHOWN])
