"""Petitions: written, sent, asked about, decided, carried out (clauses 4.2, 5.3, R34).

The journal tells who did what and when, never what was asked or why: reasons stand on the petition's own page alone.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access.petition import (
    ABOUT_PERSON,
    LIVE_ONLY,
    WITHOUT_PAIR,
    addressee_of,
    deciders_of,
    kinds_for,
    pairs_to_ask_about,
)
from mentoring.actions import journal
from mentoring.actions.number import petition_number
from mentoring.choices import PetitionKind, PetitionState
from mentoring.kit.dates import words
from mentoring.kit.stale import claim_version
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import PairMember, Petition
from mentoring.office import office
from mentoring.workflow.petition import PETITION

FIELDS = ("pair", "about", "wish", "text")
REASON_NEEDED = tuple(kind for kind in PetitionKind if kind != PetitionKind.REPLACE_MENTOR)


@transaction.atomic
def start_petition(*, kind, by, at, pair=None, about=None, wish=None, text=""):
    """A draft that its author alone sees. Returns the Petition; Refused when this kind or pair is not his."""
    require(may_start(by, kind))
    require(_may_be_about(by, kind, pair, about))
    return Petition.objects.create(
        kind=kind,
        addressee=addressee_of(kind),
        author=by.person,
        pair=pair,
        about=about,
        wish=wish,
        text=text.strip(),
        created_at=at,
    )


@transaction.atomic
def edit_petition(petition, *, by, at, lock_version, **fields):
    """The author goes on with a draft; raises Stale when another window saved first."""
    require(PETITION.verdict("send", by, petition))
    kept = {name: fields.get(name, getattr(petition, name)) for name in FIELDS}
    require(_may_be_about(by, petition.kind, kept["pair"], kept["about"]))
    claim_version(petition, lock_version)
    for name, value in kept.items():
        setattr(petition, name, value)
    Petition.objects.filter(pk=petition.pk).update(**kept)
    return petition


@transaction.atomic
def send_petition(petition, *, by, at):
    """To the office that decides, by its date, under a number of the register (D30, D31).

    Refused: no reason where one is needed, a twin already waits, nobody decides.
    """
    require(PETITION.verdict("send", by, petition))
    require(first_no(_may_be_about(by, petition.kind, petition.pair, petition.about), _complete(petition)))
    require(_no_twin(petition))
    deciders = deciders_of(petition, timezone.localtime(at).date())
    if not deciders:
        raise Refused(no("Решить некому: в системе нет ни свободного куратора, ни директора. Напишите администратору."))
    due = due_of(petition.kind, timezone.localtime(at).date())
    title = petition.pair.title[:200] if petition.pair else ""
    year, number = petition_number(petition.kind, timezone.localtime(at).date())
    PETITION.claim("send", petition, by=by, sent_at=at, due=due, pair_title=title, year=year, number=number)
    notifications.write_all(
        "petition_received", deciders, at=at, path=_path(petition), kind=petition.get_kind_display(), date=words(due)
    )
    _record("petition_sent", f"{petition.registered}: подано", petition, by, at)
    return petition


@transaction.atomic
def delete_petition(petition, *, by, at):
    """A draft leaves no trace."""
    require(PETITION.verdict("send", by, petition))
    if not Petition.objects.filter(pk=petition.pk, state=PetitionState.DRAFT).delete()[0]:
        raise Refused(no(PETITION.taken))


@transaction.atomic
def take_petition(petition, *, by, at):
    PETITION.claim("take", petition, by=by)
    _record("petition_taken", "Ходатайство взято на рассмотрение", petition, by, at)


@transaction.atomic
def ask_about_petition(petition, *, question, by, at):
    """Back to the author for an explanation; the term runs anew from his answer."""
    question = _must(question, "Напишите, что пояснить.")
    PETITION.claim("ask", petition, by=by, talk=[*petition.talk, _line(by, at, question)])
    notifications.write("petition_question", to=petition.author, at=at, path=_path(petition))
    _record("petition_asked", "Попросили пояснения", petition, by, at)


@transaction.atomic
def answer_about_petition(petition, *, answer, by, at):
    answer = _must(answer, "Напишите пояснение.")
    day = timezone.localtime(at).date()
    due = due_of(petition.kind, day)
    PETITION.claim("answer", petition, by=by, talk=[*petition.talk, _line(by, at, answer)], due=due)
    notifications.write_all(
        "petition_received", deciders_of(petition, day), at=at, path=_path(petition),
        kind=f"{petition.get_kind_display()}: автор ответил", date=words(due),
    )  # fmt: skip
    _record("petition_answered", "Дано пояснение", petition, by, at)


@transaction.atomic
def grant_petition(petition, *, decision, by, at):
    """Yes, in words; whoever carries it out sees a deed."""
    _decide("grant", petition, by, at, decision=_must(decision, "Напишите решение одним предложением."))


@transaction.atomic
def refuse_petition(petition, *, reasons, by, at):
    """No, and why: the author reads the reason."""
    _decide("refuse", petition, by, at, reasons=_must(reasons, "Напишите причину: автор её прочитает."))


@transaction.atomic
def execute_petition(petition, *, note, by, at, document=None):
    """What was granted is done; `document` is the order that did it."""
    note = _must(note, "Напишите, что сделано.")
    PETITION.claim("execute", petition, by=by, executed_at=at, executed_note=note, document=document)
    notifications.write("petition_done", to=petition.author, at=at, path=_path(petition))
    _record("petition_executed", "Ходатайство исполнено", petition, by, at)


@transaction.atomic
def withdraw_petition(petition, *, by, at):
    PETITION.claim("withdraw", petition, by=by)
    _record("petition_withdrawn", "Ходатайство отозвано", petition, by, at)


def settle_petitions(pair, answered, *, note, by, at, document=None):
    """Granted petitions about this pair that a change or a completion has `answered` (a Q); returns how many."""
    granted = Petition.objects.filter(answered, pair=pair, state=PetitionState.GRANTED)
    for petition in granted.select_related("author"):
        PETITION.move("execute", petition, executed_at=at, executed_note=note, document=document)
        notifications.write("petition_done", to=petition.author, at=at, path=_path(petition))
        _record("petition_executed", "Ходатайство исполнено", petition, by, at)
    return len(granted)


def due_of(kind, day):
    """When a petition of this kind is decided by. Release for personal reasons has the law's own term."""
    code = {
        PetitionKind.RELEASE_PERSONAL: "withdrawal_working_days",
        PetitionKind.DOCUMENTATION: "petition_documents_working_days",
    }.get(kind, "petition_working_days")
    return office().add_working_days(day, office().setting(code))


