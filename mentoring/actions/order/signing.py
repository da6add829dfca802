"""An order on its way: sent, taken back, returned, signed (clause 4.2, R15)."""

from dataclasses import asdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import holders, may_run_office
from mentoring.actions.number import number_is_taken, take_number
from mentoring.actions.order.draft import appoint_signer, hold, record
from mentoring.actions.order.effect import put_into_force
from mentoring.actions.pair_state import recheck_pairs
from mentoring.actions.paper import keep_later
from mentoring.choices import DocumentState, PairState, SignatureWay
from mentoring.documents.layout import paper_style
from mentoring.documents.order_text import SCHEMA, consents_of, order_text
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import words
from mentoring.kit.text import count_of, listing
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import IssuedDocument, Pair, Signature
from mentoring.office import office
from mentoring.queries.order import ORDER_TYPE, order_pairs
from mentoring.queries.pair_check import check_pairs
from mentoring.queries.role_holder import director_post
from mentoring.workflow.document import DOCUMENT
from mentoring.workflow.pair import PAIR, RECHECK


class OrderBlocked(Refused):
    """Pairs of the order met an obstacle meanwhile; `pairs` are to be taken out, then the rest can go."""

    def __init__(self, lead, pairs, checks):
        self.pairs = pairs
        told = " ".join(f"{pair.title}: {checks[pair.pk].verdict.reason}" for pair in pairs)
        super().__init__(no(f"{lead} {told}"))


@transaction.atomic
def send_order(order, *, pair_ids, checked, by, at):
    """Freeze the text over the pairs the curator saw as ready and send it to the director; the others stay drafts.

    Raises OrderBlocked naming a pair that met an obstacle since the page was shown.
    """
    require(DOCUMENT.verdict("send", by, order))
    if not checked:
        raise Refused(no("Отметьте, что проверили состав, сроки и согласия."))
    pairs, checks = _checked(order, by, at)
    going = [pair for pair in pairs if pair.pk in set(pair_ids)]
    _refuse_blocked("Приказ не отправлен.", going, checks)
    if len(going) != len(set(pair_ids)):
        raise Refused(no("Состав приказа изменился. Проверьте его снова."))
    if not going:
        raise Refused(no("В приказе нет ни одной готовой пары. Уберите помехи или добавьте пары."))
    day = timezone.localtime(at).date()
    appoint_signer(order, going, day)
    if order.signer is None:
        raise Refused(nobody_signs(day))
    for pair in pairs:
        if pair not in going:
            Pair.objects.filter(pk=pair.pk).update(order=None)
    due = office().add_working_days(day, office().setting("order_sign_working_days"))
    DOCUMENT.claim("send", order, by=by, due=due, remark="", signer=order.signer, **_frozen(order, going, checks))
    for pair in going:
        PAIR.claim("include", pair, by=by, order=order)
    notifications.write(
        "order_to_sign",
        to=order.signer,
        at=at,
        path=reverse("order_sign", args=[order.pk]),
        date=words(due),
        n_pairs=count_of(len(going), "pair"),
    )
    record("order_sent", f"Приказ отправлен на подпись, {count_of(len(going), 'pair')}", order, by, at)
    return order


def nobody_signs(day):
    """Why an order has no signer: the college named no director yet, or he takes part in its pairs himself."""
    if holders("director", day):
        return no("Подписать некому: директор сам в этих парах. Назначьте исполняющего обязанности директора.")
    return no("Подписать некому: в системе нет директора. Назначьте ему роль в карточке.")


@transaction.atomic
def recall_order(order, *, by, at):
    """The curator takes an unsigned order back to mend it."""
    DOCUMENT.claim("recall", order, by=by, due=None, payload=None, sha256="")
    _free_pairs(order_pairs(order), by, at)
    record("order_recalled", "Приказ забрали с подписи", order, by, at)


@transaction.atomic
def return_order(order, *, remark, by, at):
    """The director returns an order with a remark; its pairs are drafts again."""
    remark = hand_back(order, remark, page="order_check", by=by, at=at)
    _free_pairs(order_pairs(order), by, at)
    record("order_returned", "Директор вернул приказ", order, by, at, text=remark)


def hand_back(order, remark, *, page, by, at):
    """Back to the curator with a remark, any kind of order; returns the tidy remark. Part of a larger action."""
    remark = (remark or "").strip()
    if not remark:
        raise Refused(no("Напишите, что исправить."))
    DOCUMENT.claim("return", order, by=by, remark=remark, due=None, payload=None, sha256="")
    curators = [order.author, *holders("curator", timezone.localtime(at).date())]
    path = reverse(page, args=[order.pk])
    notifications.write_all("order_returned", curators, at=at, path=path, remark=remark.rstrip("."))
    return remark


