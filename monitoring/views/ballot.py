"""Anonymous surveys: the one page that is filled and sent once, and the term that moves for all."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mentoring.kit.dates import today, words
from monitoring.access.ballot import ballots_for, may_postpone
from monitoring.access.survey import managed_surveys_for
from monitoring.actions import ballot as actions
from monitoring.forms.ballot import BallotForm, PostponeForm
from monitoring.queries.survey.ballot import ballot_page
from monitoring.views.acting import posted, trail, went_through

SECTION = "survey_list"


@never_cache
def survey_ballot(request, pk):
    """Nothing of a sheet that was refused stays on the server: the page goes back as it was typed."""
    survey = get_object_or_404(ballots_for(request.actor), pk=pk)
    page = ballot_page(survey, request.actor, today())
    form = BallotForm(page, posted(request) if page.may else None)
    if request.method == "POST":
        send = partial(actions.send, survey, form.answers(), by=request.actor, at=timezone.now())
        if not page.may:  # the second window of a double press: the page below says so
            return redirect("survey_ballot", pk)
        if form.is_valid() and went_through(request, send, form=form):
            return redirect("survey_ballot", pk)
    return render(request, "monitoring/survey_ballot.html", {"survey": survey, "page": page, "form": form})


def survey_postpone(request, pk):
    request.section = SECTION
    survey = get_object_or_404(managed_surveys_for(request.actor), pk=pk)
    verdict = may_postpone(request.actor, survey)
    form = PostponeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["deadline"]
        act = partial(actions.postpone, survey, deadline=day, by=request.actor, at=timezone.now())
        if went_through(request, act, form=form):
            messages.success(request, f"Готово. Срок ответа для всех – до {words(day)}.")
            return redirect("survey_detail", pk)
    crumbs = trail(("Анкеты", "survey_list"), (survey.title, "survey_detail", survey.pk))
    context = {"survey": survey, "form": form, "verdict": verdict, "crumbs": crumbs}
    return render(request, "monitoring/survey_postpone.html", context)
