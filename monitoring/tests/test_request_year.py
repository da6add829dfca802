"""A round of requests lived day by day by `daily` alone, run twice a day (R10): nothing hangs, nothing happens twice."""

from datetime import date, timedelta

from mentoring.actions.offer import accept_offer, offer_request
from mentoring.actions.renewal import renew_request
from mentoring.models import (
    AcademicYear,
    CampaignUnit,
    CarriedRequest,
    Letter,
    MentoringRequest,
    RequestCampaign,
    RequestOffer,
    Setting,
)
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.actions.daily import run_daily


@scene
def summer(cast):
    """August: the year that ends is still current; two requests of it are open."""
    before = make.year(2025, current=False)
    AcademicYear.objects.update(current=False)
    AcademicYear.objects.filter(pk=before.pk).update(current=True)
    forget()
    return [make.request(cast.other_mentee, year=before), make.request(cast.outsider, year=before)]


def live(since, until):
    """Every day twice; {day: what was not nothing} of the first run, and the second one always finds nothing to do."""
    found, day = {}, since
    while day <= until:
        at = make.moment(f"{day} 07:30")
        first = run_daily(at=at, digest=False)
        second = run_daily(at=at + timedelta(hours=1), digest=False)
        assert not any(second.values()), (day, second)
        if any(first.values()):
            found[day] = {name: number for name, number in first.items() if number}
        day += timedelta(days=1)
    return found


def test_a_campaign_opens_reminds_and_closes_by_itself(cast, summer):
    kept, silent = summer
    assert live(date(2026, 8, 23), date(2026, 8, 25)) == {date(2026, 8, 25): {"кампаний запросов открыто": 1}}
    campaign = RequestCampaign.objects.get()
    assert (str(campaign), campaign.due, campaign.opened_by) == ("Запросы 2026/27", date(2026, 9, 10), None)
    assert CampaignUnit.objects.get().asked == cast.supervisor
    kept.refresh_from_db()
    renew_request(kept, by=make.actor(cast.other_mentee), at=make.moment("2026-08-27 12:00"))
    found = live(date(2026, 8, 26), date(2026, 9, 25))
    assert found == {
        date(2026, 8, 31): {"снимков показателей": 1},
        date(2026, 9, 11): {"просьб подтвердить запрос": 1},
        date(2026, 9, 17): {"запросов не подтверждены": 1},
    }
    assert str(AcademicYear.objects.get(current=True)) == "2026/27"
    silent.refresh_from_db()
    kept.refresh_from_db()
    assert (silent.state, silent.close_reason.code, kept.state) == ("closed", "not_confirmed", "awaiting_curator")
    assert set(CarriedRequest.objects.values_list("request", "answer")) == {(kept.pk, "renewed"), (silent.pk, "silent")}
    to_silent = Letter.objects.filter(person=cast.outsider).order_by("pk").values_list("code", flat=True)
    assert list(to_silent) == ["request_renew", "request_renew_reminded", "request_closed"]


def test_silence_asks_the_next_until_somebody_agrees(cast, college):
    """Day 3 a reminder, day 7 the next of the queue, and when nobody is left the curator."""
    Setting.objects.filter(code="campaign_opens").update(value="hand")
    forget()
    request = make.request(cast.outsider)
    first, second, third = (make.mentor(name) for name in ("Ежова Л А", "Панин О И", "Тихонова В А"))
    at = make.moment("2026-09-21 10:00")
    offer_request(request, first, by=cast.actor("curator"), at=at, queue=[second])
    found = live(date(2026, 9, 21), date(2026, 10, 7))
    assert found == {
        date(2026, 9, 24): {"напоминаний наставникам": 1},
        date(2026, 9, 29): {"запросов остались без ответа": 1},
        date(2026, 9, 30): {"снимков показателей": 1},
        date(2026, 10, 2): {"напоминаний наставникам": 1},
        date(2026, 10, 7): {"запросов остались без ответа": 1},
    }
    request.refresh_from_db()
    assert request.state == "expired"
    answers = RequestOffer.objects.filter(request=request).values_list("mentor", "answer")
    assert list(answers) == [(first.pk, "expired"), (second.pk, "expired")]
    offer = offer_request(request, third, by=cast.actor("curator"), at=make.moment("2026-10-07 12:00"))
    accept_offer(offer, by=make.actor(third.person), at=make.moment("2026-10-08 12:00"))
    assert live(date(2026, 10, 8), date(2026, 10, 20)) == {}
    assert MentoringRequest.objects.get(pk=request.pk).state == "mentor_agreed"
    to_teacher = Letter.objects.filter(person=cast.outsider).order_by("pk").values_list("code", flat=True)
    assert list(to_teacher) == ["request_passed_on", "request_expired", "mentor_accepted"]