@transaction.atomic
def take_out_blocked(order, *, by, at):
    """«Убрать пару и отправить остальные»: pairs with an obstacle leave an order that waits for its signature."""
    require(_may_take_out(by))
    pairs = order_pairs(order)
    checks = check_pairs(pairs, timezone.localtime(at).date())
    blocked = [pair for pair in pairs if not checks[pair.pk].verdict]
    rest = [pair for pair in pairs if pair not in blocked]
    if not rest:
        raise Refused(no("Во всех парах приказа есть помеха. Верните приказ куратору."))
    frozen = _frozen(order, rest, checks)
    moved = IssuedDocument.objects.filter(
        pk=order.pk, state=DocumentState.AWAITING_SIGNATURE, sha256=order.sha256
    ).update(**frozen)
    if not moved:
        raise Refused(no(DOCUMENT.taken))
    for name, value in frozen.items():
        setattr(order, name, value)
    _free_pairs(blocked, by, at, order=None)
    names = listing([pair.title for pair in blocked])
    record(
        "order_pairs_taken_out", f"Из приказа убрано: {names}" if blocked else "Приказ проверен снова", order, by, at
    )
    return blocked


def _may_take_out(actor):
    return YES if actor.has("director") else may_run_office(actor)


@transaction.atomic
def sign_order(order, *, checked, sha256, by, at):
    """The director's signature: number and date are given, pairs assigned, requests answered, people told.

    `sha256` is the text he read: Refused when it changed meanwhile. Raises OrderBlocked naming pairs with an obstacle.
    """
    hold(order)
    if order.type.code != ORDER_TYPE:
        raise Refused(no("Этот приказ подписывают на его собственной странице."))
    step = read_to_sign(order, checked=checked, sha256=sha256, by=by)
    day = timezone.localtime(at).date()
    pairs = order_pairs(order)
    _refuse_blocked("Приказ не подписан.", pairs, check_pairs(pairs, day))
    put_signature(order, step, by=by, at=at)
    record("order_signed", f"Приказ № {order.number} подписан", order, by, at)
    put_into_force(order, pairs, by=by, at=at)
    keep_later()
    return order


def read_to_sign(order, *, checked, sha256, by):
    """The step of the workflow when the director has read exactly this text and may sign it, else Refused."""
    step = "sign" if office().setting("order_needs_scan") else "sign_at_once"
    require(DOCUMENT.verdict(step, by, order))
    if not checked:
        raise Refused(no("Отметьте, что прочитали приказ."))
    if sha256 != order.sha256:
        raise Refused(no("Пока вы читали, приказ изменился. Прочитайте его снова."))
    return step


def put_signature(order, step, *, by, at):
    """Number, date and the director's signature over the frozen text, any kind of order. Part of a larger action."""
    day = timezone.localtime(at).date()
    signed = {"number": give_number(order), "date": day, "signer": by.person, "style": asdict(paper_style())}
    DOCUMENT.claim(step, order, by=by, due=None, **signed)
    Signature.objects.create(
        document=order,
        person=by.person,
        role="director",
        post=director_post("director" in by.acting),
        way=SignatureWay.PES,
        sha256=order.sha256,
        signed_at=at,
    )


def _checked(order, by, at):
    pairs = order_pairs(order)
    return pairs, recheck_pairs(pairs, by=by, at=at)


def _refuse_blocked(lead, pairs, checks):
    blocked = [pair for pair in pairs if not checks[pair.pk].verdict]
    if blocked:
        raise OrderBlocked(lead, blocked, checks)


def _frozen(order, pairs, checks):
    payload = payload_of(order_text(order, pairs, consents_of(checks)))
    return {"payload": payload, "sha256": fingerprint(payload), "schema": SCHEMA}


def _free_pairs(pairs, by, at, **updates):
    """Back from the director: each pair becomes what the rules say of it now."""
    pairs = list(pairs)
    checks = check_pairs(pairs, timezone.localtime(at).date())
    for pair in pairs:
        if pair.state == PairState.IN_ORDER:
            PAIR.move(RECHECK[checks[pair.pk].state], pair, **updates)


def give_number(order):
    """The number typed by the office, else the next free one of the sequence."""
    typed = order.requisites.get("number", "").strip()
    if typed:
        if number_is_taken(order, typed):
            raise Refused(no(f"Номер {typed} уже занят. Верните приказ: куратор поставит другой."))
        return typed
    while True:
        number = str(take_number(order.type.prefix, order.year))
        if not number_is_taken(order, number):
            return number
