"""The demo college is played through the real actions and shows every form, kind and reachable state."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from mentoring.choices import Form, Kind, PairState
from mentoring.models import IssuedDocument, JournalEntry, MentoringRequest, Pair, Person, User
from monitoring.demo.play import play
from monitoring.demo.staff import ACCOUNTS
from monitoring.models import Evaluation, Survey
from programs.choices import ProgramState
from programs.models import Meeting, PlanEvent, Program

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
LATER_ISSUES = {PairState.SUBSTITUTION, PairState.PAUSED, PairState.REPLACING, PairState.ENDING}
BY_SETTING = {ProgramState.AWAITING_DIRECTOR, ProgramState.CANCELED}


@pytest.mark.django_db
def test_the_default_college_shows_everything():
    play(people=90, pair_count=30, years=3, seed=1, now=NOW, say=lambda text: None)
    assert Person.objects.count() >= 90
    assert Pair.objects.count() == 30
    assert set(Pair.objects.values_list("kind", flat=True)) == set(Kind)
    assert set(Pair.objects.values_list("form", flat=True)) >= {Form.TEACHER_TEACHER, Form.PARTNER_TEACHER}
    assert set(Pair.objects.values_list("state", flat=True)) == set(PairState) - LATER_ISSUES
    assert set(Program.objects.values_list("state", flat=True)) == set(ProgramState) - BY_SETTING
    assert set(Program.objects.values_list("year__starts__year", flat=True)) == {2024, 2025, 2026}
    assert set(IssuedDocument.objects.values_list("state", flat=True)) >= {"in_force", "awaiting_signature"}
    assert MentoringRequest.objects.filter(state="awaiting_mentor").exists()
    assert PlanEvent.objects.filter(state="done").exists()
    assert PlanEvent.objects.overdue(NOW.date()).exists()
    assert Meeting.objects.filter(state="scheduled").exists()
    assert set(Survey.objects.values_list("state", flat=True)) >= {"running", "closed"}
    assert Evaluation.objects.exclude(conclusion="").exists()
    assert set(User.objects.values_list("email", flat=True)) == {f"{account}@demo.example" for account in ACCOUNTS}
    assert not JournalEntry.objects.filter(at__gt=NOW).exists(), "nothing happens in the future"


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-09-01", "2027-01-10", "2027-07-15"])
def test_any_day_of_the_year_will_do(day):
    now = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZoneInfo("Europe/Moscow"))
    play(people=60, pair_count=20, years=2, seed=3, now=now, say=lambda text: None)
    assert Pair.objects.count() >= 15


def test_a_filled_database_is_left_alone(cast, capsys):
    call_command("demo", if_empty=True)
    assert "уже заполнена" in capsys.readouterr().out
    with pytest.raises(CommandError, match="not empty"):
        call_command("demo")


@pytest.mark.django_db
def test_the_demo_is_refused_outside_the_demo(settings):
    settings.TESTING = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
