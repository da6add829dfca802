"""What waits about personal data: a request without somebody to answer, one to answer, notices of an incident."""

from django.db.models import Q
from django.urls import reverse

from mentoring.choices import Role
from mentoring.kit.dates import by, local, near, stamp, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.ladder import EVERY_DAY
from mentoring.kit.ui import Deed
from monitoring.access.privacy import may_keep_privacy
from monitoring.access.subject import incidents_for
from monitoring.choices.subject import IncidentState, SubjectState
from monitoring.models import SubjectRequest

QUEUE = "Персональные данные"
ASKED = ("due", "number", "kind", "applicant")
INCIDENT = ("number", "title", "first_due", "result_due")


def subject_sources(actor, on):
    """Requests of a keeper, incidents of who leads them; one's own request is answered by another."""
    if actor.person is None or not may_keep_privacy(actor):
        return []
    role = "curator" if actor.has(Role.CURATOR) else "admin"
    new = SubjectRequest.objects.filter(~Q(person=actor.person), state=SubjectState.NEW)
    mine = SubjectRequest.objects.filter(state=SubjectState.WORK, responsible=actor.person)
    found = incidents_for(actor)
    if not actor.has(Role.ADMIN):
        found = found.filter(responsible=actor.person)
    first, result = found.filter(state=IncidentState.FOUND), found.filter(state=IncidentState.TOLD)
    return [
        DeedSource("subject_assign", new, lambda row: _assign(row, on), QUEUE, role, fields=ASKED, private=True),
        DeedSource("subject_answer", mine, lambda row: _answer(row, on), QUEUE, role, fields=ASKED, private=True),
        DeedSource("incident_tell", first, lambda row: _notice(row, row.first_due, on), QUEUE, role, _first_day,
                   fields=INCIDENT, by="first_due", ladder=EVERY_DAY, private=True),
        DeedSource("incident_close", result, lambda row: _notice(row, row.result_due, on), QUEUE, role, _result_day,
                   fields=INCIDENT, by="result_due", ladder=EVERY_DAY, private=True),
    ]  # fmt: skip


def _first_day(row):
    return local(row.first_due).date()


def _result_day(row):
    return local(row.result_due).date()


def _assign(asked, on):
    title = f"Назначить, кто ответит на обращение № {asked.number}, — {by(asked.due, on)}"
    return _deed(asked, on, title, "Назначить", "subject_assign")


def _answer(asked, on):
    title = f"Ответить на обращение № {asked.number} — {by(asked.due, on)}"
    return _deed(asked, on, title, "Ответить", "subject_answer")


def _deed(asked, on, title, action, name):
    return Deed(
        when=words(asked.due),
        when_note=near(asked.due, on),
        late=asked.due < on,
        title=title,
        url=reverse("subject_detail", args=[asked.pk]),
        text=f"{asked.applicant}: {asked.get_kind_display().lower()}",
        action=action,
        action_url=reverse(name, args=[asked.pk]),
    )


def _notice(incident, due, on):
    day, url = local(due).date(), reverse("incident_detail", args=[incident.pk])
    what = "первое уведомление" if due == incident.first_due else "результаты проверки"
    return Deed(
        when=words(day),
        when_note=near(day, on),
        late=day < on,
        title=f"Отправить {what} об инциденте № {incident.number} – до {stamp(local(due))}",
        url=url,
        text=incident.title,
        action="Открыть",
        action_url=url,
    )
