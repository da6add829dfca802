"""Rules about silence, waiting documents and low answers; each has its threshold and its switch (part 19, R25, R33)."""

from types import SimpleNamespace

import pytest

from mentoring.access import entries_for
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, RoleAssignment, Setting
from mentoring.office import forget
from mentoring.starter import read
from mentoring.tests import make
from monitoring.actions import attention as act
from monitoring.attention import BY_CODE, RULES, attention_counts, attention_page, attention_rules
from monitoring.choices import SurveyState
from monitoring.models import Invitation, Postponement, Response, Roadmap, RoadmapTask, Survey
from monitoring.queries.attention_rule import rule_page
from monitoring.tests.make_dashboard import ON, days, event, meeting, program
from monitoring.tests.make_survey import version
from programs.models import Amendment, Assignment, Meeting, Program, ProgramVersion, ProgressReport


def found(code, **asked):
    return attention_page(ON, [code], 0, 50, **asked)


def setting(code, value):
    Setting.objects.filter(code=code).update(value=value)
    forget()


@pytest.fixture
def pair(college):
    mentor, mentee = make.mentor("Панина Светлана Игоревна").person, make.mentee("Ершов Денис Павлович").person
    return make.pair([mentor], [mentee], since=days(-60))


@pytest.fixture
def running(pair):
    return program(pair)


def at(day, clock="12:00"):
    return make.moment(f"{day} {clock}")


def test_every_rule_has_a_switch_and_it_works(running):
    shipped = {row["code"] for group in read("settings")["settings"] for row in group["rows"]}
    assert len({rule.switch for rule in RULES}) == len(RULES)
    assert {code for rule in RULES for code in (rule.switch, *rule.thresholds)} <= shipped
    assert found("no_meeting")
    setting("attention_on_no_meeting", False)
    assert found("no_meeting") == ()
    assert "no_meeting" not in [count.code for count in attention_counts(ON)]
    for rule in RULES:
        setting(rule.switch, False)
    assert attention_counts(ON) == ()
    assert attention_rules(ON).total == 0


def test_an_overdue_task_of_the_road_map_needs_attention_after_days_of_grace(cast):
    roadmap = Roadmap.objects.create(
        year=make.year(), state="approved", payload={}, sha256="0" * 64, created_at=make.moment()
    )
    fields = {"roadmap": roadmap, "stage": "main", "role": "mentor"}
    late = RoadmapTask.objects.create(title="Провести входные тесты", due=days(-5), **fields)
    RoadmapTask.objects.create(title="Ещё терпит", due=days(-4), **fields)
    RoadmapTask.objects.create(title="Не нужно", due=days(-30), state="not_needed", reason="Совета нет", **fields)
    (case,) = found("roadmap_overdue", curator=1)
    assert (case.title, case.figure, case.owner) == ("Провести входные тесты", "5\u00a0дней", "Отвечает куратор")
    assert case.url == f"/roadmap/tasks/{late.pk}/"
    RoadmapTask.objects.filter(pk=late.pk).update(role="hr")
    assert found("roadmap_overdue")[0].owner == "Отвечает отдел кадров"
    assert found("roadmap_overdue", unit_ids=(cast.mentor.unit_id or 0,)) == ()
    setting("attention_roadmap_days", 6)
    assert found("roadmap_overdue") == ()


@pytest.mark.parametrize(("day", "severe"), [(-27, False), (-28, True)])
def test_no_meeting_has_a_severe_grade(running, day, severe):
    meeting(running, days(day))
    (case,) = found("no_meeting")
    assert (case.severe, case.deed.late) == (severe, severe)


def test_a_curator_goes_straight_to_the_act(running):
    seen, acts = found("no_meeting")[0], found("no_meeting", curator=1)[0]
    assert (seen.url, seen.button) == (f"/programs/{running.pk}/", "Открыть программу")
    assert (acts.url, acts.button) == (f"/programs/{running.pk}/meetings/schedule/", "Назначить встречу")


