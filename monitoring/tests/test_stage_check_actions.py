"""The repeated measure: asked by hand or by the day, answered once, missed by its term (R51)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, PairMember, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.waiting import deeds_of
from monitoring.access.stage_check import checks_for, may_read
from monitoring.actions import stage_check as actions
from monitoring.models import InstrumentVersion, StageCheck
from monitoring.queries.deeds import sources
from monitoring.tests import make_stage_check as mc
from programs.models import Program


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def program(cast):
    return mc.running(cast.pair)


def deeds(actor):
    return [one for code, found in deeds_of(sources(actor, today())).items() if "stage_check" in code for one in found]


def join(program, person, side):
    PairMember.objects.create(pair=program.pair, person=person, side=side, since=today())


def switch_on():
    Setting.objects.filter(code="stage_checks_auto").update(value=True)
    forget()


def test_the_form_is_one_for_both_sides_and_is_no_survey(cast):
    from monitoring.queries.survey.draft import newest_versions

    version = InstrumentVersion.objects.get(instrument__code="repeat_v1")
    assert (version.state, version.instrument.audience) == ("published", "both")
    assert [one["code"] for one in version.subscales] == ["motivation", "competence", "growth", "social"]
    assert version not in newest_versions()


def test_both_sides_are_asked_once_and_told_among_deeds(cast, curator, program):
    checks = mc.ask(program, curator)
    assert {(check.person, check.side) for check in checks} == {(cast.mentor, "mentor"), (cast.mentee, "mentee")}
    assert {check.due for check in checks} == {today() + timedelta(days=14)}
    for part in ("mentor", "mentee"):
        (deed,) = deeds(cast.actor(part))
        assert deed.title.startswith("Ответить на замер, 5 минут, — до ")
    assert not Letter.objects.exists()
    with pytest.raises(Refused, match="уже спрошены"):
        mc.ask(program, curator)


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "outsider"])
def test_only_the_curator_asks(cast, program, part):
    with pytest.raises(Refused, match="спрашивает куратор"):
        mc.ask(program, cast.actor(part))
    assert not StageCheck.objects.exists()


def test_a_program_that_is_over_asks_nobody(curator, program):
    Program.objects.filter(pk=program.pk).update(state="completed")
    with pytest.raises(Refused, match="пока программа действует"):
        mc.ask(program, curator)


def test_an_answer_is_given_once_by_its_own_person(cast, curator, program):
    mc.ask(program, curator)
    check = mc.check_of(program, cast.mentee)
    with pytest.raises(Refused, match="Отвечает тот"):
        actions.give(check, mc.sheet(check), by=cast.actor("mentor"), at=timezone.now())
    given = mc.give(check, 4, skip=("m1",))
    assert given.state == "given"
    assert given.answers["m1"] == {"skipped": True}
    assert given.answers["m2"] == {"number": 4}
    assert given.answers["results"] == {"options": ["Не изменились"]}
    stale = mc.check_of(program, cast.mentee)
    for again in (stale, check):
        with pytest.raises(Refused, match="уже ответили"):
            mc.give(again, 1)
    assert mc.check_of(program, cast.mentee).answers["m2"] == {"number": 4}
    assert deeds(cast.actor("mentee")) == []


def test_a_sheet_that_was_sent_from_another_window_meanwhile_is_kept(cast, curator, program):
    """The stale row still says «asked»: the claim decides."""
    mc.ask(program, curator)
    first, second = mc.check_of(program, cast.mentee), mc.check_of(program, cast.mentee)
    mc.give(first, 5)
    with pytest.raises(Refused, match="уже ответили"):
        mc.give(second, 1)
    assert mc.check_of(program, cast.mentee).answers["m1"] == {"number": 5}


def test_gaps_and_foreign_marks_are_refused(cast, curator, program):
    mc.ask(program, curator)
    check = mc.check_of(program, cast.mentee)
    with pytest.raises(Refused, match="Ответьте на вопрос 13"):
        actions.give(check, mc.sheet(check)[:-1], by=cast.actor("mentee"), at=timezone.now())
    with pytest.raises(Refused, match="от 1 до 5"):
        mc.give(check, 9)
    with pytest.raises(Refused, match="Срок ответа прошёл"):
        mc.give(check, at=timezone.now() + timedelta(days=30))
    assert mc.check_of(program, cast.mentee).state == "asked"


def test_the_term_passes_and_the_curator_asks_again(cast, curator, program):
    mc.ask(program, curator, at=timezone.now() - timedelta(days=40))
    assert actions.miss_due(at=timezone.now()) == 2
    assert actions.miss_due(at=timezone.now()) == 0
    check = mc.check_of(program, cast.mentee)
    assert check.state == "missed"
    with pytest.raises(Refused, match="спрашивает куратор"):
        actions.ask_again(check, by=cast.actor("mentee"), at=timezone.now())
    actions.ask_again(check, by=curator, at=timezone.now())
    assert (check.state, check.due) == ("asked", today() + timedelta(days=14))
    mc.give(mc.check_of(program, cast.mentee))


def test_the_daily_round_asks_only_when_it_is_switched_on(curator, program):
    Program.objects.filter(pk=program.pk).update(since=today() - timedelta(days=3))
    now = timezone.now()
    assert actions.ask_due(at=now) == 0
    switch_on()
    assert actions.ask_due(at=now) == 2
    assert actions.ask_due(at=now) == 0
    assert {(check.stage, check.asked_by) for check in mc.checks(program)} == {("entry", None)}


@pytest.mark.parametrize(("gone", "left", "stage"), [(60, 60, "middle"), (110, 10, "exit"), (40, 80, "")])
def test_the_stage_of_the_day(program, gone, left, stage):
    switch_on()
    Program.objects.filter(pk=program.pk).update(
        since=today() - timedelta(days=gone), until=today() + timedelta(days=left)
    )
    actions.ask_due(at=timezone.now())
    assert {check.stage for check in mc.checks(program)} == ({stage} if stage else set())


def test_a_newcomer_of_the_group_is_asked_in_the_same_days(cast, program):
    switch_on()
    Program.objects.filter(pk=program.pk).update(since=today() - timedelta(days=3))
    actions.ask_due(at=timezone.now())
    join(program, make.mentee("Новиков Пётр Ильич").person, "mentee")
    assert actions.ask_due(at=timezone.now()) == 1


def test_later_stages_keep_the_version_of_the_first(cast, curator, program):
    mc.ask(program, curator)
    old = InstrumentVersion.objects.get(instrument__code="repeat_v1")
    InstrumentVersion.objects.create(
        instrument=old.instrument, number=2, title="Новый", state="published", subscales=old.subscales
    )
    assert {check.version_id for check in mc.ask(program, curator, "middle")} == {old.pk}


def test_who_reads_what(cast, curator, program):
    mc.ask(program, curator)
    of_mentor = mc.check_of(program, cast.mentor)
    mc.give(mc.check_of(program, cast.mentee))
    assert [check.person for check in checks_for(cast.actor("mentor"))] == [cast.mentor]
    assert [check.person for check in checks_for(cast.actor("mentee"))] == [cast.mentee]
    for part in ("director", "supervisor", "outsider", "other_mentor", "admin"):
        assert not checks_for(cast.actor(part)).exists()
    assert may_read(curator, of_mentor)
    join(program, cast.curator, "mentor")
    assert "другой куратор" in may_read(curator, mc.check_of(program, cast.mentee)).reason


def test_the_story_is_told_to_curators_alone(curator, program):
    mc.give(mc.ask(program, curator)[0])
    entries = JournalEntry.objects.filter(event__startswith="stage_check")
    assert {entry.event for entry in entries} == {"stage_check_asked", "stage_check_given"}
    assert {entry.audience for entry in entries} == {"curator"}
