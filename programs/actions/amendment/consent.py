"""Sending and answering: every current mentor and mentee consents, nobody's silence is a consent (clause 5.3)."""

from django.db import transaction

from mentoring.choices import AcquaintanceWay, Side
from mentoring.kit import canonical
from mentoring.kit.text import agreed, count_of, tidy
from mentoring.kit.verdict import require
from mentoring.models import Person, RoleAssignment
from programs import access
from programs.actions.desk import day_of, deadline, refuse
from programs.choices import AmendmentState
from programs.models import AmendmentConsent, Program
from programs.queries.amendment_check import meanwhile, sending_verdict
from programs.queries.amendment_text import book, over
from programs.queries.program_text import load_text
from programs.terms import changed, from_data
from programs.workflow import AMENDMENT

from .desk import enterers, hold, tell, write
from .draft import tell_begun

SENT_ANEW = "Пока вы читали, изменение поправили и отправили снова. Прочитайте его ещё раз."


@transaction.atomic
def send_amendment(*, amendment, lock_version, by, at):
    """Freeze the proposed text and ask everybody in the program; a mentor who sends consents by that.

    `lock_version` is the draft the sender has read. Raises Refused when it was changed meanwhile, when another version
    came into force, when the text may not stand, or the actor may not send.
    """
    hold(amendment)
    require(AMENDMENT.verdict("send", by, amendment))
    if amendment.lock_version != lock_version:
        who = amendment.edited_by
        words = agreed(f"{who.short_name} изменил(а)", who.gender) if who else "изменили"
        refuse(f"Пока вы читали, черновик {words}. Прочитайте его ещё раз и отправьте.")
    other = meanwhile(amendment)
    if other:
        refuse(f"{other.words} {access.STALE}")
    freeze_and_ask("send", amendment, by=by, at=at)


def freeze_and_ask(step, amendment, *, by, at):
    """The exact text goes to everybody anew; earlier answers belong to earlier texts."""
    _, text = load_text(Program.objects, amendment.program_id)
    text = over(text, from_data(amendment.before), from_data(amendment.proposed), book())
    require(sending_verdict(amendment, text, day_of(at)))
    payload = canonical.payload_of(text)
    AMENDMENT.claim(
        step,
        amendment,
        by=by,
        payload=payload,
        sha256=canonical.fingerprint(payload),
        round=amendment.round + 1,
        sent_at=at,
        sent_by=by.person,
        due=deadline("amendment_answer_working_days", at),
        note="",
        agreed={},
        decided_at=None,
        decided_by=None,
    )
    tell_begun(amendment, by=by, at=at)
    if Side.MENTOR in access.sides_of(by, amendment.program) and _must_sign(by, amendment):
        _keep(amendment, by.person, True, "", by=by, at=at)
    _ask(amendment, by, at)
    settle(amendment, by=by, at=at)


def _must_sign(by, amendment):
    return any(by.is_person(person) for person in access.signatories(amendment.program))


def _ask(amendment, by, at):
    n = len(changed(from_data(amendment.before), from_data(amendment.proposed)))
    summary = f"{count_of(n, 'difference')}, причина – {amendment.reason}".rstrip(".")
    people = access.unanswered(amendment)
    write("amendment_consent", people, amendment, at, person=by.person.short_name, summary=summary[:400])


@transaction.atomic
def answer_amendment(*, amendment, agrees, sha256, by, at, note=""):
    """One participant's answer to exactly the text shown (`sha256`). A refusal says why and stops the amendment.

    The last consent hands it to the curator. Raises Refused when the text changed, the answer is given, or not the actor's.
    """
    hold(amendment)
    step = "consent" if agrees else "object"
    if amendment.state == AmendmentState.AWAITING_CONSENTS and amendment.sha256 != sha256:
        refuse(SENT_ANEW)
    require(AMENDMENT.verdict(step, by, amendment))
    note = tidy(note)[:2000]
    if not agrees and not note:
        refuse("Напишите, с чем не согласны: так проще договориться.")
    if agrees:
        AMENDMENT.claim("consent", amendment, by=by)
        _keep(amendment, by.person, True, "", by=by, at=at)
        settle(amendment, by=by, at=at)
        return
    due = deadline("rework_working_days", at)
    AMENDMENT.claim("object", amendment, by=by, due=due, note=note)
    _keep(amendment, by.person, False, note, by=by, at=at)
    people = [person for person in enterers(amendment) if not by.is_person(person)]
    write("amendment_objected", people, amendment, at, person=by.person.short_name, reason=note)


@transaction.atomic
def record_consent(*, amendment, person, by, at):
    """The curator writes down that `person` signed a printed sheet."""
    hold(amendment)
    require(AMENDMENT.verdict("record", by, amendment))
    if person not in access.unanswered(amendment):
        refuse("Этот человек уже ответил или сейчас не участвует в программе. Обновите страницу.")
    AMENDMENT.claim("record", amendment, by=by)
    _keep(amendment, person, True, "", by=by, at=at, way=AcquaintanceWay.PAPER)
    settle(amendment, by=by, at=at)


def _keep(amendment, person, agrees, note, *, by, at, way=AcquaintanceWay.ELECTRONIC):
    mentors = access.people_of(amendment.program, Side.MENTOR)
    AmendmentConsent.objects.create(
        amendment=amendment,
        round=amendment.round,
        person=person,
        side=Side.MENTOR if person in mentors else Side.MENTEE,
        agrees=agrees,
        note=note,
        at=at,
        way=way,
        recorded_by=by.person if way == AcquaintanceWay.PAPER else None,
        name=person.signature_name,
        post=person.post,
        sha256=amendment.sha256,
    )
    if hasattr(amendment, "_prefetched_objects_cache"):
        amendment._prefetched_objects_cache.pop("consents", None)
    words = agreed("согласен(на)" if agrees else "не согласен(на)", person.gender)
    heading = f"{person.short_name}: с изменением № {amendment.number} {words}"
    tell("amendment_answer", heading, amendment, by=by, at=at, text=note)


def settle(amendment, *, by, at):
    """Hand the amendment to the curator when everybody who is in the program now has consented. True when it moved."""
    if amendment.state != AmendmentState.AWAITING_CONSENTS or access.unanswered(amendment):
        return False
    AMENDMENT.move("settle", amendment, due=deadline("review_working_days", at))
    tell("amendment_settled", f"С изменением № {amendment.number} согласны все", amendment, by=by, at=at)
    reviewers = access.free_curators(amendment.program, day_of(at)) or holders("director", at)
    write("amendment_review", reviewers, amendment, at)
    return True


def holders(role, at):
    """People who hold an office on the day."""
    day = day_of(at)
    held = RoleAssignment.objects.filter(role=role, since__lte=day).exclude(until__lt=day)
    return list(Person.objects.filter(pk__in=held.values("person")))
