"""Costs beside results, and the payments they are made of: sums are seen by the curator and the director."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit import dates
from monitoring.access.indicator import MONEY_WORDS, may_keep_money, may_see_money
from monitoring.actions import payment as actions
from monitoring.documents import indicator as documents
from monitoring.forms.indicator import PaymentForm
from monitoring.models import Payment
from monitoring.queries.indicator.cost import COLUMNS, PAYMENT_COLUMNS, costs, payments_of, period_of
from monitoring.views.acting import allowed_or_403, file_answer, page_of, posted, trail, went_through
from monitoring.views.indicator import SECTION, XLSX, above

COSTS = ("Затраты и результаты", "cost_list")
FIELDS = ("person", "pair", "since", "until", "amount", "note")


def _costs(request):
    request.section = SECTION
    allowed_or_403(may_see_money(request.actor))
    return costs(dates.today(), **{name: request.GET.get(name, "")[:200] for name in ("year", "q", "sort")})


def cost_list(request):
    found = _costs(request)
    context = {
        "found": found,
        "columns": COLUMNS,
        "money_words": MONEY_WORDS,
        "crumbs": above(request.actor),
        "keeps": bool(may_keep_money(request.actor)),
        "query": request.GET.urlencode(),
        **{name: request.GET.get(name, "")[:200] for name in ("year", "q", "sort")},
    }
    return render(request, "monitoring/cost_list.html", context)


def cost_xlsx(request):
    found = _costs(request)
    if found is None:
        return redirect("cost_list")
    content = documents.cost_xlsx(found, request.actor.person)
    return file_answer(content, f"Затраты на наставничество {found.question.year.label}.xlsx", XLSX)


def payment_list(request):
    found = _costs(request)
    q = request.GET.get("q", "")[:200]
    page = page_of(request, payments_of(found.question, q) if found else Payment.objects.none())
    context = {
        "page": page,
        "found": found,
        "rows": [(row, period_of(row)) for row in page.object_list],
        "columns": PAYMENT_COLUMNS,
        "q": q,
        "year": request.GET.get("year", "")[:10],
        "money_words": MONEY_WORDS,
        "keeps": bool(may_keep_money(request.actor)),
        "crumbs": [*above(request.actor), *trail(COSTS)],
    }
    return render(request, "monitoring/payment_list.html", context)


def payment_create(request):
    return _payment_page(request, None)


def payment_edit(request, pk):
    allowed_or_403(may_see_money(request.actor))
    return _payment_page(request, get_object_or_404(Payment.objects.select_related("person"), pk=pk))


def _payment_page(request, kept):
    request.section = SECTION
    allowed_or_403(may_keep_money(request.actor))
    initial = {name: getattr(kept, name) for name in FIELDS} if kept else {}
    form = PaymentForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.enter_payment, by=request.actor, at=timezone.now(), kept=kept, **form.cleaned_data)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Выплата сохранена.")
            return redirect("payment_list")
    crumbs = [*above(request.actor), *trail(COSTS, ("Выплаты наставникам", "payment_list"))]
    return render(request, "monitoring/payment_edit.html", {"form": form, "kept": kept, "crumbs": crumbs})


@require_POST
def payment_delete(request, pk):
    allowed_or_403(may_keep_money(request.actor))
    payment = get_object_or_404(Payment.objects.select_related("person"), pk=pk)
    if went_through(request, lambda: actions.remove_payment(payment, by=request.actor, at=timezone.now())):
        messages.success(request, "Готово. Выплата удалена.")
    return redirect("payment_list")
