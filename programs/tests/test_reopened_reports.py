"""Reopening against the reports of the end (R33, R37): the final report is possible again, nothing is asked twice."""

from datetime import timedelta

from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.models import ListEntry
from mentoring.tests.standing import scene
from programs.actions import report_decide
from programs.actions.completion import complete_program
from programs.actions.reopening import reopen_program
from programs.actions.report_due import open_due_reports
from programs.models import ProgressReport
from programs.tests import make
from programs.tests import make_report as play


def end(cast, program):
    reason = ListEntry.objects.get(list="completion_reason", code="workload")
    complete_program(
        program=make.fresh(program), ground="by_participants", reason=reason, note="Нагрузка.", initiator="both",
        by=cast.actor("curator"), at=timezone.now(),
    )  # fmt: skip


def reopen(cast, program):
    by, at = cast.actor("curator"), timezone.now()
    reopen_program(program=make.fresh(program), reason="Закрыли по ошибке.", by=by, at=at)


def finals(program):
    return ProgressReport.objects.filter(program=program, kind="final").order_by("pk")


@scene
def ended(cast):
    """A program ended long before its term, its final report due."""
    program = play.program(cast)
    end(cast, program)
    assert [row.state for row in finals(program)] == ["due"]
    return program


def accept_final(cast, program):
    report = play.fresh(finals(program).last())
    play.submit(cast, report, conclusion="ready")
    report = play.fresh(report)
    by = cast.actor("curator")
    report_decide.accept_report(report=report, sha256=report.sha256, by=by, at=timezone.now())


def test_an_unsent_final_report_goes_with_the_term_again(cast, ended):
    reopen(cast, ended)
    (report,) = finals(ended)
    assert (report.state, report.until) == ("not_due", make.fresh(ended).until)
    end(cast, ended)
    (report,) = finals(ended)
    assert (report.state, report.until) == ("due", today())


def test_after_an_accepted_one_there_is_another(cast, ended):
    accept_final(cast, ended)
    reopen(cast, ended)
    mentors = ProgressReport.objects.by_mentor().filter(program=ended).order_by("pk")
    assert [row.state for row in mentors] == ["accepted", "not_due"]
    assert mentors[1].since == today() + timedelta(days=1)
    assert open_due_reports(at=timezone.now()) == 0, "the daily round adds nothing"
    later = make.fresh(ended)
    type(later).objects.filter(pk=later.pk).update(until=today() + timedelta(days=1), state="finishing")
    open_due_reports(at=timezone.now())
    assert mentors.last().kind == "final"
    assert mentors.count() == 2


def test_closed_again_the_same_day_it_asks_for_no_other(cast, ended):
    accept_final(cast, ended)
    reopen(cast, ended)
    end(cast, ended)
    (report,) = ProgressReport.objects.by_mentor().filter(program=ended)
    assert (report.kind, report.state) == ("final", "accepted")
    assert ProgressReport.objects.filter(program=ended, kind="review").count() == 1
