"""What one department answers in a campaign: who needs a mentor, or that nobody does (clause 4.2)."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import may_remind_unit
from mentoring.actions import journal
from mentoring.actions.request import send_request, start_request
from mentoring.choices import UnitAnswer
from mentoring.kit.dates import words
from mentoring.kit.text import count
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import CampaignUnit, ListEntry, Person
from mentoring.queries.campaign.units import young_alone
from mentoring.workflow.campaign import CAMPAIGN_UNIT


@dataclass(frozen=True)
class Proposal:
    """A mentor is wanted for `person`; the teacher reads `problem` and agrees or refuses."""

    person: Person
    ground: ListEntry
    problem: str
    directions: tuple


@transaction.atomic
def ask_for_unit(row, proposals, *, by, at):
    """Raise the administration's requests for several teachers at once; each goes on to the teacher's consent.

    All or none: a refusal names the person. Returns the requests.
    """
    require(CAMPAIGN_UNIT.verdict("ask", by, row))
    if not proposals:
        raise Refused(no("Отметьте, кому нужен наставник, или ответьте «никому не нужен»."))
    requests = [_raise(row, proposal, by, at) for proposal in proposals]
    CAMPAIGN_UNIT.claim("ask", row, by=by, answered_at=at, answered_by=by.person, note="")
    told = count(len(requests), "запрос", "запроса", "запросов")
    _record("campaign_answered", f"{row.unit.name}: {told}", row, by, at)
    return requests


def _raise(row, proposal, by, at):
    person = proposal.person
    if person.unit_id != row.unit_id:
        raise Refused(no(f"{person.short_name} работает не в этом подразделении."))
    if by.is_person(person):
        raise Refused(no("Для себя запрос подают сами: он идёт сразу куратору."))
    request = start_request(
        person,
        by=by,
        at=at,
        year=row.campaign.year,
        ground=proposal.ground,
        problem=proposal.problem,
        directions=proposal.directions,
    )
    try:
        return send_request(request, by=by, at=at)
    except Refused as refusal:
        raise Refused(no(f"{person.short_name}: {refusal}")) from refusal


@transaction.atomic
def answer_nobody(row, *, note="", by, at):
    """Nobody needs a mentor. With young teachers who have none, the head says why."""
    require(CAMPAIGN_UNIT.verdict("nobody", by, row))
    note = " ".join((note or "").split())[:300]
    require(may_be_nobody(row, note, timezone.localtime(at).date()))
    CAMPAIGN_UNIT.claim("nobody", row, by=by, answered_at=at, answered_by=by.person, note=note)
    _record("campaign_answered", f"{row.unit.name}: наставник никому не нужен", row, by, at, text=note)


def may_be_nobody(row, note, on):
    alone = young_alone(row.unit_id, on)
    if not alone or note:
        return YES
    told = count(alone, "молодой педагог", "молодых педагога", "молодых педагогов")
    return no(f"Без наставника {told}. Напишите, почему наставник не нужен.")


@transaction.atomic
def rethink_unit(row, *, by, at):
    """The answer is taken back; requests already sent stay where they are."""
    CAMPAIGN_UNIT.claim("rethink", row, by=by, answered_at=None, answered_by=None, note="")
    _record("campaign_rethought", f"{row.unit.name}: ответ меняют", row, by, at)


@transaction.atomic
def remind_unit(row, *, by, at):
    """A letter to the head who has not answered."""
    require(may_remind_unit(by, row, at))
    if not CampaignUnit.objects.filter(pk=row.pk, reminded_at=row.reminded_at).update(reminded_at=at):
        raise Refused(no("Напоминание только что отправлено."))
    notifications.write(
        "campaign_reminded",
        to=row.unit.head,
        at=at,
        path=reverse("campaign_unit", args=[row.pk]),
        unit=row.unit.name,
        year=str(row.campaign.year),
        date=words(row.campaign.due),
    )
    _record("campaign_reminded", f"{row.unit.name}: напомнили", row, by, at)


@transaction.atomic
def remind_silent(campaign, *, by, at):
    """A letter to every head who has not answered and may be reminded now. Returns how many."""
    rows = campaign.units.filter(answer=UnitAnswer.WAITING).select_related("unit__head", "campaign__year")
    due = [row for row in rows if may_remind_unit(by, row, at)]
    if not due:
        raise Refused(no("Напомнить сейчас некому: ответили все или им недавно писали."))
    for row in due:
        remind_unit(row, by=by, at=at)
    return len(due)


def _record(event, heading, row, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=row.campaign, text=text)
