"""Choosing a mentor for a request, and the mentor's own answer."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import offers_for, requests_for
from mentoring.actions import offer as act
from mentoring.actions.queue import may_queue, set_queue
from mentoring.choices import OfferAnswer
from mentoring.forms.request import DeclineOfferForm, QueueForm
from mentoring.kit.dates import today, words
from mentoring.kit.text import ended, whole
from mentoring.models import Mentor
from mentoring.queries.offer import offer_page
from mentoring.queries.queue import bank_choices, mentors_in_order, queue_page
from mentoring.queries.request_candidates import candidates_page
from mentoring.queries.request_detail import full_requests, where_from
from mentoring.views.shortcuts import do_and_go, only_if, save_form
from mentoring.workflow.request import REQUEST


def request_candidates(request, pk):
    """The curator's page of ranked mentors; once the choice is made the request's own page is the place."""
    found = get_object_or_404(full_requests(requests_for(request.actor)), pk=pk)
    verdict = REQUEST.verdict("offer", request.actor, found)
    if not verdict:
        messages.info(request, verdict.reason)
        return redirect("request_detail", pk)
    asked = request.GET
    page = candidates_page(
        found,
        today(),
        everybody="all" in asked,
        wide="wide" in asked,
        chosen=whole(asked.get("mentor")),
        who=asked.get("who", ""),
    )
    context = {"page": page, "where_from": where_from(found), "form": QueueForm(page.queue_choices, queue=page.queue)}
    return render(request, "mentoring/request_candidates.html", context)


@require_POST
def request_offer(request, pk):
    found = get_object_or_404(full_requests(requests_for(request.actor)), pk=pk)
    mentor = Mentor.objects.select_related("person").filter(pk=whole(request.POST.get("mentor"))).first()
    if mentor is None:
        messages.error(request, "Выберите наставника из списка.")
        return redirect("request_candidates", pk)
    form = QueueForm(bank_choices(), request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(f"{reverse('request_candidates', args=[pk])}?mentor={mentor.pk}")
    keys = form.cleaned_data["queue"] if "next_1" in request.POST else None
    return do_and_go(
        request,
        partial(act.offer_request, found, mentor, queue=None if keys is None else mentors_in_order(keys)),
        lambda offer: f"Готово. Спросили: {ended(mentor.person.short_name)} Ждём ответа до {words(offer.due)}.",
        ("request_detail", pk),
        back=("request_candidates", pk),
    )


def request_queue(request, pk):
    """Who is asked next by himself: the curator's short list."""
    found = get_object_or_404(full_requests(requests_for(request.actor)), pk=pk)
    only_if(may_queue(request.actor, found))
    page = queue_page(found, today())
    form = QueueForm(page.choices, request.POST or None, queue=page.queue)
    if request.method == "POST" and form.is_valid():
        mentors = mentors_in_order(form.cleaned_data["queue"])
        saved, _ = save_form(form, partial(set_queue, found, mentors), request)
        if saved:
            words_ = "Готово. Следующих спросим сами, по порядку." if mentors else "Готово. Очереди нет."
            messages.success(request, words_)
            return redirect("request_detail", pk)
    return render(request, "mentoring/request_queue.html", {"page": page, "form": form})


@require_POST
def request_take_back(request, pk):
    found = get_object_or_404(full_requests(requests_for(request.actor)), pk=pk)
    done = "Готово. Наставник знает, что ответ больше не нужен. Выберите другого."
    take_back = partial(act.take_back_offer, found)
    return do_and_go(request, take_back, done, ("request_candidates", pk), back=("request_detail", pk))


def offer_answer(request, pk):
    """What is asked, one's own load, and two answers."""
    offer = get_object_or_404(
        offers_for(request.actor).select_related("request__person__unit", "mentor__person"), pk=pk
    )
    form = DeclineOfferForm(request.POST if "decline" in request.POST else None)
    if request.method == "POST" and offer.answer == OfferAnswer.WAITING:
        if "accept" in request.POST:
            return do_and_go(request, partial(act.accept_offer, offer), ACCEPTED, ("offer_answer", pk))
        if form.is_valid():
            declined, _ = save_form(form, partial(act.decline_offer, offer, **form.cleaned_data), request)
            if declined:
                messages.success(request, DECLINED)
                return redirect("home")
    may_accept = act.may_accept(offer, request.actor, timezone.now())
    context = {"page": offer_page(offer, request.actor), "form": form, "may_accept": may_accept}
    return render(request, "mentoring/offer_answer.html", context)


ACCEPTED = "Готово. Вы согласились. Дальше — приказ директора; от вас пока ничего не нужно."
DECLINED = "Готово. Куратор спросит другого наставника. Ваш отказ не увидит никто, кроме него."
