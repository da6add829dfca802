"""The curator's desk of surveys: list, draft, launch, reminders, closing."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.forms.tick import TickForm
from mentoring.kit.dates import today, words
from mentoring.kit.stale import mark_of
from mentoring.kit.text import count_of, whole
from mentoring.kit.ui import Column
from mentoring.kit.verdict import YES, no
from mentoring.office import office
from mentoring.queries.academic_year import all_years, asked_year
from mentoring.views.shortcuts import save_form, save_seen
from monitoring.access.survey import managed_invitations_for, managed_surveys_for, may_extend, may_manage
from monitoring.actions import survey as actions
from monitoring.choices import SurveyState
from monitoring.forms.survey import ExtendForm, SurveyForm
from monitoring.queries.survey.desk import close_facts, survey_page, survey_rows
from monitoring.queries.survey.desk import survey_list as surveys_query
from monitoring.queries.survey.draft import asked_initial, draft_choices, draft_initial, launch_facts, may_launch
from monitoring.views.acting import allowed_or_403, page_of, posted, trail, went_through

SECTION = "survey_list"
ALL = ("Анкеты", "survey_list")
LIST_COLUMNS = (
    Column("Анкета", primary=True, sort_key="title"),
    Column("Состояние"),
    Column("Учебный год"),
    Column("Ответить до", sort_key="deadline"),
)
LAUNCH = "Я проверил(а) бланк, список, срок и пороги."
LAUNCH_MISSING = "Отметьте, что проверили бланк, список, срок и пороги."
INVITED_COLUMNS = (Column("Кто", primary=True), Column("Программа"), Column("Ответ"), Column(""))


def _above(survey):
    return trail(ALL, (survey.title, "survey_detail", survey.pk))


@never_cache
def survey_list(request):
    request.section = SECTION
    allowed_or_403(YES if request.actor.is_office else no("Анкеты ведёт куратор; ваши – на странице «Анкеты для вас»."))
    wanted = {name: request.GET.get(name, "") for name in ("q", "state", "year", "sort")}
    page = page_of(request, surveys_query(request.actor, **wanted))
    context = {
        "page": page,
        "rows": survey_rows(page.object_list, request.actor),
        "manages": bool(may_manage(request.actor)),
        "columns": (*LIST_COLUMNS, Column("Ответили")) if may_manage(request.actor) else LIST_COLUMNS,
        "years": all_years(),
        "states": SurveyState.choices,
        **wanted,
    }
    return render(request, "monitoring/survey_list.html", context)


def survey_create(request):
    allowed_or_403(may_manage(request.actor))
    return _draft(request, None)


def survey_edit(request, pk):
    survey = get_object_or_404(managed_surveys_for(request.actor).filter(state=SurveyState.DRAFT), pk=pk)
    return _draft(request, survey)


def _draft(request, survey):
    request.section = SECTION
    years, asked = list(all_years()), request.GET.get("year", "")
    kept = survey.year_id if survey else getattr(office().year, "pk", None)
    year = asked_year(years, asked if whole(asked) else kept)
    choices = draft_choices(year)
    initial = draft_initial(survey, year, today(), choices)
    if survey:
        initial["seen"] = mark_of(_told(survey))
    else:
        asked_for = {name: whole(request.GET.get(name)) for name in ("version", "program")}
        initial = asked_initial(initial, choices, **asked_for)
    form = SurveyForm(posted(request), initial=initial, **choices)
    if request.method == "POST" and form.is_valid() and (kept := _keep(request, form, survey, year)):
        messages.success(request, "Готово. Черновик сохранён. Осталось проверить и запустить анкету.")
        return redirect("survey_detail", kept.pk)
    context = {"form": form, "survey": survey, "year": year, "years": years, "crumbs": trail(ALL)}
    return render(request, "monitoring/survey_create.html", context)


def _keep(request, form, survey, year):
    """The saved draft, or None when the action refused."""
    values = {**form.cleaned_data, "year": year}
    if survey is None:
        return save_form(form, partial(actions.create, **values), request, adds=True)[1]
    return survey if save_seen(form, partial(actions.edit, survey, **values), request, survey, _told) else None


def _told(survey):
    kept = draft_initial(survey, None, None, None)
    return {**kept, "version": survey.version, "programs": sorted(kept["programs"]), "year": survey.year_id}


@never_cache
def survey_detail(request, pk):
    request.section = SECTION
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    page = survey_page(survey, request.actor, timezone.now(), today())
    context = {"survey": survey, "page": page, "columns": INVITED_COLUMNS, "crumbs": trail(ALL)}
    return render(request, "monitoring/survey_detail.html", context)


@require_POST
def survey_discard(request, pk):
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    if went_through(request, lambda: actions.discard(survey, by=request.actor, at=timezone.now())):
        messages.success(request, "Готово. Черновик удалён.")
        return redirect("survey_list")
    return redirect("survey_detail", pk)


def survey_launch(request, pk):
    request.section = SECTION
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    form = TickForm(posted(request), words=LAUNCH, missing=LAUNCH_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        if went_through(request, lambda: actions.launch(survey, by=request.actor, at=timezone.now())):
            messages.success(request, f"Готово. Анкета запущена. Ждём ответов до {words(survey.deadline)}.")
        return redirect("survey_detail", pk)
    context = {"survey": survey, "facts": list(launch_facts(survey)), "crumbs": _above(survey), "form": form}
    context["verdict"] = may_launch(survey)
    return render(request, "monitoring/survey_launch.html", context)


@require_POST
def survey_remind(request, pk):
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    sent = []
    if went_through(request, lambda: sent.append(actions.remind(survey, by=request.actor, at=timezone.now()))):
        messages.success(request, f"Готово. Отправлено {count_of(sent[0], 'letter')}: только тем, кто не ответил.")
    return redirect("survey_detail", pk)


def survey_extend(request, pk):
    request.section = SECTION
    invitations = managed_invitations_for(request.actor).select_related("survey", "person")
    invitation = get_object_or_404(invitations, pk=pk)
    verdict = may_extend(request.actor, invitation)
    form = ExtendForm(posted(request))
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["deadline"]
        act = partial(actions.extend, invitation, deadline=day, by=request.actor, at=timezone.now())
        if went_through(request, act, form=form):
            messages.success(request, f"Готово. Срок ответа – до {words(day)}. Письмо отправлено.")
            return redirect("survey_detail", invitation.survey_id)
    survey = invitation.survey
    context = {"form": form, "invitation": invitation, "survey": survey, "verdict": verdict, "crumbs": _above(survey)}
    return render(request, "monitoring/survey_extend.html", context)


@never_cache
def survey_close(request, pk):
    request.section = SECTION
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    if request.method == "POST":
        if went_through(request, lambda: actions.close(survey, by=request.actor, at=timezone.now())):
            messages.success(request, f"Готово. Анкета закрыта. Итоги зафиксированы {words(today())}.")
            return redirect("survey_result", pk)
        return redirect("survey_detail", pk)
    facts = list(close_facts(survey, request.actor, today()))
    context = {"survey": survey, "facts": facts, "crumbs": _above(survey)}
    return render(request, "monitoring/survey_close.html", context)


@require_POST
def survey_archive(request, pk):
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    if went_through(request, lambda: actions.archive(survey, by=request.actor, at=timezone.now())):
        messages.success(request, "Готово. Анкета в архиве, итоги сохранены.")
    return redirect("survey_detail", pk)
