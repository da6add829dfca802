"""The road of an order under the director's signature: checked, sent, taken back, returned, signed; one for every kind."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render

from mentoring.access import may_run_office
from mentoring.forms.request import ReasonForm
from mentoring.forms.tick import TickForm
from mentoring.views.shortcuts import do_and_go, only_if, save_form, save_seen
from mentoring.workflow.document import DOCUMENT, EDITABLE

SIGN = "Я прочитал(а) приказ и подписываю его простой электронной подписью."
SIGN_MISSING = "Отметьте, что прочитали приказ."
DETAIL = "document_detail"


@dataclass(frozen=True)
class SignedOrder:
    """What a kind of order brings along. `name` begins its addresses and templates, `floor` holds the templates."""

    floor: str
    name: str
    load: Callable  # (request, key) → the order, or 404
    desk: Callable  # (request, order) → (form of the number and the basis, what else the page of the check shows)
    told: Callable  # order → the form's fields as the order keeps them
    said: Callable  # the valid form → arguments of `edit`
    page: Callable  # order → what is beside its text
    text: Callable
    edit: Callable
    send: Callable
    delete: Callable
    recall: Callable
    sign: Callable
    give_back: Callable
    checked: str
    unchecked: str
    sent: Callable  # order → words
    deleted: str
    after_delete: str
    signed: str | Callable
    returning: str = "Куратор получит письмо сразу и исправит приказ."

    def at(self, step, pk):
        return f"{self.name}_{step}", pk

    def render(self, request, step, context):
        return render(request, f"{self.floor}/{self.name}_{step}.html", context)


def check(kind, request, pk):
    """The text as it will be, the number, the tick and the act."""
    order = kind.load(request, pk)
    only_if(may_run_office(request.actor))
    if order.state not in EDITABLE:
        return redirect(DETAIL, pk)
    form, shown = kind.desk(request, order)
    ticking = request.POST if "checked" in request.POST or "send" in request.POST else None
    tick = TickForm(ticking, words=kind.checked, missing=kind.unchecked, person=request.actor.person)
    if _keep(kind, request, order, form):
        if "send" not in request.POST:
            return redirect(*kind.at("check", pk))
        if tick.is_valid():
            send = partial(kind.send, order, checked=True)
            return do_and_go(request, send, kind.sent(order), (DETAIL, pk), back=kind.at("check", pk))
    return kind.render(request, "check", {"order": order, "form": form, "tick": tick, **shown})


def _keep(kind, request, order, form):
    return save_seen(form, lambda **who: kind.edit(order, **kind.said(form), **who), request, order, kind.told)


def remove(kind, request, pk, act, done):
    """Take one line out of a draft: `act` is ready but for who and when."""
    return do_and_go(request, act, done, kind.at("check", pk))


def delete(kind, request, pk):
    act = partial(kind.delete, kind.load(request, pk))
    return do_and_go(request, act, kind.deleted, kind.after_delete, back=kind.at("check", pk))


def recall(kind, request, pk):
    act = partial(kind.recall, kind.load(request, pk))
    return do_and_go(request, act, "Готово. Приказ снова у вас.", kind.at("check", pk), back=(DETAIL, pk))


def sign(kind, request, pk):
    """What the director reads, its print, the tick and the signature."""
    order = kind.load(request, pk)
    if order.state != "awaiting_signature" or not request.actor.has("director"):
        return redirect(DETAIL, pk)
    verdict = DOCUMENT.verdict("sign", request.actor, order)
    form = TickForm(request.POST or None, words=SIGN, missing=SIGN_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        act = partial(kind.sign, order, checked=True, sha256=request.POST.get("sha256", "")[:64])
        return do_and_go(request, act, kind.signed, (DETAIL, pk), back=kind.at("sign", pk))
    context = {"order": order, "page": kind.page(order), "verdict": verdict, "form": form, "text": kind.text(order)}
    return kind.render(request, "sign", context)


def give_back(kind, request, pk):
    """The director's remark."""
    order = kind.load(request, pk)
    verdict = DOCUMENT.verdict("return", request.actor, order)
    form = ReasonForm(request.POST or None, label="Что исправить?", help_text=kind.returning)
    if request.method == "POST" and form.is_valid():
        act = partial(kind.give_back, order, remark=form.cleaned_data["reason"])
        if save_form(form, act, request)[0]:
            messages.success(request, "Готово. Приказ у куратора.")
            return redirect(DETAIL, pk)
    return kind.render(request, "return", {"form": form, "order": order, "verdict": verdict})
