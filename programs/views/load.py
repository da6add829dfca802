"""Views load through access: a program, event or meeting that is not yours is a 404."""

from functools import wraps

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLResolver, reverse

from mentoring.access import last_day_of
from programs.access import FIXED_STATES, events_for, meetings_for, programs_for
from programs.models import PlanEvent
from programs.queries.meetings import loaded
from programs.queries.people import members, members_with_results, with_people
from programs.queries.program_text import with_text
from programs.queries.reading import PLAN_COLUMNS


class Left(Exception):
    """The actor has left the pair: pages of the living program are not his any more."""

    def __init__(self, program):
        super().__init__()
        self.program = program


def program_with_people(request, pk, *, former=False):
    """A program of the actor's; who has left its pair meets it only on pages for `former` members too."""
    program = get_object_or_404(with_people(programs_for(request.actor)).select_related("year"), pk=pk)
    return program if former else _inside(request, program)


def fixed_program(request, pk):
    """A program whose text is approved, with its people and without that text; None when it is still drawn up."""
    rows = programs_for(request.actor).filter(state__in=FIXED_STATES, approved_on__isnull=False)
    people = Prefetch("pair__members", members_with_results(pk))
    program = rows.select_related("pair__order", "year").prefetch_related(people).filter(pk=pk).first()
    return program and _inside(request, program)


def program_with_text(request, pk):
    return _inside(request, get_object_or_404(with_text(programs_for(request.actor), pk)))


def _inside(request, program):
    if last_day_of(request.actor, program.pair):
        raise Left(program)
    return program


def living(patterns):
    """Addresses of a living program: who has left its pair is led to the program as it stood on his last day (R16)."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            living(pattern.url_patterns)
        else:
            pattern.callback = _or_as_it_stood(pattern.callback)
    return patterns


def _or_as_it_stood(view):
    @wraps(view)
    def shown(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Left as left:
            return redirect("program_detail", left.program.pk)

    return shown


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
