"""Consents: asked, given by the person or recorded from paper, refused without trace, revoked with days to decide."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders, may_keep_bank
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.actions.pair_state import recheck_pairs_of
from mentoring.choices import ConsentKind, ConsentState, ConsentWay
from mentoring.kit import dates
from mentoring.kit.text import small_first
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import AcademicYear, Consent
from mentoring.office import office
from mentoring.queries.consent import latest_text, wording_of
from mentoring.queries.mentor_consent import MENTOR_KINDS, OUTSIDERS
from mentoring.workflow.consent import CONSENT, LIVE


def may_request(actor, person, kind):
    """Whether this consent may be asked for or recorded now; the same words stand under the disabled button."""
    live = Consent.objects.filter(person=person, kind=kind, state__in=LIVE).first()
    if live and live.state in {ConsentState.GIVEN, ConsentState.OUTDATED}:
        taken = no(f"Согласие уже дано {dates.words(live.given_on)}.")
    elif live:
        taken = no(f"Согласие уже запрошено. Ждём ответа{f' до {dates.words(live.due)}' if live.due else ''}.")
    else:
        taken = YES
    return first_no(may_keep_bank(actor), _kind_fits(person, kind), taken)


@transaction.atomic
def request_consent(person, kind, *, by, at):
    """Ask a person for a consent; the letter says by when. Returns the Consent.

    Raises Refused: not the curator, already asked or given, this kind is not for this person, the person is gone.
    """
    require(may_request(by, person, kind))
    consent = _open(person, kind, by, at)
    notifications.write(
        "consent_requested",
        to=person,
        at=at,
        path=reverse("consent_answer", args=[consent.pk]),
        date=dates.words(consent.due),
    )
    heading = f"Запрошено: {small_first(consent.text.name)}"
    journal.record("consent_requested", heading, by=by, at=at, subject=consent, person=person)
    recheck_pairs_of(person, by=by, at=at)
    return consent


@transaction.atomic
def give_consent(consent, *, shown, by, at):
    """The person agrees in the system to exactly the text that was shown (`shown` is its Wording.mark).

    The text itself is kept in the journal. Raises Refused: another person, already answered, the text has changed.
    """
    wording = wording_of(consent)
    if shown != wording.mark:
        raise Refused(no("Пока вы читали, текст изменился. Прочитайте его ещё раз."))
    signed = {"wording": wording.text, "way": ConsentWay.ELECTRONIC, "recorded_by": by.person}
    CONSENT.claim("give", consent, by=by, given_on=_day(at), **signed)
    journal.record(
        "consent_given",
        f"Дано в системе: {small_first(wording.name)}",
        by=by,
        at=at,
        subject=consent,
        person=consent.person,
        text=wording.text,
    )
    recheck_pairs_of(consent.person, by=by, at=at)


def choose_paper(consent, *, by, at):
    """The person will sign the printed sheet; the curator waits for it."""
    CONSENT.claim("choose_paper", consent, by=by)


@transaction.atomic
def record_paper(person, kind, *, given_on, scan, by, at):
    """The curator records a signed sheet: its date and its scan. Asked for or not, it becomes a given consent.

    Raises Refused: not the curator, a date in the future, a bad file, already given.
    """
    require(may_keep_bank(by))
    if given_on > _day(at):
        raise Refused(no("Дата согласия ещё не наступила. Поставьте день, когда лист подписан."))
    consent = Consent.objects.filter(person=person, kind=kind, state__in=LIVE).select_related("text").first()
    if consent is None:
        require(may_request(by, person, kind))
        consent = _open(person, kind, by, at)
    file = store_upload(scan, purpose="consent", by=by, at=at)
    signed = {"wording": wording_of(consent).text, "way": ConsentWay.PAPER, "file": file, "recorded_by": by.person}
    CONSENT.claim("record", consent, by=by, given_on=given_on, **signed)
    heading = f"Записано на бумаге: {small_first(consent.text.name)}, {dates.words(given_on)}"
    journal.record("consent_given", heading, by=by, at=at, subject=consent, person=person)
    recheck_pairs_of(person, by=by, at=at)
    return consent


@transaction.atomic
def refuse_consent(consent, *, by, at):
    """The person refuses; nobody is told why and nothing is written on the person's own story."""
    CONSENT.claim("refuse", consent, by=by, refused_on=_day(at))
    journal.record("consent_refused", "Ответ получен", by=by, at=at, subject=consent)
    recheck_pairs_of(consent.person, by=by, at=at)


def last_day_after(kind, on):
    """The last working day under a consent revoked on a date: by clause for a mentor, the same day for the rest."""
    if kind in MENTOR_KINDS:
        return office().add_working_days(on, office().setting("withdrawal_working_days"))
    return on


@transaction.atomic
def revoke_consent(consent, *, by, at):
    """The person takes the consent back. For a mentor the last day comes after the setting's working days, and the
    curator and the director get letters. Returns the last day. Raises Refused: another person, not given.
    """
    on = _day(at)
    last_day = last_day_after(consent.kind, on)
    CONSENT.claim("revoke", consent, by=by, revoked_on=on, last_day=last_day)
    person = consent.person
    heading = f"Отозвано: {small_first(consent.text.name)}, последний день – {dates.words(last_day)}"
    journal.record("consent_revoked", heading, by=by, at=at, subject=consent, person=person)
    if consent.kind in MENTOR_KINDS:
        notifications.write_all(
            "consent_revoked",
            [*holders("curator", on), *holders("director", on)],
            at=at,
            path=reverse("person_detail", args=[person.pk]),
            mentor=person.full_name,
            date=dates.words(last_day),
        )
    recheck_pairs_of(person, by=by, at=at)
    return last_day


def _open(person, kind, by, at):
    """A new request row; two clicks at once get words, not a failure."""
    due = office().add_working_days(_day(at), office().setting("consent_answer_days"))
    text = latest_text(kind)
    if text is None:
        raise Refused(no("Нет текста согласия. Добавьте его в справочниках."))
    try:
        with transaction.atomic():
            return Consent.objects.create(
                person=person,
                kind=kind,
                text=text,
                year=AcademicYear.objects.filter(current=True).first(),
                requested_at=at,
                due=due,
                recorded_by=by.person,
            )
    except IntegrityError as error:
        raise Refused(no("Согласие уже запрошено. Обновите страницу.")) from error


def _kind_fits(person, kind):
    if person.left_on and person.left_on <= dates.today():
        return no(f"Последний день – {dates.words(person.left_on)}. Согласие не нужно.")
    outside = person.employment in OUTSIDERS
    if (kind == ConsentKind.MENTOR and outside) or (kind == ConsentKind.PARTNER_MENTOR and not outside):
        return no("Работник и партнёр дают разные согласия. Выберите подходящее.")
    return YES


def _day(at):
    return dates.local(at).date()
