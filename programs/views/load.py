"""Views load through access: a program, event or meeting that is not yours is a 404."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from programs.access import events_for, meetings_for, programs_for
from programs.models import PlanEvent
from programs.queries.meetings import loaded
from programs.queries.people import members, with_people
from programs.queries.program_text import with_text
from programs.queries.reading import PLAN_COLUMNS


def program_with_people(request, pk):
    return get_object_or_404(with_people(programs_for(request.actor)).select_related("year"), pk=pk)


def program_with_text(request, pk):
    return get_object_or_404(with_text(programs_for(request.actor), pk))


def event_of(request, pk):
    """An event with its program and the people of the pair."""
    events = events_for(request.actor).select_related(
        "program__pair__order", "direction", "form", "reason", "assignee", "marked_by"
    )
    return get_object_or_404(events.prefetch_related(Prefetch("program__pair__members", members())), pk=pk)


def meeting_of(request, pk):
    return get_object_or_404(loaded(meetings_for(request.actor)), pk=pk)


def crumbs(program, *more):
    """The way to a page inside a program."""
    start = (("Программы", reverse("program_list")), (program.pair.title, reverse("program_detail", args=[program.pk])))
    return (*start, *more)


def posted(request):
    """What was sent, an empty form included; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def show(request, template, program, status=200, *, tab="program_list", **context):
    """A page inside a program: the way back to it and the columns of its plan come by themselves."""
    request.section = tab
    context = {"program": program, "crumbs": crumbs(program), "plan_columns": PLAN_COLUMNS, **context}
    return render(request, f"programs/{template}.html", context, status=status)


def own_event(program, pk):
    """An event of this program by its key from an address, or None."""
    if not str(pk or "").isdecimal():
        return None
    return PlanEvent.objects.filter(program=program, pk=int(str(pk)[:18])).first()


def must(found):
    if found is None:
        raise Http404
    return found
