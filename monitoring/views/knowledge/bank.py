"""The bank of questions: list, one question, writing, replacing, files."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.kit.uploads import XLSX
from mentoring.views.shortcuts import (
    ask_files_again,
    do_and_go,
    done_and_go,
    download,
    only_if,
    save_form,
    save_versioned,
)
from monitoring.access.knowledge import may_edit_question, may_keep_bank, questions_for
from monitoring.actions.knowledge import bank_file
from monitoring.actions.knowledge import question as actions
from monitoring.documents.knowledge_bank import bank_json, bank_xlsx
from monitoring.forms.knowledge_bank import BankFileForm, QuestionForm
from monitoring.queries.knowledge.bank import bank_list, bank_rows
from monitoring.queries.knowledge.bank import question_page as read_page
from monitoring.views.acting import file_answer, posted

JSON = "application/json"
ABOVE = (("Оценка", "survey_list"), ("Тесты", "test_list"))


def crumbs(*more):
    return [*((name, reverse(url)) for name, url in ABOVE), *more]


def in_bank(question=None):
    own = [(question.text[:60], reverse("bank_question_detail", args=[question.pk]))] if question else []
    return crumbs(("Банк вопросов", reverse("bank_question_list")), *own)


@never_cache
def bank_question_list(request):
    only_if(may_keep_bank(request.actor))
    context = {"list": bank_list(request.actor, request.GET), "crumbs": crumbs()}
    return render(request, "monitoring/bank_question_list.html", context)


def bank_question_xlsx(request):
    only_if(may_keep_bank(request.actor))
    content = bank_xlsx(bank_rows(request.actor, request.GET), author=request.actor.person.full_name)
    return download(content, XLSX, "Банк вопросов.xlsx")


def bank_question_json(request):
    only_if(may_keep_bank(request.actor))
    return file_answer(bank_json(bank_rows(request.actor, request.GET)), "Банк вопросов.json", JSON)


def bank_question_detail(request, pk):
    page = read_page(request.actor, pk)
    if page is None:
        raise Http404
    return render(request, "monitoring/bank_question_detail.html", {"page": page, "crumbs": in_bank()})


def bank_question_create(request):
    only_if(may_keep_bank(request.actor))
    form = QuestionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.create_question, **form.fields_to_keep())
        done, question = save_form(form, act, request, adds=True)
        if done:
            return done_and_go(request, "Готово. Вопрос сохранён черновиком.", "bank_question_detail", question.pk)
    return render(request, "monitoring/bank_question_edit.html", {"form": form, "crumbs": in_bank()})


def _told(question):
    return {name: getattr(question, name) for name in (*actions.FIELDS, "lock_version")}


def bank_question_edit(request, pk):
    question = _question(request, pk)
    only_if(may_edit_question(request.actor, question))
    form = QuestionForm(posted(request), initial=_told(question))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["lock_version"]
        act = partial(actions.edit_question, question, lock_version=seen, **form.fields_to_keep())
        if save_versioned(form, act, request, question, _told):
            return done_and_go(request, "Готово. Вопрос исправлен.", "bank_question_detail", pk)
    context = {"form": form, "question": question, "crumbs": in_bank(question)}
    return render(request, "monitoring/bank_question_edit.html", context)


@require_POST
def bank_question_publish(request, pk):
    return _step(request, pk, actions.publish_question, "Готово. Вопрос в банке: попадёт в новые тесты.")


@require_POST
def bank_question_retire(request, pk):
    return _step(request, pk, actions.retire_question, "Готово. Вопрос снят; прежние результаты целы.")


@require_POST
def bank_question_restore(request, pk):
    return _step(request, pk, actions.restore_question, "Готово. Вопрос снова в банке.")


@require_POST
def bank_question_replace(request, pk):
    """A draft with the same words, opened for mending."""
    question = _question(request, pk)
    made = []
    act = lambda **who: made.append(actions.replace_question(question, **who))  # noqa: E731
    answer = do_and_go(request, act, "Готово. Исправьте копию и добавьте её в банк.", ("bank_question_detail", pk))
    return redirect("bank_question_edit", made[0].pk) if made else answer


def bank_question_import(request):
    only_if(may_keep_bank(request.actor))
    form = BankFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done, result = save_form(form, partial(_load, form.cleaned_data["file"]), request)
        if done:
            added, passed = result
            words = f"Готово. Загружено черновиками: {added}. Уже были в банке: {passed}."
            return done_and_go(request, words, "bank_question_list")
        ask_files_again(form, request)
    return render(request, "monitoring/bank_question_import.html", {"form": form, "crumbs": in_bank()})


def _load(file, *, by, at):
    return actions.import_questions(bank_file.rows_of_file(file), by=by, at=at)


def _question(request, pk):
    return get_object_or_404(questions_for(request.actor).select_related("direction", "replaces"), pk=pk)


def _step(request, pk, act, done):
    return do_and_go(request, partial(act, _question(request, pk)), done, ("bank_question_detail", pk))
