"""Marks of the plan (R31): done, partly, not done, moved, with what came of it and why."""

from django.db import transaction
from django.db.models import F

from mentoring.actions import journal
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs.choices import EventState
from programs.models import PlanEvent
from programs.workflow import EVENT

from .desk import day_of, refuse
from .evidence import attach

CHANGED = ("due", "first_due", "done_on", "result", "left", "reason", "reason_text")
HEADINGS = {
    EventState.DONE: "Мероприятие выполнено",
    EventState.PARTLY: "Мероприятие выполнено частично",
    EventState.NOT_DONE: "Мероприятие не состоялось",
    EventState.MOVED: "Мероприятие перенесено",
}
SAYS = {
    EventState.DONE: ("done_on", "result"),
    EventState.PARTLY: ("done_on", "result", "left"),
    EventState.NOT_DONE: ("reason", "reason_text", "result"),
    EventState.MOVED: ("due", "reason", "reason_text"),
}
LIMITS = {"result": 4000, "left": 300, "reason_text": 300}


@transaction.atomic
def mark_event(
    *,
    event,
    state,
    by,
    at,
    done_on=None,
    result="",
    left="",
    reason=None,
    reason_text="",
    new_due=None,
    files=(),
    link="",
):
    """Mark an event of a running program and attach the proof.

    `state` is an EventState; done and partly need `done_on` (not in the future) and `result`, partly also `left`;
    not done and moved need `reason` (a ListEntry «event_reason»), moved a `new_due` inside the term. The same mark once
    more changes nothing. Raises Refused when the actor may not mark this event or something is missing.
    """
    event.refresh_from_db(fields=["state", *CHANGED], from_queryset=PlanEvent.objects.select_for_update())
    require(EVENT.verdict(state, by, event))
    said = {"result": tidy(result), "left": tidy(left), "reason_text": tidy(reason_text)}
    _check_lengths(said)
    given = {**said, "done_on": done_on, "reason": reason, "due": new_due}
    if not files and _is_known(event, state, given, tidy(link)):
        return
    checked = _CHECKS[state](event, said, done_on=done_on, reason=reason, new_due=new_due, today=day_of(at))
    EVENT.claim(state, event, by=by, marked_by=by.person, marked_at=at, lock_version=F("lock_version") + 1, **checked)
    event.refresh_from_db()
    attach(event, files=files, link=link, by=by, at=at)
    text, heading = said["result"] or said["reason_text"], f"{HEADINGS[state]}: «{event.measure}»"
    journal.record(f"event_{state}", heading, by=by, at=at, subject=event, pair=event.program.pair, text=text)


def _is_known(event, state, given, link):
    """Whether the event says all this already: the button was pressed twice."""
    if event.state != state or any(getattr(event, name) != given[name] for name in SAYS[state]):
        return False
    return not link or event.evidence.filter(link=link).exists()


def _check_lengths(said):
    for name, text in said.items():
        if len(text) > LIMITS[name]:
            over = len(text) - LIMITS[name]
            refuse(f"Слишком длинно: {len(text)} знаков из {LIMITS[name]}. Сократите на {over}.")


def _check_done(event, said, *, done_on, reason, new_due, today):
    if not done_on:
        refuse("Укажите, когда это было, например 14.10.2026.")
    if done_on > today:
        refuse("Эта дата ещё впереди. Отметьте мероприятие, когда оно пройдёт.")
    if not said["result"]:
        refuse("Напишите, что получилось.")
    return {"done_on": done_on, "result": said["result"], "left": "", "reason": None, "reason_text": ""}


def _check_partly(event, said, **given):
    checked = _check_done(event, said, **given)
    if not said["left"]:
        refuse("Напишите, что осталось сделать.")
    return {**checked, "left": said["left"]}


def _check_not_done(event, said, *, done_on, reason, new_due, today):
    _check_reason(reason, said)
    return {"done_on": None, "result": said["result"], "left": "", "reason": reason, "reason_text": said["reason_text"]}


def _check_moved(event, said, *, done_on, reason, new_due, today):
    _check_reason(reason, said)
    if not new_due:
        refuse("Укажите новый срок, например 14.10.2026.")
    since, until = event.program.since, event.program.until
    if not since <= new_due <= until:
        span = dates.span_short(since, until)
        refuse(f"Срок мероприятия – вне программы ({span}). Выберите дату внутри неё.")
    if new_due == event.due:
        refuse("Это прежний срок. Укажите другую дату.")
    return {
        "due": new_due,
        "starts": None,
        "first_due": event.first_due or event.due,
        "reason": reason,
        "reason_text": said["reason_text"],
        "done_on": None,
        "left": "",
    }


def _check_reason(reason, said):
    if reason is None:
        refuse("Выберите причину.")
    if reason.code == "other" and not said["reason_text"]:
        refuse("Поясните причину «Другое».")


_CHECKS = {
    EventState.DONE: _check_done,
    EventState.PARTLY: _check_partly,
    EventState.NOT_DONE: _check_not_done,
    EventState.MOVED: _check_moved,
}


@transaction.atomic
def undo_mark(*, event, by, at):
    """Take a mark back: the event is planned again, a moved one for its first date. Proof stays."""
    EVENT.claim(
        "undo",
        event,
        by=by,
        due=event.first_due or event.due,
        first_due=None,
        done_on=None,
        result="",
        left="",
        reason=None,
        reason_text="",
        marked_by=None,
        marked_at=None,
        lock_version=F("lock_version") + 1,
    )
    event.refresh_from_db()
    journal.record(
        "event_undo", f"Отметка снята: «{event.measure}»", by=by, at=at, subject=event, pair=event.program.pair
    )
