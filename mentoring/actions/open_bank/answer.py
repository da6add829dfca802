"""The curator's answer to an application from outside: a guest with a login, or a refusal in kind words."""

from django.db import transaction

from mentoring import notifications
from mentoring.access import actor_for
from mentoring.actions import journal
from mentoring.actions.bank import make_mentee
from mentoring.actions.organization import create_partner
from mentoring.actions.person import create_person, invite, may_invite
from mentoring.actions.request import send_request, start_request
from mentoring.choices import ConsentKind, ConsentState, ConsentWay, Employment, OutsideKind
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no
from mentoring.models import AcademicYear, Consent, Mentee, MenteeGroup, OutsideApplication, Person
from mentoring.models.person import OUTSIDERS
from mentoring.workflow.open_bank import OUTSIDE

PROBLEM = "difficulty"  # whoever asks from outside wants to cope with a difficulty: the fourth group of clause 4.2


@transaction.atomic
def accept_application(application, *, answer, by, at, person=None, organization=None, new_organization=None):
    """Take the person in: a known `person`, else a new card in `organization` (or in a new one: {kind, full_name,
    short_name}). A request becomes the guest's own request for mentoring, an offer waits for a mentor's record.

    Returns the Person. Raises Refused: not the curator, answered already, the e-mail is another person's.
    """
    answer = _answer(answer)
    OUTSIDE.claim("accept", application, by=by, decided_by=by.person, decided_at=at, answer=answer)
    if person is None:
        person = _new_person(application, organization, new_organization, by, at)
    _keep_agreement(application, person, by, at)
    request = _ask(application, person, by, at) if application.kind == OutsideKind.REQUEST else None
    OutsideApplication.objects.filter(pk=application.pk).update(person=person, request=request)
    application.person, application.request = person, request
    heading = f"Принято обращение извне: {application.full_name}"
    journal.record("outside_accepted", heading, by=by, at=at, subject=application, person=person)
    notifications.write("outside_answered", to=application.email, at=at, answer=answer)
    if may_invite(by, person):
        invite(person, by=by, at=at)
        person.refresh_from_db()
    return person


@transaction.atomic
def decline_application(application, *, answer, by, at):
    """Not now: the sender reads `answer` in the letter. Raises Refused: not the curator, answered already, no words."""
    answer = _answer(answer)
    OUTSIDE.claim("decline", application, by=by, decided_by=by.person, decided_at=at, answer=answer)
    heading = f"Отказ на обращение извне: {application.full_name}"
    journal.record("outside_declined", heading, by=by, at=at, subject=application)
    notifications.write("outside_answered", to=application.email, at=at, answer=answer)


def _answer(text):
    text = tidy(text)
    if not text:
        raise Refused(no("Напишите ответ: человек получит его письмом."))
    return text


def _new_person(application, organization, new, by, at):
    """A card outside our staff; an e-mail we know is never entered twice."""
    known = Person.objects.filter(email=application.email).first()
    if known:
        raise Refused(no(f"Почта {application.email} уже у {known.case('gen')}. Выберите эту карточку."))
    if organization is None:
        new = new or {}
        if not new.get("kind") or not new.get("short_name"):
            raise Refused(no("Выберите организацию из списка или запишите новую с её видом."))
        organization = create_partner(by=by, at=at, **new)
    social = bool(organization.kind and organization.kind.social)
    return create_person(
        by=by,
        at=at,
        story="Принято обращение извне, заведена карточка",
        last_name=application.last_name,
        first_name=application.first_name,
        patronymic=application.patronymic,
        email=application.email,
        employment=Employment.PARTNER if social else Employment.OUTSIDE,
        organization=organization,
        post=application.post,
        is_teacher=not social,
    )


def _keep_agreement(application, person, by, at):
    """The consent to processing that was ticked in the form, once."""
    if person.employment not in OUTSIDERS or Consent.objects.filter(person=person, kind=ConsentKind.PD).exists():
        return
    Consent.objects.create(
        person=person,
        kind=ConsentKind.PD,
        text=application.consent_text,
        wording=application.consent_wording,
        state=ConsentState.GIVEN,
        way=ConsentWay.ELECTRONIC,
        year=AcademicYear.objects.filter(current=True).first(),
        requested_at=application.created_at,
        given_on=dates.local(application.confirmed_at).date(),
        recorded_by=by.person,
    )


def _ask(application, person, by, at):
    """The guest's own request, in the words of the form."""
    if not Mentee.objects.filter(person=person, retired_on__isnull=True).exists():
        make_mentee(person, by=by, at=at, groups=list(MenteeGroup.objects.filter(code=PROBLEM)))
    me = actor_for(person)
    request = start_request(
        person,
        by=me,
        at=at,
        directions=list(application.directions.all()),
        problem=application.text,
        wished_mentor=application.wished_mentor,
    )
    return send_request(request, by=me, at=at)
