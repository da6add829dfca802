"""What waits about the yearly report: the director approves a signed one, the curator mends a returned one."""

from django.urls import reverse

from mentoring.kit.dates import by, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.ui import Deed
from monitoring.choices.output import YearReportState
from monitoring.models import YearReport

QUEUE = "Отчёты за год"
FIELDS = ("due", "year__starts", "remark")


def output_sources(actor):
    found = []
    if actor.has("director"):
        signed = YearReport.objects.filter(state=YearReportState.SIGNED, due__isnull=False)
        found.append(DeedSource("year_report_approve", signed, _approve, QUEUE, "director", fields=FIELDS))
    if actor.has("curator"):
        returned = YearReport.objects.filter(state=YearReportState.DRAFT, due__isnull=False).exclude(remark="")
        found.append(DeedSource("year_report_mend", returned, _mend, QUEUE, "curator", fields=FIELDS))
    return found


def _deed(report, title, text, action, name):
    url = reverse(name, args=[report.pk])
    return Deed(when=words(report.due), title=title, url=url, text=text, action=action, action_url=url)


def _label(report):
    starts = report.year.starts
    return f"{starts.year}/{(starts.year + 1) % 100:02d}"


def _approve(report):
    title = f"Утвердить отчёт за {_label(report)} учебный год — {by(report.due)}"
    return _deed(report, title, "Куратор подписал: числа и выводы готовы.", "Прочитать", "year_report_detail")


def _mend(report):
    title = f"Исправить отчёт за {_label(report)} учебный год — {by(report.due)}"
    return _deed(report, title, f"Замечание директора: {report.remark}", "Открыть", "year_report_detail")
