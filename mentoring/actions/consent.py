"""Consents: asked, given by the person or recorded from paper, refused without trace. Revoked: revocation.py."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_keep_bank
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.actions.pair_state import recheck_pairs_of
from mentoring.choices import ConsentKind, ConsentState, ConsentWay
from mentoring.kit import dates
from mentoring.kit.text import listing, small_first, tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import AcademicYear, Consent
from mentoring.office import office
from mentoring.queries.consent import NEEDED, asked_wording, latest_text
from mentoring.queries.mentor_consent import OUTSIDERS
from mentoring.workflow.consent import CONSENT, IN_FORCE, LIVE


def may_request(actor, person, kind):
    """Whether this consent may be asked for or recorded now; the same words stand under the disabled button."""
    live = Consent.objects.filter(person=person, kind=kind, state__in=LIVE).first()
    if live and live.state in IN_FORCE:
        taken = no(f"Согласие уже дано {dates.words(live.given_on)}.")
    elif live:
        taken = no(f"Согласие уже запрошено. Ждём ответа{f' до {dates.words(live.due)}' if live.due else ''}.")
    else:
        taken = YES
    return first_no(may_keep_bank(actor), _kind_fits(person, kind), taken)


@transaction.atomic
def request_consent(person, kind, *, by, at, details=None):
    """Ask a person for a consent; the letter says by when. `details` say what for, where the kind needs it (NEEDED).

    Returns the Consent. Raises Refused: not the curator, already asked or given, this kind is not for this person, the
    person is gone, what for is not told.
    """
    require(may_request(by, person, kind))
    consent = _open(person, kind, by, at, _told(kind, details))
    code = "consent_requested" if kind in PAIRING else "consent_asked"
    path = reverse("consent_answer", args=[consent.pk])
    notifications.write(code, to=person, at=at, path=path, date=dates.words(consent.due), name=consent.text.name)
    heading = f"Запрошено: {small_first(consent.text.name)}"
    journal.record("consent_requested", heading, by=by, at=at, subject=consent, person=person)
    recheck_pairs_of(person, by=by, at=at)
    return consent


@transaction.atomic
def give_consent(consent, *, shown, by, at):
    """The person agrees in the system to exactly the text that was shown (`shown` is its Wording.mark).

    An outdated consent is replaced by a new one: the old stays as it was given. The text itself is kept in the journal.
    Returns the consent in force. Raises Refused: another person, already answered, the text has changed.
    """
    wording = asked_wording(consent)
    if shown != wording.mark:
        raise Refused(no("Пока вы читали, текст изменился. Прочитайте его ещё раз."))
    text = wording.text
    signed = {"wording": text, "way": ConsentWay.ELECTRONIC, "recorded_by": by.person, "details": consent.details}
    given = _sign(consent, ("give", "renew"), _day(at), signed, by=by)
    heading = f"Дано в системе: {small_first(wording.name)}"
    journal.record("consent_given", heading, by=by, at=at, subject=given, person=given.person, text=text)
    recheck_pairs_of(given.person, by=by, at=at)
    return given


def choose_paper(consent, *, by, at):
    """The person will sign the printed sheet; the curator waits for it."""
    CONSENT.claim("choose_paper", consent, by=by)


@transaction.atomic
def record_paper(person, kind, *, given_on, scan, by, at):
    """The curator records a signed sheet: its date and its scan. Asked for or not, it becomes a given consent.

    Raises Refused: not the curator, a date in the future, a bad file, already given, what for was never told.
    """
    require(may_keep_bank(by))
    if given_on > _day(at):
        raise Refused(no("Дата согласия ещё не наступила. Поставьте день, когда лист подписан."))
    consent = Consent.objects.filter(person=person, kind=kind, state__in=LIVE).select_related("text").first()
    if consent is None:
        require(may_request(by, person, kind))
        consent = _open(person, kind, by, at, _told(kind, None))
    file = store_upload(scan, purpose="consent", by=by, at=at)
    signed = {"wording": asked_wording(consent).text, "way": ConsentWay.PAPER, "file": file, "recorded_by": by.person}
    signed["details"] = consent.details
    given = _sign(consent, ("record", "record_renewed"), given_on, signed, by=by)
    heading = f"Записано на бумаге: {small_first(given.text.name)}, {dates.words(given_on)}"
    journal.record("consent_given", heading, by=by, at=at, subject=given, person=person)
    recheck_pairs_of(person, by=by, at=at)
    return given


@transaction.atomic
def refuse_consent(consent, *, by, at):
    """The person refuses; nobody is told why and nothing is written on the person's own story.

    Who refuses a new text keeps the consent given before: it acts in its own words.
    """
    name = "keep_old" if consent.state == ConsentState.OUTDATED else "refuse"
    CONSENT.claim(name, consent, by=by, refused_on=_day(at))
    journal.record("consent_answered", "Ответ получен", by=by, at=at, subject=consent)
    recheck_pairs_of(consent.person, by=by, at=at)


PAIRING = (ConsentKind.MENTOR, ConsentKind.PARTNER_MENTOR)


def _sign(consent, names, given_on, signed, *, by):
    """Claim the answer: on a first request the row itself, on a new text a new row beside the old one."""
    first, renewed = names
    if consent.state != ConsentState.OUTDATED:
        CONSENT.claim(first, consent, by=by, given_on=given_on, **signed)
        return consent
    CONSENT.claim(renewed, consent, by=by)
    given = Consent.objects.create(
        person=consent.person,
        kind=consent.kind,
        text=consent.asked_text or consent.text,
        year=_year(),
        state=ConsentState.GIVEN,
        requested_at=consent.requested_at,
        given_on=given_on,
        **signed,
    )
    Consent.objects.filter(pk=consent.pk).update(replaced_by=given)
    return given


def _told(kind, details):
    """Details of the kinds that are asked for one thing: every answer is needed."""
    needed = NEEDED.get(kind, {})
    told = {name: tidy((details or {}).get(name, ""))[:200] for name in needed}
    missing = [small_first(needed[name].split(" (")[0]) for name, words in told.items() if not words]
    if missing:
        raise Refused(no(f"Напишите, о чём согласие: {listing(missing)}. Запросите его на странице «Все согласия»."))
    return told


def _open(person, kind, by, at, details):
    """A new request row; two clicks at once get words, not a failure."""
    due = office().add_working_days(_day(at), office().setting("consent_answer_days"))
    text = latest_text(kind)
    if text is None:
        raise Refused(no("Нет текста согласия. Добавьте его на странице «Согласия»."))
    try:
        with transaction.atomic():
            return Consent.objects.create(
                person=person,
                kind=kind,
                text=text,
                year=_year(),
                requested_at=at,
                due=due,
                recorded_by=by.person,
                details=details,
            )
    except IntegrityError as error:
        raise Refused(no("Согласие уже запрошено. Обновите страницу.")) from error


def _kind_fits(person, kind):
    if person.left_on and person.left_on <= dates.today():
        return no(f"Последний день – {dates.words(person.left_on)}. Согласие не нужно.")
    outside = person.employment in OUTSIDERS
    if (kind == ConsentKind.MENTOR and outside) or (kind == ConsentKind.PARTNER_MENTOR and not outside):
        return no("Работник и партнёр дают разные согласия. Выберите подходящее.")
    if kind == ConsentKind.PUBLISH and not _in_bank(person):
        return no("В открытом банке – только наставники. Сначала включите человека в банк наставников.")
    return YES


def _in_bank(person):
    mentor = getattr(person, "mentor", None)
    return mentor is not None and mentor.retired_on is None


def _year():
    return AcademicYear.objects.filter(current=True).first()


def _day(at):
    return dates.local(at).date()
