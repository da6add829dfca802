"""The order on changes (D32): sent, returned, signed; its changes take effect on their days (clause 4.2, R15, R16)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.order.draft import hold
from mentoring.actions.order.effect import ask_to_read
from mentoring.actions.order.signing import hand_back, nobody_signs, put_signature, read_to_sign
from mentoring.actions.pair_change.draft import appoint, names, record
from mentoring.actions.pair_change.effect import apply_change
from mentoring.actions.paper import keep_later
from mentoring.choices import ChangeState
from mentoring.documents.change_text import SCHEMA, change_text, frozen_on
from mentoring.documents.order_text import control_of
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import words
from mentoring.kit.text import count_of
from mentoring.kit.verdict import Refused, first_no, no, require
from mentoring.models import PairChange
from mentoring.office import office
from mentoring.queries.change_order import day_stands, order_changes, still_stands, suits
from mentoring.workflow.document import DOCUMENT
from mentoring.workflow.pair_change import CHANGE

UNCHECKED = "Отметьте, что проверили, кого заменяют и кто входит."


@transaction.atomic
def send_change_order(order, *, checked, by, at):
    """Freeze the text and send it to the director, who signs before the first day it names.

    Refused when somebody may not come any more, or when a first day has passed.
    """
    hold(order)
    require(DOCUMENT.verdict("send", by, order))
    if not checked:
        raise Refused(no(UNCHECKED))
    day = timezone.localtime(at).date()
    changes = _checked(order, day)
    require(first_no(*(day_stands(change, day) for change in changes)))
    appoint(order, changes, day)
    if order.signer is None:
        raise Refused(nobody_signs(day))
    payload = payload_of(change_text(order, changes))
    term = office().add_working_days(day, office().setting("order_sign_working_days"))
    due = min(term, *(change.on for change in changes))
    frozen = {"payload": payload, "sha256": fingerprint(payload), "schema": SCHEMA, "title": payload["heading"]}
    DOCUMENT.claim("send", order, by=by, due=due, remark="", signer=order.signer, **frozen)
    notifications.write(
        "order_to_sign",
        to=order.signer,
        at=at,
        path=reverse("change_order_sign", args=[order.pk]),
        date=words(due),
        n_pairs=count_of(len(changes), "change"),
    )
    record("order_sent", f"Приказ о замене отправлен на подпись: {names(changes)}", order, by, at)


@transaction.atomic
def recall_change_order(order, *, by, at):
    DOCUMENT.claim("recall", order, by=by, due=None, payload=None, sha256="")
    record("order_recalled", "Приказ забрали с подписи", order, by, at)


@transaction.atomic
def return_change_order(order, *, remark, by, at):
    """The director returns the order with a remark; its changes wait for another text."""
    remark = hand_back(order, remark, page="change_order_check", by=by, at=at)
    record("order_returned", "Директор вернул приказ", order, by, at, text=remark)


@transaction.atomic
def sign_change_order(order, *, checked, sha256, by, at):
    """The director's signature: number and date; a change whose day has come takes effect at once, others by `daily`.

    `sha256` is the text he read: Refused when it changed, when a first day it names has passed (the text cannot be
    true any more, the curator names another), or when somebody it names may not come any more.
    """
    hold(order)
    step = read_to_sign(order, checked=checked, sha256=sha256, by=by)
    day = timezone.localtime(at).date()
    changes = _checked(order, day)
    require(still_stands(changes, day))
    put_signature(order, step, by=by, at=at)
    record("order_signed", f"Приказ № {order.number} подписан", order, by, at)
    _put_into_force(order, changes, day, by, at)
    keep_later()
    return order


def _put_into_force(order, changes, day, by, at):
    due = office().add_working_days(day, office().setting("acquaintance_working_days"))
    people = {p.pk: p for c in changes for p in (c.leaving, c.coming, *c.pair.mentors, *c.pair.mentees)}
    control = control_of(order)
    ask_to_read(order, ({control.pk: control} | people if control else people).values(), due=due)
    for change in changes:
        CHANGE.move("sign", change)
        heading = f"Замена утверждена приказом № {order.number} от {words(order.date, year=True)}"
        journal.record("pair_change_ordered", heading, by=by, at=at, subject=change, pair=change.pair)
        if change.on <= day:
            apply_change(change, on=change.on, by=by, at=at)


def free_changes(order, *, by, at):
    """A canceled order: changes that have not happened wait for another one. Refused when one has taken effect."""
    changes = list(PairChange.objects.filter(order=order).with_people())
    done = next((change for change in changes if change.state in (ChangeState.DONE, ChangeState.RUNNING)), None)
    if done:
        raise Refused(no(f"{done.pair.title}: состав уже изменился. Вернуть прежний состав можно новым приказом."))
    for change in changes:
        if change.state == ChangeState.SIGNED:
            CHANGE.move("release", change, order=None)


def _checked(order, day):
    """Changes of the order, all of them still waiting and suitable, and the same that its text names."""
    changes = order_changes(order)
    waiting = [change for change in changes if change.state == ChangeState.IN_ORDER]
    if not waiting:
        raise Refused(no("В приказе нет ни одной замены. Удалите этот проект."))
    named = frozen_on(order.payload) if order.payload else [change.pk for change in waiting]
    if sorted(named) != sorted(change.pk for change in waiting):
        raise Refused(no("Одна из пар приказа уже завершена. Верните приказ куратору: он исправит текст."))
    for change in waiting:
        verdict = suits(change, day)
        if not verdict:
            raise Refused(no(f"{change.pair.title}: {verdict.reason}", verdict.clause))
    return waiting
