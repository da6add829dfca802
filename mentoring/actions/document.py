"""Any issued document after its signature: scan, acquaintance, cancellation, replacement (R56, R57)."""

from django.db import transaction

from mentoring.access import may_run_office
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.actions.order.effect import undo
from mentoring.actions.pair_change.order import free_changes
from mentoring.actions.pair_state import recheck_pairs
from mentoring.choices import AcquaintanceWay, PairState
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcquaintanceMark, IssuedDocument, Pair
from mentoring.workflow.document import DOCUMENT, VALID


@transaction.atomic
def upload_scan(document, upload, *, by, at):
    """The signed paper copy: it ends the wait for a scan, a later one replaces it. Raises Refused on a wrong file."""
    require(may_upload_scan(by, document))
    scan = store_upload(upload, purpose="scan", by=by, at=at)
    if document.state == "awaiting_scan":
        DOCUMENT.claim("scan", document, by=by, scan=scan)
    else:
        IssuedDocument.objects.filter(pk=document.pk).update(scan=scan)
        document.scan = scan
    _record("document_scanned", "Загружен скан подписанного документа", document, by, at)


def may_upload_scan(actor, document):
    if document.state not in VALID:
        return no("Скан загружают к подписанному документу.")
    return may_run_office(actor)


@transaction.atomic
def acquaint(document, *, by, at):
    """The person has read exactly this text; a second click finds it already done."""
    mark = _mark(document, by.person)
    done = AcquaintanceMark.objects.filter(pk=mark.pk, done_at__isnull=True).update(
        done_at=at, way=AcquaintanceWay.ELECTRONIC, sha256=document.sha256
    )
    if not done:
        raise Refused(no("Вы уже ознакомились с этим документом."))
    _record("document_read", "Ознакомление отмечено", document, by, at, person=by.person)


@transaction.atomic
def acquaint_on_paper(document, people, *, by, at):
    """The curator writes down who signed the paper list; returns how many marks were made."""
    require(may_run_office(by))
    if document.state not in VALID:
        raise Refused(no("Ознакамливают с подписанным документом."))
    marks = AcquaintanceMark.objects.filter(document=document, person__in=people, done_at__isnull=True)
    made = marks.update(done_at=at, way=AcquaintanceWay.PAPER, sha256=document.sha256)
    if not made:
        raise Refused(no("Отметьте тех, кто расписался на листе."))
    _record("document_read_on_paper", f"Отмечено ознакомление на бумаге: {made}", document, by, at)
    return made


def _mark(document, person):
    mark = AcquaintanceMark.objects.filter(document=document, person=person).first() if person else None
    if mark is None:
        raise Refused(no("Вашего имени нет в листе ознакомления."))
    if document.state not in VALID:
        raise Refused(no("Документ больше не действует, ознакомление не нужно."))
    return mark


@transaction.atomic
def cancel_document(document, *, reason, by, at):
    """The director cancels a document in force; its number is not used again. Pairs at work end by another order."""
    reason = " ".join((reason or "").split())
    if not reason:
        raise Refused(no("Напишите причину отмены."))
    require(DOCUMENT.verdict("cancel", by, document))
    pairs = list(Pair.objects.with_members().filter(order=document))
    working = [pair for pair in pairs if pair.state != PairState.ASSIGNED]
    if working:
        raise Refused(
            no(f"{working[0].title}: пара уже работает. Её завершают приказом о завершении, этот приказ остаётся.")
        )
    free_changes(document, by=by, at=at)
    DOCUMENT.claim("cancel", document, by=by, canceled_reason=reason[:300])
    undo(document, pairs, by=by, at=at)
    recheck_pairs(pairs, by=by, at=at)
    _record("document_canceled", "Документ отменён", document, by, at, text=reason)


@transaction.atomic
def replace_document(document, new, *, by, at):
    """A new signed document takes the place of an old one."""
    if new.pk == document.pk or new.state not in VALID:
        raise Refused(no("Заменяет только подписанный новый документ."))
    DOCUMENT.claim("replace", document, by=by, replaced_by=new)
    _record("document_replaced", f"Заменён документом № {new.number}", document, by, at)


def _record(event, heading, document, by, at, *, text="", person=None):
    journal.record(event, heading, by=by, at=at, subject=document, text=text, person=person)
