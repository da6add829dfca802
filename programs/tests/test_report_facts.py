"""What a report is filled with equals what the program's own page shows; the share is measured (R33, show 4)."""

from datetime import timedelta

from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.models import ListEntry
from mentoring.tests.standing import scene
from programs.actions import mark, meeting
from programs.choices.report import fields_of
from programs.models import Meeting, PlanEvent
from programs.queries.report_facts import facts_of
from programs.queries.running import running_page
from programs.report_rows import fact_rows, share_of, suggested
from programs.report_text import ReportText, from_payload
from programs.tests import make
from programs.tests import make_report as mr


@scene
def report(cast):
    program = mr.program(cast)
    mr.work(cast, program)
    return mr.due(cast, program)


def facts(report):
    return facts_of(report, report.program, today())


def test_counts_are_those_of_the_program_s_page(cast, report):
    progress = running_page(cast.actor("mentor"), make.fresh(report.program), today()).progress
    plan = facts(report).plan
    assert (plan.done, plan.total, plan.late, plan.unmarked) == (1, 3, 1, 2)
    assert (plan.done, plan.total, plan.late, plan.unmarked) == (
        progress.done, progress.total, progress.late, progress.unmarked,
    )  # fmt: skip


def test_events_come_with_result_and_proof(report):
    (event,) = facts(report).events
    assert (event.measure, event.result, event.proofs) == ("Мероприятие 1", "Карта принята", ("https://lms.example/1",))
    assert [row.measure for row in facts(report).undone] == ["Мероприятие 2"]
    assert [row.measure for row in facts(report).ahead] == ["Мероприятие 3"]


def test_meetings_held_and_missed_with_their_words(cast, report):
    now, by = timezone.now(), cast.actor("mentor")
    missed = meeting.schedule_meeting(
        program=report.program, starts_at=now + timedelta(hours=2), topic="Разбор", by=by, at=now
    )
    Meeting.objects.filter(pk=missed.pk).update(starts_at=now - timedelta(hours=30))
    reason = ListEntry.objects.get(list="event_reason", code="illness")
    meeting.meeting_not_held(meeting=Meeting.objects.get(pk=missed.pk), reason=reason, by=by, at=now)
    known = facts(report)
    assert [(row.topic, row.minutes, row.agreed) for row in known.held] == [("Цели занятия", 60, "Принести карту")]
    assert [(row.topic, row.reason) for row in known.missed] == [("Разбор", reason.name)]


def test_nothing_from_outside_the_period(cast, report):
    program = report.program
    Meeting.objects.filter(program=program).update(starts_at=timezone.now() - timedelta(days=400))
    PlanEvent.objects.filter(program=program, state="done").update(done_on=report.since - timedelta(days=1))
    known = facts(report)
    assert (known.held, known.events) == ((), ())
    assert known.plan.done == 1  # the plan is told whole


def test_difficulties_stand_where_their_events_stand(report):
    rows = {row.text: (row.done, row.total, row.strength) for row in facts(report).difficulties}
    assert rows["поставить цель занятия"] == (1, 1, False)
    assert rows["показать связь темы с производством"] == (0, 1, True)


def test_a_moved_event_is_told_with_its_reason(cast, report):
    event = PlanEvent.objects.select_related("program__pair").get(program=report.program, measure="Мероприятие 2")
    reason = ListEntry.objects.get(list="event_reason", code="schedule")
    due = today() + timedelta(days=30)
    mark.mark_event(event=event, state="moved", by=cast.actor("mentor"), at=timezone.now(), reason=reason, new_due=due)
    (row,) = facts(report).undone
    assert (row.state, row.reason) == ("moved", reason.name)


def test_share_is_measured_and_printed(report, capsys):
    known = facts(report)
    share = share_of(known, report.kind)
    rows = fact_rows(known, report.kind)
    assert share.total == len(rows) + len(fields_of(report.kind))
    assert share.filled == sum(row.known for row in rows) + len(suggested(known, report.kind))
    with capsys.disabled():
        import sys

        sys.stdout.write(f"\n{share.words} ({share.per_cent} %)\n")
    assert share.per_cent >= 80


def test_every_row_says_where_it_comes_from(report):
    assert all(row.source for row in fact_rows(facts(report), report.kind))


def test_no_field_about_private_life():
    labels = " ".join(field.label.lower() for kind in ("periodic", "final", "review") for field in fields_of(kind))
    assert not any(word in labels for word in ("личн", "увлечен", "моральн", "характер", "семь"))


def test_payload_comes_back_the_same(cast, report):
    mr.submit(cast, report)
    kept = mr.fresh(report)
    text = from_payload(kept.payload)
    assert isinstance(text, ReportText)
    assert text.facts.plan == facts_of(kept, kept.program, today()).plan
    assert text.facts.events[0].proofs == ("https://lms.example/1",)


def test_short_report_of_a_kind_without_a_plan(cast):
    pair = make.live_pair([cast.mentor], [cast.mentee], kind="situational")
    program = make.program(pair, state="active", curator=cast.curator, count=2)
    report = program.reports.get()
    report = mr.fresh(report)
    assert report.kind == "final"
    known = facts(report)
    assert known.short
    codes = [row.code for row in fact_rows(known, report.kind)]
    assert "plan" not in codes
    assert [field.code for field in fields_of("final", short=True)][:2] == ["performance", "conclusion"]


def test_queries_do_not_grow(cast, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        facts(report)
    mr.work_more(cast, report.program)
    with django_assert_max_num_queries(9):
        facts(mr.fresh(report))
