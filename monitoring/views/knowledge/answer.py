"""Taking a test, phone first: begin, five tasks a page, send; and the mentor's check of short texts."""

from functools import partial

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.kit.dates import clock
from mentoring.kit.verdict import Refused
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form
from monitoring.access.knowledge import may_check_test, may_take
from monitoring.actions.knowledge import answer as actions
from monitoring.choices.knowledge import KnowledgeState
from monitoring.forms.knowledge import CheckForm, TasksForm
from monitoring.queries.knowledge.answering import send_page, task_page
from monitoring.queries.knowledge.page import answer_row
from monitoring.views.acting import posted

from .test import test_of, under_test

NEXT, BACK, LATER = "next", "back", "later"


@require_POST
def test_start(request, pk):
    """Begin, or go on from the page that was open last."""
    test = test_of(request, pk)
    back = ("test_detail", pk)
    return do_and_go(request, partial(actions.start_test, test), _begun, ("test_page", pk, test.page), back)


def _begun(test):
    return (
        f"Тест начат: закончить нужно до {clock(test.ends_at)}." if test.ends_at else "Тест начат. Ответы сохраняются."
    )


def _sitting(request, pk):
    """The reader's own test while it is taken, else None: its own page says what became of it."""
    test = test_of(request, pk)
    taken = test.state == KnowledgeState.IN_PROGRESS and may_take(request.actor, test, timezone.now())
    return test if taken else None


@never_cache
def test_page(request, pk, number):
    test = _sitting(request, pk)
    if test is None:
        return _over(request, pk)
    page = task_page(test, number, timezone.now())
    if page is None:
        return redirect("test_send", pk)
    form = TasksForm(posted(request), tasks=page.tasks)
    if request.method == "POST" and (answer := _kept(request, test, form, number)):
        return answer
    return render(request, "monitoring/test_page.html", {"page": page, "form": form, "test": test})


def _over(request, pk):
    if "autosave" in request.POST:
        return JsonResponse({"conflict": True, "message": actions.TIME_IS_OVER}, status=409)
    if request.method == "POST":
        messages.error(request, actions.TIME_IS_OVER)
    return redirect("test_detail", pk)


def _kept(request, test, form, number):
    """Keep what can be kept even when a field is wrong; the answer, or None to show the page with its errors."""
    form.is_valid()
    try:
        actions.save_answers(test, form.given(), page=number, by=request.actor, at=timezone.now())
    except Refused as refusal:
        if "autosave" in request.POST:
            return JsonResponse({"conflict": True, "message": str(refusal)}, status=409)
        messages.error(request, str(refusal))
        return redirect("test_detail", test.pk)
    if "autosave" in request.POST:
        return JsonResponse({"message": f"Сохранено в {clock(timezone.now())}"})
    going = request.POST.get("go", NEXT)
    if not form.is_valid() and going == NEXT:
        return None
    return _onward(test.pk, number, going)


def _onward(pk, number, going):
    if going == LATER:
        return redirect("home")
    if going == BACK:
        return redirect("test_page", pk, number - 1) if number > 1 else redirect("test_detail", pk)
    return redirect("test_page", pk, number + 1)


@never_cache
def test_send(request, pk):
    test = _sitting(request, pk)
    if test is None:
        return _over(request, pk)
    if request.method == "POST":
        return do_and_go(request, partial(actions.send_test, test), _sent, ("test_detail", pk))
    page = send_page(test, timezone.now())
    return render(request, "monitoring/test_send.html", {"page": page, "test": test, "crumbs": under_test(test)})


def _sent(test):
    if test.state == KnowledgeState.SCORED:
        return "Готово. Тест оценён, результат – на этой странице."
    return "Готово. Короткие ответы проверит наставник, потом появится результат."


@never_cache
def test_check(request, pk):
    test = test_of(request, pk)
    only_if(may_check_test(request.actor, test))
    tasks = list(test.tasks.filter(score__isnull=True).select_related("question"))
    form = CheckForm(posted(request), tasks=tasks)
    if (
        request.method == "POST"
        and form.is_valid()
        and save_form(form, partial(actions.check_test, test, form.marks()), request)[0]
    ):
        return done_and_go(request, "Готово. Тест оценён.", "test_detail", pk)
    rows = {task.pk: answer_row(task) for task in tasks}
    groups = [(rows[task.pk], points, words) for task, points, words in form.groups()]
    context = {"form": form, "groups": groups, "test": test, "crumbs": under_test(test)}
    return render(request, "monitoring/test_check.html", context)
