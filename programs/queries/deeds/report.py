"""Reports that wait: to be filled in, mended, read; a mentee's review to be written."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import listing
from mentoring.kit.ui import Wait
from mentoring.models import PairMember, RoleAssignment
from programs import access
from programs.choices.report import BY_MENTOR, ReportKind, ReportState
from programs.models import ProgressReport

from .row import OF_PROGRAM, made, until

S = ReportState
QUEUE = "Отчёты"
FIELDS = ("kind", "state", "due", "filled", "total", "author__last_name", "author__first_name",
          "author__patronymic", "unit__head__last_name", "unit__head__first_name", "unit__head__patronymic", *OF_PROGRAM)  # fmt: skip
COMMON = {"fields": FIELDS, "pair": lambda row: row.program.pair}


def sources(actor, on):
    if not actor.person:
        return []
    found = []
    if actor.has("mentor", "mentee", "partner"):
        mine = ProgressReport.objects.filter(author=actor.person)
        led = mine.filter(kind__in=BY_MENTOR)
        review = mine.filter(kind=ReportKind.REVIEW, state=S.DUE)
        found += [
            DeedSource("fill_report", led.filter(state=S.DUE), lambda row: _fill(actor, row, on), QUEUE, "mentor", **COMMON),
            DeedSource("mend_report", led.filter(state=S.RETURNED), lambda row: _mend(actor, row, on), QUEUE, "mentor",
                       **COMMON),
            DeedSource("write_review", review, lambda row: _review(actor, row, on), QUEUE, "mentee", **COMMON),
        ]  # fmt: skip
    read = ProgressReport.objects.filter(_to_read(actor), state=S.SUBMITTED)
    role = next((role for role in ("curator", "director") if actor.has(role)), "")
    return [*found, DeedSource("read_report", read, lambda row: _read(actor, row, on), QUEUE, role, **COMMON)]


def _to_read(actor):
    """Whose decision a sent report waits for: the same rule as access.report.may_decide, as a condition."""
    asked = Q(unit__head=actor.person)
    apart = ~Exists(PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person))
    if actor.has("curator"):
        asked |= Q(unit=None) & Q(apart)
    if actor.has("director"):
        asked |= Q(unit=None) & Q(apart) & ~Q(_free_curator())
    return asked & ~Q(author=actor.person)


def _free_curator():
    on = dates.today()
    inside = PairMember.objects.filter(pair=OuterRef(OuterRef("program__pair")), person=OuterRef("person"), until=None)
    held = RoleAssignment.objects.filter(Q(until=None) | Q(until__gte=on), role=Role.CURATOR, since__lte=on)
    return Exists(held.filter(~Exists(inside)))


def _fill(actor, report, on):
    text = f"Заполнено за вас {report.filled} из {report.total}: осталось около пяти минут." if report.total else ""
    title = f"Добавить выводы в отчёт о {_about(report)}{until(report.due, on)}"
    return _deed(actor, "mentor", report, on, title=title, text=text, action="Добавить", page="report_edit")


def _mend(actor, report, on):
    title = f"Ответить на замечание к отчёту о {_about(report)}{until(report.due, on)}"
    text = "Замечания стоят у полей отчёта."
    return _deed(actor, "mentor", report, on, title=title, text=text, action="Дополнить", page="report_edit")


def _review(actor, report, on):
    title = f"Написать отзыв о наставничестве, одна минута{until(report.due, on)}"
    return _deed(actor, "mentee", report, on, title=title, action="Написать", page="report_edit")


def _read(actor, report, on):
    name = report.get_kind_display().lower()
    title = f"Прочитать {name} о {_about(report)}{until(report.due, on)}"
    role = "curator" if actor.has("curator") else ""
    return _deed(actor, role, report, on, title=title, action="Прочитать", page="report_detail")


def _deed(actor, role, report, on, *, page, **words):
    url = reverse(page, args=[report.pk])
    return made(actor, role, report.program, on, day=report.due, action_url=url, **words)


def _about(report):
    """«работе с Жуковым А. Д.»; a group by its own name."""
    pair = report.program.pair
    if pair.name:
        return f"работе группы «{pair.name}»"
    names = [person.short_case("ins") for person in access.people_of(report.program, "mentee")]
    return f"работе с {listing(names)}" if names else "работе пары"


# What I wait for from others


def waits(actor, on):
    """The author waits for the decision; the curator for reports whose date has passed."""
    if not actor.person:
        return []
    held = Q(author=actor.person, state=S.SUBMITTED)
    if actor.has("curator"):
        apart = ~Exists(PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person))
        held |= Q(apart, state__in=(S.DUE, S.RETURNED), due__lt=on)
    return [WaitSource(ProgressReport.objects.filter(held), lambda row: _wait(row, on), **COMMON)]


def _wait(report, on):
    url = reverse("report_detail", args=[report.pk])
    if report.state == S.SUBMITTED:
        who = report.unit.head.short_name if report.unit and report.unit.head else "Куратор"
        return Wait(who, f"читает отчёт о {_about(report)}", dates.by(report.due, on), url)
    what = "пишет отзыв" if report.kind == ReportKind.REVIEW else f"готовит отчёт о {_about(report)}"
    return Wait(report.author.short_name, what, dates.by(report.due, on), url)
