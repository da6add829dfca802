"""Requests for mentoring: raising one, following it, deciding on it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.access import diagnoses_for, may_ask_for, may_see_campaigns, mentors_for, people_to_ask_for, requests_for
from mentoring.actions import renewal
from mentoring.actions import request as act
from mentoring.choices import RequestState
from mentoring.forms.request import CloseForm, NeedForm, ReasonForm, WhoForm, WishesForm
from mentoring.kit.dates import today, words
from mentoring.kit.text import whole
from mentoring.models import Direction
from mentoring.queries.diagnosis.carry import request_words
from mentoring.queries.pair_check import form_choices
from mentoring.queries.request import unfinished_of
from mentoring.queries.request_detail import full_requests, need_of_teacher, request_page, where_from, wishes_of
from mentoring.queries.request_list import COLUMNS
from mentoring.queries.request_list import request_list as read_list
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form
from mentoring.workflow.request import REQUEST, author_of


def _load(request, pk):
    return get_object_or_404(full_requests(requests_for(request.actor)), pk=pk)


def request_list(request):
    listing = read_list(request.actor, request.GET, today())
    words_ = HEADS.get(request.actor.role, HEADS[""])
    context = {
        "list": listing,
        "columns": COLUMNS,
        "head": words_,
        "may_see_campaigns": may_see_campaigns(request.actor),
    }
    return render(request, "mentoring/request_list.html", context)


def request_create(request):
    """For himself at once; who may ask for others is asked for whom."""
    people = people_to_ask_for(request.actor)
    if request.actor.person is None:
        raise PermissionDenied("Запрос подаёт человек, а не учётная запись без карточки.")
    card = _card(request)
    if card:
        return _from_card(request, card)
    form = WhoForm(people, request.POST or None, initial={"person": request.GET.get("person")})
    if request.method == "POST":
        own = "own" in request.POST
        if own or form.is_valid():
            person = request.actor.person if own else form.cleaned_data["person"]
            started, draft = save_form(form, partial(act.start_request, person), request)
            if started:
                return redirect("request_edit", draft.pk)
    context = {
        "form": form,
        "may_for_others": request.actor.has("curator", "director") or bool(request.actor.units),
        "begun": unfinished_of(request.actor),
    }
    return render(request, "mentoring/request_create.html", context)


def _card(request):
    """The card of difficulties the request begins from, when the reader may see it and ask for its person."""
    key = whole(request.GET.get("diagnosis"))
    cards = diagnoses_for(request.actor).select_related("person", "card").filter(pk=key) if key else ()
    return next((card for card in cards if may_ask_for(request.actor, card.person)), None)


def _from_card(request, card):
    """«Создать запрос по карте»: what it carries is shown first; the draft can be changed before it is sent."""
    carried = request_words(card)
    if carried is None or not carried.directions:
        messages.error(request, "В карте нет трудного: запрос напишите своими словами.")
        return redirect("request_create")
    directions = list(Direction.objects.filter(code__in=carried.directions))
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        start = partial(act.start_request, card.person, directions=directions, problem=carried.problem)
        started, draft = save_form(form, start, request, adds=True)
        if started:
            return done_and_go(
                request, "Готово. Черновик заполнен из карты: проверьте слова.", "request_edit", draft.pk
            )
    context = {
        "card": card, "form": form, "carried": carried, "directions": [d.name for d in directions],
        "mine": request.actor.is_person(card.person), "begun": unfinished_of(request.actor),
    }  # fmt: skip
    return render(request, "mentoring/request_from_card.html", context)


def _draft(request, pk):
    """The author's own draft; once it was sent the page of the request is the place."""
    draft = _load(request, pk)
    return draft if draft.state == RequestState.DRAFT and request.actor.is_person(author_of(draft)) else None


def request_edit(request, pk):
    return _part(request, pk, NeedForm, "mentoring/request_edit.html", "request_wishes")


def request_wishes(request, pk):
    def form_of(*args, **kwargs):
        return WishesForm(mentors_for(request.actor), form_choices(), *args, **kwargs)

    return _part(request, pk, form_of, "mentoring/request_wishes.html", "request_check")


