"""Any issued document after its signature: scan, acquaintance, cancellation, replacement (R56, R57)."""

from django.db import transaction

from mentoring.access import SHEET_TYPE, may_run_office
from mentoring.actions import journal
from mentoring.actions.end_order import free_ended
from mentoring.actions.file import store_upload
from mentoring.actions.order.effect import undo
from mentoring.actions.pair_change.order import free_changes
from mentoring.actions.pair_state import recheck_pairs
from mentoring.choices import AcquaintanceWay, PairState
from mentoring.kit.dates import local, start_of, words
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import AcquaintanceMark, IssuedDocument, Pair
from mentoring.queries.acquaintance import read_print
from mentoring.workflow.document import DOCUMENT, VALID


@transaction.atomic
def upload_scan(document, upload, *, by, at):
    """The signed paper copy: it ends the wait for a scan, a later one replaces it and the earlier one is kept.

    Raises Refused on a wrong file; the file of a document from outside is its text, so it stands once people have read it.
    """
    require(may_upload_scan(by, document))
    scan, before = store_upload(upload, purpose="scan", by=by, at=at), document.scan
    if document.state == "awaiting_scan":
        DOCUMENT.claim("scan", document, by=by, scan=scan)
    else:
        changed = {"scan": scan, **({"sha256": scan.sha256} if document.payload is None and document.recorded else {})}
        IssuedDocument.objects.filter(pk=document.pk).update(**changed)
        document.scan, document.sha256 = scan, changed.get("sha256", document.sha256)
    if before:
        document.old_scans.add(before)
    heading = "Скан заменён, прежний сохранён" if before else "Загружен скан подписанного документа"
    _record("document_scanned", heading, document, by, at)


def may_upload_scan(actor, document):
    if document.state not in VALID:
        return no("Скан загружают к подписанному документу.")
    if document.recorded and document.type.code == SHEET_TYPE:
        return no("Скан бумажного листа загружают вместе с отметками: «Отметить расписавшихся».")
    if document.recorded and document.acquaintances.filter(done_at__isnull=False).exists():
        return no("С этим файлом уже ознакомились. Зарегистрируйте новый документ, а этот отмените.")
    return may_run_office(actor)


@transaction.atomic
def acquaint(document, *, by, at, shown=None):
    """The person has read exactly this text; a second click finds it already done.

    `shown` is the fingerprint of what the page showed: Refused when the text has changed meanwhile.
    """
    mark, read = _mark(document, by.person), read_print(document)
    if shown is not None and shown != read:
        raise Refused(no("Пока вы читали, текст изменился. Прочитайте его ещё раз."))
    done = AcquaintanceMark.objects.filter(pk=mark.pk, done_at__isnull=True).update(
        done_at=at, way=AcquaintanceWay.ELECTRONIC, sha256=read, role=by.role, post=by.post, excused=""
    )
    if not done:
        raise Refused(no("Вы уже ознакомились с этим документом."))
    _record("document_read", "Ознакомление отмечено", document, by, at, person=by.person)


@transaction.atomic
def acquaint_on_paper(document, people, *, on=None, scan=None, witness=None, by, at):
    """The curator writes down who signed the paper list: on which day, with its scan, in whose presence.

    Returns how many marks were made. Raises Refused: nobody, a day that has not come, a wrong file, a witness who signs.
    """
    require(may_run_office(by))
    if document.state not in VALID:
        raise Refused(no("Ознакамливают с подписанным документом."))
    require(_paper_day(document, on, at))
    marks = AcquaintanceMark.objects.filter(document=document, person__in=people, done_at__isnull=True)
    if witness and marks.filter(person=witness).exists():
        raise Refused(no(f"{witness.short_name} расписывается сам(а). Присутствовать должен кто-то другой."))
    chosen = list(marks.select_related("person"))
    if not chosen:
        raise Refused(no("Отметьте тех, кто расписался на листе."))
    file = store_upload(scan, purpose="acquaintance", by=by, at=at) if scan else None
    for mark in chosen:
        marks.filter(pk=mark.pk).update(
            done_at=start_of(on) if on else at,
            way=AcquaintanceWay.PAPER,
            sha256=read_print(document),
            post=mark.person.post,
            scan=file,
            witness=witness,
            recorded_by=by.person,
            excused="",
        )
    _record("document_read_on_paper", f"Отмечено ознакомление на бумаге: {len(chosen)}", document, by, at)
    return len(chosen)


def _paper_day(document, on, at):
    if on and on > local(at).date():
        return no("Этот день ещё не наступил. Поставьте день, когда расписались.")
    if on and document.date and on < document.date:
        return no(f"Документ от {words(document.date)}: раньше с ним не могли ознакомиться.")
    return YES


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
    free_ended(document)
    DOCUMENT.claim("cancel", document, by=by, canceled_reason=reason[:300])
    if not document.recorded:
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
