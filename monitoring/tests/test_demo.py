"""The demo college is played through the real actions and shows every form, kind and reachable state."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from mentoring.choices import ConsentState, DocumentState, Form, Kind, OfferAnswer, PairState, RequestState
from mentoring.kit.dates import local
from mentoring.models import (
    Achievement,
    AchievementHelp,
    AcquaintanceMark,
    Consent,
    IssuedDocument,
    JournalEntry,
    Mentee,
    MenteeGroup,
    Mentor,
    MentorGroup,
    MentoringRequest,
    Organization,
    Pair,
    PartnerKind,
    Person,
    RequestOffer,
    RoleAssignment,
    Setting,
    User,
)
from monitoring.demo.consultations import TALKS
from monitoring.demo.play import play
from monitoring.demo.staff import ACCOUNTS
from monitoring.models import Evaluation, IndicatorValue, KnowledgeTest, ObservationCard, Opinion, Payment, Survey
from monitoring.queries.observation.behavior import behavior_of, counted_lessons
from programs.choices import EventState, MeetingState, ProgramState, RemarkState
from programs.models import (
    Material,
    MaterialThanks,
    Meeting,
    PlanEvent,
    PlanTemplate,
    Program,
    ProgramDecision,
    Remark,
)
from programs.queries.kind_now import kind_now, member_results
from programs.queries.template import newest_version
from programs.queries.template_update import updates_of

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
# What later issues bring: nothing in the application leads there today
LATER = {
    Pair: {PairState.PAUSED, PairState.REPLACING},
    IssuedDocument: {DocumentState.REVIEW, DocumentState.REPLACED},
    Consent: {ConsentState.OUTDATED, ConsentState.REPLACED},
}
STATES = (
    (Pair, PairState),
    (Program, ProgramState),
    (PlanEvent, EventState),
    (Meeting, MeetingState),
    (MentoringRequest, RequestState),
    (RequestOffer, OfferAnswer),
    (IssuedDocument, DocumentState),
    (Consent, ConsentState),
    (Remark, RemarkState),
)


@pytest.fixture(scope="class")
def college(django_db_setup, django_db_blocker):
    """The default demo, played once for the questions below and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        play(people=90, pair_count=34, years=3, seed=1, now=NOW, say=lambda text: None)
        yield
        transaction.set_rollback(True)


