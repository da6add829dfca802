"""«Требует внимания»: cases of all rules, the overview of the rules, one rule, putting a case off."""

from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from mentoring.kit import dates
from mentoring.office import office
from mentoring.views.shortcuts import do_and_go, done_and_go, saved
from monitoring.access.attention import curator_key, may_postpone
from monitoring.actions import attention as act
from monitoring.forms.attention import PostponeForm
from monitoring.models import Postponement
from monitoring.queries.attention import attention_list_page
from monitoring.queries.attention_rule import OVERVIEW_COLUMNS, rule_of, rule_page, rules_overview
from monitoring.views.acting import posted
from monitoring.views.dashboard import of_ready_question, query_of

WEEK = 7
_WAY = (("Мониторинг", reverse_lazy("dashboard")), ("Требует внимания", reverse_lazy("attention_list")))


def _today(asked):
    """Rules speak of today, whatever date the figures were asked for."""
    return asked.scope.question(unit=asked.question.unit)


@of_ready_question
def attention_list(request, asked):
    kept = rule_of(request.GET.get("rule", ""), curator_key(request.actor))
    if kept:  # links of earlier letters
        return redirect("attention_rule", kept.code)
    page = attention_list_page(_today(asked), request.GET, curator=curator_key(request.actor))
    return render(request, "monitoring/attention_list.html", {"asked": asked, "list": page, "query": query_of(asked)})


@of_ready_question
def attention_rules(request, asked):
    question = _today(asked)
    lines = rules_overview(question.today, unit_ids=question.unit_ids, curator=curator_key(request.actor))
    context = {
        "lines": lines,
        "columns": OVERVIEW_COLUMNS,
        "crumbs": (*_WAY, ("Правила", "")),
        "caught": sum(line.n > 0 for line in lines),
        "query": query_of(asked),
    }
    return render(request, "monitoring/attention_rules.html", context)


@of_ready_question
def attention_rule(request, asked, code):
    rule = _rule(request, code)
    page = rule_page(rule, _today(asked), request.GET, curator=curator_key(request.actor))
    context = {"list": page, "asked": asked, "may": bool(may_postpone(request.actor)), "query": query_of(asked)}
    return render(request, "monitoring/attention_rule.html", context)


def attention_postpone(request, code, thing):
    """One question about one case: until when and why."""
    verdict = may_postpone(request.actor)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    rule, on = _rule(request, code), dates.today()
    case = act.find_case(rule.code, thing, request.actor, on)
    if case is None:
        raise Http404
    week = dates.to_working_day(on + timedelta(days=WEEK), office().holidays)
    form = PostponeForm(posted(request), initial={"until": week})
    if saved(form, partial(act.postpone, rule=rule.code, thing=thing), request):
        done = f"Готово. Случай отложен до {dates.words(form.cleaned_data['until'])}; тогда он вернётся сам."
        return done_and_go(request, done, "attention_rule", rule.code)
    request.section = "dashboard"
    crumbs = (*_WAY, (rule.name, reverse("attention_rule", args=[rule.code])))
    context = {"form": form, "rule": rule, "case": case, "crumbs": crumbs}
    return render(request, "monitoring/attention_postpone.html", context)


@require_POST
def attention_back(request, pk):
    """Take a case out of those put off."""
    verdict = may_postpone(request.actor)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    kept = get_object_or_404(Postponement, pk=pk)
    rule = _rule(request, kept.rule)
    done = "Готово. Случай снова в списке."
    return do_and_go(request, partial(act.take_back, postponement=kept), done, ("attention_rule", rule.code))


def _rule(request, code):
    rule = rule_of(code, curator_key(request.actor))
    if rule is None:
        raise Http404
    return rule
