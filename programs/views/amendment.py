"""Amendments of a program: «Редакции и согласия», the page of one amendment, suggestions of mentees."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.kit.ui import Link
from mentoring.views.shortcuts import done_and_go, save_form, saved
from programs.access import amendments_for, may_answer_suggestion, may_propose, may_suggest, suggestions_for, unanswered
from programs.actions import amendment as act
from programs.forms.amendment import (
    ConsentForm,
    DecisionNoteForm,
    ObjectionForm,
    PaperConsentForm,
    StartForm,
    SuggestForm,
    SuggestionAnswerForm,
)
from programs.models import AmendmentSuggestion
from programs.queries.amendment import amendment_page, statement_of, with_everything
from programs.queries.amendment_list import editions_page

from .load import crumbs, posted, program_with_people, show

EDITIONS = "Редакции и согласия"


def editions(program):
    return EDITIONS, reverse("amendment_list", args=[program.pk])


def way(program, amendment=None):
    """The crumbs of a page inside an amendment."""
    more = ((f"Изменение № {amendment.number}", reverse("amendment_detail", args=[amendment.pk])),) if amendment else ()
    return crumbs(program, editions(program), *more)


def amendment_of(request, pk):
    return get_object_or_404(with_everything(amendments_for(request.actor)), pk=pk)


def amendment_list(request, pk):
    """Versions, what changed in each, who agreed when; what is on its way."""
    program = program_with_people(request, pk)
    return show(request, "amendment_list", program, page=editions_page(request.actor, program))


def amendment_start(request, pk):
    """The reason and, when it is about the term, the new last day; then the draft opens."""
    program = program_with_people(request, pk)
    verdict, suggestion = may_propose(request.actor, program), _suggestion(request, program)
    initial = {"until": program.until, "reason": suggestion.text if suggestion else ""}
    form = StartForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        start = partial(act.start_amendment, program=program, suggestion=suggestion, **form.cleaned_data)
        begun, made = save_form(form, start, request, adds=True)
        if begun:
            done = "Готово. Черновик открыт: поправьте, что нужно, и отправьте на согласие."
            return done_and_go(request, done, "amendment_detail", made.pk)
    context = {"form": form, "verdict": verdict, "suggestion": suggestion, "crumbs": way(program)}
    return show(request, "amendment_start", program, **context)


def _suggestion(request, program):
    """The suggestion an amendment is made of, named in the address; None when it is not there or answered."""
    key = request.GET.get("suggestion", "")
    if not key.isdecimal():
        return None
    rows = suggestions_for(request.actor).filter(program=program, answered_at=None).select_related("author")
    return rows.filter(pk=int(key[:18])).first()


def amendment_suggest(request, pk):
    program = program_with_people(request, pk)
    form = SuggestForm(posted(request))
    if saved(form, partial(act.suggest_change, program=program), request):
        done = "Готово. Наставник и куратор получат письмо; ответ появится на этой странице."
        return done_and_go(request, done, "amendment_list", pk)
    verdict = may_suggest(request.actor, program)
    return show(request, "amendment_suggest", program, form=form, verdict=verdict, crumbs=way(program))


def suggestion_answer(request, pk):
    """Why the program is not changed now."""
    rows = AmendmentSuggestion.objects.filter(pk__in=suggestions_for(request.actor)).select_related("author")
    found = get_object_or_404(rows, pk=pk)
    program = found.program = program_with_people(request, found.program_id)
    form = SuggestionAnswerForm(posted(request))
    if saved(form, partial(act.answer_suggestion, suggestion=found), request):
        return done_and_go(request, "Готово. Ответ отправлен.", "amendment_list", program.pk)
    verdict = may_answer_suggestion(request.actor, found)
    context = {"form": form, "suggestion": found, "verdict": verdict, "crumbs": way(program)}
    return show(request, "suggestion_answer", program, **context)


def amendment_detail(request, pk):
    return detail(request, amendment_of(request, pk))


def detail(request, amendment, status=200, **forms):
    """The page of an amendment; `forms` are those sent back with errors."""
    page = amendment_page(request.actor, amendment, today())
    context = {
        "page": page,
        "crumbs": way(amendment.program),
        "consent_form": ConsentForm(statement=statement_of(request.actor.person)),
        "objection_form": ObjectionForm(),
        "decision_form": DecisionNoteForm(),
        "paper_form": PaperConsentForm(people=unanswered(amendment)) if page.record else None,
        "text_link": Link("Показать всю программу", reverse("version_detail", args=[amendment.base_id])),
        **forms,
    }
    return show(request, "amendment_detail", amendment.program, status, **context)