class TestTheDefaultCollege:
    @pytest.mark.parametrize(("model", "states"), STATES, ids=lambda value: value.__name__)
    def test_every_reachable_state_is_there(self, college, db, model, states):
        field = "answer" if model is RequestOffer else "state"
        assert set(states) - set(model.objects.values_list(field, flat=True)) == LATER.get(model, set())

    def test_every_form_kind_group_and_partner_is_there(self, college, db):
        assert Person.objects.count() >= 90
        assert Pair.objects.count() == 34 + 1 + TALKS, "one went on as another pair; a day of consultations"
        assert set(Pair.objects.values_list("kind", flat=True)) == set(Kind)
        assert set(Pair.objects.values_list("form", flat=True)) >= {Form.TEACHER_TEACHER, Form.PARTNER_TEACHER}
        assert set(Mentee.objects.values_list("groups", flat=True)) == set(
            MenteeGroup.objects.values_list("pk", flat=True)
        )
        assert set(Mentor.objects.values_list("groups", flat=True)) == set(
            MentorGroup.objects.values_list("pk", flat=True)
        )
        assert (
            Organization.objects.filter(own=False).values("kind").distinct().count()
            == PartnerKind.objects.filter(social=True).count()
        )
        assert set(RoleAssignment.objects.values_list("role", flat=True)) >= {"admin", "curator", "director", "council"}

    @pytest.mark.slow
    @pytest.mark.skipif(
        "connection.vendor != 'sqlite'", reason="PostgreSQL restores what is committed: test_backup_restore.py"
    )
    def test_it_is_backed_up_destroyed_and_restored(self, college, db, settings, tmp_path):
        settings.BACKUP_FOLDER = tmp_path / "backups"
        kept = Path(settings.MEDIA_ROOT, "2026", "order.pdf")
        kept.parent.mkdir(parents=True)
        kept.write_bytes(b"%PDF-1.7")
        people = set(Person.objects.values_list("pk", "search_key"))
        call_command("backup")
        (archive,) = settings.BACKUP_FOLDER.glob("nastavnik-*")
        kept.unlink()
        JournalEntry.objects.all().delete()
        User.objects.update(email=F("pk"), is_active=False)
        Person.objects.update(search_key="", last_name="")
        call_command("restore", str(archive), replace=Path(str(connection.settings_dict["NAME"])).name)
        assert set(Person.objects.values_list("pk", "search_key")) == people
        assert kept.read_bytes() == b"%PDF-1.7"
        assert JournalEntry.objects.count() > 1000

    def test_three_years_with_their_surveys_and_evaluations(self, college, db):
        assert set(Program.objects.values_list("year__starts__year", flat=True)) == {2024, 2025, 2026}
        assert PlanEvent.objects.overdue(NOW.date()).exists()
        assert set(Survey.objects.values_list("state", flat=True)) >= {"running", "closed"}
        assert Evaluation.objects.exclude(conclusion="").exists()
        unnamed = Survey.objects.filter(mode="anonymous", state="closed").order_by("-closed_at").first()
        assert unnamed.release["answered"] >= 12
        assert set(unnamed.texts.values_list("shown", flat=True)) >= {True}
        tested = KnowledgeTest.objects.filter(program__year__starts__year=2026, state="scored")
        assert tested.filter(moment="exit").values("program").distinct().count() >= 2
        assert tested.filter(moment="entry").values("program").distinct().count() >= 3
        assert not JournalEntry.objects.filter(at__gt=NOW).exists(), "nothing happens in the future"

    def test_lessons_are_observed_by_two_before_and_after(self, college, db):
        """R43: whole stories of past years, a card that waits for its reader and one nobody has begun in this one."""
        found = counted_lessons(ObservationCard.objects.all())
        stories = [one for person, lessons in found.items() if not (one := behavior_of(person, lessons)).missing]
        assert stories
        assert all(len(one.first.cards) == 2 and one.last.agreement.n for one in stories)
        assert set(ObservationCard.objects.values_list("state", flat=True)) >= {"planned", "awaiting", "locked"}
        assert Opinion.objects.filter(state="given", verdict__startswith="ready").exists()

    def test_entered_figures_of_three_years_and_payments(self, college, db):
        entered = IndicatorValue.objects.filter(indicator__code="learning_quality")
        assert set(entered.values_list("year__starts__year", "half")) == {(y, h) for y in (2024, 2025) for h in "12"}
        assert set(Payment.objects.values_list("until__year", flat=True)) >= {2025, 2026}
        assert Evaluation.objects.filter(indicators__code="learning_quality").exists()
        assert not IndicatorValue.objects.filter(entered_at__gt=NOW).exists()

    def test_achievements_of_people_and_years(self, college, db):
        """R35, R36: confirmed, told, to be mended, ahead with help; work in commissions; an earlier year."""
        assert set(Achievement.objects.values_list("state", flat=True)) == {"confirmed", "told", "returned", "planned"}
        assert Achievement.objects.count() >= 9
        assert Achievement.objects.filter(kind__code="commission", state="confirmed").exists()
        assert Achievement.objects.filter(day__year=2025).exists()
        assert {help.given_on is None for help in AchievementHelp.objects.all()} == {True, False}

    @pytest.mark.parametrize("kind", Kind.values)
    def test_each_kind_was_played_to_its_end_with_its_papers(self, college, db, kind):
        """Issue 4, show 5: the version that was agreed, results, reports, the order; what the kind itself demands."""
        lives = Program.objects.filter(pair__kind=kind, state="completed", reports__kind="final").distinct()
        program = lives.select_related("pair__end_order").order_by("ended_on").first()
        assert program.versions.filter(number=1).exists()
        assert not program.events.unmarked().exists()
        assert not program.results.filter(reached="").exists()
        reports = program.reports.select_related("document")
        assert {(report.state, report.document.state) for report in reports} == {("accepted", "in_force")}
        mentors, mentees = len(program.pair.mentors), len(program.pair.mentees)
        told = Counter(report.kind for report in reports)
        halfway = 0 if kind in (Kind.SITUATIONAL, Kind.SPEED) else mentors
        assert told == Counter(final=mentors, review=mentees, periodic=halfway)
        assert (program.pair.end_order.type.code, program.pair.end_order.state) == ("D33", "in_force")
        lines = kind_now(program, list(program.events.all()), member_results(program))
        assert [line.name for line in lines if not line.ok and line.code != "plan_both_ways"] == []
        if kind == Kind.REVERSE:
            learn = set(program.events.in_plan().values_list("assignee", flat=True))
            assert learn == {person.pk for person in program.pair.mentees}

    def test_a_program_was_changed_one_reopened_one_goes_on(self, college, db):
        changed = Program.objects.filter(state="completed", amendments__state="in_force")
        assert set(changed.values_list("pair__kind", flat=True)) == {Kind.TRADITIONAL, Kind.GROUP}
        for program in changed:
            assert program.versions.filter(number=2).exists()
            amendment = program.amendments.get()
            assert amendment.register_number
            assert amendment.consents.filter(agrees=True).count() == len(program.pair.mentors + program.pair.mentees)
        assert ProgramDecision.objects.filter(kind="reopen", program__state="completed").exists()
        assert Program.objects.filter(state="completed", continues__state="completed").exists()
        assert Program.objects.filter(state="ended_early").exists()
        assert len(set(IssuedDocument.objects.filter(type__code="D38").values_list("requisites__about", flat=True))) > 4

    def test_nobody_meets_on_a_sunday_in_the_past(self, college, db):
        held = Meeting.objects.filter(program__state="completed").values_list("starts_at", flat=True)
        assert held
        assert {local(moment).weekday() for moment in held} <= set(range(5))

    def test_a_draft_may_take_the_new_version_of_its_template(self, college, db):
        template = PlanTemplate.objects.get(versions__number=2)
        drafts = Program.objects.filter(state="draft")
        assert updates_of(template, newest_version(template), drafts)
        assert set(Material.objects.values_list("state", flat=True)) >= {"published", "proposed"}
        assert MaterialThanks.objects.exists()

    def test_the_accounts_are_presentable(self, college, db):
        """Nothing of theirs lies about for months: papers read, meetings answered, requests fresh."""
        assert set(User.objects.values_list("email", flat=True)) == {f"{account}@demo.example" for account in ACCOUNTS}
        unread = AcquaintanceMark.objects.filter(done_at__isnull=True)
        assert not unread.filter(person__user__isnull=False).exists()
        assert not unread.filter(due__lt=NOW.date() - timedelta(days=60)).exists()
        assert Setting.objects.get(code="program_approver").value == "curator", "turned for one program only"


@pytest.mark.django_db
@pytest.mark.story
@pytest.mark.parametrize("day", ["2026-09-01", "2027-01-10", "2027-07-15"])
def test_any_day_of_the_year_will_do(day):
    now = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZoneInfo("Europe/Moscow"))
    play(people=60, pair_count=20, years=2, seed=3, now=now, say=lambda text: None)
    assert Pair.objects.count() >= 15


def test_a_filled_database_is_left_alone(college, db, capsys):
    call_command("demo", if_empty=True)
    assert "уже заполнена" in capsys.readouterr().out
    with pytest.raises(CommandError, match="not empty"):
        call_command("demo")


@pytest.mark.django_db
def test_the_demo_is_refused_outside_the_demo(settings):
    settings.TESTING = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
