"""Whose hours a reader sees: the office all, a mentor his own."""

from django.db.models import Exists, OuterRef

from mentoring.choices import Side
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import MeetingState
from programs.models import Meeting

HELD = (MeetingState.RECORDED, MeetingState.DISPUTED, MeetingState.CONFIRMED)


def may_see_hours(actor):
    if actor.person and actor.has("curator", "director", "mentor", "partner"):
        return YES
    return no("Часы видят наставник, куратор и директор.")


def hours_of(actor):
    """(meeting, mentor) pairs of held meetings: a mentor has the hours of the meetings he came to as a mentor."""
    came = Meeting.attended.through.objects.filter(
        Exists(
            PairMember.objects.filter(
                pair=OuterRef("meeting__program__pair"), person=OuterRef("person"), side=Side.MENTOR
            )
        ),
        meeting__state__in=HELD,
    )
    return came if actor.has("curator", "director") else came.filter(person=actor.person)
