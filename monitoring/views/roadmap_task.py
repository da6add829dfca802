"""One task of the road map: its page and what is done with it."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import people_for
from mentoring.forms.seen import marked
from mentoring.kit.dates import today
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form, save_seen, saved
from monitoring.access import roadmap as rights
from monitoring.actions import roadmap_task as act
from monitoring.forms.roadmap import TaskDoneForm, TaskForm, TaskMoveForm, TaskSkipForm
from monitoring.queries.roadmap import task_page
from monitoring.views.roadmap import address
from monitoring.views.roadmap import load as load_map
from monitoring.workflows_year import TASK

FIELDS = ("title", "stage", "role", "owner", "due", "expected")


def roadmap_task(request, pk):
    page = task_page(request.actor, load(request, pk), today())
    return render(request, "monitoring/roadmap_task.html", {"page": page})


def roadmap_task_create(request, pk):
    roadmap = load_map(request, pk)
    only_if(rights.may_keep_roadmap(request.actor, roadmap))
    form = TaskForm(request.POST or None, people=_people(request))
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(act.add_task, roadmap, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Задача в карте.", address(roadmap.year_id))
    title = f"Новая задача, {roadmap.year} учебный год"
    context = {"form": form, "title": title, "button": "Добавить задачу", "back": address(roadmap.year_id)}
    return render(request, "monitoring/roadmap_form.html", context)


def roadmap_task_edit(request, pk):
    task = load(request, pk)
    only_if(rights.may_keep_roadmap(request.actor, task.roadmap))
    form = TaskForm(request.POST or None, people=_people(request), initial=marked(_told(task)))
    if save_seen(form, lambda **who: act.edit_task(task, **form.cleaned_data, **who), request, task, _told):
        return done_and_go(request, "Готово. Задача изменена.", "roadmap_task", pk)
    return _form(request, task, form, "Изменить задачу", "Сохранить задачу")


def _told(task):
    return {name: getattr(task, name) for name in FIELDS}


@require_POST
def roadmap_task_remove(request, pk):
    task = load(request, pk)
    back = address(task.roadmap.year_id)
    return do_and_go(request, partial(act.remove_task, task), "Готово. Задача убрана.", back, back=("roadmap_task", pk))


@require_POST
def roadmap_task_begin(request, pk):
    act_on = partial(act.begin_task, load(request, pk))
    return do_and_go(request, act_on, "Готово. Задача в работе.", ("roadmap_task", pk))


def roadmap_task_settle(request, pk):
    ending = (TaskDoneForm, act.settle_task, "Готово. Задача сделана.")
    return _finish(request, pk, "settle", ending, "Что получилось?")


def roadmap_task_move(request, pk):
    return _finish(
        request, pk, "move", (TaskMoveForm, act.move_task, "Готово. Срок перенесён."), "На какой день перенести?"
    )


def roadmap_task_skip(request, pk):
    return _finish(
        request, pk, "skip", (TaskSkipForm, act.skip_task, "Готово. Задача отмечена ненужной."), "Почему не нужна?"
    )


@require_POST
def roadmap_task_reopen(request, pk):
    act_on = partial(act.reopen_task, load(request, pk))
    return do_and_go(request, act_on, "Готово. Задача снова в работе.", ("roadmap_task", pk))


def _finish(request, pk, step, ending, title):
    """`ending` is the form, the action and the words of success."""
    task = load(request, pk)
    only_if(TASK.verdict(step, request.actor, task))
    form_class, action, done = ending
    form = form_class(request.POST or None)
    if saved(form, partial(action, task), request):
        return done_and_go(request, done, "roadmap_task", pk)
    return _form(request, task, form, title, TASK.transitions[step].label)


def _form(request, task, form, title, button):
    context = {"form": form, "title": title, "lead": task.title, "button": button, "task": task}
    return render(request, "monitoring/roadmap_form.html", context)


def _people(request):
    return people_for(request.actor).working().in_order()


def load(request, pk):
    rows = rights.tasks_for(request.actor).select_related("owner", "settled_by", "roadmap__year")
    return get_object_or_404(rows, pk=pk)
