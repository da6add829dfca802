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
from mentoring.kit.dates import today, words
from mentoring.kit.stale import mark_of
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
from mentoring.views import signed_order as road
from mentoring.views.order import ids_of
from mentoring.views.shortcuts import only_if
from mentoring.views.signed_order import SignedOrder


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


def _desk(request, order):
    """The first days stand in the form, so the text shown is the one they would make."""
    page = change_order_page(order, today())
    told = _told(order, [line.change for line in page.lines])
    changes = suggested(page, today())
    known = {"number": told["number"], "basis": told["basis"], "seen": mark_of(told)}
    form = ChangeRequisitesForm(request.POST or None, initial=known, changes=changes)
    return form, {"page": page, "text": change_text(order, changes)}


def _told(order, changes=None):
    changes = order.pair_changes.order_by("on", "pk") if changes is None else changes
    days = {f"on-{change.pk}": change.on for change in changes}
    return {"number": order.requisites.get("number", ""), "basis": basis_of(order, changes), **days}


def _days(order):
    return ", ".join(sorted({words(change.on) for change in order.pair_changes.all()}))


def _signed(order):
    return f"Готово. Приказ № {order.number} подписан. Состав меняется {_days(order)}; программы продолжаются."


CHANGING = SignedOrder(
    floor="mentoring",
    name="change_order",
    load=_load,
    desk=_desk,
    told=_told,
    said=lambda form: form.said(),
    page=lambda order: change_order_page(order, today()),
    text=change_text_of,
    edit=act.edit_change_order,
    send=act.send_change_order,
    delete=act.delete_change_order,
    recall=act.recall_change_order,
    sign=act.sign_change_order,
    give_back=act.return_change_order,
    checked="Я проверил(а), кого заменяют, кто входит и с какого дня.",
    unchecked=UNCHECKED,
    sent=lambda order: f"Готово. Приказ у директора. Состав изменится {_days(order)}.",
    deleted="Готово. Черновик удалён, замены ждут другого приказа.",
    after_delete="pair_list",
    signed=_signed,
)


def change_order_check(request, pk):
    return road.check(CHANGING, request, pk)


@require_POST
def change_order_remove(request, pk, change):
    order = _load(request, pk)
    taken = get_object_or_404(full_changes(request.actor), pk=change)
    remove, done = partial(act.remove_change, order, taken), "Готово. Замена убрана из приказа и ждёт другого."
    return road.remove(CHANGING, request, pk, remove, done)


@require_POST
def change_order_delete(request, pk):
    return road.delete(CHANGING, request, pk)


@require_POST
def change_order_recall(request, pk):
    return road.recall(CHANGING, request, pk)


def change_order_sign(request, pk):
    return road.sign(CHANGING, request, pk)


def change_order_return(request, pk):
    return road.give_back(CHANGING, request, pk)
