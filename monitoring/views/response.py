"""Answering, phone first: privacy, pages, check, done. Nothing here is cached or told to anybody."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mentoring.kit.dates import today
from monitoring.access.survey import invitations_for, may_answer
from monitoring.actions import response as actions
from monitoring.forms.response import PageForm
from monitoring.queries.survey.answering import (
    onward_words,
    readers_words,
    start_page,
    walk,
    where_words,
)
from monitoring.queries.survey.check import check_page
from monitoring.questionnaire import unanswered_words
from monitoring.views.acting import posted, went_through

NEXT, BACK, LATER = "next", "back", "later"


def _invitation(request, pk):
    return get_object_or_404(invitations_for(request.actor), pk=pk)


@never_cache
def survey_start(request, pk):
    invitation = _invitation(request, pk)
    if request.method == "POST":
        if went_through(request, lambda: actions.start(invitation, by=request.actor, at=timezone.now())):
            return redirect("survey_page", pk, _resume(invitation))
        return redirect("survey_start", pk)
    if invitation.answered_at:
        return redirect("survey_done", pk)
    page = start_page(invitation, request.actor, today())
    return render(request, "monitoring/survey_start.html", {"invitation": invitation, "page": page})


def _resume(invitation):
    """The first page with something missing, else the last one that was open."""
    way = walk(invitation)
    left = way.left
    return way.page_of(left[0]) if left else len(way.pages)


@never_cache
def survey_page(request, pk, number):
    invitation = _invitation(request, pk)
    if invitation.answered_at or not may_answer(request.actor, invitation, today()):
        return redirect("survey_start", pk)
    way = walk(invitation)
    page = way.page(number)
    if page is None:
        return redirect("survey_check", pk)
    going = request.POST.get("go", NEXT)
    form = PageForm(
        page, posted(request), version=invitation.survey.version, given=way.given, lenient=going in (BACK, LATER)
    )
    if request.method == "POST":
        _keep(request, invitation, form, number)
        if form.is_valid():
            return _onward(pk, number, going)
    context = {
        "invitation": invitation,
        "page": page,
        "form": form,
        "where": where_words(page),
        "onward": onward_words(page, len(way.pages)),
        "readers": readers_words(invitation),
    }
    return render(request, "monitoring/survey_page.html", context)


def _keep(request, invitation, form, number):
    """Keep what can be kept even when something is still missing: nobody loses a page to an error."""
    form.is_valid()
    save = partial(actions.save_page, invitation, form.given(), page=number, by=request.actor, at=timezone.now())
    went_through(request, save, form=form)


def _onward(pk, number, going):
    if going == LATER:
        return redirect("home")
    if going == BACK:
        return redirect("survey_page", pk, number - 1) if number > 1 else redirect("survey_start", pk)
    return redirect("survey_page", pk, number + 1)


@never_cache
def survey_check(request, pk):
    invitation = _invitation(request, pk)
    if request.method == "POST":
        if went_through(request, lambda: actions.send(invitation, by=request.actor, at=timezone.now())):
            return redirect("survey_done", pk)
        return redirect("survey_check" if may_answer(request.actor, invitation, today()) else "survey_start", pk)
    if invitation.answered_at or not may_answer(request.actor, invitation, today()):
        return redirect("survey_start", pk)
    way = walk(invitation)
    page = check_page(way)
    reason = unanswered_words(page.left[0][0], way.given.get(page.left[0][0].question.pk)) if page.left else ""
    context = {"invitation": invitation, "page": page, "last": len(way.pages), "left_reason": reason}
    return render(request, "monitoring/survey_check.html", context)


@never_cache
def survey_done(request, pk):
    invitation = _invitation(request, pk)
    if not invitation.answered_at:
        return redirect("survey_start", pk)
    context = {"invitation": invitation, "readers": readers_words(invitation)}
    return render(request, "monitoring/survey_done.html", context)
