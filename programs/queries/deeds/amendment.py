"""Amendments that wait: to be answered, mended, decided; suggestions that wait for a word."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import listing
from mentoring.kit.ui import Wait
from mentoring.models import PairMember
from programs import access
from programs.choices import AMENDMENT_DECIDED_ON, RUNNING_STATES, AmendmentState
from programs.models import Amendment, AmendmentConsent, AmendmentSuggestion
from programs.queries.turn import free_curator

from .row import OF_PROGRAM, made, until

S = AmendmentState
QUEUE = "Изменения программ"
FIELDS = ("number", "state", "due", "author_id", *OF_PROGRAM)


def sources(actor, on):
    if not actor.person:
        return []
    found = []
    if actor.has("mentor", "mentee", "partner"):
        found += [_source("answer_amendment", to_answer(actor), _answer, actor, on), _mend(actor, on)]
    elif actor.has("curator"):
        found += [_mend(actor, on)]
    if actor.has("curator", "director", "council"):
        found.append(_source("decide_amendment", to_decide(actor), _decide, actor, on))
    if actor.has("mentor", "partner", "curator"):
        found.append(_suggested(actor, on))
    return found


def _source(code, rows, word, actor, on):
    return DeedSource(
        code,
        rows,
        lambda row: word(actor, row, on),
        QUEUE,
        _role(actor),
        fields=FIELDS,
        pair=lambda row: row.program.pair,
    )


def _role(actor):
    return next((role for role in ("mentor", "mentee", "curator", "director", "council") if actor.has(role)), "")


def _me(actor):
    return PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, until=None)


def to_answer(actor):
    """Amendments whose text, as it was sent last, the actor has not answered."""
    given = AmendmentConsent.objects.filter(amendment=OuterRef("pk"), round=OuterRef("round"), person=actor.person)
    rows = Amendment.objects.filter(state=S.AWAITING_CONSENTS, program__state__in=RUNNING_STATES)
    return rows.filter(Exists(_me(actor).filter(is_substitute=False)), ~Exists(given))


def to_decide(actor):
    """All have consented and the actor is who decides now; a participant never does."""
    turn = Q(pk__in=[])
    if actor.has("curator"):
        turn |= Q(state=S.AWAITING_CURATOR)
    if actor.has("director"):
        turn |= Q(state=S.AWAITING_CURATOR) & ~Q(free_curator("program__pair"))
    if actor.has(access.approving_office()):
        turn |= Q(state=S.AWAITING_DIRECTOR)
    rows = Amendment.objects.filter(turn, state__in=AMENDMENT_DECIDED_ON, program__state__in=RUNNING_STATES)
    return rows.exclude(Exists(_me(actor)))


def to_mend(actor):
    """One's own amendments that were returned or objected to, and those that another version overtook."""
    rows = Amendment.objects.open().filter(author=actor.person).with_newest()
    rows = rows.filter(Q(state__in=(S.OBJECTED, S.RETURNED)) | Q(newest__gt=F("base__number")))
    if actor.has("curator"):
        return rows
    return rows.filter(Exists(_me(actor).filter(side=Side.MENTOR)))


def _mend(actor, on):
    return _source("mend_amendment", to_mend(actor), _fix, actor, on)


def _suggested(actor, on):
    rows = AmendmentSuggestion.objects.filter(answered_at=None, program__state__in=RUNNING_STATES)
    if not actor.has("curator"):
        rows = rows.filter(Exists(_me(actor).filter(side=Side.MENTOR)))
    return DeedSource(
        "answer_suggestion", rows, lambda row: _word(actor, row, on), QUEUE, _role(actor), _no_date,
        fields=("created_at", *OF_PROGRAM), by="created_at", pair=lambda row: row.program.pair,
    )  # fmt: skip


def _no_date(row):
    return None


def _url(amendment):
    return reverse("amendment_detail", args=[amendment.pk])


def _answer(actor, amendment, on):
    title = f"Ответить на изменение № {amendment.number} к программе{until(amendment.due, on)}"
    text = f"Программа: {amendment.program.pair.title}."
    return made(
        actor, "", amendment.program, on, day=amendment.due, title=title, text=text, action="Сравнить и ответить",
        action_url=_url(amendment),
    )  # fmt: skip


def _fix(actor, amendment, on):
    what = {S.RETURNED: "вернули на доработку", S.OBJECTED: "нет согласия"}.get(
        amendment.state, "действует другая редакция"
    )
    title = f"Изменение № {amendment.number}: {what}{until(amendment.due, on)}"
    text = f"Программа: {amendment.program.pair.title}."
    return made(
        actor, "", amendment.program, on, day=amendment.due, title=title, text=text, action="Открыть",
        action_url=_url(amendment),
    )  # fmt: skip


def _decide(actor, amendment, on):
    title = f"Решить по изменению № {amendment.number}: {amendment.program.pair.title}{until(amendment.due, on)}"
    return made(
        actor, "", amendment.program, on, day=amendment.due, title=title, action="Прочитать", action_url=_url(amendment)
    )


def _word(actor, suggestion, on):
    url = reverse("amendment_list", args=[suggestion.program_id])
    title = f"Ответить на предложение изменить программу: {suggestion.program.pair.title}"
    return made(actor, "", suggestion.program, on, day=None, title=title, action="Прочитать", action_url=url)


# What I wait for from others


def waits(actor, on):
    """One's own amendments that others answer or decide now."""
    if not actor.person or not actor.has("mentor", "mentee", "partner", "curator"):
        return []
    rows = Amendment.objects.filter(
        author=actor.person, state__in=(S.AWAITING_CONSENTS, *AMENDMENT_DECIDED_ON), program__state__in=RUNNING_STATES
    )
    return [WaitSource(rows, lambda row: _wait(row, on), fields=FIELDS, pair=lambda row: row.program.pair)]


def _wait(amendment, on):
    others = [person for person in access.signatories(amendment.program) if person.pk != amendment.author_id]
    people = listing([person.short_name for person in others], ", ")
    who = {S.AWAITING_CONSENTS: people, S.AWAITING_CURATOR: "Куратор"}.get(amendment.state, "Утверждающий")
    answer = "отвечают" if len(others) > 1 else "отвечает"
    what = answer if amendment.state == S.AWAITING_CONSENTS else "решает"
    words = f"{what} по изменению № {amendment.number}: {amendment.program.pair.title}"
    return Wait(who, words, dates.by(amendment.due, on), _url(amendment))
