"""The order on recognition (D34): put together, sent, returned, signed; with its signature people learn of it (R55)."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.number import number_is_taken
from mentoring.actions.order.draft import hold, may_change_order, record
from mentoring.actions.order.effect import ask_to_read
from mentoring.actions.order.signing import hand_back, nobody_signs, put_signature, read_to_sign
from mentoring.actions.paper import keep_later
from mentoring.choices import DocumentState
from mentoring.documents.order_text import control_of
from mentoring.documents.recognition_order import SCHEMA
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import local, words
from mentoring.kit.text import count_of, small_first, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import DocumentType, IssuedDocument
from mentoring.office import office
from mentoring.queries.role_holder import signers
from mentoring.workflow.document import DOCUMENT, EDITABLE
from monitoring.access import recognition as rights
from monitoring.choices.year import RecognitionState
from monitoring.documents.recognition import heading_of, order_text
from monitoring.models import RecognitionProposal
from monitoring.queries.recognition_order import order_proposals
from monitoring.workflows_year import RECOGNITION


@transaction.atomic
def create_order(proposals, *, by, at):
    """A draft over proposals the director agreed to, of one year. Returns the IssuedDocument.

    Refused: not the curator, nobody chosen, different years, somebody not agreed to or in another order.
    """
    require(rights.may_order_recognition(by))
    proposals = list(proposals)
    if not proposals:
        raise Refused(no("Отметьте хотя бы одного человека."))
    if len({row.year_id for row in proposals}) > 1:
        raise Refused(no("Предложения разных учебных годов. Выпустите приказ на каждый год отдельно."))
    order = IssuedDocument.objects.create(
        type=DocumentType.objects.get(code=rights.ORDER_TYPE),
        year=proposals[0].year,
        title=heading_of(proposals),
        requisites={"control": by.person.pk if by.person else None, "text": {}},
        author=by.person,
        created_at=at,
        schema=SCHEMA,
    )
    free = RecognitionProposal.objects.filter(state=RecognitionState.APPROVED, order__isnull=True)
    if free.filter(pk__in=[row.pk for row in proposals]).update(order=order) < len(proposals):
        raise Refused(no("Кто-то из отмеченных уже в другом приказе или ещё не согласован. Обновите страницу."))
    _recompose(order, at)
    record("recognition_order_drafted", f"Начат приказ о поощрении: {len(proposals)}", order, by, at)
    return order


@transaction.atomic
def remove_from_order(order, row, *, by, at):
    """One proposal leaves a draft; the last one goes with the draft itself."""
    hold(order)
    require(may_change_order(by, order))
    held = RecognitionProposal.objects.filter(order=order)
    if not held.filter(pk=row.pk).exists():
        raise Refused(no("В приказе этого уже нет. Обновите страницу."))
    if held.count() == 1:
        raise Refused(no("В приказе один человек. Удалите черновик приказа целиком."))
    held.filter(pk=row.pk).update(order=None)
    _recompose(order, at)
    record("recognition_order_changed", "Из приказа убрано одно поощрение", order, by, at)


@transaction.atomic
def edit_recognition_order(order, *, number, basis, by, at):
    """The number, where the office numbers elsewhere, and what the order stands on. Refused: a taken number."""
    hold(order)
    require(may_change_order(by, order))
    number = tidy(number)[:40]
    if number and number_is_taken(order, number):
        raise Refused(no(f"Номер {number} в этом году уже занят. Поставьте другой или оставьте поле пустым."))
    order.requisites = {**order.requisites, "number": number, "basis": tidy(basis)[:1000]}
    _recompose(order, at)


@transaction.atomic
def delete_recognition_order(order, *, by, at):
    """A draft has no number; decisions wait for another order."""
    hold(order)
    require(may_change_order(by, order))
    RecognitionProposal.objects.filter(order=order).update(order=None)
    record("order_deleted", "Черновик приказа удалён", order, by, at)
    IssuedDocument.objects.filter(pk=order.pk, state__in=EDITABLE).delete()


@transaction.atomic
def send_recognition_order(order, *, checked, by, at):
    """Freeze the text and send it to the director. Refused: not ticked, nobody in it, nobody to sign."""
    hold(order)
    require(DOCUMENT.verdict("send", by, order))
    if not checked:
        raise Refused(no("Отметьте, что проверили людей, виды и основания."))
    proposals = _held(order)
    _appoint(order, proposals, at)
    if order.signer is None:
        raise Refused(nobody_signs(local(at).date()))
    payload = payload_of(order_text(order, proposals))
    due = office().add_working_days(local(at).date(), office().setting("order_sign_working_days"))
    frozen = {"payload": payload, "sha256": fingerprint(payload), "schema": SCHEMA, "title": payload["heading"]}
    DOCUMENT.claim("send", order, by=by, due=due, remark="", signer=order.signer, **frozen)
    path, many = reverse("recognition_order_sign", args=[order.pk]), count_of(len(proposals), "person")
    notifications.write("order_to_sign", to=order.signer, at=at, path=path, date=words(due), n_pairs=many)
    record("order_sent", f"Приказ о поощрении отправлен на подпись, {many}", order, by, at)


@transaction.atomic
def recall_recognition_order(order, *, by, at):
    DOCUMENT.claim("recall", order, by=by, due=None, payload=None, sha256="")
    record("order_recalled", "Приказ забрали с подписи", order, by, at)


@transaction.atomic
def return_recognition_order(order, *, remark, by, at):
    remark = hand_back(order, remark, page="recognition_order_check", by=by, at=at)
    record("order_returned", "Директор вернул приказ", order, by, at, text=remark)


@transaction.atomic
def sign_recognition_order(order, *, checked, sha256, by, at):
    """The director's signature: number and date, everybody named is told and asked to read it.

    Refused: not the director, named himself, not ticked, another text than was read, the composition changed.
    """
    hold(order)
    proposals = _held(order)
    if any(by.is_person(row.person) for row in proposals):
        raise Refused(no("В приказе названы вы. Подписывает исполняющий обязанности директора."))
    step = read_to_sign(order, checked=checked, sha256=sha256, by=by)
    if [row["proposal_id"] for row in order.payload["people"]] != [row.pk for row in proposals]:
        raise Refused(no("Состав приказа изменился. Верните приказ куратору: он исправит текст."))
    put_signature(order, step, by=by, at=at)
    record("order_signed", f"Приказ № {order.number} подписан", order, by, at)
    due = office().add_working_days(local(at).date(), office().setting("acquaintance_working_days"))
    people = {person.pk: person for person in (*(row.person for row in proposals), control_of(order)) if person}
    ask_to_read(order, people.values(), due=due)
    for row in proposals:
        RECOGNITION.claim("award", row, by=by)
        _tell(row, order, by, at)
    keep_later()
    return order


def _tell(row, order, by, at):
    heading = f"Поощрение: {small_first(row.get_kind_display())}, приказ № {order.number}"
    journal.record("recognition_awarded", heading, by=by, at=at, subject=row, person=row.person, text=row.ground)
    path = reverse("recognition_detail", args=[row.pk])
    notifications.write(
        "recognition", to=row.person, at=at, path=path, kind=row.get_kind_display(), ground=row.ground.rstrip(".")
    )


def _held(order):
    proposals = order_proposals(order)
    if not proposals:
        raise Refused(no("В приказе никого нет. Удалите этот проект."))
    return proposals


def _recompose(order, at):
    """The text, the heading and who signs follow the composition."""
    proposals = order_proposals(order)
    _appoint(order, proposals, at)
    text = payload_of(order_text(order, proposals))
    order.title, order.requisites = text["heading"], {**order.requisites, "text": text}
    draft = IssuedDocument.objects.filter(pk=order.pk, state__in=(DocumentState.DRAFT, DocumentState.RETURNED))
    draft.update(title=order.title, requisites=order.requisites)


def _appoint(order, proposals, at):
    """The director, or who stands in where the director is named himself (decision 1)."""
    able = signers(local(at).date(), participants={row.person_id for row in proposals})
    order.signer, acting = able[0] if able else (None, False)
    order.requisites = {**order.requisites, "acting": acting}
    IssuedDocument.objects.filter(pk=order.pk).update(signer=order.signer, requisites=order.requisites)
