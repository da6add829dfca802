"""The order on ended pairs and certificates for those whose work supports them (R37)."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.document import acquaint, upload_scan
from mentoring.actions.end_order import put_into_order, send_end_order, sign_end_order
from mentoring.kit.verdict import Refused
from mentoring.models import Pair
from mentoring.queries.end_order import ENDED
from programs import access
from programs.actions.certificate import give_certificate
from programs.models import Program
from programs.queries.people import with_people

from .scan import scan


def endings(stage):
    """One order is signed with its certificates, the latest ending waits in a draft."""
    ended = Pair.objects.with_members().filter(state__in=ENDED, year=stage.year, end_order=None).select_related("year")
    *signed, last = ended.order_by("ended_on", "pk")[:4] or (None,)
    if last is None:
        return
    at = stage.clock.now - timedelta(hours=20)
    if signed:
        order = _signed(stage, signed, at)
        _read(order, order.acquaintances.filter(person__user__isnull=False), at + timedelta(hours=3))
        for program in with_people(Program.objects.filter(pair__in=signed, state__in=access.ENDED_STATES)):
            _certificates(stage, program, at + timedelta(hours=3))
    put_into_order([last], by=stage.curator, at=stage.clock.now)


def of_year(stage, at, whole):
    """A past year: one order over all its ended pairs, read by everybody; certificates in `whole`, keys of programs."""
    ended = Pair.objects.with_members().filter(state__in=ENDED, year=stage.year, end_order=None).select_related("year")
    pairs = list(ended.filter(ended_on__lte=at.date()).order_by("ended_on", "pk"))
    if not pairs:
        return
    order = _signed(stage, pairs, at)
    upload_scan(order, scan("Приказ о завершении"), by=stage.curator, at=at + timedelta(hours=3))
    _read(order, order.acquaintances.all(), at + timedelta(hours=4))
    programs = Program.objects.filter(pk__in=whole, pair__in=pairs, state__in=access.ENDED_STATES)
    for program in with_people(programs).order_by("pair__since", "pair__until", "pair__kind"):
        _certificates(stage, program, at + timedelta(hours=5))


def _signed(stage, pairs, at):
    order = put_into_order(pairs, by=stage.curator, at=at)
    send_end_order(order, checked=True, by=stage.curator, at=at)
    sign_end_order(order, checked=True, sha256=order.sha256, by=stage.director, at=at + timedelta(hours=2))
    return order


def _read(order, marks, at):
    for mark in marks.select_related("person"):
        acquaint(order, by=actor_for(mark.person), at=at)


def _certificates(stage, program, at):
    for person in access.people_of(program):
        try:
            give_certificate(program=program, person=person, by=stage.curator, at=at)
        except Refused:
            continue
