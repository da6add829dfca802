"""Observed lessons: the list, one lesson, its criteria, all of a program, planning."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mentoring.kit.dates import short, today
from mentoring.kit.ui import Column
from mentoring.kit.uploads import XLSX
from mentoring.views.shortcuts import download
from monitoring.access.observation import criteria_for, may_plan, observed_programs_for, possible_observers
from monitoring.actions import observation as actions
from monitoring.documents.observation import cards_xlsx
from monitoring.forms.observation import PlanForm
from monitoring.queries.observation.lesson import (
    criteria_page,
    lesson_page,
    lessons_loaded,
    mentees_to_observe,
    program_page,
)
from monitoring.queries.observation.list import all_cards, card_list
from monitoring.views.acting import allowed_or_403, posted, trail, went_through

ALL = ("Наблюдения занятий", "observation_list")
CHANGE_COLUMNS = (
    Column("Раздел карты", primary=True),
    Column("В начале", numeric=True),
    Column("В конце", numeric=True),
    Column("Изменение", numeric=True),
)
CARD_COLUMNS = (Column("Наблюдатель", primary=True), Column("Состояние"), Column("Результат"), Column(""))
OPINION_COLUMNS = (Column("Кто", primary=True), Column("О ком"), Column("Состояние"), Column("Готовность"))


def under_evaluation(request):
    request.section = "observation_list" if request.actor.role == "supervisor" else "survey_list"


def observation_list(request):
    under_evaluation(request)
    return render(request, "monitoring/observation_list.html", {"list": card_list(request.actor, request.GET)})


def observation_list_xlsx(request):
    author = request.actor.person.short_name if request.actor.person else ""
    content = cards_xlsx(all_cards(request.actor, request.GET), at=timezone.now(), author=author)
    return download(content, XLSX, f"Наблюдения занятий на {short(today())}.xlsx")


def observation_detail(request, pk):
    under_evaluation(request)
    lesson = get_object_or_404(lessons_loaded(request.actor), pk=pk)
    page = lesson_page(request.actor, lesson)
    context = {"page": page, "lesson": lesson, "columns": CARD_COLUMNS, "crumbs": trail(ALL)}
    return render(request, "monitoring/observation_detail.html", context)


def observation_criteria(request, pk):
    """The criteria, and by POST the reader's acknowledgment of them."""
    under_evaluation(request)
    version = get_object_or_404(criteria_for(request.actor), pk=pk)
    if request.method == "POST":
        act = partial(actions.acknowledge, version, by=request.actor, at=timezone.now())
        if went_through(request, act):
            messages.success(request, "Готово. Ознакомление с критериями отмечено.")
        return redirect("observation_criteria", pk)
    context = {"page": criteria_page(request.actor, version), "version": version, "crumbs": trail(ALL)}
    return render(request, "monitoring/observation_criteria.html", context)


def program_of(request, pk):
    under_evaluation(request)
    programs = observed_programs_for(request.actor).select_related("pair__order", "year")
    return get_object_or_404(programs.prefetch_related("pair__members__person"), pk=pk)


def program_observations(request, pk):
    program = program_of(request, pk)
    context = {
        "page": program_page(request.actor, program),
        "program": program,
        "crumbs": trail(ALL),
        "change_columns": CHANGE_COLUMNS,
        "card_columns": CARD_COLUMNS,
        "opinion_columns": OPINION_COLUMNS,
    }
    return render(request, "monitoring/program_observations.html", context)


def observation_plan(request, pk):
    program = program_of(request, pk)
    allowed_or_403(may_plan(request.actor, program))
    people = {"mentees": mentees_to_observe(program), "observers": possible_observers(program)}
    form = PlanForm(posted(request), **people)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.plan, program, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form, adds=True):
            messages.success(request, "Готово. Участники и наблюдатели получат письма.")
            return redirect("program_observations", pk)
    crumbs = trail(ALL, (program.pair.title, "program_observations", pk))
    return render(request, "monitoring/observation_plan.html", {"form": form, "program": program, "crumbs": crumbs})
