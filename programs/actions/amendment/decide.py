"""The decision after all consents: by the curator, then by the director or the council where the college wants it so."""

from django.db import transaction

from mentoring.kit import dates
from mentoring.kit.text import agreed as in_gender
from mentoring.kit.text import ended, tidy
from mentoring.kit.verdict import require
from programs import access
from programs.actions.desk import deadline, post_of, refuse
from programs.choices import AMENDMENT_DECIDED_ON, AmendmentState
from programs.queries.amendment_check import meanwhile, touches_fixed
from programs.workflow import AMENDMENT

from .consent import SENT_ANEW, holders
from .desk import enterers, hold, tell, write
from .effect import put_in_force

NOTE_CHARS = 2000


@transaction.atomic
def agree_amendment(*, amendment, sha256, by, at, note=""):
    """The curator agrees; the director or the council approves next (setting program_approver)."""
    _as_read(amendment, sha256)
    require(AMENDMENT.verdict("agree", by, amendment))
    _may_stand(amendment)
    act = _act(by, _role(amendment, by), at, note)
    AMENDMENT.claim("agree", amendment, by=by, due=deadline("approve_working_days", at), agreed=act)
    tell("amendment_agree", f"Изменение № {amendment.number} согласовано", amendment, by=by, at=at, text=note)
    write("amendment_review", holders(access.approver(), at), amendment, at)


@transaction.atomic
def approve_amendment(*, amendment, sha256, by, at, note=""):
    """The last approval: a new version comes into force and the live rows follow it. Returns the ProgramVersion.

    Raises Refused when the text shown is not the text sent, another version came into force, an event it changes was
    marked, or somebody who is in the program now has not consented.
    """
    _as_read(amendment, sha256)
    require(AMENDMENT.verdict("approve", by, amendment))
    _may_stand(amendment)
    version = put_in_force(amendment, act=_act(by, _role(amendment, by), at, note), by=by, at=at)
    words = f"Утверждено изменение № {amendment.number}"
    people = access.people_of(amendment.program)
    write("amendment_decided", people, amendment, at, decision=words, v=version.number, reason="")
    return version


@transaction.atomic
def return_amendment(*, amendment, sha256, by, at, note):
    """Back to its writers with a remark; consents are asked anew after the rework."""
    _as_read(amendment, sha256)
    note = _note(note, "Напишите, что исправить.")
    due = deadline("rework_working_days", at)
    AMENDMENT.claim("return", amendment, by=by, due=due, note=note, agreed={}, decided_by=by.person, decided_at=at)
    tell("amendment_return", f"Изменение № {amendment.number} возвращено", amendment, by=by, at=at, text=note)
    write("amendment_returned", enterers(amendment), amendment, at, reason=note)


@transaction.atomic
def refuse_amendment(*, amendment, sha256, by, at, note):
    """Not accepted, with the reason: the version in force stays."""
    _as_read(amendment, sha256)
    note = _note(note, "Напишите, почему изменение не принято.")
    AMENDMENT.claim("refuse", amendment, by=by, due=None, note=note, decided_by=by.person, decided_at=at)
    tell("amendment_refuse", f"Изменение № {amendment.number} не принято", amendment, by=by, at=at, text=note)
    words = f"Изменение № {amendment.number} не принято"
    people = access.people_of(amendment.program)
    write("amendment_decided", people, amendment, at, decision=words, v=amendment.base.number, reason=note)


def _note(note, missing):
    note = tidy(note)
    if not note:
        refuse(missing)
    if len(note) > NOTE_CHARS:
        refuse(f"Слишком длинно: {len(note)} знаков из {NOTE_CHARS}. Сократите на {len(note) - NOTE_CHARS}.")
    return note


def _as_read(amendment, sha256):
    """Hold the amendment; refuse by name when somebody was first, and when the text was sent anew."""
    hold(amendment)
    who = amendment.decided_by
    if amendment.state not in AMENDMENT_DECIDED_ON and who and amendment.decided_at:
        done = in_gender(f"{who.short_name} уже решил(а)", who.gender)
        refuse(
            f"{done}: «{AmendmentState(amendment.state).label}», {dates.moment(amendment.decided_at)}. Обновите страницу."
        )
    if amendment.state in AMENDMENT_DECIDED_ON and amendment.sha256 != sha256:
        refuse(SENT_ANEW)


def _may_stand(amendment):
    """Everybody who is in the program now has consented, and nothing came in between."""
    other = meanwhile(amendment)
    if other:
        refuse(f"{other.words} {access.STALE}")
    late = access.unanswered(amendment)
    if late:
        names = ", ".join(person.short_name for person in late)
        refuse(f"В программу вошли новые люди: {ended(names)} Сначала спросите и их: верните изменение на доработку.")
    require(touches_fixed(amendment))


def _role(amendment, by):
    """In which role the decision is taken: the curator's step, or that of who approves."""
    if amendment.state == AmendmentState.AWAITING_DIRECTOR:
        return access.approver() if access.approver() != "curator" else "director"
    return "curator" if by.has("curator") else "director"


def _act(by, role, at, note):
    """The act as papers will print it: the name and post of its day."""
    return {
        "person": by.person.pk,
        "role": role,
        "name": by.person.signature_name,
        "post": post_of(by, role),
        "at": at.isoformat(),
        "note": tidy(note)[:NOTE_CHARS],
    }
