"""A second opinion about the same person: asked of the head by the curator, or given by the head or a curator himself."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_ask_card_of, opinion_side, supervisor_of
from mentoring.actions import journal
from mentoring.choices import DiagnosisState, SheetSide
from mentoring.kit import dates
from mentoring.kit.text import ended
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import DiagnosisSheet


def may_give_opinion(actor, diagnosis):
    """The person's own head or a curator, once a side; not about oneself and not to a card nobody needs."""
    side = opinion_side(actor, diagnosis.person)
    if side is None:
        return no("Второе мнение дают непосредственный руководитель и куратор.")
    if diagnosis.state == DiagnosisState.WITHDRAWN:
        return no("Карта больше не нужна.")
    given = next((sheet for sheet in diagnosis.sheets.all() if sheet.side == side), None)
    return no(ended(f"Мнение этой стороны уже есть: {given.author.short_name}")) if given else YES


@transaction.atomic
def start_opinion(diagnosis, *, by, at):
    """Begin an own sheet of a second opinion. Returns the sheet, the begun one when it was begun before."""
    begun = diagnosis.sheets.filter(author=by.person).exclude(side=SheetSide.SELF).first() if by.person else None
    if begun:
        return begun
    require(may_give_opinion(by, diagnosis))
    return _sheet(diagnosis, by.person, opinion_side(by, diagnosis.person))


@transaction.atomic
def ask_opinion(diagnosis, *, by, at):
    """Ask the person's head for a second opinion; the letter says by when. Raises Refused when there is no head."""
    require(may_ask_card_of(by, diagnosis.person))
    head = supervisor_of(diagnosis.person)
    if head is None:
        raise Refused(no("Руководитель в карточке не указан. Укажите его или дайте мнение сами."))
    if diagnosis.state == DiagnosisState.WITHDRAWN:
        raise Refused(no("Карта больше не нужна."))
    sheet = _sheet(diagnosis, head, SheetSide.SUPERVISOR)
    notifications.write(
        "diagnosis_opinion_asked",
        to=head,
        at=at,
        path=reverse("diagnosis_sheet", args=[sheet.pk]),
        person=diagnosis.person.full_name,
        date=dates.words(diagnosis.due) if diagnosis.due else "",
    )
    heading = f"Попросили второе мнение о затруднениях: {head.short_name}"
    journal.record("diagnosis_opinion_asked", heading, by=by, at=at, subject=diagnosis, person=diagnosis.person)
    return sheet


@transaction.atomic
def drop_opinion(sheet, *, by, at):
    """The author does not give an opinion: an unsent sheet goes without trace, nothing is said of it."""
    require(YES if by.is_person(sheet.author) and not sheet.is_own else no("Лист убирает его автор."))
    if not DiagnosisSheet.objects.filter(pk=sheet.pk, done_at__isnull=True).delete()[0]:
        raise Refused(no("Мнение уже отправлено. Чтобы исправить, нажмите «Изменить мнение»."))


@transaction.atomic
def reopen_opinion(sheet, *, by, at):
    """The author takes a sent opinion back to change it; until it is sent again nobody sees it."""
    require(YES if by.is_person(sheet.author) and not sheet.is_own else no("Мнение меняет его автор."))
    if not DiagnosisSheet.objects.filter(pk=sheet.pk, done_at__isnull=False).update(done_at=None):
        raise Refused(no("Мнение ещё не отправлено: продолжите его."))
    diagnosis = sheet.diagnosis
    heading = f"Второе мнение меняют: {sheet.author.short_name}"
    journal.record("diagnosis_opinion_reopened", heading, by=by, at=at, subject=diagnosis, person=diagnosis.person)


def _sheet(diagnosis, author, side):
    """A new sheet; the second of two at once gets words, not a failure."""
    try:
        with transaction.atomic():
            return DiagnosisSheet.objects.create(diagnosis=diagnosis, author=author, side=side)
    except IntegrityError as error:
        raise Refused(no("Мнение этой стороны уже есть или его уже попросили. Обновите страницу.")) from error
