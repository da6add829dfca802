"""The order on ended pairs (D33): drafted when a program is closed, sent, returned, signed (clause 5.3, R37).

The pairs have ended already: the order puts it on paper, stops payments and is read by everybody it names.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import may_run_office
from mentoring.actions import journal
from mentoring.actions.number import number_is_taken
from mentoring.actions.order.draft import hold, may_change_order, record
from mentoring.actions.order.effect import ask_to_read
from mentoring.actions.order.signing import hand_back, nobody_signs, put_signature, read_to_sign
from mentoring.actions.paper import keep_later
from mentoring.documents.end_text import SCHEMA, end_text, frozen_ids, heading_of
from mentoring.documents.order_text import control_of
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import words
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import DocumentType, IssuedDocument, Pair
from mentoring.office import office
from mentoring.queries.end_order import END_ORDER_TYPE, ENDED, default_basis, ended_pairs
from mentoring.queries.role_holder import signers
from mentoring.workflow.document import DOCUMENT, EDITABLE

ONE_YEAR = "Пары относятся к разным учебным годам. Выпустите приказ на каждый год отдельно."


@transaction.atomic
def put_into_order(pairs, *, by, at, order=None):
    """Ended pairs of one year join a draft: the one named, else the open one of their year, else a new one; returns it.

    Refused: nobody chosen, different years, a pair still at work or in another order on its ending.
    """
    require(may_run_office(by))
    pairs = list(pairs)
    if not pairs:
        raise Refused(no("Выберите хотя бы одну завершённую пару."))
    order = order or _open_draft(pairs[0].year) or _draft(pairs[0].year, by, at)
    hold(order)
    require(may_change_order(by, order))
    if any(pair.year_id != order.year_id for pair in pairs):
        raise Refused(no(ONE_YEAR))
    for pair in pairs:
        if not Pair.objects.filter(pk=pair.pk, state__in=ENDED, end_order=None).update(end_order=order):
            raise Refused(no(f"{pair.title}: пара ещё работает или уже в приказе о завершении. Снимите отметку."))
        pair.end_order = order
    _recompose(order, at)
    names = ", ".join(pair.title for pair in pairs)
    record("end_order_pairs", f"В приказ о завершении добавлено: {names}", order, by, at)
    return order


def new_order(pairs, *, by, at):
    """The same over a draft of its own, when another one of the year is being put together."""
    pairs = list(pairs)
    with transaction.atomic():
        require(may_run_office(by))
        own = _draft(pairs[0].year, by, at) if pairs else None
        return put_into_order(pairs, order=own, by=by, at=at)


@transaction.atomic
def remove_ended(order, pair, *, by, at):
    """One pair leaves a draft and waits for another order. Refused when it is the only one: delete the draft."""
    hold(order)
    require(may_change_order(by, order))
    held = Pair.objects.filter(end_order=order)
    if not held.filter(pk=pair.pk).exists():
        raise Refused(no("Этой пары уже нет в приказе. Обновите страницу."))
    if held.count() == 1:
        raise Refused(no("В приказе одна пара. Удалите черновик приказа целиком."))
    held.filter(pk=pair.pk).update(end_order=None)
    _recompose(order, at)
    record("end_order_pair_removed", f"Из приказа убрано: {pair.title}", order, by, at)


@transaction.atomic
def edit_end_order(order, *, number, basis, by, at):
    """The number, where the office numbers elsewhere, and what the order stands on. Refused: a number that is taken."""
    hold(order)
    require(may_change_order(by, order))
    number, typed = tidy(number)[:40], tidy(basis)
    if number and number_is_taken(order, number):
        raise Refused(no(f"Номер {number} в этом году уже занят. Поставьте другой или оставьте поле пустым."))
    own = "" if typed == default_basis() else typed
    order.requisites = {**order.requisites, "number": number, "basis": own}
    IssuedDocument.objects.filter(pk=order.pk).update(requisites=order.requisites)


@transaction.atomic
def delete_end_order(order, *, by, at):
    """A draft has no number; its pairs wait for another order."""
    hold(order)
    require(may_change_order(by, order))
    free_ended(order)
    record("order_deleted", "Черновик приказа удалён", order, by, at)
    IssuedDocument.objects.filter(pk=order.pk, state__in=EDITABLE).delete()


@transaction.atomic
def send_end_order(order, *, checked, by, at):
    """Freeze the text and send it to the director. Refused: not ticked, nobody in it, nobody to sign."""
    hold(order)
    require(DOCUMENT.verdict("send", by, order))
    if not checked:
        raise Refused(no("Отметьте, что проверили пары, даты и основания."))
    pairs = _ended(order)
    _appoint(order, pairs, at)
    if order.signer is None:
        raise Refused(nobody_signs(_day(at)))
    payload = payload_of(end_text(order, pairs))
    due = office().add_working_days(_day(at), office().setting("order_sign_working_days"))
    frozen = {"payload": payload, "sha256": fingerprint(payload), "schema": SCHEMA, "title": payload["heading"]}
    DOCUMENT.claim("send", order, by=by, due=due, remark="", signer=order.signer, **frozen)
    path, many = reverse("end_order_sign", args=[order.pk]), count_of(len(pairs), "pair")
    notifications.write("order_to_sign", to=order.signer, at=at, path=path, date=words(due), n_pairs=many)
    record("order_sent", f"Приказ о завершении отправлен на подпись, {many}", order, by, at)


@transaction.atomic
def recall_end_order(order, *, by, at):
    DOCUMENT.claim("recall", order, by=by, due=None, payload=None, sha256="")
    record("order_recalled", "Приказ забрали с подписи", order, by, at)


@transaction.atomic
def return_end_order(order, *, remark, by, at):
    remark = hand_back(order, remark, page="end_order_check", by=by, at=at)
    record("order_returned", "Директор вернул приказ", order, by, at, text=remark)


@transaction.atomic
def sign_end_order(order, *, checked, sha256, by, at):
    """The director's signature: number and date; everybody it names is asked to read it, pairs' stories tell of it.

    `sha256` is the text he read: Refused when it changed, or when a pair it names works again.
    """
    hold(order)
    step = read_to_sign(order, checked=checked, sha256=sha256, by=by)
    pairs = _ended(order)
    put_signature(order, step, by=by, at=at)
    record("order_signed", f"Приказ № {order.number} подписан", order, by, at)
    due = office().add_working_days(_day(at), office().setting("acquaintance_working_days"))
    people = [person for pair in pairs for person in (*pair.mentors, *pair.mentees)]
    ask_to_read(order, {p.pk: p for p in (*people, control_of(order)) if p}.values(), due=due)
    for pair in pairs:
        heading = f"Завершение оформлено приказом № {order.number} от {words(order.date, year=True)}"
        journal.record("pair_end_ordered", heading, by=by, at=at, subject=pair, pair=pair)
    keep_later()
    return order


def free_ended(order):
    """Pairs of an order that is no more, deleted or canceled, wait for another one."""
    Pair.objects.filter(end_order=order).update(end_order=None)


def _ended(order):
    """Pairs of the order, the same that its frozen text names."""
    pairs = ended_pairs(order)
    if not pairs:
        raise Refused(no("В приказе нет ни одной пары. Удалите этот проект."))
    if order.payload and frozen_ids(order.payload) != sorted(pair.pk for pair in pairs):
        raise Refused(no("Состав приказа изменился. Верните приказ куратору: он исправит текст."))
    return pairs


def _open_draft(year):
    found = IssuedDocument.objects.filter(type__code=END_ORDER_TYPE, year=year, state__in=EDITABLE)
    return found.select_related("type").order_by("-pk").first()


def _draft(year, by, at):
    order = IssuedDocument.objects.create(
        type=DocumentType.objects.get(code=END_ORDER_TYPE),
        year=year,
        title=heading_of(()),
        requisites={"control": by.person.pk if by.person else None},
        author=by.person,
        created_at=at,
        schema=SCHEMA,
    )
    record("order_drafted", "Начат приказ о завершении", order, by, at)
    return order


def _recompose(order, at):
    """The heading and who signs follow the composition."""
    pairs = ended_pairs(order)
    order.title = heading_of(pairs)
    IssuedDocument.objects.filter(pk=order.pk).update(title=order.title)
    _appoint(order, pairs, at)


def _appoint(order, pairs, at):
    """The director, or who stands in where the director took part in a pair (decision 1)."""
    inside = {member.person_id for pair in pairs for member in pair.members.all()}
    able = signers(_day(at), participants=inside)
    order.signer, acting = able[0] if able else (None, False)
    order.requisites = {**order.requisites, "acting": acting}
    IssuedDocument.objects.filter(pk=order.pk).update(signer=order.signer, requisites=order.requisites)


def _day(at):
    return timezone.localtime(at).date()
