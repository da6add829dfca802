"""The order on recognition: put together and sent by the curator, read and signed by the director; its letters."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import may_run_office
from mentoring.documents.recognition_order import recognition_text_of
from mentoring.forms.end_order import EndRequisitesForm
from mentoring.forms.request import ReasonForm
from mentoring.forms.tick import TickForm
from mentoring.kit.verdict import Refused
from mentoring.views.order import ids_of
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form
from mentoring.workflow.document import DOCUMENT, EDITABLE
from monitoring.access import recognition as rights
from monitoring.actions import recognition_order as act
from monitoring.actions.recognition_letters import ask_letters
from monitoring.documents.recognition import default_basis
from monitoring.models import RecognitionProposal
from monitoring.queries.recognition_order import READY_COLUMNS, lines_of, ready_proposals, recognition_order_page

CHECKED = "Я проверил(а), кого, за что и чем отмечают."
CHECKED_MISSING = "Отметьте, что проверили людей, виды и основания."
SIGN = "Я прочитал(а) приказ и подписываю его простой электронной подписью."
SIGN_MISSING = "Отметьте, что прочитали приказ."


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


def recognition_order_check(request, pk):
    """The text as it will be, the number, the tick and the act."""
    order = load(request, pk)
    only_if(may_run_office(request.actor))
    if order.state not in EDITABLE:
        return redirect("document_detail", pk)
    basis = order.requisites.get("basis") or default_basis()
    form = EndRequisitesForm(
        request.POST or None, initial={"number": order.requisites.get("number", ""), "basis": basis}
    )
    ticking = request.POST if "checked" in request.POST or "send" in request.POST else None
    tick = TickForm(ticking, words=CHECKED, missing=CHECKED_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid() and _keep(request, order, form):
        if "send" not in request.POST:
            return redirect("recognition_order_check", pk)
        if tick.is_valid():
            send = partial(act.send_recognition_order, order, checked=True)
            done = "Готово. Приказ у директора, он получил письмо."
            return do_and_go(request, send, done, ("document_detail", pk), back=("recognition_order_check", pk))
    context = {"order": order, "page": recognition_order_page(order), "form": form, "tick": tick}
    return render(request, "monitoring/recognition_order_check.html", {**context, "text": recognition_text_of(order)})


def _keep(request, order, form):
    return save_form(form, partial(act.edit_recognition_order, order, **form.cleaned_data), request)[0]


@require_POST
def recognition_order_remove(request, pk, proposal):
    order = load(request, pk)
    row = get_object_or_404(RecognitionProposal, pk=proposal, order=order)
    remove = partial(act.remove_from_order, order, row)
    return do_and_go(request, remove, "Готово. Поощрение ждёт другого приказа.", ("recognition_order_check", pk))


@require_POST
def recognition_order_delete(request, pk):
    delete = partial(act.delete_recognition_order, load(request, pk))
    done = "Готово. Черновик удалён, поощрения ждут другого приказа."
    return do_and_go(request, delete, done, "recognition_order_create", back=("recognition_order_check", pk))


@require_POST
def recognition_order_recall(request, pk):
    recall = partial(act.recall_recognition_order, load(request, pk))
    to, back = ("recognition_order_check", pk), ("document_detail", pk)
    return do_and_go(request, recall, "Готово. Приказ снова у вас.", to, back=back)


def recognition_order_sign(request, pk):
    order = load(request, pk)
    if order.state != "awaiting_signature" or not request.actor.has("director"):
        return redirect("document_detail", pk)
    verdict = DOCUMENT.verdict("sign", request.actor, order)
    form = TickForm(request.POST or None, words=SIGN, missing=SIGN_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        sign = partial(act.sign_recognition_order, order, checked=True, sha256=request.POST.get("sha256", "")[:64])
        done = "Готово. Приказ подписан, отмеченные получат письма."
        return do_and_go(request, sign, done, ("document_detail", pk), back=("recognition_order_sign", pk))
    context = {"order": order, "page": recognition_order_page(order), "verdict": verdict, "form": form}
    return render(request, "monitoring/recognition_order_sign.html", {**context, "text": recognition_text_of(order)})


def recognition_order_return(request, pk):
    order = load(request, pk)
    verdict = DOCUMENT.verdict("return", request.actor, order)
    form = ReasonForm(
        request.POST or None, label="Что исправить?", help_text="Куратор получит письмо и исправит приказ."
    )
    if request.method == "POST" and form.is_valid():
        give_back = partial(act.return_recognition_order, order, remark=form.cleaned_data["reason"])
        if save_form(form, give_back, request)[0]:
            return done_and_go(request, "Готово. Приказ у куратора.", "document_detail", pk)
    context = {"form": form, "order": order, "verdict": verdict}
    return render(request, "monitoring/recognition_order_return.html", context)


# Letters


@require_POST
def recognition_letters_ask(request, pk):
    order = load(request, pk)
    try:
        job = ask_letters(order, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("document_detail", pk)
    return redirect("recognition_letters", job.pk)


def recognition_letters(request, pk):
    job = get_object_or_404(rights.letters_jobs_for(request.actor).select_related("order", "file"), pk=pk)
    return render(request, "monitoring/recognition_letters.html", {"job": job, "title": f"приказ № {job.order.number}"})


def recognition_letters_file(request, pk):
    job = get_object_or_404(rights.letters_jobs_for(request.actor).select_related("file"), pk=pk)
    if job.file is None:
        raise Http404
    return FileResponse(job.file.file.open("rb"), filename=job.file.name, content_type=job.file.content_type)


def load(request, pk):
    rows = rights.recognition_orders_for(request.actor).filter(recorded=False)
    return get_object_or_404(rows.select_related("type", "year", "signer", "author"), pk=pk)
