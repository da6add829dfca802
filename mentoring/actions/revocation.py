"""A consent taken back: the last day, who hears of it, what was done about it; until the last day it may be restored."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.actions.pair_state import recheck_pairs_of
from mentoring.choices import ConsentState, ConsentWay, PairState, Role, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.text import small_first, tidy
from mentoring.kit.verdict import Refused, no
from mentoring.models import Consent, Letter, PairMember
from mentoring.office import office
from mentoring.queries.consent import SETTLED_KINDS
from mentoring.queries.mentor_consent import MENTOR_KINDS
from mentoring.queries.revoked import being_replaced
from mentoring.workflow.consent import CONSENT, IN_FORCE


def last_day_after(kind, on):
    """The last working day under a consent revoked on a date: by clause for a mentor, the same day for the rest."""
    if kind in MENTOR_KINDS:
        return office().add_working_days(on, office().setting("withdrawal_working_days"))
    return on


@transaction.atomic
def revoke_consent(consent, *, by, at, on=None, scan=None):
    """The person takes the consent back; the curator records a written statement: its date and, where it is, its scan.

    For a mentor the last day comes after the setting's working days, and the curator and the director get letters; for
    what must be taken down or deleted the curator and the administrator do. Returns the last day.

    Raises Refused: another person, not given, a date in the future or before the consent itself, a bad file.
    """
    on = on or _day(at)
    if on > _day(at):
        raise Refused(no("Дата заявления ещё не наступила. Поставьте день, когда его подали."))
    if consent.given_on and on < consent.given_on:
        raise Refused(no(f"Согласие дано {dates.words(consent.given_on)}, отозвать его раньше нельзя. Проверьте дату."))
    last_day = last_day_after(consent.kind, on)
    file = store_upload(scan, purpose="consent", by=by, at=at) if scan else None
    own = by.is_person(consent.person)
    way = ConsentWay.ELECTRONIC if own else ConsentWay.PAPER
    CONSENT.claim("revoke", consent, by=by, revoked_on=on, last_day=last_day, revoked_way=way, revoked_file=file)
    person = consent.person
    heading = f"Отозвано: {small_first(consent.text.name)}, последний день – {dates.words(last_day)}"
    journal.record("consent_revoked", heading, by=by, at=at, subject=consent, person=person)
    _tell(consent, at)
    recheck_pairs_of(person, by=by, at=at)
    return last_day


@transaction.atomic
def restore_consent(consent, *, by, at):
    """The person takes the revocation back: the consent acts as it was given, and those who heard hear again.

    Raises Refused: another person, after the last day, already settled, another consent of the kind was given since.
    """
    again = no("Такое согласие уже дано или запрошено снова. Ответьте на новое.")
    cleared = {"revoked_on": None, "last_day": None, "revoked_way": "", "revoked_file": None}
    try:
        with transaction.atomic():
            CONSENT.claim("restore", consent, by=by, **cleared)
    except IntegrityError as error:
        raise Refused(again) from error
    person = consent.person
    heading = f"Отзыв отменён: {small_first(consent.text.name)}"
    journal.record("consent_restored", heading, by=by, at=at, subject=consent, person=person)
    if consent.kind in MENTOR_KINDS:
        path = reverse("person_detail", args=[person.pk])
        notifications.write_all("consent_restored", _office(at), at=at, path=path, mentor=person.full_name)
    recheck_pairs_of(person, by=by, at=at)


@transaction.atomic
def settle_revocation(consent, *, note, by, at):
    """What was taken down or deleted after a revocation; closes the task. Raises Refused: nothing told, done already."""
    note = tidy(note)
    if not note:
        raise Refused(no("Напишите, что сделано: что снято, удалено или почему хранится дальше."))
    CONSENT.claim("settle", consent, by=by, settled_on=_day(at), settled_note=note[:300])
    heading = f"Отзыв исполнен: {small_first(consent.text.name)}"
    journal.record("consent_settled", heading, by=by, at=at, subject=consent, person=consent.person, text=note)


def remind_revoked(*, at):
    """Every working day until the last one, while the mentor still has live pairs: one letter to each of the office.

    Safe to repeat: a person who has such a letter of today about this mentor gets no second. Returns how many.
    """
    on = _day(at)
    if not dates.is_working(on, office().holidays, office().worked):
        return 0
    written = 0
    for consent in _open_revocations(on):
        path = reverse("person_detail", args=[consent.person_id])
        told = Letter.objects.filter(code="consent_revoked", path=path, created_at__date=on).values("person")
        for person in _office(at).exclude(pk__in=told):
            notifications.write("consent_revoked", to=person, at=at, path=path, **_words(consent))
            written += 1
    return written


def _open_revocations(on):
    """Mentors' revocations whose clock runs and whose pairs have no decision yet; one asked anew has none."""
    led = PairMember.objects.filter(side=Side.MENTOR, until__isnull=True, pair__state__in=LIVE_STATES)
    again = Consent.objects.filter(kind__in=MENTOR_KINDS, state__in=IN_FORCE).values("person")
    revoked = Consent.objects.filter(
        kind__in=MENTOR_KINDS, state=ConsentState.REVOKED, revoked_on__lt=on, last_day__gte=on
    )
    begun = being_replaced(OuterRef("pair"), OuterRef("person"))
    waiting = led.exclude(pair__state=PairState.ENDING).exclude(Exists(begun)).values("person")
    return revoked.filter(person__in=waiting).exclude(person__in=again).select_related("person", "text")


def _tell(consent, at):
    path = reverse("person_detail", args=[consent.person_id])
    if consent.kind in MENTOR_KINDS:
        notifications.write_all("consent_revoked", _office(at), at=at, path=path, **_words(consent))
    elif consent.kind in SETTLED_KINDS:
        people = [*holders(Role.CURATOR, _day(at)), *holders(Role.ADMIN, _day(at))]
        path = reverse("consent_settle", args=[consent.pk])
        person, name = consent.person.full_name, small_first(consent.text.name)
        notifications.write_all("consent_to_settle", people, at=at, path=path, person=person, name=name)


def _words(consent):
    return {"mentor": consent.person.full_name, "date": dates.words(consent.last_day)}


def _office(at):
    return (holders(Role.CURATOR, _day(at)) | holders(Role.DIRECTOR, _day(at))).distinct()


def _day(at):
    return dates.local(at).date()
