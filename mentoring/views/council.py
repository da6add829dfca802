"""Councils and associations: bodies and their members, remarks for the agenda, decisions to carry out."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import councils_for, may_keep_council, may_propose, may_settle, people_for, resolutions_for
from mentoring.actions import council as act
from mentoring.forms.council import DropForm, MemberEndForm, MemberForm, ProposalForm, SettleForm
from mentoring.kit.dates import today
from mentoring.models import CouncilMember, Proposal
from mentoring.queries import council as read
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form
from mentoring.workflow.council import RESOLUTION


def load(request, pk):
    return get_object_or_404(councils_for(request.actor).select_related("head"), pk=pk)


def council_list(request):
    rows = read.body_rows(request.actor)
    return render(request, "mentoring/council_list.html", {"rows": rows, "columns": read.BODY_COLUMNS})


def council_detail(request, pk):
    return render(request, "mentoring/council_detail.html", {"page": read.body_page(request.actor, load(request, pk))})


def council_member_add(request, pk):
    unit = load(request, pk)
    only_if(may_keep_council(request.actor, unit))
    staff = people_for(request.actor).working().in_order()
    form = MemberForm(request.POST or None, people=staff, initial={"since": today()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done, _ = save_form(form, partial(act.add_member, unit, values.pop("person"), **values), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Состав пополнен.", "council_detail", unit.pk)
    return render(request, "mentoring/council_form.html", _page(unit, form, "Добавить в состав", "Добавить"))


def council_member_end(request, pk, member):
    unit = load(request, pk)
    only_if(may_keep_council(request.actor, unit))
    row = get_object_or_404(CouncilMember.objects.select_related("unit", "person"), pk=member, unit=unit)
    form = MemberEndForm(request.POST or None, initial={"until": today()})
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(act.end_member, row, **form.cleaned_data), request)
        if done:
            return done_and_go(request, "Готово. Состав изменён.", "council_detail", unit.pk)
    title = f"Вывести из состава: {row.person.short_name}"
    return render(request, "mentoring/council_form.html", _page(unit, form, title, "Вывести из состава"))


def _page(unit, form, title, button, lead=""):
    return {"unit": unit, "form": form, "title": title, "button": button, "lead": lead}


# Remarks and proposals


def council_propose(request, pk):
    unit = load(request, pk)
    only_if(may_propose(request.actor, unit))
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(act.propose, unit, **form.cleaned_data), request, adds=True)
        if done:
            words = "Готово. Предложение увидят, когда будут собирать повестку."
            return done_and_go(request, words, "council_detail", unit.pk)
    lead = "Замечание или предложение увидят те, кто собирает повестку. До этого его можно отозвать."
    return render(request, "mentoring/council_form.html", _page(unit, form, "Внести предложение", "Внести", lead))


@require_POST
def council_proposal_withdraw(request, pk, proposal):
    unit = load(request, pk)
    row = get_object_or_404(Proposal.objects.select_related("author"), pk=proposal, unit=unit)
    act_on = partial(act.withdraw_proposal, row)
    return do_and_go(request, act_on, "Готово. Предложение отозвано.", ("council_detail", unit.pk))


# Decisions


def resolution_settle(request, pk):
    """The owner tells what was done; the keepers may drop it."""
    row = _resolution(request, pk)
    return _finish(request, row, (SettleForm, act.settle, "Готово. Решение выполнено."), may_settle(request.actor, row))


def resolution_drop(request, pk):
    row = _resolution(request, pk)
    verdict = RESOLUTION.verdict("drop", request.actor, row)
    return _finish(request, row, (DropForm, act.drop, "Готово. Решение снято."), verdict)


@require_POST
def resolution_reopen(request, pk):
    row = _resolution(request, pk)
    back = ("sitting_detail", row.item.sitting_id)
    return do_and_go(request, partial(act.reopen, row), "Готово. Решение снова в работе.", back)


def _resolution(request, pk):
    rows = resolutions_for(request.actor).select_related("owner", "item__sitting__unit")
    return get_object_or_404(rows, pk=pk)


def _finish(request, row, ending, verdict):
    """`ending` is the form, the action and the words of success."""
    form_class, action, done_words = ending
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(action, row, **form.cleaned_data), request)
        if done:
            return done_and_go(request, done_words, "resolution_settle", row.pk)
    context = {
        "row": row,
        "form": form,
        "verdict": verdict,
        "tag": read.resolution_tag(row),
        "drops": form_class is DropForm,
        "may_drop": bool(RESOLUTION.verdict("drop", request.actor, row)),
        "may_reopen": bool(RESOLUTION.verdict("reopen", request.actor, row)),
        "reads": bool(read.sittings_for(request.actor).filter(pk=row.item.sitting_id)),
    }
    return render(request, "mentoring/resolution_settle.html", context)