def _write(what, running, moment):
    person = running.pair.mentees[0]
    if what == "meeting":
        Meeting.objects.create(
            program=running, state="recorded", starts_at=moment, recorded_at=moment, topic="Т", created_at=moment
        )
    elif what == "mark":
        event(running, days(0), "done", marked_at=moment)
    else:
        Assignment.objects.create(
            program=running, title="Т", mentee=person, author=running.pair.mentors[0], due=days(9), given_at=moment
        )


@pytest.mark.parametrize("what", ["meeting", "mark", "assignment"])
def test_no_journal(running, what):
    _write(what, running, at(days(-30)))
    (case,) = found("no_journal")
    assert (case.figure, case.note) == ("30\u00a0дней", "без новых записей")
    _write(what, running, at(days(-29)))
    assert found("no_journal") == ()
    setting("attention_no_journal_days", 29)
    assert len(found("no_journal")) == 1


def test_no_journal_counts_from_the_beginning_and_spares_consultations(running):
    assert found("no_journal")[0].figure == "60\u00a0дней"
    Meeting.objects.create(
        program=running, state="scheduled", starts_at=at(days(3)), topic="Впереди", created_at=at(days(-1))
    )
    assert len(found("no_journal")) == 1, "an appointment is no record"
    type(running.pair).objects.filter(pk=running.pair_id).update(kind="situational")
    assert found("no_journal") == ()


# A document waits: Wednesday 18 November is ON, five working days back is Wednesday the 11th


@pytest.mark.parametrize(("day", "n"), [(-7, 1), (-6, 0)])
def test_program_stuck(pair, day, n):
    made = program(pair, state="submitted")
    Program.objects.filter(pk=made.pk).update(submitted_at=at(days(day), "23:30"))
    cases = found("program_stuck")
    assert len(cases) == n
    if n:
        assert (cases[0].figure, cases[0].note) == ("5", "рабочих дней ждёт")
        assert (cases[0].owner, cases[0].action) == ("Отвечает куратор", "принять решение")
        Program.objects.update(state="active")
        assert found("program_stuck") == ()


@pytest.mark.parametrize(
    ("state", "owner"),
    [
        ("awaiting_consents", "Отвечает участники, которых спросили"),
        ("awaiting_curator", "Отвечает куратор"),
        ("awaiting_director", "Отвечает тот, кто утверждает программы"),
    ],
)
def test_amendment_stuck(running, state, owner):
    version = ProgramVersion.objects.create(
        program=running, number=1, payload={}, sha256="0" * 64, submitted_at=at(days(-40)), approved_at=at(days(-40))
    )
    made = Amendment.objects.create(
        program=running, number=1, reason="Перенос", state=state, author=running.pair.mentors[0], base=version,
        created_at=at(days(-9)), sent_at=at(days(-7)),
    )  # fmt: skip
    (case,) = found("amendment_stuck")
    assert (case.owner, case.url) == (owner, f"/amendments/{made.pk}/")
    assert found("amendment_stuck", limited=True)[0].url == ""
    setting("attention_stuck_days", 6)
    assert found("amendment_stuck") == ()
    setting("attention_stuck_days", 5)
    Amendment.objects.update(state="draft")
    assert found("amendment_stuck") == ()


def test_report_stuck(running):
    report = ProgressReport.objects.create(
        program=running, kind="periodic", author=running.pair.mentors[0], state="submitted", since=days(-60),
        until=days(-10), due=days(5), created_at=at(days(-20)), submitted_at=at(days(-7)), payload={}, sha256="0" * 64,
    )  # fmt: skip
    (case,) = found("report_stuck")
    assert (case.figure, case.url) == ("5", f"/reports/{report.pk}/")
    ProgressReport.objects.update(submitted_at=at(days(-6)))
    assert found("report_stuck") == ()


def test_other_thresholds_are_settings(running):
    event(running, days(-2), required=False)
    assert found("overdue_events") == ()
    setting("attention_overdue_required", False)
    assert len(found("overdue_events")) == 1
    mentor = running.pair.mentors[0].mentor
    mentor.capacity = 1
    mentor.save(update_fields=["capacity"])
    make.pair([mentor.person], [make.mentee("Кузьмин Павел Ильич").person])
    assert len(found("mentor_overloaded")) == 1
    setting("attention_over_capacity", 2)
    assert found("mentor_overloaded") == ()


