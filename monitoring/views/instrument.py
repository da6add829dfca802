"""Questionnaires: edited until used, then by a new version; seen as the one who answers sees them."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.stale import seen_version
from mentoring.kit.text import small_first
from mentoring.kit.ui import Column
from monitoring.access.survey import may_edit_version, may_manage, versions_for
from monitoring.actions import instrument as actions
from monitoring.forms.instrument import (
    COLUMNS,
    HeadForm,
    NewForm,
    QuestionFormSet,
    heads_of,
    initial_head,
    initial_rows,
)
from monitoring.forms.response import PageForm
from monitoring.queries.survey.answering import volume_words
from monitoring.queries.survey.instrument import instrument_rows, preview_pages
from monitoring.views.acting import allowed_or_403, posted, trail, went_through

SECTION = "survey_list"
ALL = ("Анкеты", "survey_list")
LIST_COLUMNS = (
    Column("Бланк", primary=True),
    Column("Кто отвечает"),
    Column("Вопросы"),
    Column("Сколько анкет"),
    Column("Состояние"),
    Column(""),
)
READ_COLUMNS = (Column("Вопрос", primary=True), Column("Вид"), Column("Раздел"))


def instrument_list(request):
    request.section = SECTION
    allowed_or_403(may_manage(request.actor))
    context = {"rows": instrument_rows(request.actor), "columns": LIST_COLUMNS, "crumbs": trail(ALL)}
    return render(request, "monitoring/instrument_list.html", context)


def instrument_create(request):
    """Title, who answers, the level; questions are written on the next page."""
    request.section = SECTION
    allowed_or_403(may_manage(request.actor))
    form, made = NewForm(posted(request)), []
    if request.method == "POST" and form.is_valid():
        act = partial(actions.create, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, lambda: made.append(act()), form=form):
            messages.success(request, "Готово. Бланк создан, теперь добавьте вопросы.")
            return redirect("instrument_edit", made[0].pk)
    context = {"form": form, "crumbs": trail(ALL, ("Бланки анкет", "instrument_list"))}
    return render(request, "monitoring/instrument_create.html", context)


def instrument_edit(request, pk):
    request.section = SECTION
    version = get_object_or_404(versions_for(request.actor), pk=pk)
    verdict = may_edit_version(request.actor, version)
    sent = posted(request)
    form = HeadForm(sent, initial=initial_head(version))
    formset = QuestionFormSet(sent, prefix="questions", initial=initial_rows(version))
    if request.method == "POST" and form.is_valid() and formset.is_valid() and _save(request, version, form, formset):
        messages.success(request, "Готово. Бланк сохранён.")
        return redirect("instrument_edit", pk)
    context = {
        "version": version,
        "verdict": verdict,
        "discard": verdict and actions.may_discard(request.actor, version),
        "form": form,
        "formset": formset,
        "forms": [form, formset],
        "columns": COLUMNS,
        "read_columns": READ_COLUMNS,
        "lead": f"Версия {version.number}. Отвечает {small_first(version.instrument.get_audience_display())}.",
        "crumbs": trail(ALL, ("Бланки анкет", "instrument_list")),
    }
    return render(request, "monitoring/instrument_edit.html", context)


def _save(request, version, form, formset):
    act = partial(
        actions.edit,
        version,
        questions=formset.rows(),
        lock_version=seen_version(request.POST.get("lock_version")),
        by=request.actor,
        at=timezone.now(),
        **heads_of(form, version),
    )
    return went_through(request, act, form=form)


def instrument_preview(request, pk):
    request.section = SECTION
    version = get_object_or_404(versions_for(request.actor), pk=pk)
    pages = [(page, PageForm(page, version=version, prefix=f"p{page.number}")) for page in preview_pages(version)]
    context = {"version": version, "pages": pages, "volume": volume_words(list(version.questions.all()))}
    return render(request, "monitoring/instrument_preview.html", context)


@require_POST
def instrument_copy(request, pk):
    version = get_object_or_404(versions_for(request.actor), pk=pk)
    made = []
    went_through(request, lambda: made.append(actions.new_version(version, by=request.actor, at=timezone.now())))
    if not made:
        return redirect("instrument_list")
    messages.success(request, f"Готово. Версия {made[0].number} – черновик, его можно править.")
    return redirect("instrument_edit", made[0].pk)


@require_POST
def instrument_discard(request, pk):
    version = get_object_or_404(versions_for(request.actor), pk=pk)
    if went_through(request, lambda: actions.discard_version(version, by=request.actor, at=timezone.now())):
        messages.success(request, "Готово. Черновик версии удалён.")
        return redirect("instrument_list")
    return redirect("instrument_edit", pk)
