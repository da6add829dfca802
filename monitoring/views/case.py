"""Cases of the college (the curator's bank) and cases of a program: given, answered, marked."""

from datetime import timedelta
from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.forms.seen import marked
from mentoring.kit.dates import today
from mentoring.kit.text import ended
from mentoring.kit.uploads import XLSX
from mentoring.office import office
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form, save_seen, saved
from monitoring.access import case as rights
from monitoring.access.knowledge import may_keep_bank
from monitoring.access.observation import possible_observers
from monitoring.actions import case as actions
from monitoring.documents.case import cases_xlsx
from monitoring.forms.case import CaseAnswerForm, CaseForm, GiveCaseForm
from monitoring.forms.knowledge_bank import MarkForm
from monitoring.queries.case.answer import answer_page, answers_loaded, program_answers
from monitoring.queries.case.bank import all_cases, case_tag, open_cases
from monitoring.queries.case.bank import case_list as read_list
from monitoring.queries.knowledge.practical import open_rubrics
from monitoring.views.acting import posted
from monitoring.workflows_case import CASE_TASK
from programs.access import people_of

from .knowledge.bank import crumbs
from .knowledge.test import above, program_of


def in_cases():
    return crumbs(("Кейсы", reverse("case_list")))


def case_list(request):
    only_if(may_keep_bank(request.actor))
    context = {"list": read_list(request.actor, request.GET), "crumbs": crumbs()}
    return render(request, "monitoring/case_list.html", context)


def case_xlsx(request):
    only_if(may_keep_bank(request.actor))
    content = cases_xlsx(
        all_cases(request.actor, request.GET), at=timezone.now(), author=request.actor.person.full_name
    )
    return download(content, XLSX, "Кейсы.xlsx")


def case_create(request):
    only_if(may_keep_bank(request.actor))
    form = CaseForm(posted(request), rubrics=open_rubrics())
    if request.method == "POST" and form.is_valid():
        done, task = save_form(form, partial(actions.save_case, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Кейс сохранён черновиком.", "case_detail", task.pk)
    return render(request, "monitoring/case_edit.html", {"form": form, "crumbs": in_cases()})


def _task(request, pk):
    return get_object_or_404(rights.cases_for(request.actor).select_related("rubric"), pk=pk)


def case_detail(request, pk):
    task = _task(request, pk)
    context = {
        "task": task,
        "tag": case_tag(task),
        "edit": rights.may_edit_case(request.actor, task),
        "steps": {name: CASE_TASK.verdict(name, request.actor, task) for name in CASE_TASK.transitions},
        "crumbs": in_cases(),
    }
    return render(request, "monitoring/case_detail.html", context)


def case_edit(request, pk):
    task = _task(request, pk)
    only_if(rights.may_edit_case(request.actor, task))
    form = CaseForm(posted(request), initial=marked(_told(task)), rubrics=open_rubrics())
    if save_seen(form, lambda **who: actions.save_case(task=task, **form.cleaned_data, **who), request, task, _told):
        return done_and_go(request, "Готово. Кейс исправлен.", "case_detail", pk)
    return render(request, "monitoring/case_edit.html", {"form": form, "task": task, "crumbs": in_cases()})


def _told(task):
    return {name: getattr(task, name) for name in ("title", "situation", "question", "posts", "rubric")}


@require_POST
def case_publish(request, pk):
    act = partial(actions.publish_case, _task(request, pk))
    return do_and_go(request, act, "Готово. Кейс можно назначать.", ("case_detail", pk))


@require_POST
def case_retire(request, pk):
    act = partial(actions.retire_case, _task(request, pk))
    return do_and_go(request, act, "Готово. Кейс снят; прежние ответы целы.", ("case_detail", pk))


# Cases of a program


def in_program(program):
    return [*above(program), ("Кейсы программы", reverse("program_cases", args=[program.pk]))]


@never_cache
def program_cases(request, pk):
    program = program_of(request, pk)
    context = {
        "program": program,
        "rows": program_answers(request.actor, program),
        "give": rights.may_give_case(request.actor, program),
        "crumbs": above(program),
    }
    return render(request, "monitoring/program_cases.html", context)


def case_give(request, pk):
    program = program_of(request, pk)
    only_if(rights.may_give_case(request.actor, program))
    people = [one for one in people_of(program, "mentee") if not request.actor.is_person(one)]
    due = today() + timedelta(days=office().setting("test_due_days"))
    form = GiveCaseForm(
        posted(request), initial={"due": due}, tasks=open_cases(), people=people, colleagues=possible_observers(program)
    )
    if request.method == "POST" and form.is_valid():
        done, answer = save_form(form, partial(actions.give_case, program, **form.cleaned_data), request, adds=True)
        if done:
            words = f"Готово. Кейс назначен: {ended(answer.person.short_name)} Он появится в «Моих делах»."
            return done_and_go(request, words, "program_cases", pk)
    context = {"form": form, "program": program, "crumbs": in_program(program)}
    return render(request, "monitoring/case_give.html", context)


def _answer(request, pk):
    return get_object_or_404(answers_loaded(request.actor), pk=pk)


def _above(request, answer):
    """A colleague who only marks does not open the program."""
    named = request.actor.is_person(answer.colleague) if answer.colleague_id else False
    return [] if named and not request.actor.is_office else in_program(answer.program)


@never_cache
def case_answer(request, pk):
    answer = _answer(request, pk)
    context = {"page": answer_page(request.actor, answer), "crumbs": _above(request, answer)}
    return render(request, "monitoring/case_answer.html", context)


@never_cache
def case_write(request, pk):
    answer = _answer(request, pk)
    only_if(rights.may_answer_case(request.actor, answer))
    draft = request.POST.get("go") == "keep"
    form = CaseAnswerForm(posted(request), draft=draft, initial={"text": answer.text})
    act = actions.keep_answer if draft else actions.send_answer
    if saved(form, partial(act, answer), request):
        if draft:
            return done_and_go(request, "Готово. Черновик сохранён, его видите только вы.", "case_write", pk)
        return done_and_go(request, "Готово. Ответ отправлен, его оценят.", "case_answer", pk)
    return render(
        request, "monitoring/case_write.html", {"form": form, "answer": answer, "crumbs": in_program(answer.program)}
    )


def case_mark(request, pk):
    answer = _answer(request, pk)
    only_if(rights.may_mark_case(request.actor, answer))
    page = answer_page(request.actor, answer)
    form = MarkForm(posted(request), criteria=answer.criteria, mark=page.mine)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.mark_case, answer, levels=form.levels(), words=form.cleaned_data["words"])
        if save_form(form, act, request)[0]:
            return done_and_go(request, "Готово. Ваша оценка записана.", "case_answer", pk)
    return render(request, "monitoring/case_mark.html", {"form": form, "page": page, "crumbs": _above(request, answer)})


@require_POST
def case_drop(request, pk):
    answer = _answer(request, pk)
    act = partial(actions.drop_case, answer)
    return do_and_go(request, act, "Готово. Кейс снят.", ("program_cases", answer.program_id))
