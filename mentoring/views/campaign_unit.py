"""One department in a campaign: who needs a mentor, or nobody."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.actions import campaign_unit as act
from mentoring.forms.campaign import NobodyForm, ProposalForm
from mentoring.kit.dates import today
from mentoring.kit.text import count, whole
from mentoring.queries.campaign.proposals import drafts_of, proposal_choices
from mentoring.queries.campaign.teachers import unit_page, unit_rows_for
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form
from mentoring.workflow.campaign import CAMPAIGN_UNIT

NOBODY_TICKED = "Отметьте, кому нужен наставник, или ответьте «Никому не нужен»."


def campaign_unit(request, pk):
    """The department's own teachers with hints; ticks lead on to their requests."""
    row = _load(request, pk)
    return render(request, "mentoring/campaign_unit.html", {"page": unit_page(request.actor, row, today())})


def campaign_unit_requests(request, pk):
    """One short form for each ticked teacher, filled with what is known; all are sent at once."""
    row = _load(request, pk)
    only_if(CAMPAIGN_UNIT.verdict("ask", request.actor, row))
    choices = proposal_choices()
    keys = {whole(key) for key in request.GET.getlist("person")}
    drafts = drafts_of(row, keys, today(), choices, reader=request.actor)
    if not drafts:
        messages.error(request, NOBODY_TICKED)
        return redirect("campaign_unit", pk)
    forms = [ProposalForm(draft, choices, request.POST or None) for draft in drafts]
    if request.method == "POST" and all([form.is_valid() for form in forms]):  # noqa: C419 every form says its errors
        proposals = [_proposal(form, choices) for form in forms]
        done, requests = save_form(forms[0], partial(act.ask_for_unit, row, proposals), request, adds=True)
        if done:
            return done_and_go(request, _sent(requests), "campaign_detail", row.campaign_id)
    return render(request, "mentoring/campaign_unit_requests.html", {"row": row, "forms": forms})


def _proposal(form, choices):
    asked = form.cleaned_data
    directions = tuple(choices.directions[key] for key in asked["directions"])
    return act.Proposal(form.draft.person, choices.grounds[asked["ground"]], asked["problem"], directions)


def _sent(requests):
    n = len(requests)
    verb = "Отправлен" if n % 10 == 1 and n % 100 != 11 else "Отправлено"
    return f"Готово. {verb} {count(n, 'запрос', 'запроса', 'запросов')}: сначала ответят педагоги, потом куратор."


def campaign_unit_nobody(request, pk):
    row = _load(request, pk)
    only_if(CAMPAIGN_UNIT.verdict("nobody", request.actor, row))
    form = NobodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = partial(act.answer_nobody, row, note=form.cleaned_data["note"])
        done, _ = save_form(form, answer, request)
        if done:
            words = "Готово. Ответ записан; до конца кампании его можно изменить."
            return done_and_go(request, words, "campaign_detail", row.campaign_id)
    return render(request, "mentoring/campaign_unit_nobody.html", {"row": row, "form": form})


@require_POST
def campaign_unit_rethink(request, pk):
    done = "Готово. Ответьте заново. Запросы, которые уже отправлены, остались."
    return do_and_go(request, partial(act.rethink_unit, _load(request, pk)), done, ("campaign_unit", pk))


@require_POST
def campaign_unit_remind(request, pk):
    row = _load(request, pk)
    done = "Готово. Руководитель получит письмо."
    return do_and_go(request, partial(act.remind_unit, row), done, ("campaign_detail", row.campaign_id))


def _load(request, pk):
    return get_object_or_404(unit_rows_for(request.actor), pk=pk)
