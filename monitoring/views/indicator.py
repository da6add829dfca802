"""The register of indicators: its list and papers, one indicator, its rows, a value entered, the curves."""

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mentoring.kit import dates
from mentoring.office import office
from mentoring.views.files import send_file
from mentoring.views.shortcuts import save_versioned
from monitoring.access.evaluation import evaluated_programs_for
from monitoring.access.indicator import (
    indicators_for,
    may_choose_indicators,
    may_enter_value,
    may_read_register,
    may_see_money,
)
from monitoring.actions import indicator as actions
from monitoring.choices.indicator import Half, IndicatorGroup, IndicatorSource, Standing
from monitoring.documents import curve as curve_papers
from monitoring.documents import indicator as documents
from monitoring.forms.indicator import IndicatorValueForm, ProgramIndicatorsForm
from monitoring.models import IndicatorValue
from monitoring.queries.dashboard_rows import all_cells, rows_page
from monitoring.queries.indicator.compute import question_of, years
from monitoring.queries.indicator.curve import curve_page
from monitoring.queries.indicator.entered import chosen_keys, entered_value, values_with_file
from monitoring.queries.indicator.page import TREND_COLUMNS, indicator_page
from monitoring.queries.indicator.register import COLUMNS, register
from monitoring.queries.indicator_rows import LISTS
from monitoring.views.acting import allowed_or_403, file_answer, posted, trail, went_through
from programs.queries.people import members

SECTION = "dashboard"
ALL = ("Показатели", "indicator_list")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPERS = {
    "pdf": (documents.register_pdf, "application/pdf"),
    "docx": (documents.register_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (documents.register_xlsx, XLSX),
}
CURVE_PAPERS = {"pdf": curve_papers.curves_pdf, "docx": curve_papers.curves_docx}
FILTERS = ("year", "q", "group", "standing", "sort")


def above(actor):
    """Crumbs of pages under the register; the dashboard stands over it for those who read it."""
    return trail(("Мониторинг", "dashboard"), ALL) if actor.is_office else trail(ALL)


def _register(request):
    request.section = SECTION
    allowed_or_403(may_read_register(request.actor))
    return register(request.actor, dates.today(), **{name: request.GET.get(name, "")[:200] for name in FILTERS})


def indicator_list(request):
    found = _register(request)
    wanted = {name: request.GET.get(name, "")[:200] for name in FILTERS}
    context = {
        "found": found,
        "columns": COLUMNS,
        "groups": IndicatorGroup.choices,
        "standings": Standing.choices,
        "query": request.GET.urlencode(),
        "crumbs": trail(("Мониторинг", "dashboard")) if request.actor.is_office else [],
        "curator": request.actor.has("curator"),
        **wanted,
    }
    return render(request, "monitoring/indicator_list.html", context)


def indicator_register(request, kind):
    """The same lines as PDF, DOCX or XLSX."""
    found = _register(request)
    if kind not in PAPERS or found is None:
        raise Http404
    make, content_type = PAPERS[kind]
    name = f"{documents.NAME} {found.question.year.label}.{kind}"
    return file_answer(make(found, request.actor.person), name, content_type)


def _indicator(request, code):
    request.section = SECTION
    return get_object_or_404(indicators_for(request.actor).select_related("responsible"), code=code)


@never_cache
def indicator_detail(request, code):
    indicator = _indicator(request, code)
    page = indicator_page(indicator, request.actor, dates.today())
    context = {
        "indicator": indicator,
        "page": page,
        "columns": TREND_COLUMNS,
        "crumbs": above(request.actor),
        "with_rows": code in LISTS and request.actor.is_office,
    }
    return render(request, "monitoring/indicator_detail.html", context)


def _told(value):
    return {name: getattr(value, name) for name in (*actions.NUMBERS, "note", "half", "year")}


def indicator_enter(request, code):
    """Enter or correct the value of a year; what was entered for it stands in the fields."""
    indicator = _indicator(request, code)
    allowed_or_403(may_enter_value(request.actor, indicator))
    kept = entered_value(indicator, request.GET.get("year", ""), request.GET.get("half", Half.WHOLE))
    initial = _told(kept) if kept else {}
    half = request.GET.get("half", "")
    fresh = {"year": office().year.pk if office().year else None, "half": half if half in Half.values else Half.WHOLE}
    initial |= {"seen": kept.lock_version} if kept else fresh
    ask = {"indicator": indicator, "today": dates.today(), "initial": initial, "fixed": kept is not None}
    form = IndicatorValueForm(posted(request), request.FILES or None, **ask)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "fresh": form.cleaned_data["seen"] is None}
        period = {"indicator": indicator, "year": said["year"], "half": said.get("half", Half.WHOLE)}
        act, row = partial(actions.enter_value, indicator, **said), lambda: IndicatorValue.objects.get(**period)
        if save_versioned(form, act, request, row, _told):
            messages.success(request, f"Готово. Показатель «{indicator.name}» сохранён. Больше ничего не нужно.")
            return redirect("indicator_detail", code)
    crumbs = [*above(request.actor), *trail((indicator.name, "indicator_detail", code))]
    words = "Исправить значение" if kept else "Внести значение"
    if indicator.source == IndicatorSource.AUTO:
        words = "Записать базу и цель"
    context = {"indicator": indicator, "form": form, "act": words, "crumbs": crumbs}
    return render(request, "monitoring/indicator_enter.html", context)


