"""The draft of an amendment: begun with a reason, its sections and plan edited by mentors and the curator."""

import uuid
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.actions.desk import other_editor, refuse
from programs.actions.plan import LIMIT, PlanSaved
from programs.actions.section import SectionSaved, StaleEdit
from programs.edits import EVENT_FIELDS, RowClash, merge, print_of
from programs.models import Amendment, Program
from programs.queries.amendment_check import FIXED, fixed_events
from programs.queries.amendment_text import current_version, live_terms
from programs.terms import from_data, in_new_order, kind_of, to_data

from .desk import hold, tell

MOST_CHARS = 2000
REASON = "reason"


@transaction.atomic
def start_amendment(*, program, reason, by, at, until=None, exception="", suggestion=None):
    """Begin an amendment to the text in force; returns it. `until` proposes another last day at once.

    Raises Refused when the program does not work, the actor neither mentors in it nor is the curator, or no reason is given.
    """
    require(access.may_propose(by, program))
    reason = _reason(reason)
    Program.objects.select_for_update().get(pk=program.pk)
    version = current_version(program)
    before = live_terms(program, version)
    proposed = before.with_fields(until=until or before.fields["until"])
    if exception:
        proposed = proposed.with_fields(exception=tidy(exception))
    last = Amendment.objects.filter(program=program).aggregate(last=Max("number"))["last"] or 0
    amendment = Amendment.objects.create(
        program=program,
        number=last + 1,
        kind=kind_of(before, proposed),
        reason=reason,
        author=by.person,
        base=version,
        before=to_data(before),
        proposed=to_data(proposed),
        created_at=at,
        edited_by=by.person,
        edited_at=at,
    )
    if suggestion:
        require(access.may_answer_suggestion(by, suggestion))
        taken = {"answered_at": at, "answered_by": by.person, "amendment": amendment}
        if not type(suggestion).objects.filter(pk=suggestion.pk, answered_at=None).update(**taken):
            refuse("На это предложение уже ответили. Обновите страницу.")
    return amendment


def _reason(text):
    text = tidy(text)
    if not text:
        refuse("Напишите, почему меняете программу.")
    if len(text) > MOST_CHARS:
        refuse(f"Слишком длинно: {len(text)} знаков из {MOST_CHARS}. Сократите на {len(text) - MOST_CHARS}.")
    return text


def values_of_section(amendment, code):
    """{field: value} of a section of the draft as its editor sends it; the first one carries the reason too."""
    values = from_data(amendment.proposed).of(code)
    return {REASON: amendment.reason, **values} if code == "participants" else values


@transaction.atomic
def save_amendment_section(*, amendment, code, values, lock_version, base, by, at):
    """Write the given fields of one section of the draft; a draft is accepted unfinished.

    `values` and `base` as in actions/section.py. Raises Refused when the text is not editable now, StaleEdit when
    another person changed the same field since `lock_version`.
    """
    hold(amendment)
    require(access.may_edit_amendment(by, amendment))
    theirs = values_of_section(amendment, code)
    mine = {name: value for name, value in values.items() if name in theirs}
    merged_with, kept = None, {**theirs, **mine}
    if amendment.lock_version != lock_version:
        kept, clashes = merge(base, theirs, mine)
        editor = other_editor(amendment, amendment.program, by)
        if clashes:
            raise StaleEdit(amendment, clashes, editor)
        merged_with = editor if kept != {**theirs, **mine} else None
    changed = any(print_of(kept[name]) != print_of(theirs[name]) for name in kept)
    if changed:
        reason = _reason(kept.pop(REASON)) if REASON in kept else amendment.reason
        _keep(amendment, from_data(amendment.proposed).with_fields(**kept), by=by, at=at, reason=reason)
    return SectionSaved(amendment.lock_version, changed=changed, merged=merged_with)


def _keep(amendment, proposed, *, by, at, **more):
    """Write the proposed terms and say who wrote; whoever read an earlier draft is told so when he sends it."""
    if proposed.fields["until"] < amendment.program.since:
        refuse("Дата окончания раньше даты начала. Поменяйте её.")
    values = {
        "proposed": to_data(proposed),
        "kind": kind_of(from_data(amendment.before), proposed),
        "lock_version": amendment.lock_version + 1,
        "edited_by": by.person,
        "edited_at": at,
        **more,
    }
    Amendment.objects.filter(pk=amendment.pk).update(payload=None, sha256="", **values)
    for name, value in {**values, "payload": None, "sha256": ""}.items():
        setattr(amendment, name, value)


@transaction.atomic
def save_amendment_plan(*, amendment, rows, by, at):
    """Write the editor's rows (EventRow) of the proposed plan; a row two people changed differently comes back.

    Raises Refused when the draft is not editable, an event with a mark would change, or the plan grows over the limit.
    """
    hold(amendment)
    require(access.may_edit_amendment(by, amendment))
    fixed = fixed_events(amendment.program_id)
    terms = from_data(amendment.proposed)
    events, clashes = dict(terms.events), []
    rows = list({row.uuid: row for row in rows}.values())
    for row in rows:
        if row.uuid in fixed and (row.remove or _merged(row, events) != events.get(row.uuid)):
            refuse(FIXED.format(fixed[row.uuid].measure))
        clash = _save_row(row, events)
        clashes += [clash] if clash else []
    if len(events) > LIMIT:
        refuse(f"В плане не больше {LIMIT} мероприятий. Уберите лишние или объедините похожие.")
    order = [row.uuid for row in rows if not row.remove]
    new = in_new_order(replace(terms, events=events), set(events) - set(fixed), order)
    written = to_data(new) != to_data(terms)
    editor = other_editor(amendment, amendment.program, by) if clashes else None
    if written:
        _keep(amendment, new, by=by, at=at)
    return PlanSaved(int(written), tuple(clashes), editor)


def _merged(row, events):
    return {**events.get(row.uuid, {}), **row.values}


def _save_row(row, events):
    """The clash of a row with what somebody else wrote meanwhile, or None when it went in."""
    if row.keep:
        return None
    theirs = events.get(row.uuid)
    if theirs is None:
        return _save_absent(row, events)
    mine = _merged(row, events)
    if (row.base == print_of(mine) or mine == theirs) and not row.remove:
        return None
    if row.base and row.base != print_of(theirs):
        return RowClash(row.uuid, theirs, mine)
    if row.remove:
        del events[row.uuid]
    else:
        events[row.uuid] = mine
    return None


def _save_absent(row, events):
    if row.remove or row.blank:
        return None
    values = {name: row.values.get(name) for name in EVENT_FIELDS}
    if row.base:
        return None if row.base == print_of(values) else RowClash(row.uuid, None, row.values)
    events[str(uuid.UUID(row.uuid))] = values
    return None


def tell_begun(amendment, *, by, at):
    """The story begins when the draft is sent: until then it is its writers' own."""
    tell("amendment_sent", f"Изменение № {amendment.number} отправлено на согласие", amendment, by=by, at=at,
         text=amendment.reason)  # fmt: skip
