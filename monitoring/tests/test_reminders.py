"""Letters that time writes: the ladder of deeds, surveys, the weekly look (behavior 12; words, part 11)."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring.access import actor_for
from mentoring.kit.gather import as_rows, gather
from mentoring.kit.text import NBSP
from mentoring.models import Letter, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.actions.daily import run_daily
from monitoring.actions.reminders import remind_due_surveys, write_reminders, write_weekly_attention
from monitoring.queries.home.counter import waits_of
from monitoring.queries.home.deed_list import PER_SOURCE, WAITS_PER_SOURCE
from monitoring.queries.reminder import Morning, told_sources
from monitoring.tests import make_survey as ms

MONDAY = make.moment("2026-11-16 07:30")
FRIDAY_DUE = date(2026, 11, 20)
PARTS = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin", "outsider")


@scene
def launched(cast):
    """A survey that runs from today on."""
    return ms.running(cast.actor("curator"), [ms.program(cast.pair)])


@scene
def request_due(cast):
    """A request the curator answers until a Friday."""
    request = make.request(cast.outsider)
    request.due = FRIDAY_DUE
    request.save(update_fields=["due"])
    return request


def written_on(cast, days):
    """Days of November on which the curator is reminded."""
    found = []
    for day in days:
        if write_reminders(at=make.moment(f"2026-11-{day:02d} 07:30")):
            found += [day] * Letter.objects.filter(
                person=cast.curator, key__startswith=f"daily_digest:2026-11-{day:02d}"
            ).count()
    return found


def test_the_curator_is_reminded_by_the_ladder_and_never_twice(cast, request_due):
    told = written_on(cast, range(9, 31))
    assert told == [13, 19, 20, 23, 27], "−7, −1, 0, the Monday after, a week after"
    assert written_on(cast, told) == []


def test_the_letter_says_what_waits_and_by_when(cast, request_due):
    write_reminders(at=make.moment("2026-11-20 07:30"))
    letter = Letter.objects.get(person=cast.curator, code="daily_digest")
    assert letter.subject.replace(NBSP, " ") == "Ваши дела: 1 дело, ближайшее 20 ноября"
    assert letter.body.replace(NBSP, " ").startswith("Сегодня и просрочено:\n– 20 ноября: ")
    assert "Орлов" in letter.body
    assert letter.path == "/"


def test_people_without_a_due_deed_get_nothing(cast, request_due):
    write_reminders(at=make.moment("2026-11-20 07:30"))
    told = set(Letter.objects.values_list("person", flat=True))
    assert cast.curator.pk in told
    assert not told & {cast.outsider.pk, cast.admin.pk, cast.supervisor.pk}


def test_reminders_wait_for_the_curator_when_the_college_wants_so(cast, request_due):
    Setting.objects.filter(code="reminders_curator_first").update(value=True)
    forget()
    morning = make.moment("2026-11-20 07:30")
    run_daily(at=morning, digest=True)
    letter = Letter.objects.get(code="daily_digest", person=cast.curator)
    assert (letter.hold_until, letter.sent_at) == (make.moment("2026-11-20 12:00"), None)
    run_daily(at=make.moment("2026-11-20 12:00"), digest=True)
    letter.refresh_from_db()
    assert letter.sent_at == make.moment("2026-11-20 12:00")


def test_the_weekly_look_comes_on_the_first_working_day(cast):
    tuesday, sunday = MONDAY + timedelta(days=1), MONDAY - timedelta(days=1)
    assert write_weekly_attention(at=sunday) == 0
    assert write_weekly_attention(at=MONDAY) == 1, "the cast's pairs have no program"
    assert write_weekly_attention(at=MONDAY) == 0
    assert write_weekly_attention(at=tuesday) == 0
    letter = Letter.objects.get(code="attention_weekly")
    assert letter.person == cast.curator
    assert letter.body.startswith("– ")


def test_a_running_survey_is_reminded_of_twice_and_to_those_who_have_not_answered(launched):
    survey, start = launched, launched.launched_at
    asked = survey.invitations.filter(answered_at__isnull=True).count()
    assert remind_due_surveys(at=start + timedelta(days=1)) == 0
    assert remind_due_surveys(at=start + timedelta(days=3)) == asked > 0
    assert remind_due_surveys(at=start + timedelta(days=3, hours=1)) == 0
    eve = make.moment(f"{survey.deadline - timedelta(days=1):%Y-%m-%d} 07:30")
    assert remind_due_surveys(at=eve) == asked
    assert remind_due_surveys(at=eve + timedelta(hours=20)) == 0, "two letters, no more"


def test_daily_makes_up_for_a_missed_day_and_runs_twice_without_harm(cast, request_due):
    for _ in range(2):
        call_command("daily", date="2026-11-19")
    assert Letter.objects.filter(code="daily_digest", person=cast.curator).count() == 1
    assert [message.to for message in mail.outbox].count([cast.curator.email]) == 1
    for wrong in ("завтра", "2999-01-01"):
        with pytest.raises(CommandError):
            call_command("daily", date=wrong)


def test_one_text_serves_every_reader_of_the_same_roles(cast, request_due):
    """What the round reads for a person is what the page would: only the reader's own key differs."""
    morning = Morning(FRIDAY_DUE)
    second = make.person("Второй Куратор", roles=["curator"])
    for person in (*(getattr(cast, part) for part in PARTS), second):
        actor = actor_for(person, on=FRIDAY_DUE)
        for what, most in ((told_sources, PER_SOURCE), (waits_of, WAITS_PER_SOURCE)):
            sources = what(actor, FRIDAY_DUE)
            plain = [(source.queryset.model, row.pk) for source, row in gather(sources, most)]
            if what is waits_of:
                read = morning.waited(actor)
            else:
                alike, raw = morning.told(actor)
                assert [source.code for source in alike] == [source.code for source in sources]
                read = as_rows(sources, raw, most)
            assert [(source.queryset.model, row.pk) for source, row in read] == plain


def test_composing_a_text_asks_nothing(cast, request_due):
    """A source that reads the base while it is put together would read it for nobody."""
    actors = [actor_for(getattr(cast, part), on=FRIDAY_DUE) for part in PARTS]
    warm = Morning(FRIDAY_DUE)
    for actor in actors:  # settings are read once
        warm.told(actor)
    with CaptureQueriesContext(connection) as done:
        fresh = Morning(FRIDAY_DUE)
        for actor in actors:
            fresh.told(actor)
    assert len(done) == len(actors)
