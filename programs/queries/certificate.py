"""Who of a closed program may be given a certificate, and what is missing (R37). Numbers are settings [P]."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit.verdict import YES, Verdict, no
from mentoring.models import IssuedDocument
from mentoring.office import office
from programs import access
from programs.choices import EventState, MeetingState, ProgramState

HELD = (MeetingState.RECORDED, MeetingState.CONFIRMED, MeetingState.DISPUTED)
AS = {Side.MENTOR: "наставник", Side.MENTEE: "наставляемый"}


@dataclass(frozen=True)
class Candidate:
    """A participant of a closed program: his certificate in force, or whether he may be given one."""

    person: object
    part: str
    verdict: Verdict
    certificate: IssuedDocument | None = None


def ground(program):
    """What a certificate's register row stands on."""
    return f"program-{program.pk}"


def candidates(actor, program):
    """Participants by sides, the reader's own alone for who is no officer. Two queries and two for each person."""
    if program.state not in access.ENDED_STATES:
        return ()
    kept = {row.holder_id: row for row in certificates_of(program)}
    whole = actor.has("curator", "director")
    rows = []
    for side in (Side.MENTOR, Side.MENTEE):
        for person in access.people_of(program, side):
            if not (whole or actor.is_person(person)) or any(row.person == person for row in rows):
                continue
            certificate = kept.get(person.pk)
            verdict = access.may_certify(actor, program)
            if verdict and certificate is None:
                verdict = deserves(program, person)
            rows.append(Candidate(person, AS[side], verdict, certificate))
    return tuple(rows)


def certificates_of(program):
    return IssuedDocument.objects.filter(
        type__code="D38", state__in=("in_force", "awaiting_scan"), requisites__about=ground(program)
    )


def deserves(program, person):
    """The program is done, so many meetings were held with the person, some confirmed by the other side, so much done.

    Refused with what is needed and what there is. Two queries.
    """
    setting = office().setting
    if not counts_as_done(program):
        return no("Нужно: программа завершена с достигнутой целью. Сейчас: она закончилась раньше.")
    states = list(program.meetings.filter(attended=person, state__in=HELD).values_list("state", flat=True))
    least, sure = setting("certificate_meetings"), setting("certificate_confirmed")
    if len(states) < least:
        return no(f"Нужно: состоявшихся встреч не меньше {least}. Сейчас: {len(states)}.")
    confirmed = states.count(MeetingState.CONFIRMED)
    if confirmed < sure:
        return no(f"Нужно: встреч, подтверждённых второй стороной, не меньше {sure}. Сейчас: {confirmed}.")
    done, total = plan_done(program)
    share = setting("certificate_plan_share")
    if total and done * 100 < share * total:
        return no(f"Нужно: выполнить не меньше {share} % плана. Сейчас: {done} из {total}.")
    return YES


def counts_as_done(program):
    """Completed by the plan, or earlier with the aim reached."""
    reason = program.pair.end_reason
    return program.state == ProgramState.COMPLETED or bool(reason and reason.extra.get("success"))


def plan_done(program):
    states = list(program.events.exclude(state=EventState.REMOVED).values_list("state", flat=True))
    return states.count(EventState.DONE), len(states)
