"""The four levels of a program: one page, its papers, measures entered by hand, the conclusion."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.forms.seen import marked
from mentoring.kit.text import small_first
from mentoring.kit.ui import Column
from mentoring.kit.verdict import YES, no
from mentoring.queries.academic_year import all_years
from mentoring.views.shortcuts import save_seen, save_versioned
from monitoring.access.evaluation import entries_for, evaluated_programs_for, may_conclude, may_enter, may_set_levels
from monitoring.actions import evaluation as actions
from monitoring.choices import Level
from monitoring.documents.evaluation import evaluation_docx as docx_of
from monitoring.documents.evaluation import evaluation_pdf as pdf_of
from monitoring.forms.evaluation import ConclusionForm, EntryForm, LevelsForm
from monitoring.models import Evaluation
from monitoring.queries.evaluation.level import has_data, question_of
from monitoring.queries.evaluation.list import evaluation_list as programs_query
from monitoring.queries.evaluation.list import evaluation_rows
from monitoring.queries.evaluation.page import evaluation_page, mentees_of
from monitoring.views.acting import allowed_or_403, file_answer, page_of, posted, trail, went_through
from programs.queries.people import with_people

SECTION = "survey_list"
ALL = ("Оценка программ", "evaluation_list")
LIST_COLUMNS = (
    Column("Программа", primary=True),
    Column("Срок", sort_key="since"),
    Column("Данные по уровням"),
    Column("Что есть"),
    Column("Вывод"),
)
MEASURE_COLUMNS = (
    Column("Что измеряли", primary=True),
    Column("До", numeric=True),
    Column("После", numeric=True),
    Column("Изменение"),
    Column("Когда"),
    Column("Откуда"),
    Column(""),
)
INDICATOR_COLUMNS = (
    Column("Показатель", primary=True),
    Column("База"),
    Column("Факт"),
    Column("Цель"),
    Column("Состояние"),
)
OVERVIEW_COLUMNS = (
    Column("Уровень", primary=True),
    Column("Что видно"),
    Column("По скольким данным"),
    Column("Когда"),
)
CASE_COLUMNS = (
    Column("Чьи ответы и кто оценил", primary=True),
    Column("До"),
    Column("После"),
    Column("Изменение"),
)
REACTION_COLUMNS = (Column("Раздел", primary=True), Column("Что ответили"))


def _above(program):
    return trail(ALL, (program.pair.title, "evaluation_detail", program.pk))


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _program(request, pk):
    request.section = SECTION
    programs = with_people(evaluated_programs_for(request.actor)).select_related("year")
    return get_object_or_404(programs, pk=pk)


def evaluation_list(request):
    request.section = SECTION
    actor = request.actor
    open_to = actor.is_office or actor.has("mentor", "supervisor")
    allowed_or_403(
        YES if open_to else no("Оценку программ читают куратор, директор, наставник и руководитель подразделения.")
    )
    wanted = {name: request.GET.get(name, "") for name in ("q", "year", "sort")}
    page = page_of(request, programs_query(actor, **wanted))
    context = {"page": page, "rows": evaluation_rows(page.object_list), "years": all_years(), **wanted}
    context |= {"columns": LIST_COLUMNS, "crumbs": trail(("Анкеты", "survey_list")) if actor.is_office else []}
    return render(request, "monitoring/evaluation_list.html", context)


@never_cache
def evaluation_detail(request, pk):
    program = _program(request, pk)
    page = evaluation_page(program, request.actor)
    context = {
        "page": page,
        "title": f"Оценка программы: {page.title}",
        "crumbs": trail(ALL),
        "curator": request.actor.has("curator"),
        "may_result": request.actor.is_office and page.reaction.release is not None,
        "conclude_text": "Изменить вывод" if page.conclusion else "Записать вывод",
        "reaction_columns": REACTION_COLUMNS,
        "case_columns": CASE_COLUMNS,
        "overview_columns": OVERVIEW_COLUMNS,
        "measure_columns": MEASURE_COLUMNS,
        "indicator_columns": INDICATOR_COLUMNS,
    }
    return render(request, "monitoring/evaluation_detail.html", context)


def _name(program):
    return f"Оценка программы № {program.number or program.pk}"


def evaluation_pdf(request, pk):
    program = _program(request, pk)
    return file_answer(pdf_of(evaluation_page(program)), f"{_name(program)}.pdf", "application/pdf")


def evaluation_docx(request, pk):
    program = _program(request, pk)
    return file_answer(docx_of(evaluation_page(program)), f"{_name(program)}.docx", DOCX)


def evaluation_levels(request, pk):
    program = _program(request, pk)
    allowed_or_403(may_set_levels(request.actor, program))
    chosen = evaluation_page(program).levels
    form = LevelsForm(posted(request), initial={"levels": chosen})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.set_levels, program, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Уровни выбраны.")
            return redirect("evaluation_detail", pk)
    context = {"program": program, "form": form, "crumbs": _above(program)}
    return render(request, "monitoring/evaluation_levels.html", context)


def evaluation_conclude(request, pk):
    program = _program(request, pk)
    allowed_or_403(may_conclude(request.actor, program, has_data=has_data(program)))
    page = evaluation_page(program)
    form = ConclusionForm(posted(request), initial={"text": page.conclusion, "lock_version": page.lock_version})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.conclude, program, **form.cleaned_data)
        if save_versioned(form, act, request, lambda: Evaluation.objects.get(program=program), _concluded):
            messages.success(request, "Готово. Вывод записан. Больше ничего не нужно.")
            return redirect("evaluation_detail", pk)
    context = {"program": program, "form": form, "page": page, "crumbs": _above(program)}
    return render(request, "monitoring/evaluation_conclude.html", context)


def _concluded(evaluation):
    return {"text": evaluation.conclusion}


def evaluation_entry_create(request, pk, level):
    program = _program(request, pk)
    allowed_or_403(may_enter(request.actor, program, level))
    form = EntryForm(posted(request), level=level, members=mentees_of(program))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.add_entry, program, level=level, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form, adds=True):
            messages.success(request, f"Готово. Измерение внесено: «{form.cleaned_data['name']}».")
            return redirect("evaluation_detail", pk)
    return _entry_page(request, program, level, form)


def _entry(request, pk):
    entry = get_object_or_404(entries_for(request.actor).select_related("evaluation"), pk=pk)
    program = _program(request, entry.evaluation.program_id)
    allowed_or_403(may_enter(request.actor, program, entry.level, entry))
    return program, entry


def evaluation_entry_edit(request, pk):
    program, entry = _entry(request, pk)
    initial = {**marked(_told(entry)), "higher_is_better": "1" if entry.higher_is_better else "0"}
    form = EntryForm(posted(request), level=entry.level, members=mentees_of(program), initial=initial)
    if save_seen(form, lambda **who: actions.edit_entry(entry, **form.cleaned_data, **who), request, entry, _told):
        messages.success(request, f"Готово. Измерение исправлено: «{form.cleaned_data['name']}».")
        return redirect("evaluation_detail", program.pk)
    return _entry_page(request, program, entry.level, form, entry)


def _told(entry):
    return {name: getattr(entry, name) for name in actions.ENTRY_FIELDS}


def _entry_page(request, program, level, form, entry=None):
    level = Level(level)
    lead = f"{program.pair.title}. Уровень {level}: {small_first(question_of(level))}"
    context = {"program": program, "form": form, "entry": entry, "lead": lead, "crumbs": _above(program)}
    return render(request, "monitoring/evaluation_entry.html", context)


@require_POST
def evaluation_entry_delete(request, pk):
    program, entry = _entry(request, pk)
    name = entry.name
    if went_through(request, lambda: actions.delete_entry(entry, by=request.actor, at=timezone.now())):
        messages.success(request, f"Готово. Измерение удалено: «{name}».")
    return redirect("evaluation_detail", program.pk)
