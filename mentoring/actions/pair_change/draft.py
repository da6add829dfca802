"""A draft order on changes (D32): which go in, from which days, its requisites (clause 4.2, R15, R16)."""

from django.db import transaction
from django.utils import timezone

from mentoring.access import may_run_office
from mentoring.actions import journal
from mentoring.actions.number import number_is_taken
from mentoring.actions.order.draft import hold, may_change_order
from mentoring.actions.pair_change.start import check_first_day, check_last_day
from mentoring.choices import ChangeState
from mentoring.documents.change_text import SCHEMA, default_basis, heading_of
from mentoring.kit.dates import words
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import DocumentType, IssuedDocument, PairChange
from mentoring.queries.change_order import CHANGE_ORDER_TYPE, order_changes
from mentoring.queries.role_holder import signers
from mentoring.workflow.document import EDITABLE
from mentoring.workflow.pair_change import CHANGE

ONE_YEAR = "Замены относятся к разным учебным годам. Выпустите приказ на каждый год отдельно."


@transaction.atomic
def create_change_order(changes, *, by, at):
    """A draft over agreed changes of one year. Returns the IssuedDocument."""
    require(may_run_office(by))
    changes = list(changes)
    if not changes:
        raise Refused(no("Выберите хотя бы одну замену."))
    order = IssuedDocument.objects.create(
        type=DocumentType.objects.get(code=CHANGE_ORDER_TYPE),
        year=changes[0].pair.year,
        title=heading_of(changes),
        requisites={"control": by.person.pk if by.person else None},
        author=by.person,
        created_at=at,
        schema=SCHEMA,
    )
    _put(order, changes, by, at)
    record("order_drafted", f"Начат приказ о замене: {names(changes)}", order, by, at)
    return order


@transaction.atomic
def add_changes(order, changes, *, by, at):
    """More agreed changes of the same year join a draft. Refused: none chosen, another year, already in an order."""
    hold(order)
    require(may_change_order(by, order))
    changes = list(changes)
    if not changes:
        raise Refused(no("Выберите хотя бы одну замену."))
    _put(order, changes, by, at)
    record("order_changes_added", f"В приказ добавлено: {names(changes)}", order, by, at)


@transaction.atomic
def remove_change(order, change, *, by, at):
    """One change leaves a draft and waits for another order. Refused when it is the only one: then the draft is deleted."""
    hold(order)
    require(may_change_order(by, order))
    held = PairChange.objects.filter(order=order, state=ChangeState.IN_ORDER)
    if not held.filter(pk=change.pk).exists():
        raise Refused(no("Этой замены уже нет в приказе. Обновите страницу."))
    if held.count() == 1:
        raise Refused(no("В приказе одна замена. Удалите черновик приказа целиком."))
    CHANGE.move("release", change, order=None)
    _retitle(order, at)
    record("order_change_removed", f"Из приказа убрано: {change.pair.title}", order, by, at)


@transaction.atomic
def edit_change_order(order, *, number, basis, by, at, days=None):
    """The number, where the office numbers elsewhere; what the order stands on; `days` are {change id: first day}.

    Refused: a number that is taken, a day that has passed or lies outside the pair's term.
    """
    hold(order)
    require(may_change_order(by, order))
    number = tidy(number)[:40]
    if number and number_is_taken(order, number):
        raise Refused(no(f"Номер {number} в этом году уже занят. Поставьте другой или оставьте поле пустым."))
    changes = order_changes(order)
    for change in changes if days else ():
        _move(change, days.get(change.pk) or change.on, by, at)
    typed = tidy(basis)
    own = "" if typed == default_basis(changes) else typed  # what nobody has changed follows the composition
    order.requisites = {**order.requisites, "number": number, "basis": own}
    IssuedDocument.objects.filter(pk=order.pk).update(requisites=order.requisites)


@transaction.atomic
def delete_change_order(order, *, by, at):
    """A draft has no number; its changes are agreed again and wait for another order."""
    hold(order)
    require(may_change_order(by, order))
    for change in PairChange.objects.filter(order=order, state=ChangeState.IN_ORDER):
        CHANGE.move("release", change, order=None)
    PairChange.objects.filter(order=order).update(order=None)
    record("order_deleted", "Черновик приказа удалён", order, by, at)
    IssuedDocument.objects.filter(pk=order.pk, state__in=EDITABLE).delete()


def _put(order, changes, by, at):
    for change in changes:
        if change.pair.year_id != order.year_id:
            raise Refused(no(ONE_YEAR))
        if not change.needs_order:
            raise Refused(no("Эта временная замена идёт без приказа: она начнётся сама."))
        CHANGE.claim("include", change, by=by, order=order)
    _retitle(order, at)


def _retitle(order, at):
    """The heading and who signs follow the composition."""
    changes = order_changes(order)
    order.title = heading_of(changes)
    IssuedDocument.objects.filter(pk=order.pk).update(title=order.title)
    appoint(order, changes, timezone.localtime(at).date())


def _move(change, on, by, at):
    """Another first day of the new composition; the pair's story tells it."""
    if on == change.on:
        return
    today = timezone.localtime(at).date()
    check_first_day(change.pair, on, today)
    if change.until:
        check_last_day(change.pair, on, change.until, today)
    PairChange.objects.filter(pk=change.pk, state=ChangeState.IN_ORDER).update(on=on)
    heading = f"Первый день нового состава – {words(on)} вместо {words(change.on)}"
    journal.record("pair_change_moved", heading, by=by, at=at, subject=change, pair=change.pair)


def appoint(order, changes, day):
    """The director, or who stands in where the director takes part in a pair or comes into it (decision 1)."""
    inside = {m.person_id for c in changes for m in c.pair.members.all() if m.until is None}
    able = signers(day, participants=inside | {change.coming_id for change in changes})
    order.signer, acting = able[0] if able else (None, False)
    order.requisites = {**order.requisites, "acting": acting}
    IssuedDocument.objects.filter(pk=order.pk).update(signer=order.signer, requisites=order.requisites)


def names(changes):
    return ", ".join(change.pair.title for change in changes)


def record(event, heading, order, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=order, text=text)
