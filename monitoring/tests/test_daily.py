"""Time moves what it should, once."""

from datetime import date, timedelta

from django.core import mail
from django.core.management import call_command

from mentoring import notifications
from mentoring.models import AcademicYear, Pair, Pulse, RequestOffer
from mentoring.tests import make
from monitoring.actions.daily import run_daily
from programs.models import Program


def test_due_pairs_start_and_nothing_moves_twice(cast):
    Pair.objects.filter(pk=cast.pair.pk).update(state="assigned", since=date(2026, 11, 18))
    first = run_daily(at=make.moment("2026-11-18 07:30"), digest=True)
    second = run_daily(at=make.moment("2026-11-18 08:30"), digest=True)
    cast.pair.refresh_from_db()
    assert cast.pair.state == "active"
    assert (first["пар начали работу"], second["пар начали работу"]) == (1, 0)
    assert Pulse.objects.get(name="daily").at == make.moment("2026-11-18 08:30")


def test_a_request_without_an_answer_returns_to_the_curator_once(cast):
    offer = RequestOffer.objects.create(
        request=make.request(cast.outsider, state="awaiting_mentor"),
        mentor=cast.mentor.mentor,
        asked_at=make.moment(),
        due=date(2026, 11, 25),
    )
    third, after = make.moment("2026-11-21 07:30"), make.moment("2026-11-26 07:30")
    reminded = [run_daily(at=third, digest=False)["напоминаний наставникам"] for _ in range(2)]
    expired = [run_daily(at=after, digest=False)["запросов остались без ответа"] for _ in range(2)]
    assert (reminded, expired) == ([1, 0], [1, 0])
    offer.refresh_from_db()
    assert (offer.answer, offer.request.state) == ("expired", "expired")


def test_programs_past_their_term_gather_results(cast):
    program = Program.objects.create(
        pair=cast.pair,
        year=cast.pair.year,
        state="active",
        since=date(2026, 9, 1),
        until=date(2026, 11, 17),
        created_at=make.moment(),
    )
    assert run_daily(at=make.moment("2026-11-17 08:00"), digest=False)["программ подводят итоги"] == 0
    assert run_daily(at=make.moment("2026-11-18 08:00"), digest=False)["программ подводят итоги"] == 1
    program.refresh_from_db()
    assert program.state == "finishing"


def test_digests_wait_for_a_working_morning(cast):
    notifications.write("request_renew", to=cast.mentee, at=make.moment(), date="5 сентября")
    saturday = make.moment("2026-11-21 09:00")
    assert "писем дня" not in run_daily(at=saturday, digest=True)
    assert run_daily(at=saturday + timedelta(days=2), digest=True)["писем дня"] >= 1
    assert [message.to for message in mail.outbox].count([cast.mentee.email]) == 1


def test_the_new_academic_year_opens_by_itself(college):
    run_daily(at=make.moment("2027-09-01 06:00"), digest=False)
    assert str(AcademicYear.objects.get(current=True)) == "2027/28"


def test_the_command_says_what_it_did(cast, capsys):
    call_command("daily")
    assert "писем сразу" in capsys.readouterr().out
