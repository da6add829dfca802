"""Tables of values and payments: upload, check every row, write."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mentoring.kit import dates
from mentoring.kit.text import count_of
from mentoring.kit.ui import Column
from mentoring.kit.verdict import Refused
from mentoring.office import office
from monitoring.access.indicator import may_import_values, may_keep_money
from monitoring.actions import loading as actions
from monitoring.documents.indicator import payments_sample, values_sample
from monitoring.forms.indicator import LoadForm
from monitoring.queries.indicator.entered import entered_by_hand, tables_of
from monitoring.views.acting import allowed_or_403, file_answer, page_of, trail, went_through
from monitoring.views.indicator import SECTION, XLSX, above

COLUMNS = (
    Column("Строка", numeric=True),
    Column("Кто или что", primary=True),
    Column("Что будет"),
    Column("Содержание"),
)
KINDS = {
    actions.VALUES: {
        "title": "Загрузить значения показателей",
        "lead": "Ручные показатели, базы и цели одной таблицей. Сначала покажем, что изменится; пустая ячейка ничего не стирает.",
        "sample": "indicator_load_sample",
        "back": ("indicator_list", "Вернуться к показателям"),
    },
    actions.PAYMENTS: {
        "title": "Загрузить выплаты наставникам",
        "lead": "Наставник, период и сумма. Сначала покажем, что изменится. Суммы видят куратор и директор.",
        "sample": "payment_load_sample",
        "back": ("cost_list", "Вернуться к затратам"),
    },
}


def indicator_load(request):
    allowed_or_403(may_import_values(request.actor))
    return _upload(request, actions.VALUES)


def payment_load(request):
    allowed_or_403(may_keep_money(request.actor))
    return _upload(request, actions.PAYMENTS)


def _upload(request, purpose):
    request.section = SECTION
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = actions.keep_table(form.cleaned_data["file"], purpose=purpose, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("indicator_load_check", file.pk)
    context = {"form": form, "kind": KINDS[purpose], "crumbs": above(request.actor)}
    return render(request, "monitoring/indicator_load.html", context)


def indicator_load_check(request, pk):
    """Every row with its verdict; the button writes the good ones. The same file again has nothing to write."""
    request.section = SECTION
    file = get_object_or_404(tables_of(request.actor, KINDS), pk=pk)
    kind = KINDS[file.purpose]
    if request.method == "POST":
        done = []
        act = partial(actions.load_table, file, by=request.actor, at=timezone.now())
        if went_through(request, lambda: done.append(act())):
            messages.success(request, f"Готово. Записано: {count_of(done[0], 'row')}. Остальное не изменилось.")
            return redirect(kind["back"][0])
    rows = actions.rows_of(file)
    page = page_of(request, rows, 100)
    context = {
        "file": file,
        "kind": kind,
        "page": page,
        "columns": COLUMNS,
        "good": sum(row.good for row in rows),
        "same": sum(row.state == "same" for row in rows),
        "wrong": sum(row.state == "wrong" for row in rows),
        "crumbs": [*above(request.actor), *trail((kind["title"], _upload_name(file)))],
    }
    return render(request, "monitoring/indicator_load_check.html", context)


def _upload_name(file):
    return "indicator_load" if file.purpose == actions.VALUES else "payment_load"


def indicator_load_sample(request):
    allowed_or_403(may_import_values(request.actor))
    year = office().year.label if office().year else ""
    return file_answer(values_sample(entered_by_hand(), year), "Образец: значения показателей.xlsx", XLSX)


def payment_load_sample(request):
    allowed_or_403(may_keep_money(request.actor))
    year = dates.today().year
    example = ("Петрова Анна Сергеевна", f"01.09.{year}", f"30.09.{year}", "5000", "Доплата за сентябрь")
    return file_answer(payments_sample(example), "Образец: выплаты наставникам.xlsx", XLSX)
