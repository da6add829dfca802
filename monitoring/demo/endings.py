"""The order on ended pairs and certificates for those whose work supports them (R37)."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.document import acquaint
from mentoring.actions.end_order import put_into_order, send_end_order, sign_end_order
from mentoring.kit.verdict import Refused
from mentoring.models import Pair
from mentoring.queries.end_order import ENDED
from programs import access
from programs.actions.certificate import give_certificate
from programs.models import Program
from programs.queries.people import with_people


def endings(stage):
    """One order is signed with its certificates, the latest ending waits in a draft."""
    ended = Pair.objects.with_members().filter(state__in=ENDED, year=stage.year, end_order=None).select_related("year")
    *signed, last = ended.order_by("ended_on", "pk")[:4] or (None,)
    if last is None:
        return
    at = stage.clock.now - timedelta(hours=20)
    if signed:
        order = put_into_order(signed, by=stage.curator, at=at)
        send_end_order(order, checked=True, by=stage.curator, at=at)
        sign_end_order(order, checked=True, sha256=order.sha256, by=stage.director, at=at + timedelta(hours=2))
        for mark in order.acquaintances.filter(person__user__isnull=False).select_related("person"):
            acquaint(order, by=actor_for(mark.person), at=at + timedelta(hours=3))
        for program in with_people(Program.objects.filter(pair__in=signed, state__in=access.ENDED_STATES)):
            _certificates(stage, program, at + timedelta(hours=3))
    put_into_order([last], by=stage.curator, at=stage.clock.now)


def _certificates(stage, program, at):
    for person in access.people_of(program):
        try:
            give_certificate(program=program, person=person, by=stage.curator, at=at)
        except Refused:
            continue
