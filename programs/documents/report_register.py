"""The list of reports as a workbook; the text of reports and their proposals stay in the reports themselves."""

from mentoring.kit.dates import local, stamp
from mentoring.kit.text import listing
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from programs.access import people_of
from programs.choices.report import ReportState
from programs.queries.report import recipient_words

COLUMNS = (
    Column("Вид", width=24),
    Column("Пара или группа", width=36),
    Column("Чей", width=26),
    Column("Наставляемые", width=36),
    Column("Учебный год", width=12),
    Column("Период с", "date", 12),
    Column("Период по", "date", 12),
    Column("Состояние", width=18),
    Column("Срок", "date", 12),
    Column("Кому", width=30),
    Column("Отправлен", "date", 12),
    Column("Принят", "date", 12),
    Column("Номер", width=16),
    Column("Заполнено системой", "int", 12),
    Column("Всего полей", "int", 12),
)


def reports_xlsx(reports, *, at, author):
    lead = (f"Отчёты о наставничестве на {stamp(at)}",)
    return write_xlsx([Sheet("Отчёты", COLUMNS, map(_row, reports), lead)], author=author)


def _row(report):
    return (
        report.get_kind_display(),
        report.program.pair.title,
        report.author.short_name,
        listing([person.short_name for person in people_of(report.program, "mentee")], ", "),
        str(report.program.year),
        report.since,
        report.until,
        ReportState(report.state).label,
        report.due if report.state not in (ReportState.ACCEPTED, ReportState.WAIVED) else None,
        recipient_words(report),
        local(report.submitted_at).date() if report.submitted_at and report.payload else None,
        local(report.accepted_at).date() if report.accepted_at else None,
        report.document.number if report.document_id else "",
        report.filled,
        report.total,
    )
