"""A draft order: which pairs go in and what its requisites say (clause 4.2, R15)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mentoring.access import may_run_office
from mentoring.actions import journal
from mentoring.actions.number import number_is_taken
from mentoring.choices import DocumentState
from mentoring.documents.order_text import SCHEMA
from mentoring.kit.dates import to_working_day
from mentoring.kit.stale import claim_version
from mentoring.kit.text import count_of
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import DocumentType, IssuedDocument, Pair
from mentoring.office import office
from mentoring.queries.order import ORDER_TYPE, order_pairs
from mentoring.queries.pair_check import check_pairs
from mentoring.queries.role_holder import is_acting, signers
from mentoring.workflow.document import EDITABLE
from mentoring.workflow.pair import FREE_DRAFTS

REQUISITES = ("number", "basis", "programs_due", "control", "agreements")
HELD = ("state", "requisites", "signer_id", "payload", "sha256")


@transaction.atomic
def create_order(pairs, *, by, at):
    """A draft order over selected drafts; blocked ones may come along with a ready one. Returns the IssuedDocument."""
    require(may_run_office(by))
    pairs = list(pairs)
    if not pairs:
        raise Refused(no("Выберите хотя бы одну пару."))
    if len({pair.year_id for pair in pairs}) > 1:
        raise Refused(no("Пары относятся к разным учебным годам. Выпустите приказ на каждый год отдельно."))
    day = timezone.localtime(at).date()
    due = to_working_day(day + timedelta(days=office().setting("program_due_days_after_order")), office().holidays)
    order = IssuedDocument.objects.create(
        type=DocumentType.objects.get(code=ORDER_TYPE),
        year=pairs[0].year,
        title="О закреплении наставнических пар и групп",
        requisites={"programs_due": due.isoformat(), "control": by.person.pk if by.person else None},
        author=by.person,
        created_at=at,
        schema=SCHEMA,
    )
    _put(pairs, order, day)
    appoint_signer(order, pairs, day)
    record("order_drafted", f"Начат приказ, {count_of(len(pairs), 'pair')}", order, by, at)
    return order


@transaction.atomic
def add_pairs(order, pairs, *, by, at):
    hold(order)
    require(may_change_order(by, order))
    pairs = list(pairs)
    if any(pair.year_id != order.year_id for pair in pairs):
        raise Refused(no("Пары относятся к разным учебным годам. Выпустите приказ на каждый год отдельно."))
    if not pairs:
        raise Refused(no("Выберите хотя бы одну пару."))
    day = timezone.localtime(at).date()
    _put(pairs, order, day)
    appoint_signer(order, order_pairs(order), day)


@transaction.atomic
def remove_pair(order, pair, *, by, at):
    """Take one pair out of a draft order; it stays a draft of its own."""
    hold(order)
    require(may_change_order(by, order))
    if not Pair.objects.filter(pk=pair.pk, order=order, state__in=FREE_DRAFTS).update(order=None):
        raise Refused(no("Этой пары уже нет в приказе. Обновите страницу."))
    appoint_signer(order, order_pairs(order), timezone.localtime(at).date())


@transaction.atomic
def edit_order(order, *, by, at, lock_version=None, signer=None, **requisites):
    """Change requisites of a draft; a typed number is checked for doubles. Raises Stale when another saved first."""
    hold(order)
    require(may_change_order(by, order))
    unknown = set(requisites) - set(REQUISITES)
    if unknown:
        raise TypeError(f"no such requisites: {', '.join(sorted(unknown))}")
    number = requisites.get("number", "")
    if number and number_is_taken(order, number):
        raise Refused(no(f"Номер {number} в этом году уже занят. Поставьте другой или оставьте поле пустым."))
    claim_version(order, order.lock_version if lock_version is None else lock_version)
    order.signer = signer or order.signer
    acting = bool(order.signer and is_acting(order.signer, timezone.localtime(at).date()))
    order.requisites = {**order.requisites, **requisites, "acting": acting}
    IssuedDocument.objects.filter(pk=order.pk).update(requisites=order.requisites, signer=order.signer)
    return order


@transaction.atomic
def delete_draft_order(order, *, by, at):
    """A draft has no number and leaves no trace but the journal; its pairs stay drafts."""
    hold(order)
    require(may_change_order(by, order))
    Pair.objects.filter(order=order, state__in=FREE_DRAFTS).update(order=None)
    record("order_deleted", "Черновик приказа удалён", order, by, at)
    IssuedDocument.objects.filter(pk=order.pk, state__in=EDITABLE).delete()


def hold(order):
    """Keep the order's row until the transaction ends, as it is now: it may have been sent since the page was loaded."""
    now = IssuedDocument.objects.select_for_update().filter(pk=order.pk).only(*HELD).first()
    if now is None:
        raise Refused(no("Этого черновика уже нет: его удалили."))
    for name in HELD:
        setattr(order, name, getattr(now, name))


def may_change_order(actor, order):
    allowed = may_run_office(actor)
    if not allowed or order.state in EDITABLE:
        return allowed
    if order.state == DocumentState.AWAITING_SIGNATURE:
        return no("Приказ на подписи. Заберите его, чтобы изменить.")
    return no("Приказ подписан. Состав меняется новым приказом.")


def _put(pairs, order, day):
    """The pairs join the order; at least one of them must be able to go, or the order would hold nothing."""
    for pair in pairs:
        if not Pair.objects.filter(pk=pair.pk, order__isnull=True, state__in=FREE_DRAFTS).update(order=order):
            raise Refused(no(f"{pair.title}: пара уже в другом приказе или закреплена. Снимите с неё отметку."))
        pair.order = order
    checks = check_pairs(pairs, day)
    if not any(checks[pair.pk].verdict for pair in pairs):
        told = " ".join(f"{pair.title}: {checks[pair.pk].verdict.reason}" for pair in pairs)
        raise Refused(no(f"В приказ сейчас нечего включить. {told}"))


def appoint_signer(order, pairs, day):
    """The director, or who stands in where the director takes part in a pair (decision 1); a chosen able one stays."""
    people = {m.person_id for pair in pairs for m in pair.members.all() if m.until is None}
    able = signers(day, participants=people)
    chosen = next(((who, acting) for who, acting in able if who.pk == order.signer_id), None)
    order.signer, acting = chosen or (able[0] if able else (None, False))
    order.requisites = {**order.requisites, "acting": acting}
    IssuedDocument.objects.filter(pk=order.pk).update(signer=order.signer, requisites=order.requisites)


def record(event, heading, order, by, at, *, text=""):
    """One line of the order's story."""
    journal.record(event, heading, by=by, at=at, subject=order, text=text)
