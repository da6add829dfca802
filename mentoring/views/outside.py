"""What came from outside: the curator's queue, taking in, a kind refusal."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from mentoring.access import may_check_bank, outside_for
from mentoring.actions import open_bank as actions
from mentoring.choices import OutsideKind
from mentoring.forms.open_bank import AnswerForm, DeclineForm
from mentoring.queries.open_bank import outside as queries
from mentoring.tasks import deliver_urgent
from mentoring.views.shortcuts import done_and_go, only_if, page_of, save_form
from mentoring.workflow.open_bank import OUTSIDE

WELCOME = {
    OutsideKind.REQUEST: "Мы приняли вашу просьбу и подбираем наставника. Следить за ней можно на странице «Запросы».",
    OutsideKind.OFFER: "Спасибо. Мы приняли ваше предложение. Куратор напишет, какие документы нужны для начала работы.",
}
SORRY = (
    "Спасибо, что обратились. Сейчас помочь не получится: у наших наставников нет свободных мест."
    " Напишите снова в начале учебного года."
)


def outside_list(request):
    """The queue: who waits for an answer first."""
    only_if(may_check_bank(request.actor))
    names = queries.OutsideFilter.__annotations__
    asked = queries.OutsideFilter(**{name: request.GET[name][:100] for name in names if name in request.GET})
    rows = queries.asked_applications(request.actor, asked)
    page = page_of(request, queries.sorted_applications(rows, asked))
    context = {
        "asked": asked,
        "figures": queries.tab_figures(rows, asked, request.GET),
        "kinds": [("", "Все"), *OutsideKind.choices],
        "page": page,
        "lines": queries.lines(page),
        "columns": queries.COLUMNS,
    }
    return render(request, "mentoring/outside_list.html", context)


def outside_detail(request, pk):
    """One application with everybody it may be; the answer takes the person in."""
    row = _load(request, pk)
    page = queries.outside_page(row)
    if request.method == "POST" and not page.open:
        messages.error(request, OUTSIDE.taken)
        return redirect("outside_detail", pk)
    first = (
        str(page.known[0].pk) if page.same_email and page.known else ("" if page.known else "new")
    )  # a namesake is no proof
    start = {"answer": WELCOME[OutsideKind(row.kind)], "person": first, **_where_from(row, page)}
    form = AnswerForm(request.POST or None, initial=start, known=page.known, must=page.same_email)
    if request.method == "POST" and form.is_valid():
        accept = partial(actions.accept_application, row, **form.values(row.organization))
        done, person = save_form(form, accept, request)
        if done:
            deliver_urgent.enqueue()
            return _accepted(request, row, person)
    context = {
        "page": page,
        "row": row,
        "form": form,
        "verdict": OUTSIDE.verdict("accept", request.actor, row),
        "no_record": queries.waiting_mentor_record(row),
    }
    return render(request, "mentoring/outside_detail.html", context)


def _where_from(row, page):
    if page.from_list:
        return {"organization": page.from_list}
    return {"short_name": row.organization[:120], "kind": queries.kind_of_new(row)}


def _accepted(request, row, person):
    if row.request_id:
        words = f"Готово. {person.full_name} – гость: видит только своё. Запрос ждёт подбора."
        return done_and_go(request, words, "request_detail", row.request_id)
    words = f"Готово. {person.full_name}: осталось завести карточку наставника."
    return done_and_go(request, words, "outside_detail", row.pk)


def outside_decline(request, pk):
    row = _load(request, pk)
    form = DeclineForm(request.POST or None, initial={"answer": SORRY})
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(actions.decline_application, row, **form.cleaned_data), request)
        if done:
            deliver_urgent.enqueue()
            return done_and_go(request, "Готово. Ответ отправлен.", "outside_list")
    verdict = OUTSIDE.verdict("decline", request.actor, row)
    return render(request, "mentoring/outside_decline.html", {"form": form, "row": row, "verdict": verdict})


def _load(request, pk):
    rows = outside_for(request.actor).select_related("wished_mentor__person", "consent_text", "person__mentor")
    return get_object_or_404(rows.prefetch_related("directions"), pk=pk)
