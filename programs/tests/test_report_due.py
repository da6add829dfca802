"""When reports appear (R33): by the college's setting, one after another, the final one with the end, reviews beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.dates import add_months, today
from mentoring.models import IssuedDocument, ListEntry, PairMember
from mentoring.office import forget
from mentoring.tests.standing import scene
from programs.actions.completion import complete_program, finish_due_programs
from programs.actions.report_due import open_due_reports, start_reports
from programs.models import Program, ProgressReport
from programs.tests import make
from programs.tests import make_report as mr


def all_of(program, **fields):
    return ProgressReport.objects.filter(program=program, **fields).order_by("until", "pk")


def opened(at=None):
    return open_due_reports(at=at or timezone.now())


def move(program, days):
    """The program as if it had begun `days` earlier."""
    Program.objects.filter(pk=program.pk).update(
        since=program.since - timedelta(days=days),
        until=program.until - timedelta(days=days),
        activated_on=program.activated_on - timedelta(days=days),
    )
    ProgressReport.objects.filter(program=program).delete()


@scene
def program(cast):
    return mr.program(cast)


class TestFirst:
    def test_is_due_at_the_interim_checkpoint(self, program):
        (report,) = all_of(program)
        interim = make.fresh(program).interim_date
        assert (report.kind, report.until, report.state) == ("periodic", interim, "not_due")
        assert report.since == program.activated_on
        assert report.due >= interim  # moved off a day off

    def test_the_program_s_own_day_goes_first(self, program):
        all_of(program).delete()
        Program.objects.filter(pk=program.pk).update(interim_date=today() + timedelta(days=90))
        start_reports(program=make.fresh(program), at=timezone.now())
        assert all_of(program).get().until == today() + timedelta(days=90)

    def test_else_the_plan_says_it(self, program):
        all_of(program).delete()
        Program.objects.filter(pk=program.pk).update(interim_date=None)
        start_reports(program=make.fresh(program), at=timezone.now())
        assert all_of(program).get().until == program.events.get(checkpoint="interim").due

    def test_opens_by_itself_before_its_day(self, program):
        report = all_of(program).get()
        early = timezone.now() + timedelta(days=(report.due - today()).days - 15)
        assert opened(early) == 0
        assert opened(early + timedelta(days=1)) == 1
        report.refresh_from_db()
        assert (report.state, report.filled > 0) == ("due", True)
        assert opened(early + timedelta(days=1)) == 0

    @pytest.mark.parametrize(("every", "months"), [("quarter", 3), ("two_months", 2)])
    def test_by_turns(self, program, every, months):
        all_of(program).delete()
        make.set_setting("report_every", every)
        start_reports(program=make.fresh(program), at=timezone.now())
        assert all_of(program).get().until == add_months(program.since, months)

    def test_only_the_final_one(self, program):
        all_of(program).delete()
        make.set_setting("report_every", "final")
        start_reports(program=make.fresh(program), at=timezone.now())
        assert (all_of(program).get().kind, all_of(program).get().until) == ("final", program.until)

    def test_none_at_all(self, cast, program):
        all_of(program).delete()
        make.set_setting("report_every", "none")
        assert start_reports(program=make.fresh(program), at=timezone.now()) == []
        assert opened() == 0
        forget()

    def test_short_kinds_have_only_a_final_one(self, cast):
        pair = make.live_pair([cast.mentor], [cast.mentee], kind="situational")
        program = make.program(pair, state="active", curator=cast.curator, count=2)
        assert [report.kind for report in all_of(program)] == ["final"]

    def test_one_for_each_mentor(self, cast):
        pair = make.live_pair([cast.mentor, cast.other_mentor], [cast.mentee])
        program = make.program(make.around_today(pair))
        Program.objects.filter(pk=program.pk).update(state="active", activated_on=today())
        assert opened() == 2
        assert {report.author for report in all_of(program)} == {cast.mentor, cast.other_mentor}


class TestRound:
    def test_makes_up_for_programs_without_reports(self, program):
        all_of(program).delete()
        assert opened() == 1
        assert opened() == 0

    def test_final_follows_a_longer_term(self, cast, program):
        all_of(program).delete()
        make.set_setting("report_every", "final")
        opened()
        longer = program.until + timedelta(days=30)
        Program.objects.filter(pk=program.pk).update(until=longer)
        opened()
        report = all_of(program).get()
        assert (report.until, report.state) == (longer, "not_due")

    def test_replaced_mentor_is_let_go_and_the_new_one_reports(self, cast, program):
        pair = program.pair
        PairMember.objects.filter(pair=pair, side="mentor").update(until=today())
        PairMember.objects.create(pair=pair, person=cast.other_mentor, side="mentor", since=today())
        opened()
        states = {report.author: report.state for report in all_of(program, kind="periodic")}
        assert states == {cast.mentor: "waived", cast.other_mentor: "not_due"}

    def test_finishing_program_turns_what_was_not_sent_into_the_final_one(self, cast, program):
        move(program, 300)
        opened()
        finish_due_programs(at=timezone.now())
        opened()
        report = all_of(program, kind="final").get()
        assert (report.state, report.until) == ("due", make.fresh(program).until)
        assert all_of(program, kind="periodic").count() == 0

    def test_reviews_are_asked_once_near_the_end(self, cast, program):
        near = timezone.now() + timedelta(days=(program.until - today()).days - 10)
        opened(near)
        opened(near)
        review = all_of(program, kind="review").get()
        assert (review.author, review.state) == (cast.mentee, "due")


class TestEnd:
    def complete(self, cast, program, code="workload"):
        reason = ListEntry.objects.get(list="completion_reason", code=code)
        complete_program(
            program=make.fresh(program), ground=reason.extra["ground"], reason=reason, by=cast.actor("curator"),
            at=timezone.now(), note="Нагрузка.",
        )  # fmt: skip

    def test_unsent_becomes_final_and_the_mentee_is_asked(self, cast, program):
        self.complete(cast, program)
        report = all_of(program, kind="final").get()
        assert (report.state, report.until) == ("due", today())
        assert report.due > today()
        assert all_of(program, kind="review").get().author == cast.mentee

    def test_the_final_one_is_written_after_the_end(self, cast, program):
        self.complete(cast, program)
        report = mr.fresh(all_of(program, kind="final").get())
        mr.submit(cast, report, conclusion="ready")
        report = mr.fresh(report)
        from programs.actions.report_decide import accept_report

        accept_report(report=report, sha256=report.sha256, by=cast.actor("curator"), at=timezone.now())
        assert IssuedDocument.objects.get(type__code="D20").number.startswith("ОИ-")
        assert ProgressReport.objects.by_mentor().count() == 1

    def test_a_sent_one_stays_and_no_double_is_made(self, cast):
        report = mr.sent(cast)
        self.complete(cast, report.program)
        assert [row.state for row in ProgressReport.objects.by_mentor()] == ["submitted"]
