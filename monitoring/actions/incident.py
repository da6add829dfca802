"""Incidents with data: written down, told of in hours, looked into, closed. Every date of a notice is kept."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.choices import Audience, Role
from mentoring.kit.dates import moment
from mentoring.kit.stale import claim_version
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access.subject import may_edit_incident, may_keep_incidents
from monitoring.models import PrivacyIncident
from monitoring.workflows_subject import INCIDENT

FIELDS = (
    "title", "text", "happened_at", "found_at", "cause", "whom", "amount", "categories", "harm", "measures", "result",
    "culprits", "responsible",
)  # fmt: skip


def _terms(found_at):
    hours = office().setting
    return {
        "first_due": found_at + timedelta(hours=hours("incident_first_hours")),
        "result_due": found_at + timedelta(hours=hours("incident_result_hours")),
    }


@transaction.atomic
def open_incident(*, by, at, seen=None, **fields):
    """Write an incident down; both terms run from the hour it was found. Returns the PrivacyIncident."""
    require(may_keep_incidents(by))
    values = _checked(fields, at)
    number = (PrivacyIncident.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    try:
        with transaction.atomic():
            incident = PrivacyIncident.objects.create(
                number=number, author=by.person, created_at=at, **values, **_terms(values["found_at"])
            )
    except IntegrityError:
        raise Refused(no("Только что записали другой инцидент. Нажмите ещё раз.")) from None
    _tell("incident_found", f"Записан инцидент с персональными данными № {number}", incident, by=by, at=at)
    own = by.person.pk if by.person else None
    readers = [one for one in (*holders(Role.ADMIN), incident.responsible) if one and one.pk != own]
    notifications.write_all(
        "incident_found", readers, at=at, path=reverse("incident_detail", args=[incident.pk]), number=number,
        time=moment(incident.first_due), time2=moment(incident.result_due),
    )  # fmt: skip
    return incident


@transaction.atomic
def edit_incident(incident, *, seen, by, at, **fields):
    """Add what became known; raises Stale when another window saved first. Terms follow the hour it was found."""
    require(may_edit_incident(by, incident))
    values = _checked(fields, at)
    if incident.first_sent_at and values["found_at"] != incident.found_at:
        raise Refused(no("Уведомление уже отправлено: час, когда инцидент обнаружили, больше не меняют."))
    claim_version(incident, seen)
    PrivacyIncident.objects.filter(pk=incident.pk).update(**values, **_terms(values["found_at"]))
    incident.refresh_from_db()
    _tell("incident_edited", f"Дополнен инцидент № {incident.number}", incident, by=by, at=at)


def _checked(fields, at):
    values = {name: fields[name] for name in FIELDS}
    if values["found_at"] > at:
        raise Refused(no("Час, когда инцидент обнаружили, ещё не наступил."))
    if values["happened_at"] and values["happened_at"] > values["found_at"]:
        raise Refused(no("Инцидент не мог случиться позже, чем его обнаружили."))
    return values


@transaction.atomic
def tell_incident(incident, *, sent_at, by, at):
    """The first notice was sent; the check of what happened goes on."""
    _past(incident, sent_at, at)
    INCIDENT.claim("tell", incident, by=by, first_sent_at=sent_at)
    _tell("incident_told", f"Отправлено первое уведомление об инциденте № {incident.number}", incident, by=by, at=at)


@transaction.atomic
def close_incident(incident, *, sent_at, by, at):
    """The results were sent: the record does not change any more."""
    _past(incident, sent_at, at)
    INCIDENT.claim("close", incident, by=by, result_sent_at=sent_at)
    _tell("incident_closed", f"Отправлены результаты проверки инцидента № {incident.number}", incident, by=by, at=at)


@transaction.atomic
def drop_incident(incident, *, reason, by, at):
    """Nothing happened to data after all."""
    INCIDENT.claim("drop", incident, by=by, dropped_because=reason)
    _tell("incident_dropped", f"Инцидент № {incident.number} не подтвердился", incident, by=by, at=at)


def _past(incident, sent_at, at):
    if sent_at > at:
        raise Refused(no("Этот час ещё не наступил. Укажите, когда отправили."))
    if sent_at < incident.found_at:
        raise Refused(no("Раньше, чем инцидент обнаружили, отправить нельзя."))


def _tell(event, heading, incident, *, by, at):
    journal.record(event, heading, by=by, at=at, subject=incident, audience=Audience.CURATOR)
