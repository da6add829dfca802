"""Loose ends of the current year: requests that have not become pairs, consents that were not simply given."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.consent import choose_paper, give_consent, refuse_consent, request_consent
from mentoring.actions.offer import expire_offers, offer_request
from mentoring.actions.request import close_request, decline_request, start_request, withdraw_request
from mentoring.actions.revocation import revoke_consent
from mentoring.models import ListEntry
from mentoring.queries.candidates import candidates_for
from mentoring.queries.consent import wording_of

from . import texts
from .pairs import ask, later, register
from .staff import find


def loose_ends(stage):
    """What the days before today have left."""
    requests(stage, stage.clock.now - timedelta(days=2))
    unanswered(stage, stage.clock.now - timedelta(days=14))
    consents(stage, stage.clock.now - timedelta(days=3))


def requests(stage, at):
    """Waiting for the curator, for the teacher, for a mentor; declined, withdrawn, closed; a draft."""
    for fate in ("waiting", "waiting", "proposed", "offered", "declined", "withdrawn", "closed", "draft"):
        head = stage.supervisor if fate == "proposed" else None
        person = stage.newcomer(unit=head.person.unit_id if head else None)
        register(stage, person, at)
        if fate == "draft":
            start_request(person, by=actor_for(person), at=at, year=stage.year, problem=texts.PROBLEMS["ict"])
            continue
        request = ask(stage, person, at, proposer=head)
        _end(stage, request, fate, later(at, 0))


def _end(stage, request, fate, at):
    if fate == "offered":
        _offer(stage, request, at, queue=2)
    elif fate == "declined":
        reason = "Вопрос решается на занятиях школы начинающего преподавателя."
        decline_request(request, reason=reason, by=stage.curator, at=at)
    elif fate == "withdrawn":
        withdraw_request(request, by=actor_for(request.person), at=at)
    elif fate == "closed":
        reason = ListEntry.objects.get(list="close_reason", code="solved")
        close_request(request, reason=reason, by=stage.curator, at=at)


def _offer(stage, request, at, queue=0):
    """The best mentor is asked who is not the demo account: its days are told elsewhere. `queue` more stand next."""
    suitable = [c.mentor for c in candidates_for(request, at.date()).suitable if c.mentor.person.user_id is None]
    if suitable:
        offer_request(request, suitable[0], by=stage.curator, at=at, queue=suitable[1 : queue + 1])


def unanswered(stage, at):
    """A mentor was asked and did not answer in time."""
    person = stage.newcomer()
    register(stage, person, at)
    _offer(stage, ask(stage, person, at), later(at, 0))
    expire_offers(at=stage.clock.now - timedelta(hours=6))


def consents(stage, at):
    """Asked of two accounts; refused, to come on paper, given and taken back by colleagues."""
    for part in ("supervisor", "admin"):
        request_consent(find(part), "pd", by=stage.curator, at=at)
    refused, on_paper, revoked = (stage.newcomer() for _ in range(3))
    asked = request_consent(refused, "pd", by=stage.curator, at=at)
    refuse_consent(asked, by=actor_for(refused), at=later(at, 1))
    asked = request_consent(on_paper, "photo", by=stage.curator, at=at, details=texts.PHOTO)
    choose_paper(asked, by=actor_for(on_paper), at=later(at, 0))
    asked = request_consent(revoked, "pd", by=stage.curator, at=at)
    give_consent(asked, shown=wording_of(asked).mark, by=actor_for(revoked), at=later(at, 0))
    revoke_consent(asked, by=actor_for(revoked), at=later(at, 1))
