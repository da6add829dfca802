"""Additional agreements with mentors (article 351.8): drafted, numbered by type and year, signed on paper, ended.

No entry of the journal and no letter says what is paid: they are read by more people than the agreement.
"""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import SYSTEM, may_keep_agreements
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.actions.number import take_number
from mentoring.choices import AgreementState, PaymentMeasure
from mentoring.kit import dates
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import AcademicYear, Agreement, DocumentType, PairMember
from mentoring.models.person import OUTSIDERS
from mentoring.workflow.agreement import AGREEMENT

DOCUMENT = "D12"
FIELDS = ("pair", "since", "until", "payment", "measure", "amount", "terms", "basis")
MAX_PERCENT = 200


def may_agree(actor, person):
    """Whether an agreement with this person may be drafted; the same words stand under the disabled button."""
    mentor = getattr(person, "mentor", None)
    if person.employment in OUTSIDERS:
        fits = no("Партнёр – не работник: с ним договор, а не соглашение.", "4.3.3")
    elif mentor is None or mentor.retired_on:
        fits = no("Соглашение заключают с наставником. Сначала включите человека в банк наставников.")
    else:
        fits = YES
    return first_no(may_keep_agreements(actor), fits)


@transaction.atomic
def draft_agreement(person, *, by, at, **values):
    """A draft with FIELDS. Returns the Agreement. Raises Refused: not the curator, not an employed mentor, wrong values."""
    require(may_agree(by, person))
    agreement = Agreement(person=person, year=_year(), author=by.person, created_at=at, **_tidied(values))
    require(_fits(agreement))
    agreement.save()
    _record("agreement_drafted", "Составлен проект дополнительного соглашения", agreement, by, at)
    return agreement


@transaction.atomic
def update_agreement(agreement, values, *, by, at, seen):
    """Change a draft; `seen` is its lock_version. Raises Refused when it has a number, Stale when another was first."""
    require(may_keep_agreements(by))
    kept = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if kept.state != AgreementState.DRAFT:
        raise Refused(no("У соглашения уже есть номер. Прекратите его и составьте новое."))
    if str(seen) != str(kept.lock_version):
        raise Stale(no(stale_words(None, "")))
    for name, value in _tidied(values).items():
        setattr(kept, name, value)
    require(_fits(kept))
    kept.lock_version += 1
    kept.save()
    _record("agreement_changed", "Изменён проект дополнительного соглашения", kept, by, at)
    return kept


@transaction.atomic
def delete_draft(agreement, *, by, at):
    """A draft has no number and leaves no trace but the journal."""
    require(may_keep_agreements(by))
    deleted, _ = Agreement.objects.filter(pk=agreement.pk, state=AgreementState.DRAFT).delete()
    if not deleted:
        raise Refused(no("У соглашения уже есть номер: его не удаляют, а прекращают."))
    _record("agreement_deleted", "Удалён проект дополнительного соглашения", agreement, by, at)


@transaction.atomic
def issue_agreement(agreement, *, number, date, by, at):
    """Give the number (typed by the office, else the next of type and year) and the date; the mentor is asked to sign.

    Raises Refused: not a draft, the number is taken, the date is after the first day of the work.
    """
    if date > agreement.since:
        day = dates.words(agreement.since)
        raise Refused(no(f"Срок соглашения начинается {day}, раньше его даты. Измените в проекте начало срока."))
    number = tidy(number) or _next_number(agreement)
    if Agreement.objects.filter(year=agreement.year_id, number=number).exclude(pk=agreement.pk).exists():
        raise Refused(no(f"Номер {number} в этом году уже занят. Поставьте другой или оставьте поле пустым."))
    try:
        with transaction.atomic():
            AGREEMENT.claim("issue", agreement, by=by, number=number, date=date)
    except IntegrityError as error:
        raise Refused(no(f"Номер {number} только что заняли. Поставьте другой.")) from error
    _record("agreement_issued", f"Дополнительное соглашение № {number} от {dates.short(date)}", agreement, by, at)
    path = reverse("agreement_detail", args=[agreement.pk])
    notifications.write("agreement_to_sign", to=agreement.person, at=at, path=path, number=number)


@transaction.atomic
def scan_agreement(agreement, *, scan, by, at):
    """The signed sheet is scanned: the agreement is in force. Raises Refused: no number yet, a bad file."""
    require(AGREEMENT.verdict("scan", by, agreement))
    file = store_upload(scan, purpose="agreement", by=by, at=at)
    AGREEMENT.claim("scan", agreement, by=by, scan=file)
    _record("agreement_signed", f"Дополнительное соглашение № {agreement.number} подписано", agreement, by, at)


@transaction.atomic
def end_agreement(agreement, *, on, reason, by, at):
    """End it before its time. Raises Refused: a date outside its term, no reason, ended already."""
    reason = tidy(reason)
    if not reason:
        raise Refused(no("Напишите, почему соглашение прекращается."))
    if not agreement.since <= on <= agreement.until:
        raise Refused(no(f"Соглашение действует {dates.span(agreement.since, agreement.until)}. Проверьте дату."))
    AGREEMENT.claim("end", agreement, by=by, ended_on=on, end_reason=reason[:200])
    heading = f"Дополнительное соглашение № {agreement.number} прекращено с {dates.short(on)}"
    _record("agreement_ended", heading, agreement, by, at)


def end_due_agreements(*, at):
    """Agreements whose term has passed end by themselves. Returns how many."""
    on = dates.local(at).date()
    ended = 0
    for agreement in Agreement.objects.filter(state=AgreementState.IN_FORCE, until__lt=on):
        with transaction.atomic():
            AGREEMENT.move("expire", agreement, ended_on=agreement.until, end_reason="Срок прошёл")
            heading = f"Срок дополнительного соглашения № {agreement.number} прошёл"
            _record("agreement_ended", heading, agreement, SYSTEM, at)
        ended += 1
    return ended


def _tidied(values):
    return {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}


def _fits(agreement):
    if agreement.until < agreement.since:
        return no("Окончание раньше начала. Проверьте даты.")
    if agreement.pair_id and not PairMember.objects.filter(
        pair=agreement.pair_id, person=agreement.person_id, side="mentor"
    ):
        return no("В этой паре человек не наставник. Выберите другую пару.")
    if agreement.payment.list != "motivation":
        return no("Выберите вид поощрения.")
    return _payment_fits(agreement)


def _payment_fits(agreement):
    if agreement.measure == PaymentMeasure.OTHER:
        return YES if agreement.terms else no("Напишите условия словами.")
    if agreement.amount is None or agreement.amount <= 0:
        return no("Укажите размер больше нуля.")
    if agreement.measure == PaymentMeasure.PERCENT and agreement.amount > MAX_PERCENT:
        return no(f"Процент не больше {MAX_PERCENT}. Проверьте размер.")
    return YES


def _next_number(agreement):
    """«ДС-2026/4»: by type and year, past numbers typed by hand."""
    prefix = DocumentType.objects.get(code=DOCUMENT).prefix
    while True:
        number = f"{prefix}-{agreement.year.starts.year}/{take_number(prefix, agreement.year)}"
        if not Agreement.objects.filter(year=agreement.year_id, number=number).exists():
            return number


def _year():
    return AcademicYear.objects.get(current=True)


def _record(event, heading, agreement, by, at):
    journal.record(event, heading, by=by, at=at, subject=agreement, person=agreement.person)
