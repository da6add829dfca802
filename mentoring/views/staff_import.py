"""Loading a staff list: upload, check, leave rows out, apply, result, take back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from mentoring.access import imports_for, may_manage_people
from mentoring.actions import staff_import as actions
from mentoring.choices import BatchState
from mentoring.documents import staff_list
from mentoring.forms.staff_import import StaffListForm
from mentoring.kit.dates import clock
from mentoring.kit.uploads import XLSX
from mentoring.kit.verdict import Refused
from mentoring.queries import staff_import as queries
from mentoring.views.shortcuts import do_and_go, only_if, page_of, save_form


def staff_import(request):
    """Upload a list; earlier loads stand below."""
    only_if(may_manage_people(request.actor))
    form = StaffListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, batch = save_form(
            form, lambda **who: actions.check_list(data["file"], list_date=data["list_date"], **who), request
        )
        if done:
            return redirect("staff_import_check", batch.pk)
        form.move_error_to_file()
    page = page_of(request, imports_for(request.actor))
    return render(
        request,
        "mentoring/staff_import.html",
        {"form": form, "page": page, "batches": queries.batch_lines(page.object_list)},
    )


def staff_import_check(request, pk):
    """Every row with its verdict by name; nothing is written yet."""
    batch = _batch(request, pk)
    if batch.state == BatchState.APPLIED:
        return redirect("staff_import_result", batch.pk)
    show = request.GET.get("show", "")
    counts = queries.counts_of(batch)
    page = page_of(request, queries.rows_to_show(batch, show))
    waiting = batch.state == BatchState.AWAITING_CONFIRM
    absent = queries.absent_people(batch) if waiting else None
    context = {
        "batch": batch,
        "tag": queries.batch_tag(batch),
        "waiting": waiting,
        "counts": counts,
        "figures": queries.figures_of(counts, show),
        "lead": queries.lead_of(batch, counts),
        "words": queries.check_words(batch, counts, waiting=waiting, absent=absent),
        "page": page,
        "lines": [queries.line_of(row, waiting=waiting) for row in page],
        "absent": absent,
        "columns": queries.COLUMNS if waiting else queries.COLUMNS[:-1],
        "query": f"?{request.GET.urlencode()}",
    }
    return render(request, "mentoring/staff_import_check.html", context)


@require_POST
def staff_import_row(request, pk, row):
    """Leave a row out («out») or take it back in."""
    batch = _batch(request, pk)
    found = get_object_or_404(batch.rows, pk=row)
    out = request.POST.get("act") == "out"
    done = f"Готово. Строка {found.number} {'исключена' if out else 'снова в загрузке'}."
    place = request.POST.get("next", "")
    to = reverse("staff_import_check", args=[batch.pk]) + (place if place.startswith("?") else "")
    return do_and_go(request, lambda **who: actions.exclude_row(found, excluded=out, **who), done, to)


@require_POST
def staff_import_apply(request, pk):
    """Write the good rows; a second click finds them written."""
    batch = _batch(request, pk)
    if batch.state == BatchState.APPLIED:
        messages.info(request, f"Это уже отправлено {clock(batch.applied_at)}. Второй раз не нужно.")
        return redirect("staff_import_result", batch.pk)
    try:
        added, updated = actions.apply_list(batch, by=request.actor, at=timezone.now())
    except actions.Outdated as refusal:
        actions.recheck_list(_batch(request, pk), by=request.actor, at=timezone.now())
        messages.error(request, str(refusal))
        return redirect("staff_import_check", batch.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("staff_import_check", batch.pk)
    messages.success(request, queries.applied_words(batch, added, updated))
    return redirect("staff_import_result", batch.pk)


def staff_import_result(request, pk):
    """What was written, what stays to be mended, what to do next."""
    batch = _batch(request, pk)
    if batch.state != BatchState.APPLIED:
        return redirect("staff_import_check", batch.pk)
    page = page_of(request, queries.rows_to_show(batch, request.GET.get("show", "")))
    counts = queries.counts_of(batch)
    context = {
        "batch": batch,
        "counts": counts,
        "title": queries.result_title(counts),
        "lead": queries.lead_of(batch, counts),
        "words": queries.check_words(batch, counts, waiting=False),
        "page": page,
        "lines": [queries.line_of(row, waiting=False) for row in page],
        "undo": queries.undo_verdict(request.actor, batch),
        "columns": queries.COLUMNS[:-1],
    }
    return render(request, "mentoring/staff_import_result.html", context)


@require_POST
def staff_import_cancel(request, pk):
    batch = _batch(request, pk)
    done = "Готово. Список не загружен, карточки не изменились."
    return do_and_go(request, lambda **who: actions.cancel_list(batch, **who), done, "staff_import")


def staff_import_undo(request, pk):
    """Own page with the consequences of taking a load back."""
    batch = _batch(request, pk)
    if request.method == "POST":
        done = "Готово. Загрузка отменена, карточки такие, как были до неё."
        return do_and_go(request, lambda **who: actions.undo_list(batch, **who), done, ("staff_import_check", batch.pk))
    undo = queries.undo_verdict(request.actor, batch)
    return render(
        request, "mentoring/staff_import_undo.html", {"batch": batch, "undo": undo, "counts": queries.counts_of(batch)}
    )


def staff_import_errors(request, pk):
    batch = _batch(request, pk)
    stem = batch.file.name.rpartition(".")[0] or batch.file.name
    return _download(staff_list.errors_xlsx(batch), f"{stem[:120]} – что исправить.xlsx")


def staff_import_sample(request):
    only_if(may_manage_people(request.actor))
    return _download(staff_list.sample_xlsx(), "Образец списка работников.xlsx")


def _batch(request, pk):
    return get_object_or_404(imports_for(request.actor).select_related("file", "author"), pk=pk)


def _download(content, name):
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, name)}
    )
