"""An order on ended pairs: put together and sent by the curator, read and signed by the director (D33, R37)."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import documents_for, may_run_office, pairs_for
from mentoring.actions import end_order as act
from mentoring.documents.end_order import end_text_of
from mentoring.forms.end_order import EndRequisitesForm
from mentoring.forms.request import ReasonForm
from mentoring.forms.tick import TickForm
from mentoring.kit.text import whole
from mentoring.kit.verdict import Refused
from mentoring.queries.end_order import END_ORDER_TYPE, READY_COLUMNS, basis_of, end_order_page, ready_endings
from mentoring.views.order import ids_of
from mentoring.views.shortcuts import do_and_go, only_if, save_form
from mentoring.workflow.document import DOCUMENT, EDITABLE

CHECKED = "Я проверил(а), какие программы завершены, с какого дня и на каком основании."
CHECKED_MISSING = "Отметьте, что проверили пары, даты и основания."
SIGN = "Я прочитал(а) приказ и подписываю его простой электронной подписью."
SIGN_MISSING = "Отметьте, что прочитали приказ."


def _load(request, pk):
    order = get_object_or_404(documents_for(request.actor).select_related("type", "year", "signer", "author"), pk=pk)
    if order.type.code != END_ORDER_TYPE:
        raise Http404
    return order


def end_order_create(request):
    """Ended pairs ticked for one order, by year; the button that names an open draft adds them to it."""
    only_if(may_run_office(request.actor))
    if request.method != "POST":
        context = {"years": ready_endings(pairs_for(request.actor)), "columns": READY_COLUMNS}
        return render(request, "mentoring/end_order_new.html", context)
    pairs = list(pairs_for(request.actor).with_members().select_related("year").filter(pk__in=ids_of(request, "pair")))
    order = _load(request, request.POST["order"]) if whole(request.POST.get("order")) else None
    step = partial(act.put_into_order, order=order) if order else act.new_order
    try:
        made = step(pairs, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("end_order_create")
    return redirect("end_order_check", made.pk)


def end_order_check(request, pk):
    """The text as it will be, the number, the tick and the act."""
    order = _load(request, pk)
    only_if(may_run_office(request.actor))
    if order.state not in EDITABLE:
        return redirect("document_detail", pk)
    known = {"number": order.requisites.get("number", ""), "basis": basis_of(order)}
    form = EndRequisitesForm(request.POST or None, initial=known)
    ticking = request.POST if "checked" in request.POST or "send" in request.POST else None
    tick = TickForm(ticking, words=CHECKED, missing=CHECKED_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid() and _keep(request, order, form):
        if "send" not in request.POST:
            return redirect("end_order_check", pk)
        if tick.is_valid():
            send = partial(act.send_end_order, order, checked=True)
            done = "Готово. Приказ у директора, он получил письмо."
            return do_and_go(request, send, done, ("document_detail", pk), back=("end_order_check", pk))
    context = {"order": order, "page": end_order_page(order), "text": end_text_of(order), "form": form, "tick": tick}
    return render(request, "mentoring/end_order_check.html", context)


def _keep(request, order, form):
    saved, _ = save_form(form, partial(act.edit_end_order, order, **form.cleaned_data), request)
    return saved


@require_POST
def end_order_remove(request, pk, pair):
    order = _load(request, pk)
    taken = get_object_or_404(pairs_for(request.actor).with_members(), pk=pair)
    remove, done = partial(act.remove_ended, order, taken), "Готово. Пара убрана из приказа и ждёт другого."
    return do_and_go(request, remove, done, ("end_order_check", pk))


@require_POST
def end_order_delete(request, pk):
    delete = partial(act.delete_end_order, _load(request, pk))
    done = "Готово. Черновик удалён, пары ждут другого приказа."
    return do_and_go(request, delete, done, "end_order_create", back=("end_order_check", pk))


@require_POST
def end_order_recall(request, pk):
    recall, done = partial(act.recall_end_order, _load(request, pk)), "Готово. Приказ снова у вас."
    return do_and_go(request, recall, done, ("end_order_check", pk), back=("document_detail", pk))


def end_order_sign(request, pk):
    order = _load(request, pk)
    if order.state != "awaiting_signature" or not request.actor.has("director"):
        return redirect("document_detail", pk)
    verdict = DOCUMENT.verdict("sign", request.actor, order)
    form = TickForm(request.POST or None, words=SIGN, missing=SIGN_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        sign = partial(act.sign_end_order, order, checked=True, sha256=request.POST.get("sha256", "")[:64])
        return do_and_go(request, sign, _signed, ("document_detail", pk), back=("end_order_sign", pk))
    context = {"order": order, "page": end_order_page(order), "verdict": verdict, "form": form}
    return render(request, "mentoring/end_order_sign.html", {**context, "text": end_text_of(order)})


def _signed(order):
    return f"Готово. Приказ № {order.number} подписан. Участники прочитают его и отметят ознакомление."


def end_order_return(request, pk):
    order = _load(request, pk)
    verdict = DOCUMENT.verdict("return", request.actor, order)
    help_text = "Куратор получит письмо сразу и исправит приказ."
    form = ReasonForm(request.POST or None, label="Что исправить?", help_text=help_text)
    if request.method == "POST" and form.is_valid():
        give_back = partial(act.return_end_order, order, remark=form.cleaned_data["reason"])
        returned, _ = save_form(form, give_back, request)
        if returned:
            messages.success(request, "Готово. Приказ у куратора.")
            return redirect("document_detail", pk)
    return render(request, "mentoring/end_order_return.html", {"form": form, "order": order, "verdict": verdict})
