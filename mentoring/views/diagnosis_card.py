"""Versions of the card for the curator: edited as a draft, published after a check, seen as the respondent sees it."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.access import cards_for, may_keep_cards
from mentoring.actions import diagnosis as act
from mentoring.forms.diagnosis import CardForm, PartForm
from mentoring.kit.ui import Column
from mentoring.queries.diagnosis.answers import statements_of
from mentoring.queries.diagnosis.card import asked_directions, card_view, text_of, versions
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form

COLUMNS = (
    Column("Версия", primary=True),
    Column("Состояние"),
    Column("Утверждений", numeric=True),
    Column("Заполнено карт", numeric=True),
)
ABOVE = ("Карты затруднений", "diagnosis_list")


def _crumbs(*more):
    return tuple((name, reverse(to)) for name, to in (ABOVE, *more))


def _load(request, pk):
    only_if(may_keep_cards(request.actor))
    return get_object_or_404(cards_for(request.actor), pk=pk)


def diagnosis_card_list(request):
    only_if(may_keep_cards(request.actor))
    context = {"rows": versions(cards_for(request.actor)), "columns": COLUMNS, "crumbs": _crumbs()}
    return render(request, "mentoring/diagnosis_card_list.html", context)


def diagnosis_card_detail(request, pk):
    """A published version is read; a draft is edited."""
    card = _load(request, pk)
    crumbs = _crumbs(("Версии карты", "diagnosis_card_list"))
    if card.published:
        context = {"view": card_view(card), "copy": act.may_copy_card(request.actor, card), "crumbs": crumbs}
        return render(request, "mentoring/diagnosis_card_read.html", context)
    text = text_of(card)
    form = CardForm(text, asked_directions(text), request.POST or None)
    if request.method == "POST" and form.is_valid():
        act_ = partial(act.edit_card, card, form.text(), seen=form.cleaned_data["seen"])
        saved, _ = save_form(form, act_, request, let_through=())
        if saved:
            to = "diagnosis_card_publish" if "onward" in request.POST else "diagnosis_card_detail"
            return done_and_go(request, "Готово. Черновик карты сохранён.", to, pk)
    return render(request, "mentoring/diagnosis_card_detail.html", {"card": card, "form": form, "crumbs": crumbs})


def diagnosis_card_preview(request, pk):
    """As the respondent sees it: every direction on one page, nothing is saved."""
    card = _load(request, pk)
    statements = statements_of(card.pk)
    parts = [
        (
            statements.names[place],
            PartForm(
                statements=[(code, statements.texts[code]) for code in statements.of(place)],
                scale=card.scale, values={}, important=False, strong=False, prefix=place,
            ),
        )
        for place in statements.directions
    ]  # fmt: skip
    return render(request, "mentoring/diagnosis_card_preview.html", {"card": card, "parts": parts})


def diagnosis_card_publish(request, pk):
    """What will change and what to look at, then the act."""
    card = _load(request, pk)
    verdict = act.may_publish_card(request.actor, card)
    if request.method == "POST":
        done = f"Готово. Версия {card.version} действует: новые карты заполняют по ней."
        publish = partial(act.publish_card, card)
        return do_and_go(request, publish, done, "diagnosis_card_list", back=("diagnosis_card_publish", pk))
    crumbs = _crumbs(("Версии карты", "diagnosis_card_list"))
    context = {"card": card, "view": card_view(card), "verdict": verdict, "crumbs": crumbs}
    return render(request, "mentoring/diagnosis_card_publish.html", context)


@require_POST
def diagnosis_card_copy(request, pk):
    card = _load(request, pk)
    made = []
    copy = partial(act.copy_card, card)

    def keep(**who):
        made.append(copy(**who))
        return made[0]

    answer = do_and_go(request, keep, lambda new: f"Готово. Черновик: версия {new.version}.", "diagnosis_card_list")
    return redirect("diagnosis_card_detail", made[0].pk) if made else answer


@require_POST
def diagnosis_card_delete(request, pk):
    done = "Готово. Черновик удалён; действует прежняя версия."
    delete = partial(act.delete_draft, _load(request, pk))
    return do_and_go(request, delete, done, "diagnosis_card_list", back=("diagnosis_card_detail", pk))
