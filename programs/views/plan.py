"""The plan editor and the bank of ready events."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import clock, clock_words, span
from mentoring.kit.text import agreed, count_of
from mentoring.kit.ui import Column
from mentoring.kit.verdict import Refused
from programs.access import may_edit
from programs.actions.plan import add_presets, save_plan
from programs.edits import print_of
from programs.forms.decision import AnswerForm
from programs.forms.plan import PlanFormSet, initial_of, rebound
from programs.queries.plan import cover_figures, live_rows, plan_clashes, plan_page
from programs.queries.preset import preset_page
from programs.queries.reading import read_events
from programs.queries.section import remarks_of
from programs.queries.template_update import last_update

from .load import crumbs, program_with_text, show

COLUMNS = (
    Column("Направление", fields=("direction",), width="middle"),
    Column("Затруднение или ★ сильная сторона", fields=("difficulty",), width="middle"),
    Column("Мероприятие", fields=("measure",), width="wide"),
    Column("Форма", fields=("form",), more=("report_form",), width="narrow"),
    Column("Срок", fields=("when",), width="narrow"),
    Column("Результат, контрольная точка", fields=("expected", "checkpoint"), width="middle"),
    Column("Кто и режим", fields=("responsible", "mode"), width="who"),
)
GROUP_COLUMNS = (*COLUMNS[:-1], Column("Кто и режим", fields=("responsible", "assignee", "mode"), width="who"))


def program_plan(request, pk):
    """Rows of fields for those who write, the plan as text for others."""
    program = program_with_text(request, pk)
    verdict = may_edit(request.actor, program)
    if not verdict:
        return _read_only(request, program, verdict)
    page = plan_page(program)
    if request.method != "POST":
        return _show(request, program, page, _fresh(program, page))
    formset = _bound(request.POST, program, page)
    kept = formset.rows(page_key(request))
    taken = set(request.POST.getlist("take"))
    rows = [replace(row, keep=row.uuid in taken) for _, row in kept]
    try:
        saved = save_plan(program=program, rows=rows, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, program, page, formset, refusal)
    if "autosave" in request.POST:
        return _autosaved(program, kept, saved)
    if saved.clashes or not formset.is_valid():
        return _again(request, pk, kept, saved)
    return _go_on(request, pk)


def _fresh(program, page):
    return PlanFormSet(
        prefix="plan", initial=[initial_of(row) for row in page.rows], form_kwargs=_kwargs(program, page)
    )


def _bound(data, program, page):
    return PlanFormSet(data, prefix="plan", form_kwargs=_kwargs(program, page))


def _kwargs(program, page):
    return {"lists": page.lists, "term": (program.since, program.until)}


def page_key(request):
    """New rows of one opened page have keys of their own, so that saving twice does not double them."""
    try:
        return uuid.UUID(request.POST.get("page", ""))
    except ValueError:
        return uuid.uuid4()


def _show(request, program, page, formset, status=200, **more):
    context = {
        "page": page,
        "formset": formset,
        "lead": _lead(program, page),
        "covers": cover_figures(page.coverage),
        "saved": _saved(page.section, formset),
        "bar_words": f"В плане {count_of(len(page.rows), 'event')}",
        "hint_words": _hint(page),
        "columns": GROUP_COLUMNS if page.lists.mentees else COLUMNS,
        "page_key": request.POST.get("page") or uuid.uuid4().hex,
        "answers": [(remark, AnswerForm(prefix=f"r{remark.pk}")) for remark in remarks_of(program, "plan")],
        "update": last_update(program),
        **more,
    }
    return show(request, "program_plan", program, status, **context)


def _saved(section, formset):
    """When the shown text was saved; nothing after a refused save, whose text is not saved."""
    return clock_words(section.edited_at) if section and section.edited_at and not formset.is_bound else " "


def _lead(program, page):
    return f"{count_of(len(page.rows), 'event')} {span(program.since, program.until)}"


def _hint(page):
    if not page.hint:
        return ""
    row = next(row for row in (*page.coverage.uncovered_priority, *page.coverage.uncovered) if row.statement)
    return f"Для затруднения «{row.text}» подойдёт: {page.hint.measure}"


def _refused(request, program, page, formset, refusal):
    if "autosave" in request.POST:
        return JsonResponse({"conflict": True, "message": str(refusal)}, status=409)
    messages.error(request, str(refusal))
    return _show(request, program, page, formset)


def _autosaved(program, kept, saved):
    """What the page must remember of its rows, and a word about rows that were not saved."""
    now = {row.uuid: row for row in live_rows(program)}
    clashed = {clash.uuid for clash in saved.clashes}
    fields = {}
    for form, row in kept:
        if row.uuid in now and print_of(row.values) == now[row.uuid].base:
            fields[form.add_prefix("uuid")] = row.uuid
            fields[form.add_prefix("base")] = now[row.uuid].base
    words = f"Сохранено в {clock(timezone.now())}"
    if clashed:
        other = saved.editor
        changed = agreed(f"изменил(а) {other.plain_name}", other.gender) if other else "изменил другой участник"
        words += f", кроме строк, которые {changed}. Сохраните страницу, чтобы сравнить"
    return JsonResponse({"fields": fields, "message": words})


def _again(request, pk, kept, saved):
    """The page once more: errors beside their fields, clashed rows with both texts; the rest is saved."""
    program = program_with_text(request, pk)
    page = plan_page(program)
    clashes = {clash.uuid: clash for clash in saved.clashes}
    formset = _bound(rebound(request.POST, "plan", kept, page.rows, clashes), program, page)
    formset.is_valid()
    if not clashes:
        messages.warning(request, "Черновик сохранён, кроме мест с замечаниями. Исправьте их и сохраните ещё раз.")
    rows = plan_clashes(saved, page, [row.uuid for _, row in kept])
    more = {"clashes": rows, "editor": saved.editor, "page_key": uuid.uuid4().hex}  # its rows have their keys already
    return _show(request, program, page, formset, 409 if clashes else 200, **more)


def _go_on(request, pk):
    if "presets" in request.POST:
        return redirect("program_presets", pk)
    if "draft" in request.POST:
        messages.success(request, f"Черновик сохранён в {clock(timezone.now())}.")
        return redirect("program_plan", pk)
    return redirect("program_detail", pk)


def _read_only(request, program, verdict):
    if request.method == "POST":
        if "autosave" in request.POST:
            return JsonResponse({"conflict": True, "message": verdict.reason}, status=409)
        messages.error(request, verdict.reason)
        return redirect("program_plan", program.pk)
    page = plan_page(program)
    context = {
        "verdict": verdict,
        "page": page,
        "events": read_events(page.text),
        "covers": cover_figures(page.coverage),
        "lead": _lead(program, page),
    }
    return show(request, "program_plan_read", program, **context)


def program_presets(request, pk):
    """Ready events by difficulty and direction; several are taken at once."""
    program = program_with_text(request, pk)
    verdict = may_edit(request.actor, program)
    if request.method == "POST" and verdict:
        codes = request.POST.getlist("preset")[:100]
        try:
            made = add_presets(program=program, codes=codes, by=request.actor, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, f"Готово. Добавлено: {count_of(len(made), 'event')}. Сроки можно поправить в плане."
            )
            return redirect("program_plan", pk)
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "direction", "difficulty")}
    page = preset_page(program, **asked)
    way = crumbs(program, ("План мероприятий", reverse("program_plan", args=[pk])))
    return show(request, "program_presets", program, page=page, verdict=verdict, crumbs=way)
