"""The sign-off chain: sent, returned or agreed, approved. Every step is a decision over exactly one frozen text."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.number import take_number
from mentoring.documents.layout import paper_style
from mentoring.kit import canonical, dates
from mentoring.kit.text import agreed, count_of
from mentoring.kit.verdict import require
from mentoring.models import DocumentType, Person, RoleAssignment
from programs import access
from programs.choices import DecisionKind, ProgramState, RemarkState
from programs.models import Program, ProgramVersion, Remark
from programs.queries.program_text import load_text
from programs.queries.submit import submission_verdict
from programs.text import SCHEMA
from programs.workflow import PROGRAM, UNDER_REVIEW

from .desk import day_of, deadline, decide, last_version, refuse, title_of
from .paper import keep_later

TYPE = "D16"
SENT_ANEW = "Пока вы читали, программу прислали заново. Прочитайте её ещё раз."


@transaction.atomic
def submit_program(*, program, by, at):
    """Freeze the text as a candidate and hand it to the curator (R24). Returns the ProgramVersion.

    Raises Refused when the actor is not a mentor, something compulsory is missing or a remark is not answered.
    """
    if program.state == ProgramState.SUBMITTED and program.submitted_at:
        refuse(f"Это уже отправлено {dates.moment(program.submitted_at)}. Второй раз не нужно.")
    PROGRAM.claim("submit", program, by=by, submitted_at=at, due=deadline("review_working_days", at))
    program, text = load_text(Program.objects, program.pk)
    require(submission_verdict(program, text))
    payload = canonical.payload_of(text)
    version = ProgramVersion.objects.create(
        program=program,
        payload=payload,
        sha256=canonical.fingerprint(payload),
        schema=SCHEMA,
        submitted_at=at,
        submitted_by=by.person,
    )
    Remark.objects.filter(program=program, state=RemarkState.DRAFT).update(version=version)
    decide(DecisionKind.SUBMIT, program=program, version=version, by=by, at=at, role="mentor")
    _tell("program_submit", "Программа отправлена на согласование", program, by=by, at=at)
    reviewers = access.free_curators(program, day_of(at)) or _holders("director", at)
    _write("program_submitted", reviewers, program, at, page="program_review")
    return version


@transaction.atomic
def recall_program(*, program, by, at):
    """Take the program back before the curator has answered; the candidate stays in the history."""
    require(PROGRAM.verdict("recall", by, program))
    due, version = deadline("rework_working_days", at), last_version(program)
    PROGRAM.claim("recall", program, by=by, due=max(program.due or due, due))
    decide(DecisionKind.RECALL, program=program, version=version, by=by, at=at, role="mentor")
    _tell("program_recall", "Программу забрали, чтобы дописать", program, by=by, at=at)


@transaction.atomic
def return_program(*, program, sha256, by, at):
    """Send the draft remarks to the authors; refuses without a single one. Returns how many were sent."""
    version = _as_read(program, sha256)
    role = _role(program, by)
    require(access.may_return(by, program))
    if not _drafts(program).exists():
        refuse(access.NO_REMARKS)
    PROGRAM.claim("return", program, by=by, due=deadline("rework_working_days", at))
    sent = Remark.objects.filter(program=program, state=RemarkState.DRAFT).update(
        state=RemarkState.NEW, version=version, created_at=at
    )
    note = count_of(sent, "remark")
    decide(DecisionKind.RETURN, program=program, version=version, by=by, at=at, role=role, note=note)
    _tell("program_return", f"Программа возвращена: {note}", program, by=by, at=at)
    _write("program_returned", access.people_of(program), program, at, n_remarks=note)
    return sent


@transaction.atomic
def agree_program(*, program, sha256, by, at, note=""):
    """The curator agrees; the director or the council approves next (setting program_approver)."""
    version = _as_read(program, sha256)
    role = _role(program, by)
    _no_drafts(program, access.may_agree(by, program))
    PROGRAM.claim("agree", program, by=by, due=deadline("approve_working_days", at))
    decide(DecisionKind.AGREE, program=program, version=version, by=by, at=at, role=role, note=note)
    _tell("program_agree", "Программа согласована", program, by=by, at=at)
    _write("program_to_approve", _holders(access.approver(), at), program, at, page="program_review")


@transaction.atomic
def approve_program(*, program, sha256, by, at, note=""):
    """The last approval: numbers the version and the program, opens the acquaintance. Returns the ProgramVersion."""
    version = _as_read(program, sha256)
    role = _role(program, by)
    _no_drafts(program, access.may_approve(by, program))
    number = program.number or take_number(DocumentType.objects.get(code=TYPE).prefix, program.year)
    due = deadline("acquaintance_working_days", at)
    PROGRAM.claim("approve", program, by=by, due=due, number=number, approved_on=day_of(at))
    version.number = (program.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version.approved_at, version.style = at, asdict(paper_style())
    frozen = {name: getattr(version, name) for name in ("number", "approved_at", "style")}
    ProgramVersion.objects.filter(pk=version.pk, number=None).update(**frozen)
    keep_later()
    decide(DecisionKind.APPROVE, program=program, version=version, by=by, at=at, role=role, note=note)
    _tell("program_approve", f"Программа утверждена, № {number}", program, by=by, at=at)
    _write("program_to_read", access.people_of(program, "mentee"), program, at, page="program_acquaint")
    return version


def _as_read(program, sha256):
    """The version to decide on: exactly the text whose `sha256` was shown, held until the transaction ends.

    Refuses with the name of who was first when the decision was taken meanwhile, and a text that was sent anew.
    """
    program.refresh_from_db(fields=["state", "due", "number"], from_queryset=Program.objects.select_for_update())
    if program.state not in UNDER_REVIEW:
        last = program.decisions.exclude(kind__in=(DecisionKind.SUBMIT, DecisionKind.ACQUAINT)).last()
        if last:
            who = agreed(f"{last.name} уже принял(а)", last.person.gender)
            refuse(f"{who} решение {dates.words(last.at)}. Обновите страницу.")
    version = last_version(program)
    if version is not None and version.sha256 != sha256:
        refuse(SENT_ANEW)
    return version


def _drafts(program):
    return Remark.objects.filter(program=program, state=RemarkState.DRAFT)


def _no_drafts(program, verdict):
    require(verdict)
    if _drafts(program).exists():
        refuse(access.OPEN_REMARKS)


def _role(program, by):
    """In which role the decision is taken: the curator's step, or that of who approves."""
    if program.state == ProgramState.AWAITING_DIRECTOR:
        return access.approver() if access.approver() != "curator" else "director"
    return "curator" if by.has("curator") else "director"


def _holders(role, at):
    """People who hold an office on the day."""
    day = day_of(at)
    held = RoleAssignment.objects.filter(role=role, since__lte=day).exclude(until__lt=day)
    return list(Person.objects.filter(pk__in=held.values("person")))


def _tell(event, heading, program, *, by, at):
    journal.record(event, heading, by=by, at=at, subject=program, pair=program.pair)


def _write(code, people, program, at, *, page="program_detail", **values):
    """One letter to each person, leading to the page where the work is done."""
    path = reverse(page, args=[program.pk])
    words = {"date": dates.words(program.due), "pair": title_of(program), **values}
    notifications.write_all(code, people, at=at, path=path, **words)
