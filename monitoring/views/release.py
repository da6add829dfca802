"""Results: the released figures, their files, named answers for the curator, «Анкета обо мне» for a mentor."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mentoring.kit.dates import today
from mentoring.kit.ui import Column
from mentoring.office import office
from monitoring.access.survey import (
    managed_surveys_for,
    may_read_named,
    may_see_result,
    named_responses_for,
    surveys_for,
)
from monitoring.actions import survey as actions
from monitoring.documents.survey import survey_pdf as pdf_of
from monitoring.documents.survey import survey_xlsx as xlsx_of
from monitoring.forms.survey import TextsForm
from monitoring.queries.stage_check import my_checks
from monitoring.queries.survey.about import about_me
from monitoring.queries.survey.answering import my_invitations
from monitoring.queries.survey.ballot import my_ballots
from monitoring.queries.survey.label import dimension_label
from monitoring.queries.survey.named import named_rows, named_sheet
from monitoring.queries.survey.release import published, tag_for
from monitoring.queries.survey.text import texts_page
from monitoring.views.acting import allowed_or_403, file_answer, posted, trail, went_through

SECTION = "survey_list"
ALL = ("Анкеты", "survey_list")
OPTION_COLUMNS = (Column("Вариант", primary=True), Column("Выбрали", numeric=True), Column("Доля", numeric=True))
NAMED_COLUMNS = (
    Column("Кто", primary=True),
    Column("Программа"),
    Column("Отправлено"),
    Column("Индекс", numeric=True),
    Column(""),
)
SHEET_COLUMNS = (Column("Вопрос", primary=True), Column("Ответ"))
CHECK_COLUMNS = (Column("Этап", primary=True), Column("Программа"), Column("Состояние"))
MINE_COLUMNS = (Column("Анкета", primary=True), Column("О какой программе"), Column("Состояние"), Column(""))


def _above(request, survey):
    return trail(ALL, (survey.title, "survey_detail", survey.pk)) if request.actor.has("curator") else trail(ALL)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _result(request, pk):
    """The survey and what was published of it; 404 for strangers, 403 with the reason before closing or for a mentor."""
    survey = get_object_or_404(surveys_for(request.actor), pk=pk)
    allowed_or_403(may_see_result(request.actor, survey))
    return survey, published(survey)


@never_cache
def survey_result(request, pk):
    request.section = SECTION
    survey, result = _result(request, pk)
    curator = request.actor.has("curator")
    context = {
        "survey": survey,
        "result": result,
        "tag": tag_for(survey, "curator" if curator else "director"),
        "named": may_read_named(request.actor, survey) if curator else None,
        "manages": curator,
        "lead": f"{survey.year} учебный год. {dimension_label(survey.dimension)}.",
        "crumbs": _above(request, survey),
        "option_columns": OPTION_COLUMNS,
        "few_text": f"Ответивших меньше {survey.threshold}: общих итогов нет, иначе ответы можно узнать.",
        "satisfied_index": office().setting("satisfied_index"),
        "satisfied_item": office().setting("satisfied_item"),
    }
    return render(request, "monitoring/survey_result.html", context)


@never_cache
def survey_pdf(request, pk):
    survey, result = _result(request, pk)
    return file_answer(pdf_of(result), f"Итоги анкеты «{survey.title}».pdf", "application/pdf")


@never_cache
def survey_xlsx(request, pk):
    survey, result = _result(request, pk)
    return file_answer(xlsx_of(result), f"Итоги анкеты «{survey.title}».xlsx", XLSX)


@never_cache
def survey_answers(request, pk):
    request.section = SECTION
    survey = get_object_or_404(surveys_for(request.actor), pk=pk)
    allowed_or_403(may_read_named(request.actor, survey))
    actions.note_named_read(survey, by=request.actor, at=timezone.now())
    context = {
        "survey": survey,
        "rows": named_rows(request.actor, survey),
        "columns": NAMED_COLUMNS,
        "crumbs": _above(request, survey),
    }
    return render(request, "monitoring/survey_answers.html", context)


@never_cache
def survey_sheet(request, pk, response_pk):
    request.section = SECTION
    survey = get_object_or_404(surveys_for(request.actor), pk=pk)
    allowed_or_403(may_read_named(request.actor, survey))
    responses = named_responses_for(request.actor, survey).select_related(
        "invitation__person", "invitation__program__pair", "invitation__survey__version__instrument"
    )
    response = get_object_or_404(responses, pk=response_pk)
    person = response.invitation.person
    actions.note_named_read(survey, who=person.short_name, by=request.actor, at=timezone.now())
    context = {
        "survey": survey,
        "response": response,
        "person": person,
        "parts": named_sheet(response, office().setting("survey_low_mark")),
        "columns": SHEET_COLUMNS,
        "crumbs": [*_above(request, survey), *trail(("Ответы по именам", "survey_answers", pk))],
    }
    return render(request, "monitoring/survey_sheet.html", context)


@never_cache
def survey_texts(request, pk):
    request.section = SECTION
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    texts, questions, shown = texts_page(survey)
    form = TextsForm(posted(request), texts=texts, questions=questions, initial={"shown": shown})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["shown"]
        act = partial(actions.moderate, survey, shown=chosen, by=request.actor, at=timezone.now())
        if went_through(request, act, form=form):
            messages.success(request, f"Готово. Показано {len(chosen)} из {len(texts)}, остальные скрыты.")
            return redirect("survey_result", pk)
    context = {
        "survey": survey,
        "form": form,
        "count": len(texts),
        "crumbs": _above(request, survey),
        "none_text": f"Слова показываем, если на вопрос ответили не меньше {survey.text_threshold} человек.",
    }
    return render(request, "monitoring/survey_texts.html", context)


@never_cache
def survey_mine(request):
    invitations = my_invitations(request.actor, today())
    ballots = my_ballots(request.actor, today())
    context = {
        "invitations": invitations,
        "ballots": ballots,
        "waiting": len(invitations) + len(ballots),
        "about": about_me(request.actor),
        "columns": MINE_COLUMNS,
        "checks": my_checks(request.actor),
        "check_columns": CHECK_COLUMNS,
        "mentor": request.actor.has("mentor"),
    }
    return render(request, "monitoring/survey_mine.html", context)
