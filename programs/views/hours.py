"""Hours of mentoring by month: the page and the workbook."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from mentoring.kit.uploads import XLSX
from mentoring.views.shortcuts import download
from programs.access import may_see_hours
from programs.documents.hours import hours_xlsx
from programs.queries.hours import chosen_year, hour_rows, hours_page


def meeting_hours(request):
    year, years = _year(request)
    page = hours_page(
        request.actor, year=year, years=years, month=request.GET.get("month", "")[:7], q=request.GET.get("q", "")[:100]
    )
    request.section = "meeting_list"
    return render(request, "programs/meeting_hours.html", {"page": page})


def meeting_hours_xlsx(request):
    year, _ = _year(request)
    rows = hour_rows(request.actor, year)
    content = hours_xlsx(rows, year=year, at=timezone.now(), author=request.actor.person.short_name)
    return download(content, XLSX, f"Часы наставничества {str(year).replace('/', '-')}.xlsx")


def _year(request):
    """The asked academic year and all of them; the page is closed to who has no hours of his own."""
    if not may_see_hours(request.actor):
        raise Http404
    year, years = chosen_year(request.GET.get("year", ""))
    if year is None:
        raise Http404
    return year, years
