"""Events of the plan whose date is near or passed without a mark."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource
from mentoring.models import PairMember
from mentoring.office import office
from programs.choices import RUNNING_STATES, Responsible
from programs.models import PlanEvent

from .row import OF_PROGRAM, made


def sources(actor, on):
    if not actor.person:
        return []
    soon = on + timedelta(days=office().setting("event_soon_days"))
    events = PlanEvent.objects.unmarked().filter(program__state__in=RUNNING_STATES, due__lte=soon)
    me = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, until=None)
    takes_part, curator = actor.has("mentor", "mentee", "partner"), Q(responsible=Responsible.CURATOR)
    if takes_part and actor.has("curator"):
        events = events.filter(_as_participant(actor, me) | curator)
    elif takes_part:
        events = events.filter(Exists(me), _as_participant(actor, me))  # said apart: found by the pair, not by the day
    elif actor.has("curator"):
        events = events.filter(curator)
    else:
        return []
    return [
        DeedSource("mark_event", events, lambda event: _mark(actor, event, on), "Мероприятия", _role(actor),
                   fields=("measure", "due", *OF_PROGRAM), pair=lambda event: event.program.pair)
    ]  # fmt: skip


def _role(actor):
    return next((role for role in ("mentor", "mentee", "curator") if actor.has(role)), "")


def _as_participant(actor, me):
    """A mentor's are those he prepares; a mentee's too, unless they are another's in a group."""
    mentor = Exists(me.filter(side=Side.MENTOR)) & Q(responsible__in=(Responsible.MENTOR, Responsible.BOTH))
    own = Q(assignee=None) | Q(assignee=actor.person)
    mentee = Exists(me.filter(side=Side.MENTEE)) & Q(responsible__in=(Responsible.MENTEE, Responsible.BOTH))
    return Q(mentor) | (Q(mentee) & own)


def _mark(actor, event, on):
    url = reverse("event_mark", args=[event.pk])
    title = f"Отметить «{event.measure}» — срок {dates.words(event.due)}"
    return made(actor, "", event.program, on, day=event.due, title=title, action="Отметить", action_url=url)
