"""The page of one amendment: what becomes of what, who agreed, whose turn it is, what comes next (R25)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices import AcquaintanceWay, Side
from mentoring.kit import dates
from mentoring.kit.codes import spaced
from mentoring.kit.states import StateTag, describe, pill_of
from mentoring.kit.text import agreed, count_of, ended, listing
from mentoring.kit.ui import CheckRow, DiffRow, Step, TaskItem
from mentoring.kit.verdict import Verdict
from programs import access
from programs.choices import AMENDMENT_OPEN, AmendmentKind, AmendmentState
from programs.choices.amendment_words import AMENDMENT as WORDS
from programs.models import Amendment
from programs.queries.people import with_people
from programs.terms import from_data

from .amendment_check import Meanwhile, meanwhile, sending_verdict
from .amendment_parts import facts_of, items_of, next_of, steps_of
from .amendment_text import base_text, proposed_text
from .changes import changes_between
from .head import names_of

S = AmendmentState
STATEMENT = "Я прочитал(а) изменение целиком и согласен(на) с новым текстом программы"
YES, WAITS, NO = (
    StateTag("ok", "Есть согласие", ""),
    StateTag("go", "Ждём ответа", ""),
    StateTag("stop", "Нет согласия", ""),
)
YOURS = StateTag("act", "Ваш ход", "", mine=True)


def with_everything(rows):
    """Amendments with their program, people and answers, in three queries."""
    rows = with_people(rows, "program__pair__members").select_related(
        "program__year", "program__pair", "author", "base", "version", "sent_by", "decided_by", "edited_by"
    )
    return rows.prefetch_related("consents")


@dataclass(frozen=True)
class Answerer:
    """A participant and the answer to the text as it was sent last."""

    person: object
    side: str
    tag: StateTag
    words: str


@dataclass(frozen=True)
class AmendmentPage:
    amendment: Amendment
    title: str
    lead: str
    tag: StateTag
    rows: tuple[DiffRow, ...]
    differences: str
    after: str
    was_title: str
    became_title: str
    people: tuple[Answerer, ...]
    next: str
    steps: tuple[Step, ...]
    facts: tuple[CheckRow, ...]
    edit: Verdict
    send: Verdict
    answer: Verdict
    record: Verdict
    decide: Verdict
    agree: Verdict
    approve: Verdict
    withdraw: Verdict
    reopen: bool
    meanwhile: Meanwhile | None
    items: tuple[TaskItem, ...]
    check_url: str

    @property
    def mine(self):
        return self.tag.mine

    @property
    def pill(self):
        return pill_of(self.tag)

    @property
    def edge(self):
        return "act" if self.mine else ""

    @property
    def forward(self):
        """(step, button) of the yes that exists now: «Согласовать» where somebody approves after."""
        if (
            self.agree
            or not self.approve
            and access.approver() != "curator"
            and self.amendment.state == S.AWAITING_CURATOR
        ):
            return "agree", "Согласовать изменение"
        return "approve", "Утвердить изменение"


def amendment_page(actor, amendment, on):
    """Everything about an amendment loaded through `with_everything`. At most eight queries besides."""
    old, new = base_text(amendment), proposed_text(amendment)
    rows = tuple(row for part in changes_between(old, new).values() for row in part)
    edit = access.may_edit_amendment(actor, amendment)
    other = meanwhile(amendment) if amendment.state in AMENDMENT_OPEN else None
    tag = tag_of(actor, amendment)
    return AmendmentPage(
        amendment=amendment,
        title=title_of(amendment),
        lead=_lead(amendment),
        tag=tag,
        rows=rows,
        differences=count_of(len(rows), "difference") if rows else "",
        after=f"После изменения: {count_of(len(new.events), 'event')}, срок {count_of(new.days, 'day')}.",
        was_title=f"Редакция {amendment.base.number}",
        became_title=f"Редакция {amendment.version.number}" if amendment.version else "Предлагается",
        people=_people(actor, amendment),
        next=next_of(amendment),
        steps=steps_of(amendment, tag.mine),
        facts=facts_of(amendment),
        edit=edit,
        send=sending_verdict(amendment, new, on) if edit else edit,
        answer=access.may_answer(actor, amendment),
        record=access.may_record_consent(actor, amendment),
        decide=access.may_decide(actor, amendment),
        agree=access.may_agree_amendment(actor, amendment),
        approve=access.may_approve_amendment(actor, amendment),
        withdraw=access.may_withdraw(actor, amendment),
        reopen=amendment.state in (S.NOT_ACCEPTED, S.WITHDRAWN) and bool(access.may_propose(actor, amendment.program)),
        meanwhile=other,
        items=items_of(amendment) if edit else (),
        check_url=reverse("verify_document", args=[spaced(amendment.code)]) if amendment.version_id else "",
    )


def title_of(amendment):
    """«Изменение № 1: продлить до 30 сентября»."""
    until = from_data(amendment.proposed).fields["until"]
    what = {
        AmendmentKind.EXTENSION: f": продлить до {dates.words(until)}",
        AmendmentKind.SHORTENING: f": сократить до {dates.words(until)}",
    }.get(amendment.kind, "")
    return f"Изменение № {amendment.number}{what}"


def _lead(amendment):
    entered = f"Внесено: {amendment.author.short_name}, {dates.words(amendment.created_at)}"
    return f"{ended(names_of(amendment.program))} {entered}. Причина: {amendment.reason}"


def tag_of(actor, amendment):
    """Word, tone and sentence for the reader; the state of whose turn it is speaks to who must act."""
    key, speaker = _speaker(actor, amendment)
    return describe(WORDS, key, speaker, deadline=amendment.due, **_values(amendment))


def _speaker(actor, amendment):
    state, reader = amendment.state, access.reader_of(actor, amendment.program)
    if access.may_answer(actor, amendment):
        return "to_answer", "answerer"
    if state == S.AWAITING_CURATOR and access.approver() == "curator":
        state = "awaiting_curator_alone"
    if state == S.AWAITING_DIRECTOR and access.approver() == "council":
        state = "awaiting_council"
    if access.may_decide(actor, amendment):
        turn = {"awaiting_council": "council", S.AWAITING_DIRECTOR: "director"}
        return state, turn.get(state, "curator")
    if state in (S.OBJECTED, S.RETURNED, S.DRAFT) and access.may_edit_amendment(actor, amendment):
        return state, "author" if actor.is_person(amendment.author) or reader == "mentor" else reader
    if actor.is_person(amendment.author):
        return state, "author"
    if reader == "curator" and amendment.state == S.AWAITING_CURATOR:
        return state, "mentor"
    return state, reader if reader in ("mentor", "mentee", "curator") else "director"


def _values(amendment):
    objection = next((row for row in access.answers_of(amendment).values() if not row.agrees), None)
    day = amendment.decided_at or amendment.created_at
    values = {
        "author": amendment.author.short_name,
        "reason": amendment.note.rstrip("."),
        "remark": amendment.note.rstrip("."),
    }
    if amendment.state == S.AWAITING_CONSENTS:
        values["names"] = listing([person.short_name for person in access.unanswered(amendment)], ", ")
    if objection:
        who = objection.person
        values["objector"] = agreed(f"{who.short_name} не согласен(на)", who.gender)
    if amendment.version:
        values |= {"v": amendment.version.number, "date": dates.words(day)}
    return values


def _people(actor, amendment):
    given, mentors = access.answers_of(amendment), access.people_of(amendment.program, Side.MENTOR)
    asked = {person.pk: person for person in access.signatories(amendment.program)}
    if amendment.state not in AMENDMENT_OPEN:  # who answered then, whoever is in the program now
        asked = {row.person_id: row.person for row in given.values()}
    made = []
    for key, person in asked.items():
        side = "mentor" if person in mentors else "mentee"
        row = given.get(key)
        made.append(Answerer(person, row.side if row else side, *_answer(actor, amendment, person, row)))
    return tuple(made)


def _answer(actor, amendment, person, row):
    if row is None:
        waits = amendment.state == S.AWAITING_CONSENTS
        if waits and actor.is_person(person):
            return YOURS, f"ответьте до {dates.words(amendment.due)}"
        words = f"ждём до {dates.words(amendment.due)}" if waits else "ещё не спрашивали"
        return (WAITS if waits else StateTag("calm", "Ещё не время", "")), words
    paper = ", на бумаге" if row.way == AcquaintanceWay.PAPER else ""
    if row.agrees:
        return YES, f"{dates.moment(row.at)}{paper}"
    return NO, f"{dates.moment(row.at)}: {row.note}"


def statement_of(person):
    """What a participant ticks, in his or her own words."""
    return agreed(STATEMENT, person.gender if person else "")
