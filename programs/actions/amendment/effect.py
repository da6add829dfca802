"""What the last approval does: a new frozen version, live rows, the term of the pair – together or not at all."""

from dataclasses import asdict
from datetime import datetime

from django.db.models import F, Max

from mentoring.actions.number import take_number
from mentoring.actions.pair_term import follow_term
from mentoring.choices import AcquaintanceWay, Side
from mentoring.documents.layout import paper_style
from mentoring.models import Direction, DocumentType, EventForm
from programs.actions.desk import day_of, refuse
from programs.actions.paper import keep_later
from programs.actions.section import write_difficulties
from programs.choices import UNMARKED_EVENT_STATES, DecisionKind, EventState, ProgramState
from programs.edits import EVENT_FIELDS, print_of
from programs.models import MemberResult, PlanEvent, Program, ProgramDecision, ProgramSection, ProgramVersion
from programs.queries.amendment_check import FIXED
from programs.terms import SECTIONS, changed, from_data
from programs.text import SCHEMA
from programs.workflow import AMENDMENT, PROGRAM

from .desk import tell

TYPE = "D17"
LAST = 1000  # dropped events stand after the plan
OWN = ("difficulties", "expected")  # fields that are rows of their own


def put_in_force(amendment, *, act, by, at):
    """Number and keep the consented text as the version in force, make the live rows say the same. Returns the version.

    Called inside the approving action's transaction with the program held.
    """
    program = amendment.program
    number = take_number(DocumentType.objects.get(code=TYPE).prefix, program.year)
    version = _version(amendment, at)
    done = {"due": None, "version": version, "register_number": number, "decided_by": by.person, "decided_at": at}
    AMENDMENT.claim("approve", amendment, by=by, **done)
    _keep_acts(amendment, version, act, at)
    _write_rows(amendment, at)
    keep_later()
    heading = f"Действует редакция {version.number}: утверждено изменение № {amendment.number}"
    tell("amendment_in_force", heading, amendment, by=by, at=at, text=amendment.reason)
    return version


def _version(amendment, at):
    last = ProgramVersion.objects.filter(program=amendment.program_id).aggregate(last=Max("number"))["last"] or 0
    return ProgramVersion.objects.create(
        program_id=amendment.program_id,
        number=last + 1,
        payload=amendment.payload,
        sha256=amendment.sha256,
        schema=SCHEMA,
        submitted_at=amendment.sent_at,
        submitted_by=amendment.sent_by,
        approved_at=at,
        style=asdict(paper_style()),
    )


def _keep_acts(amendment, version, act, at):
    """Consent to exactly this text is the acquaintance with it; agreements and the approval stand over it too."""
    for row in amendment.consents.filter(round=amendment.round, agrees=True):
        paper = ", на бумаге" if row.way == AcquaintanceWay.PAPER else ""
        said = {"note": f"согласие с изменением № {amendment.number}{paper}", "role": row.side, "at": row.at}
        who = {"person_id": row.person_id, "name": row.name, "post": row.post}
        _decide(version, DecisionKind.ACQUAINT, **who, **said)
        if row.side == Side.MENTEE:
            MemberResult.objects.update_or_create(
                program_id=amendment.program_id,
                member_id=row.person_id,
                defaults={
                    "acquainted_at": row.at,
                    "way": row.way,
                    "witness": None,
                    "witness_role": "",
                    "sha256": row.sha256,
                },
            )
    for kind, told in ((DecisionKind.AGREE, amendment.agreed), (DecisionKind.APPROVE, act)):
        if told:
            said = {name: told[name] for name in ("name", "post", "note", "role")}
            _decide(version, kind, person_id=told["person"], at=datetime.fromisoformat(told["at"]), **said)


def _decide(version, kind, **act):
    sha256 = version.sha256
    ProgramDecision.objects.create(program_id=version.program_id, version=version, kind=kind, sha256=sha256, **act)


