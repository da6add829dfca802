"""The order on recognition: put together and sent by the curator, read and signed by the director; its letters."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.documents.recognition_order import recognition_text_of
from mentoring.forms.end_order import EndRequisitesForm
from mentoring.forms.seen import marked
from mentoring.kit.verdict import Refused
from mentoring.views import signed_order as road
from mentoring.views.files import send_file
from mentoring.views.order import ids_of
from mentoring.views.shortcuts import only_if
from mentoring.views.signed_order import SignedOrder
from monitoring.access import recognition as rights
from monitoring.actions import recognition_order as act
from monitoring.actions.recognition_letters import ask_letters
from monitoring.documents.recognition import default_basis
from monitoring.models import RecognitionProposal
from monitoring.queries.recognition_order import READY_COLUMNS, lines_of, ready_proposals, recognition_order_page


def recognition_order_create(request):
    """What the director agreed to, ticked for one order."""
    only_if(rights.may_order_recognition(request.actor))
    ready = ready_proposals()
    if request.method != "POST":
        context = {"lines": lines_of(ready), "columns": READY_COLUMNS}
        return render(request, "monitoring/recognition_order_new.html", context)
    ticked = set(ids_of(request, "proposal"))
    try:
        order = act.create_order([row for row in ready if row.pk in ticked], by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("recognition_order_create")
    return redirect("recognition_order_check", order.pk)


def load(request, pk):
    rows = rights.recognition_orders_for(request.actor).filter(recorded=False)
    return get_object_or_404(rows.select_related("type", "year", "signer", "author"), pk=pk)


def _desk(request, order):
    form = EndRequisitesForm(request.POST or None, initial=marked(_told(order)))
    return form, {"page": recognition_order_page(order), "text": recognition_text_of(order)}


def _told(order):
    kept = order.requisites
    return {"number": kept.get("number", ""), "basis": kept.get("basis") or default_basis()}


RECOGNITION = SignedOrder(
    floor="monitoring",
    name="recognition_order",
    load=load,
    desk=_desk,
    told=_told,
    said=lambda form: form.cleaned_data,
    page=recognition_order_page,
    text=recognition_text_of,
    edit=act.edit_recognition_order,
    send=act.send_recognition_order,
    delete=act.delete_recognition_order,
    recall=act.recall_recognition_order,
    sign=act.sign_recognition_order,
    give_back=act.return_recognition_order,
    checked="Я проверил(а), кого, за что и чем отмечают.",
    unchecked="Отметьте, что проверили людей, виды и основания.",
    sent=lambda order: "Готово. Приказ у директора, он получил письмо.",
    deleted="Готово. Черновик удалён, поощрения ждут другого приказа.",
    after_delete="recognition_order_create",
    signed="Готово. Приказ подписан, отмеченные получат письма.",
    returning="Куратор получит письмо и исправит приказ.",
)


def recognition_order_check(request, pk):
    return road.check(RECOGNITION, request, pk)


@require_POST
def recognition_order_remove(request, pk, proposal):
    order = load(request, pk)
    row = get_object_or_404(RecognitionProposal, pk=proposal, order=order)
    remove, done = partial(act.remove_from_order, order, row), "Готово. Поощрение ждёт другого приказа."
    return road.remove(RECOGNITION, request, pk, remove, done)


@require_POST
def recognition_order_delete(request, pk):
    return road.delete(RECOGNITION, request, pk)


@require_POST
def recognition_order_recall(request, pk):
    return road.recall(RECOGNITION, request, pk)


def recognition_order_sign(request, pk):
    return road.sign(RECOGNITION, request, pk)


def recognition_order_return(request, pk):
    return road.give_back(RECOGNITION, request, pk)


# Letters


@require_POST
def recognition_letters_ask(request, pk):
    order = load(request, pk)
    try:
        apart = request.POST.get("apart") == "1"
        job = ask_letters(order, apart=apart, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("document_detail", pk)
    return redirect("recognition_letters", job.pk)


def recognition_letters(request, pk):
    job = get_object_or_404(rights.letters_jobs_for(request.actor).select_related("order", "file"), pk=pk)
    may = rights.may_order_recognition(request.actor)
    told = {"job": job, "title": f"приказ № {job.order.number}", "may_repeat": may}
    return render(request, "monitoring/recognition_letters.html", told)


def recognition_letters_file(request, pk):
    job = get_object_or_404(rights.letters_jobs_for(request.actor).select_related("file"), pk=pk)
    if job.file is None:
        raise Http404
    kept = job.file
    return send_file(kept, inline=not job.apart)
