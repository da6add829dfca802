"""Requests about own data: whoever asks reads the own ones, curators and administrators answer all but their own.

Incidents with data are closed: administrators, who wrote it down and who answers for it.
"""

from django.db.models import Q

from mentoring.access import holders
from mentoring.choices import Role
from mentoring.kit.verdict import YES, first_no, no
from mentoring.models import Person
from monitoring.access.privacy import may_keep_privacy
from monitoring.choices.subject import OPEN_INCIDENTS, SubjectState
from monitoring.models import PrivacyIncident, SubjectRequest

OWN = no("На своё обращение отвечает другой: назначьте ответственного.")


def keepers():
    """Who may answer for personal data: curators and administrators, in order of names."""
    return Person.objects.filter(Q(pk__in=holders(Role.CURATOR)) | Q(pk__in=holders(Role.ADMIN))).in_order()


def subject_requests_for(actor):
    """All for who keeps personal data, one's own for everybody."""
    if may_keep_privacy(actor):
        return SubjectRequest.objects.all()
    return SubjectRequest.objects.filter(person=actor.person) if actor.person else SubjectRequest.objects.none()


def may_ask_subject(actor):
    return YES if actor.person else no("У этой учётной записи нет карточки: спрашивать не о чем.")


def may_assign_subject(actor, asked):
    return may_keep_privacy(actor)


def may_answer_subject(actor, asked):
    """The responsible one, or another keeper; nobody answers himself."""
    return first_no(may_keep_privacy(actor), OWN if actor.is_person(asked.person) else YES)


def may_extend_subject(actor, asked):
    once = no("Срок уже продлевали. Второй раз нельзя: ответьте.") if asked.extended_because else YES
    return first_no(may_answer_subject(actor, asked), once)


def may_recall_subject(actor, asked):
    if asked.state not in (SubjectState.NEW, SubjectState.WORK):
        return no("На обращение уже ответили.")
    return YES if actor.is_person(asked.person) else no("Обращение отзывает тот, кто его написал.")


# Incidents


def may_keep_incidents(actor):
    return may_keep_privacy(actor)


def incidents_for(actor):
    if actor.has(Role.ADMIN):
        return PrivacyIncident.objects.all()
    if not may_keep_incidents(actor) or actor.person is None:
        return PrivacyIncident.objects.none()
    return PrivacyIncident.objects.filter(Q(responsible=actor.person) | Q(author=actor.person))


def may_lead_incident(actor, incident):
    """Its notices and its end: the administrator or who answers for it."""
    leads = actor.has(Role.ADMIN) or actor.is_person(incident.responsible)
    return YES if leads else no("Это делает ответственный за инцидент или администратор.")


def may_edit_incident(actor, incident):
    if incident.state not in OPEN_INCIDENTS:
        return no("Инцидент закрыт, запись больше не меняют.")
    return YES if incidents_for(actor).filter(pk=incident.pk).exists() else no("Запись ведёт ответственный.")
