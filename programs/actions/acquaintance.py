"""Each mentee reads the approved text and acknowledges it; with the last of them the program starts (clause 3, R23)."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import members_on
from mentoring.actions import journal
from mentoring.choices import AcquaintanceWay, Role, UnitKind
from mentoring.kit import dates
from mentoring.kit.text import agreed
from mentoring.kit.verdict import require
from mentoring.models import RoleAssignment
from programs import access
from programs.choices import RUNNING_STATES, DecisionKind
from programs.models import MemberResult, Program
from programs.workflow import PROGRAM

from .desk import day_of, decide, refuse
from .report_due import start_reports

WITNESS_ROLES = {Role.CURATOR: "куратор", Role.COUNCIL: "член совета наставников"}


@transaction.atomic
def acknowledge(*, program, by, at, witness=None):
    """The mentee has read the approved text in the system, optionally in somebody's presence. True when work starts.

    A mentor who came into a working program acknowledges it too; his mark is a decision of its own.
    """
    _hold(program)
    require(access.may_acknowledge(by, program))
    if "mentee" not in access.sides_of(by, program):
        return _keep_mentor(program, by=by, at=at)
    return _keep(program, by.person, AcquaintanceWay.ELECTRONIC, by=by, at=at, witness=witness)


@transaction.atomic
def record_acquaintance(*, program, member, by, at, witness=None):
    """The curator records that `member` signed on paper. True when the program starts with it."""
    _hold(program)
    require(access.may_record_acquaintance(by, program))
    if member not in access.people_of(program, "mentee"):
        refuse("Этот человек сейчас не наставляемый в этой программе.")
    return _keep(program, member, AcquaintanceWay.PAPER, by=by, at=at, witness=witness)


def _hold(program):
    """One acquaintance after another: the last two at once would each wait for the other to start the work."""
    program.refresh_from_db(fields=["state"], from_queryset=Program.objects.select_for_update())


def _keep(program, member, way, *, by, at, witness):
    version = program.versions.filter(number__isnull=False).order_by("-number").first()
    role = _witness_role(witness, member, at) if witness else ""
    MemberResult.objects.get_or_create(program=program, member=member)  # a mentee who came later has none yet
    kept = MemberResult.objects.filter(program=program, member=member, acquainted_at=None).update(
        acquainted_at=at, way=way, witness=witness, witness_role=role, sha256=version.sha256
    )
    if not kept:
        refuse(f"{member.short_name}: ознакомление уже записано. Обновите страницу.")
    note = ", ".join(part for part in (_presence(witness, role), _paper(way, by)) if part)
    decide(
        DecisionKind.ACQUAINT,
        program=program,
        version=version,
        by=by,
        at=at,
        role="mentee",
        note=note,
        person=member,
        post=member.post,
    )
    heading = agreed(f"{member.short_name}: с программой ознакомлен(а)", member.gender)
    journal.record(
        "program_acquaint", heading, by=by, at=at, subject=program, pair=program.pair, person=member, text=note
    )
    return _start(program, by=by, at=at)


def _keep_mentor(program, *, by, at):
    version = program.versions.filter(number__isnull=False).order_by("-number").first()
    decide(DecisionKind.ACQUAINT, program=program, version=version, by=by, at=at, role="mentor")
    heading = agreed(f"{by.person.short_name}: с программой ознакомлен(а)", by.person.gender)
    journal.record("program_acquaint", heading, by=by, at=at, subject=program, pair=program.pair, person=by.person)
    return False


def _witness_role(witness, member, at):
    day = day_of(at)
    held = RoleAssignment.objects.filter(person=witness, role__in=list(WITNESS_ROLES), since__lte=day)
    role = held.exclude(until__lt=day).values_list("role", flat=True).order_by("role").first()
    word = WITNESS_ROLES[role] if role else _seat_of(witness, day)
    if not word or witness.pk == member.pk:
        refuse("Присутствовать может куратор, член совета наставников или методического объединения.")
    return word


def _seat_of(witness, day):
    """«член совета наставников», «член методического объединения», or empty (clause 3)."""
    kinds = set(members_on(day).filter(person=witness).values_list("unit__kind", flat=True))
    if UnitKind.COUNCIL in kinds:
        return WITNESS_ROLES[Role.COUNCIL]
    return "член методического объединения" if kinds else ""


def _presence(witness, role):
    return f"в присутствии: {role} {witness.signature_name}" if witness else ""


def _paper(way, by):
    return (
        agreed(f"на бумаге, записал(а) {by.person.signature_name}", by.person.gender)
        if way == AcquaintanceWay.PAPER
        else ""
    )


def _start(program, *, by, at):
    """Active when every current mentee has acknowledged; a working program goes on as it was."""
    if program.state in RUNNING_STATES:
        return False
    people = [person.pk for person in access.people_of(program, "mentee")]
    read = set(
        MemberResult.objects.filter(program=program, acquainted_at__isnull=False).values_list("member", flat=True)
    )
    if not set(people) <= read:
        return False
    PROGRAM.move("start", program, activated_on=max(day_of(at), program.since), due=program.until)
    journal.record("program_start", "Программа действует", by=by, at=at, subject=program, pair=program.pair)
    start_reports(program=program, at=at)
    _tell(program, at)
    return True


def _tell(program, at):
    first = program.events.in_plan().exclude(due=None).order_by("due", "position").first()
    people = [*access.people_of(program), *access.free_curators(program, day_of(at))]
    words = {"event": first.measure if first else "", "date": dates.words(first.due) if first else ""}
    notifications.write_all("program_active", people, at=at, path=reverse("program_detail", args=[program.pk]), **words)
