"""The repeated measure: a sheet of five minutes about oneself, and the curator's page of a program."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.kit.dates import today
from mentoring.kit.text import count_of
from mentoring.kit.ui import Column
from mentoring.views.shortcuts import do_and_go
from monitoring.access.stage_check import checked_programs_for, checks_for
from monitoring.actions import stage_check as actions
from monitoring.choices.stage_check import CheckStage, CheckState
from monitoring.forms.stage_check import CheckForm
from monitoring.queries.stage_check import check_page, loaded, parts_of, sheet_of
from monitoring.queries.stage_check import program_checks as program_query
from monitoring.views.acting import posted, trail, went_through
from monitoring.workflows_stage_check import STAGE_CHECK

ANSWER_COLUMNS = (Column("Вопрос", primary=True), Column("Ответ"))
MEMBER_COLUMNS = (
    Column("Участник", primary=True),
    Column("Сторона"),
    *(Column(stage.label) for stage in CheckStage),
)


def section_of(actor):
    return "survey_list" if actor.is_office else "survey_mine"


def _above(request, program):
    if request.actor.has("curator"):
        return trail(("Оценка программ", "evaluation_list"), (program.pair.title, "program_checks", program.pk))
    return trail(("Анкеты", "survey_mine"))


@never_cache
def stage_check_detail(request, pk):
    """The form for its own person while it waits; given answers and the change for their readers afterwards."""
    request.section = section_of(request.actor)
    check = get_object_or_404(loaded(checks_for(request.actor)), pk=pk)
    verdict = STAGE_CHECK.verdict("give", request.actor, check)
    if verdict and check.due >= today():
        return _answer(request, check)
    if request.method == "POST":
        messages.error(request, verdict.reason or "Срок ответа прошёл. Попросите куратора спросить снова.")
        return redirect("stage_check_detail", pk)
    page = check_page(request.actor, check)
    columns = (Column("Подшкала", primary=True), *(Column(name, numeric=True) for name in (*page.stages, "Изменение")))
    context = {
        "page": page,
        "check": check,
        "own": request.actor.is_person(check.person),
        "crumbs": _above(request, check.program),
        "answer_columns": ANSWER_COLUMNS,
        "columns": columns,
    }
    return render(request, "monitoring/stage_check_detail.html", context)


def _answer(request, check):
    version = check.version
    form = CheckForm(sheet_of(version), posted(request), version=version, parts=parts_of(version))
    if request.method == "POST" and form.is_valid():
        give = partial(actions.give, check, form.given(), by=request.actor, at=timezone.now())
        if went_through(request, give, form=form):
            messages.success(request, "Готово. Спасибо: ответ отправлен. Больше ничего не нужно.")
            return redirect("stage_check_detail", check.pk)
    context = {"check": check, "form": form, "crumbs": trail(("Анкеты", "survey_mine"))}
    return render(request, "monitoring/stage_check_form.html", context)


# The curator's page of a program


def _program(request, pk):
    programs = checked_programs_for(request.actor).select_related("pair", "year")
    return get_object_or_404(programs.prefetch_related("pair__members__person"), pk=pk)


@never_cache
def program_checks(request, pk):
    request.section = "survey_list"
    program = _program(request, pk)
    context = {
        "page": program_query(request.actor, program),
        "columns": MEMBER_COLUMNS,
        "missed": CheckState.MISSED,
        "crumbs": trail(("Оценка программ", "evaluation_list"), (program.pair.title, "evaluation_detail", pk)),
    }
    return render(request, "monitoring/program_checks.html", context)


@require_POST
def stage_check_ask(request, pk, stage):
    program = _program(request, pk)
    act = partial(actions.ask, program, stage=stage)
    return do_and_go(request, act, _asked, ("program_checks", pk))


def _asked(number):
    return f"Готово. Спросили {count_of(number, 'person')}: вопросы стоят в «Моих делах»."


@require_POST
def stage_check_again(request, pk):
    check = get_object_or_404(loaded(checks_for(request.actor)), pk=pk)
    back = "program_checks" if request.actor.has("curator") else "stage_check_detail"
    to = (back, check.program_id if request.actor.has("curator") else pk)
    return do_and_go(request, partial(actions.ask_again, check), "Готово. Спросили снова.", to)
