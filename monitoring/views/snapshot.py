"""Snapshots: the list, one, two side by side, the rows behind a figure; figures over the years and their targets."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone

from mentoring.kit.text import whole as whole_number
from mentoring.queries.academic_year import all_years
from monitoring.access.output import may_keep_outputs, snapshots_for
from monitoring.actions import snapshot as actions
from monitoring.documents.snapshot import snapshot_xlsx as xlsx_of
from monitoring.forms.output import SnapshotForm, TargetsForm
from monitoring.queries.dashboard.years import DEPTH, figures_to_aim_at, years_page
from monitoring.queries.snapshot import frozen_of
from monitoring.queries.snapshot.page import (
    COMPARE_COLUMNS,
    LIST_COLUMNS,
    compare,
    kept_rows,
    row_of,
    rows_of,
    snapshot_page,
    snapshot_rows_found,
    targets_of,
)
from monitoring.views.acting import allowed_or_403, file_answer, page_of, posted, went_through
from monitoring.views.dashboard import PAPERS, of_ready_question, query_of

BOARD = ("Мониторинг", reverse_lazy("dashboard"))
ALL = ("Снимки показателей", reverse_lazy("snapshot_list"))
XLSX = PAPERS["xlsx"][1]


def snapshot_list(request):
    allowed_or_403(may_keep_outputs(request.actor))
    request.section = "dashboard"
    wanted = {name: request.GET.get(name, "")[:200] for name in ("q", "sort")}
    page = page_of(request, snapshot_rows_found(request.actor, **wanted))
    first = request.GET.get("a", "")
    context = {"page": page, "columns": LIST_COLUMNS, "crumbs": [BOARD], "first": whole_number(first), **wanted}
    return render(request, "monitoring/snapshot_list.html", context)


@of_ready_question
def snapshot_create(request, asked):
    """Freezes what the dashboard shows now; the address carries the filters."""
    allowed_or_403(may_keep_outputs(request.actor))
    form = SnapshotForm(posted(request))
    made = []
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.take_snapshot, asked.question, by=request.actor, at=timezone.now(), title=form.cleaned_data["title"]
        )
        if went_through(request, lambda: made.append(act()), form=form, adds=True):
            messages.success(request, "Готово. Снимок сделан, числа в нём больше не изменятся.")
            return redirect("snapshot_detail", made[0].pk)
    context = {"form": form, "asked": asked, "query": query_of(asked), "crumbs": [BOARD, ALL]}
    context["title"] = actions.title_of(asked.question)
    return render(request, "monitoring/snapshot_create.html", context)


def _snapshot(request, pk):
    request.section = "dashboard"
    return get_object_or_404(snapshots_for(request.actor).select_related("author", "year"), pk=pk)


def snapshot_detail(request, pk):
    page = snapshot_page(_snapshot(request, pk))
    return render(request, "monitoring/snapshot_detail.html", {"page": page, "crumbs": [BOARD, ALL]})


def snapshot_rows(request, pk, code):
    snapshot = _snapshot(request, pk)
    kept = row_of(snapshot, code)
    if kept is None:
        raise Http404
    q = request.GET.get("q", "").strip()[:200]
    found = kept_rows(kept, q)
    page = page_of(request, found.rows, 50)
    crumbs = [BOARD, ALL, (snapshot.title, snapshot_url(snapshot))]
    context = {"snapshot": snapshot, "found": found, "page": page, "q": q, "crumbs": crumbs}
    return render(request, "monitoring/snapshot_rows.html", context)


def snapshot_url(snapshot):
    return reverse_lazy("snapshot_detail", args=[snapshot.pk])


def snapshot_xlsx(request, pk):
    snapshot = _snapshot(request, pk)
    content = xlsx_of(snapshot, frozen_of(snapshot.payload), rows_of(snapshot), request.actor.person)
    return file_answer(content, f"Снимок показателей на {snapshot.on:%d.%m.%Y}.xlsx", XLSX)


def snapshot_compare(request):
    allowed_or_403(may_keep_outputs(request.actor))
    request.section = "dashboard"
    keys = [whole_number(request.GET.get(name, "")) for name in ("a", "b")]
    found = list(snapshots_for(request.actor).filter(pk__in=[key for key in keys if key]))
    if len(found) != 2:
        messages.error(request, "Выберите два снимка: сначала один, потом второй.")
        return redirect("snapshot_list")
    first, second, lines = compare(*found)
    context = {"first": first, "second": second, "lines": lines, "columns": COMPARE_COLUMNS, "crumbs": [BOARD, ALL]}
    return render(request, "monitoring/snapshot_compare.html", context)


@of_ready_question
def dashboard_years(request, asked):
    """Figures of five years in the same statements as those of one."""
    question = asked.scope.question(
        asked.question.year, asked.question.unit, asked.question.on, asked.question.narrow, DEPTH
    )
    context = {"page": years_page(question), "asked": asked, "query": query_of(asked), "crumbs": [BOARD]}
    context["may_aim"] = bool(may_keep_outputs(request.actor))
    return render(request, "monitoring/dashboard_years.html", context)


@of_ready_question
def dashboard_targets(request, asked):
    """What the college wants each figure to be in the asked year."""
    allowed_or_403(may_keep_outputs(request.actor))
    question = asked.scope.question(asked.question.year, on=asked.question.on)
    figures = figures_to_aim_at(question)
    year = get_object_or_404(all_years(), pk=question.year.pk)
    form = TargetsForm(posted(request), figures=figures, initial=targets_of(year))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.set_targets, year, values=form.cleaned_data, by=request.actor, at=timezone.now())
        if went_through(request, act, form=form):
            messages.success(request, f"Готово. Цели на {year} записаны, они видны под показателями.")
            return redirect(f"{reverse_lazy('dashboard_years')}?year={question.year.code}")
    context = {"form": form, "year": year, "query": query_of(asked), "crumbs": [BOARD]}
    return render(request, "monitoring/dashboard_targets.html", context)
