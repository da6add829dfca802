"""The director's turn: reading an order, signing or returning it; the curator may take it back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mentoring.access import may_sign
from mentoring.actions import order as act
from mentoring.documents.order import text_of
from mentoring.forms.request import ReasonForm
from mentoring.forms.tick import TickForm
from mentoring.kit.dates import today, words
from mentoring.kit.text import count_of
from mentoring.queries.order import held_words, order_pairs
from mentoring.queries.order_check import signing_page
from mentoring.views.order import load_order
from mentoring.views.shortcuts import do_and_go, save_form
from mentoring.workflow.document import DOCUMENT

SIGN = "Я прочитал(а) приказ и подписываю его простой электронной подписью."
SIGN_MISSING = "Отметьте, что прочитали приказ."


def order_sign(request, pk):
    """The whole text, then the signature; a pair with an obstacle is named with a way on."""
    order = load_order(request, pk)
    verdict = DOCUMENT.verdict("sign", request.actor, order)
    if order.state != "awaiting_signature" or not request.actor.has("director"):
        return redirect("document_detail", pk)
    form = TickForm(request.POST or None, words=SIGN, missing=SIGN_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        sign = partial(act.sign_order, order, checked=True, sha256=request.POST.get("sha256", "")[:64])
        return do_and_go(request, sign, _signed, ("document_detail", pk), back=("order_sign", pk))
    page = signing_page(order, today())
    context = {"order": order, "page": page, "verdict": verdict, "text": text_of(order), "form": form}
    return render(request, "mentoring/order_sign.html", context)


def _signed(order):
    pairs = count_of(order.pairs.count(), "pair")
    marks = list(order.acquaintances.values_list("due", flat=True))
    left = f"ознакомление, {count_of(len(marks), 'person')}" + (f" до {words(marks[0])}" if marks and marks[0] else "")
    if order.state == "awaiting_scan":
        paper = "Дальше куратор оформит бумагу и загрузит скан"
        return f"Готово. Приказ № {order.number} подписан, закреплено: {pairs}. {paper}. Осталось: {left}."
    return f"Готово. Приказ № {order.number} действует, закреплено: {pairs}. Осталось: {left}."


def order_return(request, pk):
    """Back to the curator with a remark."""
    order = load_order(request, pk)
    verdict = DOCUMENT.verdict("return", request.actor, order)
    help_text = "Куратор получит письмо сразу и исправит приказ."
    form = ReasonForm(request.POST or None, label="Что исправить?", help_text=help_text)
    if request.method == "POST" and form.is_valid():
        returned, _ = save_form(form, partial(act.return_order, order, remark=form.cleaned_data["reason"]), request)
        if returned:
            messages.success(request, "Готово. Приказ у куратора, пары снова в черновиках.")
            return redirect("document_detail", pk)
    context = {"form": form, "order": order, "verdict": verdict, "held": held_words(order_pairs(order))}
    return render(request, "mentoring/order_return.html", context)


@require_POST
def order_take_out(request, pk):
    """«Убрать пару и отправить остальные»."""
    order = load_order(request, pk)
    done = "Готово. Пары с помехой убраны, текст обновлён. Прочитайте приказ ещё раз."
    page = ("order_sign", pk) if may_sign(request.actor, order) else ("document_detail", pk)
    return do_and_go(request, partial(act.take_out_blocked, order), done, page)


@require_POST
def order_recall(request, pk):
    recall = partial(act.recall_order, load_order(request, pk))
    done = "Готово. Приказ снова у вас."
    return do_and_go(request, recall, done, ("order_check", pk), back=("document_detail", pk))