def may_start(actor, kind):
    if kind in kinds_for(actor):
        return YES
    return no("Такое ходатайство подаёт другая сторона. Выберите другой вид.", "4.2")


def _may_be_about(actor, kind, pair, about):
    if kind in WITHOUT_PAIR and pair is None:
        return YES
    if pair is None:
        return no("Выберите пару или группу.")
    if not pairs_to_ask_about(actor, kind).filter(pk=pair.pk).exists():
        words_ = "Пара уже завершена или вы в ней не участвуете. Выберите другую."
        return no(words_ if kind in LIVE_ONLY else "Выберите пару, в которой вы участвовали.")
    if kind in ABOUT_PERSON and about is None:
        return no("Выберите, о ком ходатайство.")
    if about and not PairMember.objects.filter(pair=pair, person=about, side="mentee").exists():
        return no("Ходатайство пишут о наставляемом этой пары.")
    return YES


def _complete(petition):
    """The right to another mentor needs no reason (clause 4.2); every other petition does."""
    if petition.kind in REASON_NEEDED and not petition.text.strip():
        return no("Напишите, о чём просите и почему.")
    return YES


def _no_twin(petition):
    twins = Petition.objects.filter(
        author=petition.author_id,
        kind=petition.kind,
        pair=petition.pair_id,
        about=petition.about_id,
        state__in=("submitted", "in_review", "need_info"),
    )
    if petition.kind in WITHOUT_PAIR or not twins.exclude(pk=petition.pk).exists():
        return YES
    return no("Такое ходатайство уже подано и ждёт решения. Второе не нужно.")


def _decide(step, petition, by, at, **said):
    post = by.person.post if by.person else ""
    PETITION.claim(step, petition, by=by, decided_by=by.person, decided_post=post, decided_at=at, **said)
    notifications.write("petition_decided", to=petition.author, at=at, path=_path(petition))
    _record(f"petition_{step}", "Решение по ходатайству принято", petition, by, at)


def _line(by, at, text):
    return {"at": timezone.localtime(at).isoformat(), "name": by.person.short_name, "text": text}


def _must(text, missing):
    text = (text or "").strip()
    if not text:
        raise Refused(no(missing))
    return text


def _path(petition):
    return reverse("petition_detail", args=[petition.pk])


def _record(event, heading, petition, by, at):
    """Without pair and person: their stories are read by the people concerned."""
    journal.record(event, heading, by=by, at=at, subject=petition)
