"""The production calendar: the year at a glance, one day, a pasted list with a preview."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import may_change_settings
from mentoring.actions import workday as actions
from mentoring.forms.workday import WorkdayForm, WorkdaysForm
from mentoring.kit.dates import today
from mentoring.kit.text import count_of, whole
from mentoring.kit.ui import Column
from mentoring.models import Holiday
from mentoring.queries.workday import work_year
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form

PREVIEW = (Column("Строка", primary=True), Column("День"), Column("Что будет"))


def workday_list(request):
    """Working days of a year by month; one day may be added."""
    only_if(may_change_settings(request.actor))
    year = whole(request.GET.get("year")) or today().year
    year = year if 2020 <= year <= 2100 else today().year
    form = WorkdayForm(request.POST or None, initial={"worked": "off"})
    if request.method == "POST" and form.is_valid():
        values = form.values()
        done, row = save_form(form, lambda **who: actions.set_day(**values, **who), request)
        if done:
            return done_and_go(request, f"Готово. В календаре: {row}.", "workday_list")
    return render(request, "mentoring/workday_list.html", {"year": work_year(year), "form": form})


@require_POST
def workday_remove(request, pk):
    only_if(may_change_settings(request.actor))
    row = get_object_or_404(Holiday, pk=pk)
    return do_and_go(
        request, lambda **who: actions.remove_day(row, **who), "Готово. День снова обычный.", "workday_list"
    )


def workday_import(request):
    """Transfers of the year pasted together; the preview says what each line does."""
    only_if(may_change_settings(request.actor))
    form = WorkdaysForm(request.POST or None)
    rows = ()
    if request.method == "POST" and form.is_valid():
        text = request.POST["days"]
        rows = actions.read_days(text)
        if "apply" in request.POST:
            done, n = save_form(form, lambda **who: actions.import_days(text, **who), request)
            if done:
                return done_and_go(request, f"Готово. В календаре {count_of(n, 'day')}.", "workday_list")
    context = {
        "form": form,
        "rows": rows,
        "columns": PREVIEW,
        "wrong": sum(bool(row.problem) for row in rows),
    }
    return render(request, "mentoring/workday_import.html", context)
