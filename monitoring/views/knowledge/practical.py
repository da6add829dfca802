"""Practical tasks marked by a rubric, and the rubrics themselves."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.forms.seen import marked
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form, save_seen
from monitoring.access.knowledge import may_assign, may_edit_rubric, may_keep_bank, may_mark_work, rubrics_for
from monitoring.actions.knowledge import practical as actions
from monitoring.forms.knowledge_bank import ChooseRubricForm, MarkForm, RubricForm, criteria_lines
from monitoring.queries.knowledge.practical import open_rubrics, rubric_tag, work_page, works_loaded
from monitoring.queries.knowledge.practical import rubric_list as read_rubrics
from monitoring.views.acting import posted
from monitoring.workflows_knowledge import RUBRIC
from programs.access import assignments_for
from programs.queries.people import with_people

from .bank import crumbs
from .test import in_program


def practical_choose(request, pk):
    """An assignment gets the rubric it will be marked by."""
    assignments = with_people(assignments_for(request.actor), "program__pair__members").select_related("mentee")
    assignment = get_object_or_404(assignments, pk=pk)
    only_if(may_assign(request.actor, assignment.program))
    form = ChooseRubricForm(posted(request), rubrics=open_rubrics())
    if request.method == "POST" and form.is_valid():
        done, work = save_form(form, partial(actions.choose_rubric, assignment, **form.cleaned_data), request)
        if done:
            return done_and_go(request, "Готово. Работу можно оценивать по рубрике.", "practical_detail", work.pk)
    context = {"form": form, "assignment": assignment, "crumbs": in_program(assignment.program)}
    return render(request, "monitoring/practical_choose.html", context)


def _work(request, pk):
    return get_object_or_404(works_loaded(request.actor), pk=pk)


def practical_detail(request, pk):
    work = _work(request, pk)
    context = {"page": work_page(request.actor, work), "crumbs": in_program(work.program)}
    return render(request, "monitoring/practical_detail.html", context)


def practical_mark(request, pk):
    work = _work(request, pk)
    page = work_page(request.actor, work)
    only_if(may_mark_work(request.actor, work))
    form = MarkForm(posted(request), criteria=work.criteria, mark=page.mine)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.mark_work, work, levels=form.levels(), words=form.cleaned_data["words"])
        if save_form(form, act, request)[0]:
            return done_and_go(request, "Готово. Ваша оценка записана.", "practical_detail", pk)
    own = (work.assignment.title, reverse("practical_detail", args=[pk]))
    context = {"form": form, "page": page, "crumbs": [*in_program(work.program), own]}
    return render(request, "monitoring/practical_mark.html", context)


# Rubrics


def in_rubrics():
    return crumbs(("Рубрики", reverse("rubric_list")))


def rubric_list(request):
    only_if(may_keep_bank(request.actor))
    context = {"list": read_rubrics(request.actor, request.GET), "crumbs": crumbs()}
    return render(request, "monitoring/rubric_list.html", context)


def rubric_create(request):
    only_if(may_keep_bank(request.actor))
    form = RubricForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done, rubric = save_form(form, partial(actions.save_rubric, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Рубрика сохранена черновиком.", "rubric_detail", rubric.pk)
    return render(request, "monitoring/rubric_edit.html", {"form": form, "crumbs": in_rubrics()})


def rubric_detail(request, pk):
    rubric = get_object_or_404(rubrics_for(request.actor), pk=pk)
    context = {
        "rubric": rubric,
        "tag": rubric_tag(rubric),
        "edit": may_edit_rubric(request.actor, rubric),
        "steps": {name: RUBRIC.verdict(name, request.actor, rubric) for name in RUBRIC.transitions},
        "crumbs": in_rubrics(),
    }
    return render(request, "monitoring/rubric_detail.html", context)


def rubric_edit(request, pk):
    rubric = get_object_or_404(rubrics_for(request.actor), pk=pk)
    only_if(may_edit_rubric(request.actor, rubric))
    form = RubricForm(posted(request), initial=marked(_told(rubric)))
    if save_seen(
        form, lambda **who: actions.save_rubric(rubric=rubric, **form.cleaned_data, **who), request, rubric, _told
    ):
        return done_and_go(request, "Готово. Рубрика исправлена.", "rubric_detail", pk)
    context = {"form": form, "rubric": rubric, "crumbs": in_rubrics()}
    return render(request, "monitoring/rubric_edit.html", context)


def _told(rubric):
    return {"title": rubric.title, "hint": rubric.hint, "criteria": criteria_lines(rubric.criteria)}


@require_POST
def rubric_publish(request, pk):
    return _step(request, pk, actions.publish_rubric, "Готово. Рубрику можно выбирать для работ.")


@require_POST
def rubric_retire(request, pk):
    return _step(request, pk, actions.retire_rubric, "Готово. Рубрика снята; прежние оценки целы.")


def _step(request, pk, act, done):
    rubric = get_object_or_404(rubrics_for(request.actor), pk=pk)
    return do_and_go(request, partial(act, rubric), done, ("rubric_detail", pk))
