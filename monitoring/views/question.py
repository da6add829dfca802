"""Questions of a draft, one small form each; moving, copying and removing need no form."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.text import whole
from mentoring.views.shortcuts import save_versioned
from monitoring.access.survey import may_edit_version
from monitoring.actions import question as actions
from monitoring.choices import QuestionKind
from monitoring.forms.question import KindForm, QuestionForm, initial_of, kept_question
from monitoring.queries.instrument.builder import question_notes
from monitoring.views.acting import allowed_or_403, posted, went_through
from monitoring.views.instrument import above, acted, version_of


def _back(version, question=None):
    """The builder's page, at the question that was touched."""
    place = f"#q{question.pk}" if question else ""
    return redirect(reverse("instrument_edit", args=[version.pk]) + place)


def _question(request, pk, question_pk):
    version = version_of(request, pk)
    return version, get_object_or_404(version.questions.select_related("version__instrument"), pk=question_pk)


def question_create(request, pk):
    """First how it is answered, then the question itself; the kind travels in the address."""
    version = version_of(request, pk)
    allowed_or_403(may_edit_version(request.actor, version))
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in QuestionKind.values:
        form = KindForm(request.GET if "kind" in request.GET else None)
        context = {"version": version, "form": form, "crumbs": above(version)}
        return render(request, "monitoring/question_kind.html", context)
    initial = {"section": request.GET.get("section", "")}
    form, made = QuestionForm(posted(request), kind=kind, version=version, initial=initial), []
    if request.method == "POST" and form.is_valid():
        act = partial(actions.add, version, form.values(), by=request.actor, at=timezone.now())
        if went_through(request, lambda: made.append(act()), form=form, adds=True):
            messages.success(request, "Готово. Вопрос добавлен.")
            if "more" in request.POST:
                return redirect("question_create", pk)
            return _back(version, made[0])
    context = {"version": version, "form": form, "kind": QuestionKind(kind), "crumbs": above(version)}
    return render(request, "monitoring/question_create.html", context)


def question_edit(request, pk, question_pk):
    version, question = _question(request, pk, question_pk)
    allowed_or_403(may_edit_version(request.actor, version))
    form = QuestionForm(posted(request), kind=question.kind, version=version, initial=initial_of(question))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.change, question, form.values(), lock_version=form.cleaned_data["lock_version"])
        if save_versioned(form, act, request, question, kept_question):
            messages.success(request, "Готово. Вопрос сохранён.")
            return _back(version, question)
    context = {
        "version": version,
        "question": question,
        "form": form,
        "kind": QuestionKind(question.kind),
        "crumbs": above(version),
    }
    return render(request, "monitoring/question_edit.html", context)


@require_POST
def question_move(request, pk, question_pk):
    version, question = _question(request, pk, question_pk)
    place = whole(request.POST.get("place"))
    if place is not None:
        acted(request, partial(actions.move, question, place=place), f"Вопрос теперь {place}-й в своём разделе.")
    return _back(version, question)


@require_POST
def question_copy(request, pk, question_pk):
    version, question = _question(request, pk, question_pk)
    acted(request, partial(actions.copy, question), "Копия стоит сразу за вопросом.")
    return _back(version, question)


def question_remove(request, pk, question_pk):
    """Asked once more: a removed question is not brought back."""
    version, question = _question(request, pk, question_pk)
    allowed_or_403(may_edit_version(request.actor, version))
    if request.method == "POST":
        acted(request, partial(actions.remove, question), "Вопрос убран.")
        return _back(version)
    context = {"version": version, "question": question, "notes": question_notes(question, version)}
    context["crumbs"] = above(version)
    return render(request, "monitoring/question_remove.html", context)
