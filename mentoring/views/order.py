"""An order on pairs: from ticked drafts to the director's signature."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import documents_for, holders, may_run_office, pairs_for
from mentoring.actions import order as act
from mentoring.actions.declension import confirm_cases, confirm_post
from mentoring.documents.order_text import basis_of, consents_of, control_of, order_text, programs_due
from mentoring.forms.order import RequisitesForm
from mentoring.forms.tick import TickForm
from mentoring.kit.dates import today, words
from mentoring.kit.text import count_of, whole
from mentoring.kit.verdict import Refused
from mentoring.models import Person
from mentoring.queries.order import ORDER_TYPE, held_words, order_pairs
from mentoring.queries.order_check import order_check as read_check
from mentoring.queries.role_holder import signers
from mentoring.views.shortcuts import do_and_go, only_if, save_versioned
from mentoring.workflow.document import EDITABLE
from mentoring.workflow.pair import FREE_DRAFTS


def load(request, pk):
    return get_object_or_404(
        documents_for(request.actor).select_related("type", "year", "signer", "author", "replaced_by"), pk=pk
    )


def load_order(request, pk):
    """An order on pairs; orders of other kinds have pages of their own."""
    order = load(request, pk)
    if order.type.code != ORDER_TYPE:
        raise Http404
    return order


@require_POST
def order_create(request):
    """From the drafts ticked in the list; the button that names an open order adds them to it."""
    only_if(may_run_office(request.actor))
    if whole(request.POST.get("order")):
        return order_add_pairs(request, whole(request.POST["order"]))
    pairs = list(pairs_for(request.actor).with_members().filter(pk__in=ids_of(request, "pair")))
    try:
        order = act.create_order(pairs, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("pair_list")
    return redirect("order_check", order.pk)


def order_check(request, pk):
    """Picture 04: what goes in, requisites, declined names, the tick and the act."""
    order = load_order(request, pk)
    only_if(may_run_office(request.actor))
    if order.state not in EDITABLE:
        return redirect("document_detail", pk)
    page = read_check(order, control_of(order), today())
    form = TickForm(request.POST or None, words=page.statement, missing=page.not_ticked, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        return _send(request, order)
    text = order_text(order, page.pairs, consents_of(page.checks))
    return render(request, "mentoring/order_check.html", {"page": page, "text": text, "order": order, "form": form})


def _send(request, order):
    going = ids_of(request, "pair")
    send = partial(act.send_order, order, pair_ids=going, checked=True)

    def done(sent):
        pairs = count_of(len(going), "pair")
        return f"Готово. В приказе {pairs}. Ждём подписи директора до {words(sent.due)}."

    return do_and_go(request, send, done, ("document_detail", order.pk), back=("order_check", order.pk))


def order_edit(request, pk):
    """Requisites: number, basis, dates, control, signer, additional agreements."""
    order = load_order(request, pk)
    verdict = act.may_change_order(request.actor, order)
    if not verdict:
        messages.info(request, verdict.reason)
        return redirect("document_detail", pk)
    pairs = order_pairs(order)
    form = _requisites_form(request, order, pairs)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        edit = partial(
            act.edit_order, order, lock_version=data["lock_version"], signer=data["signer"], **form.requisites()
        )
        if save_versioned(form, edit, request, order, _shown):
            messages.success(request, "Готово. Реквизиты приказа сохранены.")
            return redirect("order_check", pk)
    return render(request, "mentoring/order_edit.html", {"form": form, "order": order, "held": held_words(pairs)})


def _requisites_form(request, order, pairs):
    members = {m.person_id for pair in pairs for m in pair.members.all()}
    able = [person.pk for person, _ in signers(today(), participants=members)]
    return RequisitesForm(
        request.POST or None,
        initial={**_told(order), "lock_version": order.lock_version},
        curators=holders("curator"),
        signers=Person.objects.filter(pk__in=able).in_order(),
        pairs=pairs,
    )


def _told(order):
    kept = order.requisites
    return {
        "number": kept.get("number", ""),
        "basis": basis_of(order),
        "programs_due": programs_due(order),
        "control": kept.get("control"),
        "signer": order.signer_id,
        **{f"agreement_{pk}": text for pk, text in kept.get("agreements", {}).items()},
    }


def _shown(order):
    """With the people themselves, whose names are read beside each other."""
    return {**_told(order), "control": control_of(order), "signer": order.signer}


def order_add_pairs(request, pk):
    """Further drafts of the same year that are in no order yet."""
    order = load_order(request, pk)
    only_if(act.may_change_order(request.actor, order))
    free = pairs_for(request.actor).with_members().filter(year=order.year, order=None, state__in=FREE_DRAFTS)
    if request.method == "POST":
        chosen = list(free.filter(pk__in=ids_of(request, "pair")))
        return do_and_go(request, partial(act.add_pairs, order, chosen), "Готово. Пары добавлены.", ("order_check", pk))
    context = {"order": order, "pairs": free.order_by("since", "pk"), "held": held_words(order_pairs(order))}
    return render(request, "mentoring/order_add_pairs.html", context)


@require_POST
def order_remove_pair(request, pk, pair_pk):
    order = load_order(request, pk)
    pair = get_object_or_404(pairs_for(request.actor), pk=pair_pk)
    done = "Готово. Пара осталась проектом."
    return do_and_go(request, partial(act.remove_pair, order, pair), done, ("order_check", pk))


@require_POST
def order_cases(request, pk):
    """Doubtful names corrected once and remembered."""
    order = load_order(request, pk)
    only_if(may_run_office(request.actor))
    return do_and_go(request, partial(_confirm_all, request.POST), "Готово. Запомнили.", ("order_check", order.pk))


def _confirm_all(posted, *, by, at):
    """Fields are case-person-12-ins and case-post-преподаватель-gen."""
    for name, form in posted.items():
        parts = name.split("-", 2)
        if len(parts) != 3 or parts[0] != "case":
            continue
        key, _, case = parts[2].rpartition("-")
        if parts[1] == "person":
            confirm_cases(get_object_or_404(Person, pk=whole(key)), {case: form}, by=by, at=at)
        else:
            confirm_post(key, {case: form}, by=by, at=at)


@require_POST
def order_delete(request, pk):
    order = load_order(request, pk)
    delete = partial(act.delete_draft_order, order)
    done = "Готово. Черновик удалён, пары остались в списке."
    return do_and_go(request, delete, done, "pair_list", back=("order_check", pk))


def ids_of(request, name):
    """Keys ticked in a list; whatever is not a number is passed over."""
    return [pk for pk in map(whole, request.POST.getlist(name)) if pk]
