"""The order on changes (D32): drafted, sent, signed; its changes take effect on their days (clause 4.2, R15, R16)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import may_run_office
from mentoring.actions import journal
from mentoring.actions.number import number_is_taken
from mentoring.actions.order.draft import hold, may_change_order
from mentoring.actions.order.effect import ask_to_read
from mentoring.actions.order.signing import hand_back, nobody_signs, put_signature, read_to_sign
from mentoring.actions.pair_change.effect import apply_change
from mentoring.actions.paper import keep_later
from mentoring.choices import ChangeKind, ChangeState
from mentoring.documents.change_text import SCHEMA, change_text, frozen_on, heading_of
from mentoring.documents.order_text import control_of
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import words
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import DocumentType, IssuedDocument, PairChange
from mentoring.office import office
from mentoring.queries.change_order import CHANGE_ORDER_TYPE, order_changes, suits
from mentoring.queries.role_holder import signers
from mentoring.workflow.document import DOCUMENT, EDITABLE
from mentoring.workflow.pair_change import CHANGE


@transaction.atomic
def create_change_order(changes, *, by, at):
    """A draft over agreed replacements of one year. Returns the IssuedDocument."""
    require(may_run_office(by))
    changes = list(changes)
    if not changes:
        raise Refused(no("Выберите хотя бы одну замену."))
    if len({change.pair.year_id for change in changes}) > 1:
        raise Refused(no("Замены относятся к разным учебным годам. Выпустите приказ на каждый год отдельно."))
    order = IssuedDocument.objects.create(
        type=DocumentType.objects.get(code=CHANGE_ORDER_TYPE),
        year=changes[0].pair.year,
        title=heading_of(changes),
        requisites={"control": by.person.pk if by.person else None},
        author=by.person,
        created_at=at,
        schema=SCHEMA,
    )
    for change in changes:
        if change.kind != ChangeKind.REPLACE:
            raise Refused(no("Приказом оформляют замену участника. Временная замена начнётся сама."))
        CHANGE.claim("include", change, by=by, order=order)
    _appoint(order, changes, timezone.localtime(at).date())
    _record("order_drafted", f"Начат приказ о замене: {_names(changes)}", order, by, at)
    return order


@transaction.atomic
def edit_change_order(order, *, number, basis, by, at):
    """The number, where the office numbers elsewhere, and what the order stands on."""
    hold(order)
    require(may_change_order(by, order))
    number = tidy(number)[:40]
    if number and number_is_taken(order, number):
        raise Refused(no(f"Номер {number} в этом году уже занят. Поставьте другой или оставьте поле пустым."))
    order.requisites = {**order.requisites, "number": number, "basis": tidy(basis)}
    IssuedDocument.objects.filter(pk=order.pk).update(requisites=order.requisites)


@transaction.atomic
def send_change_order(order, *, checked, by, at):
    """Freeze the text and send it to the director. Refused when somebody may not come any more."""
    require(DOCUMENT.verdict("send", by, order))
    if not checked:
        raise Refused(no("Отметьте, что проверили, кто выбывает и кто входит."))
    day = timezone.localtime(at).date()
    changes = _checked(order, day)
    _appoint(order, changes, day)
    if order.signer is None:
        raise Refused(nobody_signs(day))
    payload = payload_of(change_text(order, changes))
    due = office().add_working_days(day, office().setting("order_sign_working_days"))
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
    _record("order_sent", f"Приказ о замене отправлен на подпись: {_names(changes)}", order, by, at)


@transaction.atomic
def recall_change_order(order, *, by, at):
    DOCUMENT.claim("recall", order, by=by, due=None, payload=None, sha256="")
    _record("order_recalled", "Приказ забрали с подписи", order, by, at)


@transaction.atomic
def return_change_order(order, *, remark, by, at):
    """The director returns the order with a remark; its changes wait for another text."""
    remark = hand_back(order, remark, page="change_order_check", by=by, at=at)
    _record("order_returned", "Директор вернул приказ", order, by, at, text=remark)


@transaction.atomic
def delete_change_order(order, *, by, at):
    """A draft has no number; its changes are agreed again and wait for another order."""
    hold(order)
    require(may_change_order(by, order))
    for change in PairChange.objects.filter(order=order, state=ChangeState.IN_ORDER):
        CHANGE.move("release", change, order=None)
    PairChange.objects.filter(order=order).update(order=None)
    _record("order_deleted", "Черновик приказа удалён", order, by, at)
    IssuedDocument.objects.filter(pk=order.pk, state__in=EDITABLE).delete()


@transaction.atomic
def sign_change_order(order, *, checked, sha256, by, at):
    """The director's signature: number and date; a change whose day has come takes effect at once, others by `daily`.

    `sha256` is the text he read: Refused when it changed, or when somebody it names may not come any more.
    """
    hold(order)
    step = read_to_sign(order, checked=checked, sha256=sha256, by=by)
    day = timezone.localtime(at).date()
    changes = _checked(order, day)
    put_signature(order, step, by=by, at=at)
    _record("order_signed", f"Приказ № {order.number} подписан", order, by, at)
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
            apply_change(change, on=day, by=by, at=at)


def free_changes(order, *, by, at):
    """A canceled order: changes that have not happened wait for another one. Refused when one has taken effect."""
    changes = list(PairChange.objects.filter(order=order).with_people())
    done = next((change for change in changes if change.state == ChangeState.DONE), None)
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


def _appoint(order, changes, day):
    """The director, or who stands in where the director takes part in a pair or comes into it (decision 1)."""
    inside = {m.person_id for c in changes for m in c.pair.members.all() if m.until is None}
    able = signers(day, participants=inside | {change.coming_id for change in changes})
    order.signer, acting = able[0] if able else (None, False)
    order.requisites = {**order.requisites, "acting": acting}
    IssuedDocument.objects.filter(pk=order.pk).update(signer=order.signer, requisites=order.requisites)


def _names(changes):
    return ", ".join(change.pair.title for change in changes)


def _record(event, heading, order, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=order, text=text)
