"""Opinions of supervisors and colleagues: asked by the curator, answered once."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.kit.ui import Column
from mentoring.views.shortcuts import do_and_go
from monitoring.access.observation import may_ask_opinion, opinions_for, possible_observers
from monitoring.actions import opinion as actions
from monitoring.choices import QuestionKind
from monitoring.forms.observation import AskForm, OpinionForm
from monitoring.queries.observation.lesson import mentees_to_observe
from monitoring.queries.observation.opinion import LABELS, UNSEEN, loaded, opinion_page
from monitoring.views.acting import allowed_or_403, posted, trail, went_through
from monitoring.views.observation import ALL, program_of, under_evaluation
from monitoring.workflows_observation import OPINION

COLUMNS = (Column("Пункт", primary=True), Column("Ответ"))


def opinion_ask(request, pk):
    program = program_of(request, pk)
    allowed_or_403(may_ask_opinion(request.actor, program))
    form = AskForm(posted(request), mentees=mentees_to_observe(program), authors=possible_observers(program))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.ask, program, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form, adds=True):
            messages.success(request, "Готово. Письмо с вопросами отправлено.")
            return redirect("program_observations", pk)
    crumbs = trail(ALL, (program.pair.title, "program_observations", pk))
    return render(request, "monitoring/opinion_ask.html", {"form": form, "program": program, "crumbs": crumbs})


@never_cache
def opinion_detail(request, pk):
    """The questions for the author while they wait, the given answers for their readers afterwards."""
    under_evaluation(request)
    opinion = get_object_or_404(loaded(opinions_for(request.actor)), pk=pk)
    if OPINION.verdict("give", request.actor, opinion):
        return _answer(request, opinion)
    context = {
        "page": opinion_page(request.actor, opinion),
        "opinion": opinion,
        "crumbs": trail(ALL),
        "columns": COLUMNS,
        "drop": OPINION.verdict("drop", request.actor, opinion),
    }
    return render(request, "monitoring/opinion_detail.html", context)


def _answer(request, opinion):
    questions = opinion.version.of_kind(QuestionKind.SCALE_5)
    form = OpinionForm(posted(request), questions=questions, labels=LABELS, unseen=UNSEEN)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("verdict", "reason")}
        give = partial(actions.give, opinion, answers=form.answers(), by=request.actor, at=timezone.now(), **words)
        if went_through(request, give, form=form):
            messages.success(request, "Готово. Спасибо: ответ отправлен. Больше ничего не нужно.")
            return redirect("opinion_detail", opinion.pk)
    return render(request, "monitoring/opinion_give.html", {"form": form, "opinion": opinion, "crumbs": trail(ALL)})


@require_POST
def opinion_drop(request, pk):
    opinion = get_object_or_404(loaded(opinions_for(request.actor)), pk=pk)
    drop = partial(actions.drop, opinion)
    return do_and_go(request, drop, "Готово. Запрос снят.", ("program_observations", opinion.program_id))
