"""August to October lived by `daily` alone, people acting in between (issue of the year; R10, R12, R15,
R57): campaign, requests, silence and the next mentor, a matching of all, one order, acquaintances. Nobody gets two letters
on one day.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core import mail

from mentoring.actions import document as documents
from mentoring.actions import order as orders
from mentoring.actions.campaign_unit import Proposal, ask_for_unit
from mentoring.actions.match import compute_match, publish_match, start_match
from mentoring.actions.offer import accept_offer, offer_request
from mentoring.actions.request import answer_proposal
from mentoring.models import (
    AcademicYear,
    AcquaintanceMark,
    CampaignUnit,
    IssuedDocument,
    Letter,
    ListEntry,
    MatchBatch,
    MentoringRequest,
    Pair,
    RequestOffer,
)
from mentoring.office import forget
from mentoring.tests import make
from monitoring.actions.daily import run_daily

pytestmark = pytest.mark.story
MORNING, EVENING = "07:30", "18:00"


@pytest.fixture
def autumn(cast, monkeypatch):
    """A college in August: last year is current, nobody is in a pair; time stands where `live` has brought it."""
    Pair.objects.update(state="dropped")
    before = make.year(2025, current=False)
    AcademicYear.objects.update(current=False)
    AcademicYear.objects.filter(pk=before.pk).update(current=True)
    forget()
    clock = Clock(monkeypatch)
    clock.stand(date(2026, 8, 20), "07:00")
    return clock


class Clock:
    def __init__(self, monkeypatch):
        self.now = None
        self.day = date(2026, 8, 20)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def stand(self, day, hour):
        self.now = make.moment(f"{day} {hour}")
        return self.now

    def live(self, until):
        """A morning's round of every day up to `until`, an evening's after a morning that wrote or when people have acted."""
        acted = True
        while self.day < until:
            if self._round(MORNING) or acted:
                self._round(EVENING)
            acted = False
            self.day += timedelta(days=1)
        return self.stand(until, "12:00")

    def _round(self, hour):
        """How many letters went out; each is kept with its day."""
        sent = len(mail.outbox)
        run_daily(at=self.stand(self.day, hour), digest=True)
        for message in mail.outbox[sent:]:
            message.sent_on = self.day
        return len(mail.outbox) - sent


def proposal(person):
    ground = ListEntry.objects.filter(list="request_ground").first()
    return Proposal(person, ground, "Первый год работы: нужна помощь с занятиями.", tuple(make.directions("method")))


def letters_to(person):
    return [message for message in mail.outbox if message.to == [person.email]]


def test_the_autumn_runs_itself(cast, autumn):
    curator, director = cast.actor("curator"), cast.actor("director")
    first, second = make.mentor("Ежова Лариса Андреевна"), make.mentor("Панин Олег Игоревич")
    pupils = [
        make.person(name, unit=cast.unit, login=True) for name in ("Агеев Степан Юрьевич", "Громов Дмитрий Олегович")
    ]

    # 25 August: the campaign opens by itself, the head answers with two requests, the teachers agree
    at = autumn.live(date(2026, 8, 28))
    row = CampaignUnit.objects.select_related("campaign__year", "unit__head").get(unit=cast.unit)
    asked = ask_for_unit(row, [proposal(person) for person in pupils], by=cast.actor("supervisor"), at=at)
    at = autumn.live(date(2026, 9, 2))
    for request in asked:
        request = MentoringRequest.objects.get(pk=request.pk)
        answer_proposal(request, agree=True, by=make.actor(request.person), at=at)

    # One request goes to a silent mentor with the next one in the queue: day 3 a reminder, then the next is asked
    request = MentoringRequest.objects.get(pk=asked[0].pk)
    offer_request(request, first, by=curator, at=at, queue=[second])
    at = autumn.live(date(2026, 9, 14))
    answers = list(RequestOffer.objects.filter(request=request).order_by("pk").values_list("mentor", "answer"))
    assert answers == [(first.pk, "expired"), (second.pk, "waiting")]
    assert Letter.objects.filter(code="mentor_reminded", person=first.person).count() == 1
    accept_offer(RequestOffer.objects.get(request=request, answer="waiting"), by=make.actor(second.person), at=at)

    # The rest is matched at once and published as pairs; one order holds all of them
    batch = start_match(by=curator, at=at)
    compute_match(batch, at=at)
    batch = MatchBatch.objects.get(pk=batch.pk)
    publish_match(batch, way="pairs", seen=batch.lock_version, by=curator, at=at)
    ready = list(Pair.objects.with_members().filter(state="ready"))
    assert {person for pair in ready for person in pair.mentees} == set(pupils)
    order = orders.create_order(ready, by=curator, at=at)
    orders.send_order(order, pair_ids=[pair.pk for pair in ready], checked=True, by=curator, at=at)
    at = autumn.live(date(2026, 9, 17))
    orders.sign_order(order, checked=True, sha256=order.sha256, by=director, at=at)

    # Acquaintances: one reads at once, the other is reminded by the ladder and reads then
    documents.acquaint(IssuedDocument.objects.get(pk=order.pk), by=make.actor(pupils[0]), at=at)
    late = AcquaintanceMark.objects.get(document=order, person=pupils[1])
    autumn.live(late.due + timedelta(days=2))
    told = [message.body for message in letters_to(pupils[1])]
    assert sum("Ознакомиться с документом" in body for body in told) >= 3, "−1, 0, +1"
    documents.acquaint(IssuedDocument.objects.get(pk=order.pk), by=make.actor(pupils[1]), at=autumn.now)
    autumn.live(date(2026, 10, 31))
    assert set(Pair.objects.filter(pk__in=[pair.pk for pair in ready]).values_list("state", flat=True)) == {"active"}

    # Nobody gets two letters on one day, and no letter is left behind
    a_day = Counter((message.to[0], message.sent_on) for message in mail.outbox)
    assert {who: n for who, n in a_day.items() if n > 1} == {}
    assert mail.outbox
    assert not any(message.sent_on.weekday() > 4 for message in mail.outbox), "days off are days off"
    assert not Letter.objects.waiting().filter(created_at__lt=make.moment("2026-10-30 00:00")).exists()
