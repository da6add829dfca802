"""The yearly campaign of requests: years, opening, coverage by department."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.access import campaigns_for, may_run_office, may_see_campaigns
from mentoring.actions import campaign as act
from mentoring.actions import renewal
from mentoring.actions.campaign_unit import remind_silent
from mentoring.forms.campaign import OpenForm
from mentoring.kit.dates import short, today
from mentoring.kit.text import count
from mentoring.queries.campaign import years
from mentoring.queries.campaign.coverage import coverage
from mentoring.queries.campaign.units import usual_due, year_to_open
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form


def campaign_list(request):
    only_if(may_see_campaigns(request.actor))
    context = {
        "lines": years.campaign_lines(request.actor, today()),
        "columns": years.COLUMNS,
        "opening": years.opening(today()) if may_run_office(request.actor) else None,
    }
    return render(request, "mentoring/campaign_list.html", context)


def campaign_open(request):
    """What opening does, by when to answer, then the act."""
    only_if(may_run_office(request.actor))
    opening = years.opening(today())
    if opening is None:
        return redirect("campaign_list")
    form = OpenForm(request.POST or None, initial={"due": short(usual_due(today()))})
    if request.method == "POST" and form.is_valid():
        open_it = partial(act.open_campaign, year_to_open(today()), due=form.cleaned_data["due"])
        done, campaign = save_form(form, open_it, request)
        if done:
            return done_and_go(request, "Готово. Кампания открыта, письма отправлены.", "campaign_detail", campaign.pk)
    return render(request, "mentoring/campaign_open.html", {"form": form, "opening": opening})


def campaign_detail(request, pk):
    found = _load(request, pk)
    page = coverage(request.actor, found, request.GET, today())
    lapse = renewal.may_close_unconfirmed(request.actor, found, today())
    return render(request, "mentoring/campaign_detail.html", {"page": page, "lapse": lapse})


@require_POST
def campaign_close(request, pk):
    done = "Готово. Кампания завершена; её можно открыть снова."
    return do_and_go(request, partial(act.close_campaign, _load(request, pk)), done, ("campaign_detail", pk))


@require_POST
def campaign_reopen(request, pk):
    done = "Готово. Кампания открыта снова."
    return do_and_go(request, partial(act.reopen_campaign, _load(request, pk)), done, ("campaign_detail", pk))


@require_POST
def campaign_remind(request, pk):
    """A letter to every head who has not answered."""
    remind = partial(remind_silent, _load(request, pk))
    return do_and_go(request, remind, _reminded, ("campaign_detail", pk))


@require_POST
def campaign_close_unconfirmed(request, pk):
    close = partial(renewal.close_unconfirmed, _load(request, pk))
    return do_and_go(request, close, _closed, ("campaign_detail", pk))


def _reminded(n):
    return f"Готово. Напомнили: {count(n, 'подразделение', 'подразделения', 'подразделений')}."


def _closed(n):
    return f"Готово. Закрыто: {count(n, 'запрос', 'запроса', 'запросов')}. Авторы получат письма."


def _load(request, pk):
    return get_object_or_404(campaigns_for(request.actor).select_related("year"), pk=pk)
