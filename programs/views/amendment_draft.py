"""Editors of an amendment's draft: the same fields and rows as in the program, kept in the proposal alone."""

import uuid
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from mentoring.kit.dates import clock_words, span
from mentoring.kit.text import agreed, count_of
from mentoring.kit.verdict import Refused
from programs.access import may_edit_amendment, people_of, sides_of
from programs.actions.amendment import save_amendment_plan, save_amendment_section
from programs.actions.amendment.draft import values_of_section
from programs.actions.section import StaleEdit
from programs.choices import SectionCode
from programs.edits import print_of
from programs.forms.amendment import AMENDMENT_FORMS
from programs.forms.plan import PlanFormSet, initial_of, rebound
from programs.queries import reference
from programs.queries.amendment_check import fixed_events
from programs.queries.plan import EditorRow, plan_clashes, plan_page
from programs.queries.section import clash_rows, statement_groups
from programs.terms import from_data

from .amendment import amendment_of, way
from .load import posted, program_with_text, show
from .plan import COLUMNS, GROUP_COLUMNS, page_key
from .section import own_columns

TERM = "Причина и срок"
SAVED_BUT = "Черновик сохранён, кроме мест с замечаниями. Исправьте их и сохраните ещё раз."


def amendment_section(request, pk, code):
    """One section of the draft; who may not edit it is sent back to the amendment."""
    if code not in SectionCode.values or code == SectionCode.PLAN:
        raise Http404
    amendment = amendment_of(request, pk)
    verdict = may_edit_amendment(request.actor, amendment)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("amendment_detail", pk)
    mentees = tuple(people_of(amendment.program, "mentee"))
    page = SimpleNamespace(mentees=mentees, sides=sides_of(request.actor, amendment.program), program=amendment.program)
    form = _form(request, amendment, code, page)
    if request.method == "POST":
        answer = _save(request, amendment, code, page, form)
        if answer:
            return answer
    return _show(request, amendment, code, form, mentees=mentees)


def _form(request, amendment, code, page):
    current = values_of_section(amendment, code)
    given = {"current": current, "lock_version": amendment.lock_version, "page": page}
    if code == SectionCode.DIFFICULTIES:
        given |= {"groups": statement_groups(), "directions": reference.directions()}
    return AMENDMENT_FORMS[code](posted(request), **given)


def _show(request, amendment, code, form, *, mentees, status=200, **more):
    own = code == SectionCode.DIFFICULTIES
    context = {
        "amendment": amendment,
        "title": TERM if code == SectionCode.PARTICIPANTS else SectionCode(code).label,
        "lead": f"Изменение № {amendment.number}: черновик. Действующая программа пока не меняется.",
        "form": form,
        "form_and_rows": [form, form.own] if own else form,
        "columns": own_columns(SimpleNamespace(mentees=mentees)) if own else (),
        "crumbs": way(amendment.program, amendment),
        "saved": clock_words(amendment.edited_at) if amendment.edited_at and not form.is_bound else " ",
        **more,
    }
    return show(request, "amendment_section", amendment.program, status, **context)


def _save(request, amendment, code, page, form):
    """The answer to a save, or None when the page is shown again with errors or both texts."""
    values = form.values()
    for name in request.POST.getlist("take"):
        values.pop(name, None)
    seen = {"lock_version": form.seen_version(), "base": form.seen_prints()}
    save = partial(save_amendment_section, amendment=amendment, code=code, values=values, **seen)
    try:
        kept = save(by=request.actor, at=timezone.now())
    except StaleEdit as refusal:
        return _clashed(request, amendment, page, form, refusal=refusal, code=code)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    if not form.is_valid():
        form.refresh(values_of_section(amendment, code), kept.lock_version)
        messages.warning(request, SAVED_BUT)
        return None
    if kept.merged:
        changed = agreed(f"{kept.merged.plain_name} изменил(а)", kept.merged.gender)
        messages.info(request, f"Пока вы писали, {changed} черновик. Сохранены и эти правки, и ваши слова.")
    return redirect("amendment_detail", amendment.pk)


def _clashed(request, amendment, page, form, *, refusal, code):
    """Both texts of the fields that two people changed."""
    form.refresh(values_of_section(amendment, code), amendment.lock_version, {row.name for row in refusal.clashes})
    rows = clash_rows(refusal.clashes, {name: field.label for name, field in form.fields.items()}, page.mentees)
    more = {"clashes": rows, "stale": str(refusal), "editor": refusal.editor}
    return _show(request, amendment, code, form, mentees=page.mentees, status=409, **more)


def amendment_plan(request, pk):
    """Rows of the proposed plan; events with a mark stand apart and stay."""
    amendment = amendment_of(request, pk)
    verdict = may_edit_amendment(request.actor, amendment)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("amendment_detail", pk)
    page = plan_page(program_with_text(request, amendment.program_id))
    if request.method != "POST":
        return _plan(request, amendment, page, _fresh(amendment, page))
    formset = _bound(request.POST, amendment, page)
    kept = formset.rows(page_key(request))
    taken = set(request.POST.getlist("take"))
    rows = [replace(row, keep=row.uuid in taken) for _, row in kept]
    try:
        done = save_amendment_plan(amendment=amendment, rows=rows, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _plan(request, amendment, page, formset)
    if done.clashes or not formset.is_valid():
        return _again(request, amendment, page, kept, done)
    return redirect("amendment_detail", pk)


def _fresh(amendment, page):
    rows = _rows(amendment, fixed_events(amendment.program_id))
    return PlanFormSet(prefix="plan", initial=[initial_of(row) for row in rows], form_kwargs=_kwargs(amendment, page))


def _rows(amendment, fixed):
    events = from_data(amendment.proposed).events
    return tuple(EditorRow(key, print_of(row), row) for key, row in events.items() if key not in fixed)


def _kwargs(amendment, page):
    return {"lists": page.lists, "term": (amendment.program.since, from_data(amendment.proposed).fields["until"])}


def _bound(data, amendment, page):
    return PlanFormSet(data, prefix="plan", form_kwargs=_kwargs(amendment, page))


def _plan(request, amendment, page, formset, status=200, **more):
    since, until = _kwargs(amendment, page)["term"]
    context = {
        "amendment": amendment,
        "formset": formset,
        "fixed": list(fixed_events(amendment.program_id).values()),
        "columns": GROUP_COLUMNS if page.lists.mentees else COLUMNS,
        "page_key": request.POST.get("page") or uuid.uuid4().hex,
        "crumbs": way(amendment.program, amendment),
        "lead": f"Изменение № {amendment.number}: черновик. Предлагаемый срок {span(since, until)}.",
        "bar_words": f"В плане {count_of(len(from_data(amendment.proposed).events), 'event')}",
        **more,
    }
    return show(request, "amendment_plan", amendment.program, status, **context)


def _again(request, amendment, page, kept, done):
    """The page once more: errors beside their fields, clashed rows with both texts; the rest is saved."""
    clashes = {clash.uuid: clash for clash in done.clashes}
    live = _rows(amendment, fixed_events(amendment.program_id))
    formset = _bound(rebound(request.POST, "plan", kept, live, clashes), amendment, page)
    formset.is_valid()
    if not clashes:
        messages.warning(request, SAVED_BUT)
    rows = plan_clashes(done, page, [row.uuid for _, row in kept])
    more = {"clashes": rows, "editor": done.editor, "page_key": uuid.uuid4().hex}
    return _plan(request, amendment, page, formset, 409 if clashes else 200, **more)
