"""Every allowed role × state × action of a report, by hand; and every refusal says why (R33)."""

from mentoring.tests.make import person
from programs import workflow
from programs.choices.report import ReportState
from programs.tests import make_report as mr

PARTS = ("curator", "director", "member", "supervisor", "mentor", "mentee", "other_mentor", "outsider", "admin")
OF_THE_SYSTEM = {"open"}
LETTING_PASS = {
    ("curator", "not_due", "waive"),
    ("curator", "due", "waive"),
    ("curator", "returned", "waive"),
    ("curator", "waived", "restore"),
}
REPORT = {
    ("mentor", "not_due", "begin"),
    ("mentor", "due", "submit"),
    ("mentor", "returned", "submit"),
    ("mentor", "submitted", "withdraw"),
    ("curator", "submitted", "return"),
    ("curator", "submitted", "accept"),
    *LETTING_PASS,
}
TO_HEAD = {
    *(REPORT - {("curator", "submitted", "return"), ("curator", "submitted", "accept")}),
    ("supervisor", "submitted", "return"),
    ("supervisor", "submitted", "accept"),
}
REVIEW = {("mentee", "not_due", "begin"), ("mentee", "due", "deliver"), *LETTING_PASS}


def triples(cast, report):
    cast.member = getattr(cast, "member", None) or person("Гурова Нина Олеговна", login=True, roles=["council"])
    found = set()
    for part in PARTS:
        actor = cast.actor(part)
        for state in ReportState.values:
            report.state = state
            for name in workflow.REPORT.transitions:
                if name in OF_THE_SYSTEM:
                    continue
                verdict = workflow.REPORT.verdict(name, actor, report)
                assert verdict or verdict.reason.endswith("."), (part, state, name)
                if verdict:
                    found.add((part, state, name))
    return found


def test_report_to_the_curator(cast):
    assert triples(cast, mr.due(cast)) == REPORT


def test_report_to_a_head(cast):
    report = mr.due(cast)
    report.unit = cast.unit
    assert triples(cast, report) == TO_HEAD


def test_review(cast):
    found = triples(cast, mr.review(cast, mr.program(cast)))
    # taken back only a sent one is; a review is never in between, the table knows no such state for it
    assert {row for row in found if row[1] != "submitted"} == REVIEW


def test_a_curator_in_the_pair_neither_accepts_nor_lets_pass(cast):
    from mentoring.models import RoleAssignment

    report = mr.due(cast)
    RoleAssignment.objects.create(person=cast.mentor, role="curator", since=report.program.since)
    found = triples(cast, report)
    assert not {row for row in found if row[0] == "mentor" and row[2] in ("accept", "return", "waive", "restore")}