def _write_rows(amendment, at):
    before, proposed = from_data(amendment.before), from_data(amendment.proposed)
    keys = changed(before, proposed)
    program = amendment.program
    fields = {key: proposed.fields[key] for key in keys if not key.startswith("event:")}
    _write_fields(program, fields, at)
    for key in keys:
        if key.startswith("event:"):
            _write_event(program, key[6:], before.item(key), proposed.item(key))
    _renumber(program, list(proposed.events))
    touched = [code for code, names in SECTIONS.items() if set(names) & set(fields)]
    touched += ["plan"] if len(fields) < len(keys) else []
    ProgramSection.objects.filter(program=program, code__in=touched).update(
        lock_version=F("lock_version") + 1, edited_by=amendment.author, edited_at=at
    )


def _write_fields(program, fields, at):
    plain = {name: value for name, value in fields.items() if name not in OWN}
    if "difficulties" in fields:
        write_difficulties(program, fields["difficulties"])
    for member, text in fields.get("expected", {}).items():
        MemberResult.objects.filter(program=program, member=member).update(expected=text)
    if "until" in plain:
        _move_end(program, plain["until"], at)
    if plain:
        Program.objects.filter(pk=program.pk).update(**plain)
        for name, value in plain.items():
            setattr(program, name, value)


def _move_end(program, until, at):
    """Whatever depends on the last day follows: the next step of a working program, its gathering of results, the pair."""
    if program.state == ProgramState.FINISHING and until >= day_of(at):
        PROGRAM.move("resume", program, due=until)
    elif program.state == ProgramState.ACTIVE:
        Program.objects.filter(pk=program.pk).update(due=until)
        program.due = until
    follow_term(program.pair, was=program.until, until=until)


def _write_event(program, key, was, row):
    if row is None:
        _drop(program, key, was)
        return
    columns = _columns(program, row)
    if was is None:
        PlanEvent.objects.create(program=program, uuid=key, **columns)
        return
    changes = {
        _COLUMNS[name]: columns[_COLUMNS[name]] for name in EVENT_FIELDS if print_of(was[name]) != print_of(row[name])
    }
    if {"due", "starts"} & set(changes):  # a date settled by consent stands over one that was moved by a mark
        changes |= {"due": row["due"], "starts": row["starts"], "first_due": None, "state": EventState.PLANNED,
                    "reason": None, "reason_text": "", "marked_by": None, "marked_at": None}  # fmt: skip
    rows = PlanEvent.objects.filter(program=program, uuid=key, state__in=UNMARKED_EVENT_STATES)
    if not rows.update(lock_version=F("lock_version") + 1, **changes):
        refuse(FIXED.format(was["measure"]))


def _drop(program, key, was):
    rows = PlanEvent.objects.filter(program=program, uuid=key, state__in=UNMARKED_EVENT_STATES)
    if not rows.update(state=EventState.REMOVED, position=LAST, lock_version=F("lock_version") + 1):
        refuse(FIXED.format(was["measure"]))


_COLUMNS = {name: name for name in EVENT_FIELDS} | {
    "direction": "direction_id",
    "form": "form_id",
    "difficulty": "difficulty_id",
    "assignee": "assignee_id",
}


def _columns(program, row):
    columns = {_COLUMNS[name]: row[name] for name in EVENT_FIELDS}
    columns["direction_id"] = _key(Direction, row["direction"])
    columns["form_id"] = _key(EventForm, row["form"])
    known = row["difficulty"] and program.difficulties.filter(pk=row["difficulty"]).exists()
    columns["difficulty_id"] = row["difficulty"] if known else None
    return columns


def _key(model, code):
    return model.objects.values_list("pk", flat=True).filter(code=code).first() if code else None


def _renumber(program, order):
    places = {key: number for number, key in enumerate(order, 1)}
    events = list(program.events.exclude(state=EventState.REMOVED))
    for event in events:
        event.position = places.get(str(event.uuid), len(order) + 1)
    PlanEvent.objects.bulk_update(events, ["position"])
