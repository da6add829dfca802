"""The change of mentees and of mentors over a year's programs: a page and its files."""

from django.http import Http404
from django.shortcuts import render

from mentoring.kit import dates
from mentoring.kit.ui import Column
from mentoring.queries.academic_year import all_years, asked_year
from monitoring.access.stage_check import may_read_change
from monitoring.documents import stage_change as documents
from monitoring.queries.stage_change import NAMES, change_page
from monitoring.views.acting import allowed_or_403, file_answer, trail
from monitoring.views.stage_check import section_of

PAPERS = {
    "pdf": (documents.change_pdf, "application/pdf"),
    "docx": (documents.change_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (documents.change_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
COLUMNS = (Column(NAMES[0], primary=True), *(Column(name) for name in NAMES[1:]))


def _page(request):
    """(the page of the asked year, all years); no page in a college without a year."""
    allowed_or_403(may_read_change(request.actor))
    years = list(all_years())
    current = next((year for year in years if year.current), years[0] if years else None)
    chosen = asked_year(years, request.GET.get("year")) or current
    return (change_page(chosen) if chosen else None), years


def stage_change(request):
    request.section = section_of(request.actor)
    page, years = _page(request)
    crumbs = trail(("Анкеты", "survey_list" if request.actor.is_office else "survey_mine"))
    query = f"?year={page.year.pk}" if page else ""
    context = {"page": page, "query": query, "years": years, "columns": COLUMNS, "crumbs": crumbs}
    return render(request, "monitoring/stage_change.html", context)


def stage_change_paper(request, kind):
    page, _ = _page(request)
    if kind not in PAPERS or page is None:
        raise Http404
    make, content_type = PAPERS[kind]
    return file_answer(make(page, dates.today()), f"{documents.NAME} {page.year}.{kind}", content_type)