def indicator_file(request, pk):
    file = get_object_or_404(values_with_file(request.actor).select_related("file"), pk=pk).file
    return send_file(file)


def _rows(request, code):
    """(indicator, its RowList, the question of the asked year): rows of people are for the office."""
    indicator = _indicator(request, code)
    known = years(dates.today())
    if code not in LISTS or not request.actor.is_office or not known:
        raise Http404
    year = next((one for one in known if one.code == request.GET.get("year")), known[0])
    return indicator, LISTS[code], question_of(year, dates.today())


def indicator_rows(request, code):
    indicator, rows, question = _rows(request, code)
    page = rows_page(rows, question, request.GET)
    crumbs = [*above(request.actor), *trail((indicator.name, "indicator_detail", code))]
    context = {"indicator": indicator, "list": page, "question": question, "crumbs": crumbs}
    context["lead"] = f"{indicator.formula}. {question.period[:1].upper()}{question.period[1:]}."
    return render(request, "monitoring/indicator_rows.html", context)


def indicator_rows_xlsx(request, code):
    indicator, rows, question = _rows(request, code)
    title = f"{indicator.name}, {question.period}"
    content = documents.rows_xlsx(rows, all_cells(rows, question), title, request.actor.person)
    return file_answer(content, f"{title}.xlsx", XLSX)


def indicator_curves(request):
    request.section = SECTION
    allowed_or_403(may_see_money(request.actor))
    page = curve_page(dates.today())
    return render(request, "monitoring/indicator_curves.html", {"page": page, "crumbs": above(request.actor)})


def indicator_curves_paper(request, kind):
    """The same curves as PDF or DOCX."""
    allowed_or_403(may_see_money(request.actor))
    if kind not in CURVE_PAPERS:
        raise Http404
    make, (_, content_type) = CURVE_PAPERS[kind], PAPERS[kind]
    return file_answer(make(curve_page(dates.today()), dates.today()), f"{curve_papers.NAME}.{kind}", content_type)


def evaluation_indicators(request, pk):
    """Which indicators of the register stand on level 4 of a program."""
    request.section = "survey_list"
    programs = evaluated_programs_for(request.actor).select_related("pair")
    program = get_object_or_404(programs.prefetch_related(Prefetch("pair__members", members())), pk=pk)
    allowed_or_403(may_choose_indicators(request.actor))
    form = ProgramIndicatorsForm(posted(request), initial={"indicators": chosen_keys(program)})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.choose_indicators, program, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Показатели программы выбраны.")
            return redirect("evaluation_detail", pk)
    crumbs = trail(("Оценка программ", "evaluation_list"), (program.pair.title, "evaluation_detail", pk))
    return render(
        request, "monitoring/evaluation_indicators.html", {"program": program, "form": form, "crumbs": crumbs}
    )
