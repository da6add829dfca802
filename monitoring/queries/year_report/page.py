"""The list of yearly reports and what may be done with one."""

from mentoring.kit.states import StateTag
from mentoring.kit.ui import Column
from mentoring.queries.page import chosen
from monitoring.access.output import year_reports_for
from monitoring.choices.output import YearReportState

LIST_COLUMNS = (
    Column("Отчёт", primary=True, sort_key="year"),
    Column("Состояние", sort_key="state"),
    Column("Разделов", numeric=True),
    Column("Кто и когда", sort_key="made"),
)
ORDERS = {
    "year": ("year__starts", "version"),
    "-year": ("-year__starts", "-version"),
    "state": ("state", "-year__starts", "-version"),
    "-state": ("-state", "-year__starts", "-version"),
    "made": ("created_at", "pk"),
    "-made": ("-created_at", "-pk"),
}
TAGS = {
    YearReportState.DRAFT: StateTag("act", "Составляется", "Допишите выводы и подпишите."),
    YearReportState.SIGNED: StateTag("go", "У директора", "Директор утвердит или вернёт с замечанием."),
    YearReportState.APPROVED: StateTag("ok", "Утверждён", "Больше не меняется; исправить можно новой версией."),
}


def reports_found(actor, *, q="", sort=""):
    """`q` is part of the year: «2025»."""
    found = year_reports_for(actor).select_related("year", "author").defer("payload", "conclusions")
    digits = "".join(letter for letter in q if letter.isdigit())[:4]
    if q:
        found = found.filter(year__starts__year=int(digits)) if len(digits) == 4 else found.none()
    return found.order_by(*ORDERS[chosen(sort, ORDERS, "-year")])


def tag_of(report):
    return TAGS[report.state]