def _part(request, pk, form_of, template, onward):
    """One part of a draft: saved as it is, then onward or back to the draft's page."""
    draft = _draft(request, pk)
    if draft is None:
        return redirect("request_detail", pk)
    form = form_of(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        kept = _load(request, pk)
        saved, _ = save_form(form, partial(act.edit_request, kept, **values), request, let_through=())
        if saved:
            return redirect("request_detail" if "draft" in request.POST else onward, pk)
    return render(request, template, {"form": form, "draft": draft, "whose": _whose(request, draft)})


def request_check(request, pk):
    """Everything once more before sending."""
    draft = _draft(request, pk)
    if draft is None:
        return redirect("request_detail", pk)
    if request.method == "POST":
        send = partial(act.send_request, draft)
        return do_and_go(request, send, _sent_words, ("request_detail", pk), back=("request_check", pk))
    context = {
        "draft": draft,
        "whose": _whose(request, draft),
        "ready": act.may_send(draft),
        "need": need_of_teacher(draft, reverse("request_edit", args=[pk])),
        "wishes": wishes_of(draft, reverse("request_wishes", args=[pk])),
    }
    return render(request, "mentoring/request_check.html", context)


@require_POST
def request_delete(request, pk):
    draft = _load(request, pk)
    done = "Готово. Черновик удалён."
    return do_and_go(request, partial(act.delete_draft, draft), done, "request_list", back=("request_detail", pk))


def _whose(request, draft):
    return "" if request.actor.is_person(draft.person) else f"Запрос для другого человека: {draft.person.full_name}."


def _sent_words(sent):
    if sent.state == RequestState.AWAITING_TEACHER:
        return f"Готово. Спросили педагога, ответ придёт до {words(sent.due)}. Потом запрос увидит куратор."
    return f"Готово. Запрос у куратора. От вас ничего не нужно: ответ придёт до {words(sent.due)}."


def request_detail(request, pk):
    found = _load(request, pk)
    context = {"page": request_page(request.actor, found), "where_from": where_from(found)}
    return render(request, "mentoring/request_detail.html", context)


def request_answer(request, pk):
    """The teacher's page: the administration offers a mentor."""
    found = _load(request, pk)
    verdict = REQUEST.verdict("agree", request.actor, found)
    if not verdict:
        return redirect("request_detail", pk)
    if request.method == "POST":
        agree = request.POST.get("answer") == "agree"
        answer = partial(act.answer_proposal, found, agree=agree)
        return do_and_go(request, answer, AGREED if agree else NOT_NOW, ("request_detail", pk))
    return render(request, "mentoring/request_answer.html", {"page": request_page(request.actor, found)})


def request_decline(request, pk):
    """The curator does not accept a request."""
    found = _load(request, pk)
    help_text = "Её прочитает педагог. Напишите, что изменить или куда обратиться."
    form = ReasonForm(request.POST or None, label="Почему запрос не принят?", help_text=help_text)
    verdict = REQUEST.verdict("decline", request.actor, found)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done, _ = save_form(form, partial(act.decline_request, found, reason=reason), request)
        if done:
            messages.success(request, "Готово. Педагог увидит причину и сможет отправить запрос снова.")
            return redirect("request_list")
    return render(request, "mentoring/request_decline.html", {"form": form, "request_row": found, "verdict": verdict})


def request_close(request, pk):
    found = _load(request, pk)
    form = CloseForm(request.POST or None)
    verdict = REQUEST.verdict("close", request.actor, found)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done, _ = save_form(form, partial(act.close_request, found, reason=reason), request)
        if done:
            messages.success(request, "Готово. Запрос закрыт, его можно открыть снова.")
            return redirect("request_list")
    return render(request, "mentoring/request_close.html", {"form": form, "request_row": found, "verdict": verdict})


def request_withdraw(request, pk):
    """A page of consequences, then the act."""
    found = _load(request, pk)
    if found.state == RequestState.DRAFT:
        messages.info(request, "Это черновик: его видит только автор. Допишите и отправьте или удалите.")
        return redirect("request_detail", pk)
    if request.method == "POST":
        withdraw = partial(act.withdraw_request, found)
        return do_and_go(request, withdraw, "Готово. Запрос отозван. Его можно открыть снова.", ("request_detail", pk))
    verdict = REQUEST.verdict("withdraw", request.actor, found)
    return render(request, "mentoring/request_withdraw.html", {"request_row": found, "verdict": verdict})


@require_POST
def request_reopen(request, pk):
    reopen = partial(act.reopen_request, _load(request, pk))
    return do_and_go(request, reopen, "Готово. Запрос открыт снова.", ("request_detail", pk))


@require_POST
def request_renew(request, pk):
    """A request of the year before is still needed."""
    done = "Готово. Запрос подтверждён."
    return do_and_go(request, partial(renewal.renew_request, _load(request, pk)), done, ("request_detail", pk))


@require_POST
def request_let_go(request, pk):
    done = "Готово. Запрос закрыт. Его можно открыть снова на этой странице."
    return do_and_go(request, partial(renewal.let_go_request, _load(request, pk)), done, ("request_detail", pk))


@require_POST
def request_recall(request, pk):
    recall = partial(act.recall_request, _load(request, pk))
    done = "Готово. Запрос снова черновик: допишите и отправьте."
    return do_and_go(request, recall, done, ("request_edit", pk), back=("request_detail", pk))


HEADS = {  # role: (heading, lead, what an empty list says)
    "curator": (
        "Запросы на наставничество",
        "Сначала те, где ваш ход. Педагог ждёт ответа до указанной даты.",
        "Их подают педагоги и администрация. Обычно — с 25 августа по 10 сентября.",
    ),
    "mentee": (
        "Мои запросы",
        "Здесь видно, кто ведёт запрос и до какого числа ответят.",
        "Попросите наставника: это займёт около пяти минут.",
    ),
    "": (
        "Запросы на наставничество",
        "Ваши запросы и те, о которых вас спросили.",
        "Здесь появятся запросы, которые вы подадите, и те, о которых вас спросят.",
    ),
}
AGREED = "Готово. Куратор подбирает наставника, от вас ничего не нужно."
NOT_NOW = "Готово. Отказ ни на что не влияет. Передумать можно на этой странице."
