"""An order on changes: checked and sent by the curator, read and signed by the director (D32)."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import documents_for, may_run_office
from mentoring.access.pair_change import changes_for
from mentoring.actions import pair_change as act
from mentoring.actions.pair_change.order import UNCHECKED
from mentoring.documents.change_order import change_text_of
from mentoring.documents.change_text import basis_of, change_text
from mentoring.forms.pair_change import ChangeRequisitesForm
from mentoring.forms.request import ReasonForm
from mentoring.forms.tick import TickForm
from mentoring.kit.dates import today, words
from mentoring.kit.text import whole
from mentoring.kit.verdict import Refused
from mentoring.queries.change_order import (
    CHANGE_ORDER_TYPE,
    READY_COLUMNS,
    change_order_page,
    ready_changes,
    suggested,
)
from mentoring.queries.pair_change import full_changes
from mentoring.views.order import ids_of
from mentoring.views.shortcuts import do_and_go, only_if, save_form
from mentoring.workflow.document import DOCUMENT, EDITABLE

CHECKED = "Я проверил(а), кого заменяют, кто входит и с какого дня."
SIGN = "Я прочитал(а) приказ и подписываю его простой электронной подписью."
SIGN_MISSING = "Отметьте, что прочитали приказ."


def _load(request, pk):
    order = get_object_or_404(documents_for(request.actor).select_related("type", "year", "signer", "author"), pk=pk)
    if order.type.code != CHANGE_ORDER_TYPE:
        raise Http404
    return order


def change_order_create(request):
    """Ready changes ticked for one order, by year; the button that names an open order adds them to it."""
    only_if(may_run_office(request.actor))
    if request.method != "POST":
        years, asked = ready_changes(changes_for(request.actor)), whole(request.GET.get("change"))
        context = {"years": years, "asked": asked, "columns": READY_COLUMNS}
        return render(request, "mentoring/change_order_new.html", context)
    changes = list(full_changes(request.actor).filter(pk__in=ids_of(request, "change")))
    order = _load(request, request.POST["order"]) if whole(request.POST.get("order")) else None
    step = partial(act.add_changes, order) if order else act.create_change_order
    try:
        made = step(changes, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("change_order_create")
    return redirect("change_order_check", (order or made).pk)


def change_order_check(request, pk):
    """The text as it will be, the number, the first days, the tick and the act."""
    order = _load(request, pk)
    only_if(may_run_office(request.actor))
    if order.state not in EDITABLE:
        return redirect("document_detail", pk)
    page = change_order_page(order, today())
    changes = suggested(page, today())
    known = {"number": order.requisites.get("number", ""), "basis": basis_of(order, changes)}
    form = ChangeRequisitesForm(request.POST or None, initial=known, changes=changes)
    tick = TickForm(
        request.POST if "checked" in request.POST or "send" in request.POST else None,
        words=CHECKED,
        missing=UNCHECKED,
        person=request.actor.person,
    )
    if request.method == "POST" and form.is_valid() and _keep(request, order, form):
        if "send" not in request.POST:
            return redirect("change_order_check", pk)
        if tick.is_valid():
            send = partial(act.send_change_order, order, checked=True)
            done = f"Готово. Приказ у директора. Состав изменится {_days(order)}."
            return do_and_go(request, send, done, ("document_detail", pk), back=("change_order_check", pk))
    context = {"order": order, "page": page, "text": change_text(order, changes), "form": form, "tick": tick}
    return render(request, "mentoring/change_order_check.html", context)


def _keep(request, order, form):
    saved, _ = save_form(form, partial(act.edit_change_order, order, **form.said()), request)
    return saved


def _days(order):
    return ", ".join(sorted({words(change.on) for change in order.pair_changes.all()}))


@require_POST
def change_order_remove(request, pk, change):
    order = _load(request, pk)
    taken = get_object_or_404(full_changes(request.actor), pk=change)
    remove = partial(act.remove_change, order, taken)
    done = "Готово. Замена убрана из приказа и ждёт другого."
    return do_and_go(request, remove, done, ("change_order_check", pk))


@require_POST
def change_order_delete(request, pk):
    delete = partial(act.delete_change_order, _load(request, pk))
    done = "Готово. Черновик удалён, замены ждут другого приказа."
    return do_and_go(request, delete, done, "pair_list", back=("change_order_check", pk))


@require_POST
def change_order_recall(request, pk):
    recall = partial(act.recall_change_order, _load(request, pk))
    done = "Готово. Приказ снова у вас."
    return do_and_go(request, recall, done, ("change_order_check", pk), back=("document_detail", pk))


def change_order_sign(request, pk):
    order = _load(request, pk)
    if order.state != "awaiting_signature" or not request.actor.has("director"):
        return redirect("document_detail", pk)
    verdict = DOCUMENT.verdict("sign", request.actor, order)
    form = TickForm(request.POST or None, words=SIGN, missing=SIGN_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        sign = partial(act.sign_change_order, order, checked=True, sha256=request.POST.get("sha256", "")[:64])
        return do_and_go(request, sign, _signed, ("document_detail", pk), back=("change_order_sign", pk))
    context = {"order": order, "page": change_order_page(order, today()), "verdict": verdict, "form": form}
    return render(request, "mentoring/change_order_sign.html", {**context, "text": change_text_of(order)})


def _signed(order):
    return f"Готово. Приказ № {order.number} подписан. Состав меняется {_days(order)}; программы продолжаются."


def change_order_return(request, pk):
    order = _load(request, pk)
    verdict = DOCUMENT.verdict("return", request.actor, order)
    help_text = "Куратор получит письмо сразу и исправит приказ."
    form = ReasonForm(request.POST or None, label="Что исправить?", help_text=help_text)
    if request.method == "POST" and form.is_valid():
        give_back = partial(act.return_change_order, order, remark=form.cleaned_data["reason"])
        returned, _ = save_form(form, give_back, request)
        if returned:
            messages.success(request, "Готово. Приказ у куратора.")
            return redirect("document_detail", pk)
    context = {"form": form, "order": order, "verdict": verdict}
    return render(request, "mentoring/change_order_return.html", context)
