"""The director's dashboard, the rows behind its figures, the attention list."""

from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from mentoring.access import campaigns_for
from mentoring.kit import dates
from mentoring.office import office
from mentoring.queries.pair_check import form_choices
from monitoring.access.dashboard import may_monitor
from monitoring.documents.report import CASES, NAME, report_docx, report_pdf
from monitoring.documents.report_book import report_xlsx, rows_xlsx
from monitoring.forms.dashboard import DashboardForm
from monitoring.queries.dashboard import Question, Scope, dashboard_of, scope_of
from monitoring.queries.dashboard.narrow import LOADS, Narrow
from monitoring.queries.dashboard_rows import LISTS, rows_page
from monitoring.views.acting import file_answer

PAPERS = {
    "pdf": (report_pdf, "application/pdf"),
    "docx": (report_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (report_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
EVERYTHING = "all"
NARROWED = ("form", "kind", "load")


@dataclass(frozen=True)
class Asked:
    """What was asked in the address. `question` is None while the college has no academic year."""

    scope: Scope
    form: DashboardForm | None = None
    question: Question | None = None

    @property
    def wrong(self):
        return self.form is not None and bool(self.form.errors)

    @property
    def narrowed(self):
        return self.question is not None and bool(self.question.narrow)

    @property
    def wide_query(self):
        """Asks the same of all pairs."""
        return urlencode({name: value for name, value in self.question.query.items() if name not in NARROWED})

    @property
    def ready(self):
        return self.question is not None and not self.question.ahead


def asked_of(request):
    """The filters of this reader; wrong ones stay in the form with their message and the defaults are shown."""
    verdict = may_monitor(request.actor)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    scope = scope_of(request.actor, dates.today())
    if scope.year is None:
        return Asked(scope)
    one = str(scope.units[0].pk) if scope.limited and len(scope.units) == 1 else ""
    data = {
        "year": request.GET.get("year") or scope.year.code,
        "unit": request.GET.get("unit") or one or EVERYTHING,
        "on": request.GET.get("on", ""),
        **{name: request.GET.get(name, "") for name in NARROWED},
    }
    everything = "Все мои подразделения" if scope.limited else f"{office().organization.word.capitalize()} целиком"
    form = DashboardForm(
        data,
        years=scope.years,
        units=scope.units,
        everything="" if one else (EVERYTHING, everything),
        today=scope.today,
        narrow=_narrow_choices(),
    )
    form.is_valid()
    chosen = form.cleaned_data.get
    narrow = Narrow(**{name: chosen(name) or "" for name in NARROWED})
    return Asked(scope, form, scope.question(chosen("year"), chosen("unit"), chosen("on"), narrow))


def _narrow_choices():
    return {
        "form": ("любая", form_choices()),
        "kind": ("любой", office().choices("kind")),
        "load": ("любая", list(LOADS.items())),
    }


def _filters(request):
    """What was asked, short enough to stand in an address again."""
    return {name: request.GET[name][:40] for name in ("year", "unit", "on", *NARROWED) if name in request.GET}


def of_ready_question(view):
    """The view gets `asked` after the request; a wrong or too early question goes to the dashboard, which says why."""

    @wraps(view)
    def show(request, *args, **kwargs):
        asked = asked_of(request)
        if asked.wrong or not asked.ready:
            return redirect(f"{reverse('dashboard')}?{urlencode(_filters(request))}")
        request.section = "dashboard"
        return view(request, asked, *args, **kwargs)

    return show


def dashboard(request):
    asked = asked_of(request)
    board = dashboard_of(asked.question) if asked.ready else None
    page = {"asked": asked, "form": asked.form, "board": board, "query": query_of(asked)}
    page["keeps"] = request.actor.is_office
    if request.actor.is_office and asked.ready:
        page["campaign"] = campaigns_for(request.actor).filter(year__starts=asked.question.year.starts).first()
    return render(request, "monitoring/dashboard.html", page)


@of_ready_question
def dashboard_rows(request, asked, figure):
    page = rows_page(_list_of(figure), asked.question, request.GET)
    return render(request, "monitoring/dashboard_rows.html", {"asked": asked, "list": page, "query": query_of(asked)})


@of_ready_question
def dashboard_rows_xlsx(request, asked, figure):
    rows = _list_of(figure)
    content = rows_xlsx(rows, asked.question, request.actor.person)
    return file_answer(content, f"{rows.title} на {dates.short(asked.question.on)}.xlsx", PAPERS["xlsx"][1])


@of_ready_question
def dashboard_report(request, asked, kind):
    """The monitoring report as PDF, DOCX or XLSX, from the same Dashboard as the page."""
    if kind not in PAPERS:
        raise Http404
    make, content_type = PAPERS[kind]
    name = f"{NAME} на {dates.short(asked.question.on)}.{kind}"
    return file_answer(make(dashboard_of(asked.question, CASES), request.actor.person), name, content_type)


def _list_of(figure):
    if figure not in LISTS:
        raise Http404
    return LISTS[figure]


def query_of(asked):
    return urlencode(asked.question.query) if asked.question else ""
