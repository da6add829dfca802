"""Orders on pairs: in force, waiting, returned, canceled."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.document import acquaint, cancel_document, upload_scan
from mentoring.actions.order.draft import create_order
from mentoring.actions.order.signing import return_order, send_order, sign_order
from mentoring.actions.pair import drop_pair
from mentoring.models import Pair

from .pairs import HARD_FATES, RECENT, later
from .scan import scan


def all_orders(stage, drafts):
    """The autumn order, the order of the last weeks, and those that have not come into force."""
    publish(stage, [pair for pair, part in drafts if part.fate not in (*HARD_FATES, *RECENT)], stage.clock.at(28, 11))
    recent = [pair for pair, part in drafts if part.fate in RECENT]
    publish(stage, recent, stage.clock.moment(stage.clock.today - timedelta(days=16), 11), scanned=False)
    now = stage.clock.now
    waiting = [pair for pair, part in drafts if part.fate == "in_order"]
    send(stage, waiting, now - timedelta(hours=5))
    send_back(stage, [pair for pair, part in drafts if part.fate == "order_returned"], now - timedelta(days=3))
    cancel(stage, [pair for pair, part in drafts if part.fate == "order_canceled"], now - timedelta(days=5))
    for pair, part in drafts:
        if part.fate == "dropped":
            reason = "Наставник перешёл на другое отделение."
            drop_pair(pair, reason=reason, by=stage.curator, at=now - timedelta(days=1))


def publish(stage, pairs, at, *, scanned=True):
    """One order over all ready pairs: sent, signed, scanned, most members acquainted."""
    order = send(stage, pairs, at)
    if order is None:
        return None
    signed = later(at, 1)
    sign_order(order, checked=True, by=stage.director, at=signed, sha256=order.sha256)
    order.refresh_from_db()
    if order.state == "awaiting_scan" and scanned:
        upload_scan(order, scan("Приказ о закреплении"), by=stage.curator, at=later(signed, 2))
    long_ago = signed.date() < stage.clock.today - timedelta(days=30)
    for mark in order.acquaintances.filter(done_at__isnull=True).select_related("person"):
        if long_ago or mark.person.user_id or stage.rng.random() < 0.8:
            acquaint(order, by=actor_for(mark.person), at=later(signed, 2))
    return order


def send(stage, pairs, at):
    """An order that waits for the director's signature; None when no pair is ready."""
    ready = [pair for pair in pairs if pair.state == "ready"]
    if not ready:
        return None
    order = create_order(ready, by=stage.curator, at=at)
    send_order(order, pair_ids=[pair.pk for pair in ready], checked=True, by=stage.curator, at=at)
    return order


def send_back(stage, pairs, at):
    """The director has found something to mend."""
    order = send(stage, pairs, at)
    if order is not None:
        remark = "Дата начала работы раньше даты приказа: исправьте срок."
        return_order(order, remark=remark, by=stage.director, at=later(at, 1))


def cancel(stage, pairs, at):
    """An order signed and canceled before the pairs began; the curator drafts another over them."""
    order = send(stage, pairs, at)
    if order is None:
        return
    sign_order(order, checked=True, by=stage.director, at=later(at, 1), sha256=order.sha256)
    order.refresh_from_db()
    reason = "Срок работы перенесён: изменилось расписание."
    cancel_document(order, reason=reason, by=stage.director, at=later(at, 2))
    again = Pair.objects.with_members().filter(pk__in=[pair.pk for pair in pairs], state="ready")
    create_order(again, by=stage.curator, at=later(at, 3))
