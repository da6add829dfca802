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
from mentoring.forms.seen import marked
from mentoring.kit.text import whole
from mentoring.kit.verdict import Refused
from mentoring.queries.end_order import END_ORDER_TYPE, READY_COLUMNS, basis_of, end_order_page, ready_endings
from mentoring.views import signed_order as road
from mentoring.views.order import ids_of
from mentoring.views.shortcuts import only_if
from mentoring.views.signed_order import SignedOrder


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


def _desk(request, order):
    form = EndRequisitesForm(request.POST or None, initial=marked(_told(order)))
    return form, {"page": end_order_page(order), "text": end_text_of(order)}


def _told(order):
    return {"number": order.requisites.get("number", ""), "basis": basis_of(order)}


def _signed(order):
    return f"Готово. Приказ № {order.number} подписан. Участники прочитают его и отметят ознакомление."


ENDING = SignedOrder(
    floor="mentoring",
    name="end_order",
    load=_load,
    desk=_desk,
    told=_told,
    said=lambda form: form.cleaned_data,
    page=end_order_page,
    text=end_text_of,
    edit=act.edit_end_order,
    send=act.send_end_order,
    delete=act.delete_end_order,
    recall=act.recall_end_order,
    sign=act.sign_end_order,
    give_back=act.return_end_order,
    checked="Я проверил(а), какие программы завершены, с какого дня и на каком основании.",
    unchecked="Отметьте, что проверили пары, даты и основания.",
    sent=lambda order: "Готово. Приказ у директора, он получил письмо.",
    deleted="Готово. Черновик удалён, пары ждут другого приказа.",
    after_delete="end_order_create",
    signed=_signed,
)


def end_order_check(request, pk):
    return road.check(ENDING, request, pk)


@require_POST
def end_order_remove(request, pk, pair):
    order = _load(request, pk)
    taken = get_object_or_404(pairs_for(request.actor).with_members(), pk=pair)
    remove, done = partial(act.remove_ended, order, taken), "Готово. Пара убрана из приказа и ждёт другого."
    return road.remove(ENDING, request, pk, remove, done)


@require_POST
def end_order_delete(request, pk):
    return road.delete(ENDING, request, pk)


@require_POST
def end_order_recall(request, pk):
    return road.recall(ENDING, request, pk)


def end_order_sign(request, pk):
    return road.sign(ENDING, request, pk)


def end_order_return(request, pk):
    return road.give_back(ENDING, request, pk)
