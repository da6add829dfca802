"""The curator's word on a practice card; showing it outside and everybody's answer about that."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.kit.stale import seen_version
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form, saved
from programs.access.practice import agreements_for, may_check_practice, may_read_practice
from programs.actions import practice as actions
from programs.actions import practice_open as outside
from programs.forms.material import RemarkForm
from programs.forms.practice import NamesForm
from programs.queries.people import with_people
from programs.queries.practice import practice_page, texts_of
from programs.queries.practice_agreement import agreement_page
from programs.queries.practice_names import names_of

from .load import posted
from .practice import card_of, way


def practice_accept(request, pk):
    """The whole text, every name found in it, a decision on each."""
    card = card_of(request, pk)
    only_if(may_check_practice(request.actor, card))
    found = names_of(card)
    form = NamesForm(posted(request), found=found)
    if request.method == "POST" and form.is_valid():
        seen = seen_version(request.POST.get("seen"))
        act = partial(actions.accept_practice, card, seen=seen, names=form.names)
        if save_form(form, act, request)[0]:
            return done_and_go(request, "Готово. Карточка на полке, автор узнает об этом.", "practice_detail", pk)
    page = practice_page(request.actor, card)
    context = {"form": form, "page": page, "card": card, "found": found, "crumbs": way(card)}
    return render(request, "programs/practice_accept.html", context)


def practice_return(request, pk):
    card = card_of(request, pk)
    only_if(may_check_practice(request.actor, card))
    form = RemarkForm(posted(request))
    if saved(form, partial(actions.return_practice, card), request):
        return done_and_go(request, "Готово. Автор получит письмо дня.", "practice_detail", pk)
    return render(request, "programs/practice_return.html", {"form": form, "card": card, "crumbs": way(card)})


@require_POST
def practice_ask(request, pk):
    return _step(request, pk, outside.ask_agreements, "Готово. Им придёт письмо с текстом карточки.")


@require_POST
def practice_open(request, pk):
    return _step(request, pk, outside.open_practice, "Готово. Карточка в открытом банке.")


@require_POST
def practice_close(request, pk):
    return _step(request, pk, outside.close_practice, "Готово. Снаружи карточку больше не видно.")


def practice_agreement(request, pk):
    """The card and the words of one's consent; the same page is printed for who signs on paper."""
    row = _agreement(request, pk)
    texts = texts_of(row.card) if may_read_practice(request.actor, row.card) else ()
    context = {"page": agreement_page(request.actor, row), "texts": texts, "card": row.card}
    return render(request, "programs/practice_agreement.html", context)


ANSWERS = {
    "give": (outside.give_agreement, "Спасибо. Согласие записано, отозвать его можно в любой день."),
    "record": (outside.record_agreement, "Готово. Согласие на бумаге записано."),
    "refuse": (outside.refuse_agreement, "Готово. Карточку снаружи не покажут."),
    "revoke": (outside.revoke_agreement, "Готово. Согласие отозвано, снаружи карточки больше нет."),
}


@require_POST
def practice_answer(request, pk):
    row = _agreement(request, pk)
    act, done = ANSWERS.get(request.POST.get("answer"), (None, ""))
    if act is None:
        return redirect("practice_agreement", pk)
    shown = (
        {"shown": request.POST.get("shown", "")} if act in (outside.give_agreement, outside.record_agreement) else {}
    )
    return do_and_go(request, partial(act, row, **shown), done, ("practice_agreement", pk))


def _agreement(request, pk):
    rows = with_people(agreements_for(request.actor), "card__program__pair__members")
    return get_object_or_404(rows.select_related("person", "card"), pk=pk)


def _step(request, pk, act, done):
    return do_and_go(request, partial(act, card_of(request, pk)), done, ("practice_detail", pk))