# A low answer: the curator alone, confidential surveys alone, never below the survey's threshold


@pytest.fixture
def answered(running):
    """Five answers, one of them low, about a running program."""
    survey = Survey.objects.create(
        version=version(), year=running.year, title="Как вам программа", state=SurveyState.RUNNING, deadline=days(9),
        created_at=at(days(-9)),
    )  # fmt: skip
    for n in range(5):
        person = running.pair.mentees[0] if n == 0 else make.person(f"Ответов{'абвгд'[n]} Иван Ильич")
        invited = Invitation.objects.create(survey=survey, person=person, program=running, deadline=days(9))
        index = 59.9 if n == 0 else 95
        Response.objects.create(invitation=invited, saved_at=at(days(-2)), sent_at=at(days(-2)), index=index)
    return survey


def test_low_survey(answered, running):
    curator = make.person("Кураторова Анна Ильинична")
    (case,) = found("low_survey", curator=curator.pk)
    assert (case.figure, case.note, case.action) == ("59\u00a0%", "оценка в анкете", "поговорить с парой")
    assert found("low_survey") == (), "nobody but a curator"
    assert found("low_survey", curator=running.pair.mentors[0].pk) == (), "not of a program she takes part in"
    setting("attention_low_survey", 59)
    assert found("low_survey", curator=curator.pk) == ()


def test_who_takes_part_neither_sees_nor_brings_back_what_another_put_off(answered, running):
    """Decision 17: the title of such a case names a person and a low answer."""
    curator = make.actor(make.person("Кураторова Анна Ильинична", roles=("curator",)))
    mentor = running.pair.mentors[0]
    RoleAssignment.objects.create(person=mentor, role="curator", since=days(-90), basis="приказ")
    also = make.actor(mentor, "curator")
    (case,) = found("low_survey", curator=curator.person.pk)
    kept = act.postpone(rule="low_survey", thing=case.thing, until=days(5), reason="Говорим", by=curator, at=at(ON))
    asked = SimpleNamespace(today=ON, limited=False, unit_ids=None, query=())
    assert rule_page(BY_CODE["low_survey"], asked, {}, curator=curator.person.pk).put_off == (kept,)
    assert rule_page(BY_CODE["low_survey"], asked, {}, curator=mentor.pk).put_off == ()
    with pytest.raises(Refused, match="больше нет"):
        act.take_back(postponement=kept, by=also, at=at(ON))
    act.take_back(postponement=kept, by=curator, at=at(ON))
    assert not Postponement.objects.standing().exists()
    told = JournalEntry.objects.filter(subject_type="monitoring.postponement")
    assert set(told.values_list("pair", flat=True)) == {running.pair.pk}
    assert entries_for(curator).filter(pk__in=told).count() == 2
    assert not entries_for(also).filter(pk__in=told).exists(), "nor does the story tell one who takes part"


@pytest.mark.parametrize(
    "change", [{"mode": "anonymous"}, {"threshold": 6, "text_threshold": 10}, {"state": "closed_few"}]
)
def test_low_survey_keeps_what_was_promised(answered, change):
    curator = make.person("Кураторова Анна Ильинична")
    Survey.objects.update(**change)
    assert found("low_survey", curator=curator.pk) == ()


def test_a_better_answer_takes_the_case_away(answered, running):
    curator = make.person("Кураторова Анна Ильинична")
    again = Survey.objects.create(
        version=version(), year=running.year, title="Ещё раз", state=SurveyState.RUNNING, deadline=days(9),
        created_at=at(days(-1)),
    )  # fmt: skip
    invited = Invitation.objects.create(survey=again, person=running.pair.mentees[0], program=running, deadline=days(9))
    Response.objects.create(invitation=invited, saved_at=at(days(-1)), sent_at=at(days(-1)), index=80)
    assert found("low_survey", curator=curator.pk) == ()
    assert len(Response.objects.filter(index__lt=60)) == 1, "the low answer itself stays"


def test_the_number_of_queries_is_constant_with_waiting_documents(running, django_assert_num_queries):
    attention_counts(ON, curator=1)
    with django_assert_num_queries(1):
        attention_counts(ON, curator=1)
