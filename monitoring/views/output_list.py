"""The lists of snapshots, replies and yearly reports as workbooks."""

from django.utils import timezone

from mentoring.kit.uploads import XLSX
from monitoring.access.output import may_keep_outputs
from monitoring.documents.output_list import replies_xlsx, reports_xlsx, snapshots_xlsx
from monitoring.queries.reply import replies_found
from monitoring.queries.snapshot.page import snapshot_rows_found
from monitoring.queries.year_report.page import reports_found
from monitoring.views.acting import allowed_or_403, file_answer


def snapshot_list_xlsx(request):
    return _book(request, snapshot_rows_found, snapshots_xlsx, "Снимки показателей.xlsx")


def reply_list_xlsx(request):
    return _book(request, replies_found, replies_xlsx, "Ответы на запросы.xlsx")


def year_report_list_xlsx(request):
    """Who signed and who approved are read with the rows: the page does not show them."""
    return _book(request, _signed_reports, reports_xlsx, "Отчёты за год.xlsx")


def _signed_reports(actor, **wanted):
    return reports_found(actor, **wanted).select_related("year", "author", "signed_by", "approved_by")


def _book(request, found, make, name):
    """What the page's search and order show, without its pages."""
    allowed_or_403(may_keep_outputs(request.actor))
    wanted = {key: request.GET.get(key, "")[:200] for key in ("q", "sort")}
    author = request.actor.person.full_name if request.actor.person else ""
    return file_answer(make(found(request.actor, **wanted), at=timezone.now(), author=author), name, XLSX)
