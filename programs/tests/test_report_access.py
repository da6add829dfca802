"""Who reads which part of a report: proposals the office and the author alone, a mentee nothing before acceptance (R33)."""

import pytest
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.models import PairMember, RoleAssignment
from mentoring.tests.make import actor, mentee
from programs.access import may_read_proposals, may_read_text, reports_for
from programs.models import ProgressReport
from programs.queries.report import report_page
from programs.tests import make
from programs.tests import make_report as mr

EVERYBODY = (
    "curator",
    "director",
    "supervisor",
    "mentor",
    "mentee",
    "other_mentor",
    "other_mentee",
    "outsider",
    "admin",
)
SECRET = "Объявить благодарность."


def seers(cast, report):
    rows = ProgressReport.objects.filter(pk=report.pk)
    return {part for part in EVERYBODY if (reports_for(cast.actor(part)) & rows).exists()}


def test_who_sees_a_report_in_each_state(cast):
    report = mr.due(cast)
    assert seers(cast, report) == {"curator", "director", "mentor", "mentee"}
    ProgressReport.objects.update(state="not_due")
    assert seers(cast, report) == {"curator", "director", "mentor"}
    ProgressReport.objects.update(state="waived")
    assert seers(cast, report) == {"curator", "director", "mentor"}


def test_the_head_sees_only_what_was_sent_to_him(cast):
    report = mr.due(cast)
    ProgressReport.objects.update(unit=cast.unit)
    assert "supervisor" not in seers(cast, report)
    mr.submit(cast, mr.fresh(report), unit=cast.unit)
    assert "supervisor" in seers(cast, report)


def test_proposals_are_read_by_author_and_office(cast):
    report = mr.accepted(cast)
    allowed = {part for part in EVERYBODY if may_read_proposals(cast.actor(part), report)}
    assert allowed == {"curator", "director", "mentor"}


def test_the_head_who_received_it_does_not_read_them(cast):
    report = mr.due(cast)
    mr.submit(cast, report, unit=cast.unit)
    report = mr.fresh(report)
    assert not may_read_proposals(cast.actor("supervisor"), report)
    page = report_page(cast.actor("supervisor"), report, today())
    assert (page.proposals, page.office_copy) == ((), False)
    assert page.acts.keys() == {"return", "accept"}


def test_a_curator_who_learns_in_the_pair_does_not_read_them(cast):
    report = mr.accepted(cast)
    RoleAssignment.objects.create(person=cast.mentee, role="curator", since=today())
    assert not may_read_proposals(cast.actor("mentee"), report)
    assert report_page(cast.actor("mentee"), report, today()).proposals == ()


def test_reverse_mentoring_keeps_the_other_side_out(cast):
    """Both lead and both learn: each reads his own proposals, never those about himself."""
    report = mr.sent(cast)
    PairMember.objects.create(pair=report.program.pair, person=cast.mentee, side="mentor", since=today())
    PairMember.objects.create(pair=report.program.pair, person=cast.mentor, side="mentee", since=today())
    report = mr.fresh(report)
    assert may_read_proposals(cast.actor("mentor"), report)
    assert not may_read_proposals(cast.actor("mentee"), report)


def test_text_opens_to_the_mentee_with_the_acceptance(cast):
    report = mr.sent(cast)
    assert not may_read_text(cast.actor("mentee"), report)
    assert report_page(cast.actor("mentee"), report, today()).rows == ()
    report = mr.accepted(
        cast, make.program(make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)
    )
    page = report_page(cast.actor("mentee"), report, today())
    assert [row.field.code for row in page.said] == ["adaptation", "performance", "conclusion"]
    assert (page.proposals, page.papers, page.office_copy) == ((), True, False)


def test_in_a_group_a_mentee_reads_his_own_part(cast):
    other = mentee("Лосев Пётр Ильич", login=True).person
    pair = make.live_pair([cast.mentor], [cast.mentee, other], kind="group")
    draft = make.program(pair)
    make.write(draft, "results", expected={str(p.pk): f"Свой результат: {p.last_name}" for p in (cast.mentee, other)})
    program = make.approved(draft, cast.curator, [cast.mentee, other])
    report = mr.accepted(cast, program)
    page = report_page(cast.actor("mentee"), report, today())
    told = str([row.lines for row in page.rows if row.code == "own_expected"])
    assert "Жуков" in told
    assert "Лосев" not in told
    assert not page.papers
    assert report_page(actor(other), report, today()).read


def test_office_does_not_read_what_is_not_sent(cast):
    report = mr.due(cast)
    for part in ("curator", "director"):
        page = report_page(cast.actor(part), report, today())
        assert (bool(page.read), page.rows, page.said, page.proposals) == (False, (), (), ())


@pytest.mark.parametrize("part", ["mentor", "other_mentor", "supervisor", "outsider"])
def test_a_mentor_never_meets_the_review(cast, part):
    report = mr.review(cast, mr.program(cast))
    assert part not in seers(cast, report)
    assert seers(cast, report) == {"curator", "director", "mentee"}


def test_a_mentor_who_is_curator_too_does_not_meet_it_either(cast):
    report = mr.review(cast, mr.program(cast))
    RoleAssignment.objects.create(person=cast.mentor, role="curator", since=today())
    assert "mentor" not in seers(cast, report)


def test_a_former_mentee_reads_only_what_was_accepted_in_his_days(cast):
    report = mr.accepted(cast)
    gone = today() - timezone.timedelta(days=1)
    PairMember.objects.filter(pair=report.program.pair, person=cast.mentee).update(until=gone)
    assert "mentee" not in seers(cast, report)
    PairMember.objects.filter(pair=report.program.pair, person=cast.mentee).update(until=today())
    assert "mentee" in seers(cast, report)
