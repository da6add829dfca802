"""What the office gave out: last year's snapshot and approved report, this year's draft, a reply to the ministry."""

from datetime import datetime, time, timedelta

from mentoring.models import AcademicYear
from monitoring.actions import reply, snapshot, year_report
from monitoring.choices.output import SnapshotKind
from monitoring.report_sections import SECTIONS

from .clock import MOSCOW

SUMMARY = (
    "Наставничество в техникуме работает устойчиво: пары закрепляются приказом, планы выполняются, "
    "отчёты наставников принимаются. На следующий год главное – раньше утверждать программы."
)
FORM = {
    "title": "Мониторинг наставничества педагогических работников",
    "addressee": "Министерство образования и науки региона, отдел кадровой политики",
    "figures": ["involved", "programs", "plan", "satisfaction", "retention", "requests"],
    "before": "На ваш запрос сообщаем показатели наставничества педагогических работников техникума.",
    "after": "Показатели посчитаны по данным системы «Наставник»; строки, из которых они сложились, хранятся в снимке.",
    "signer": "director",
}
TARGETS = {"involved": 60, "plan": 90, "satisfaction": 85, "in_time": 100}


def give_out(now, curator, director):
    today = now.date()
    years = list(AcademicYear.objects.filter(starts__lte=today).order_by("-starts")[:2])
    this = years[0]
    snapshot.set_targets(this, values=TARGETS, by=curator, at=now - timedelta(days=3))
    if len(years) > 1:
        _last_year(years[1], now, curator, director)
    form = reply.save_form(by=curator, at=now - timedelta(days=2), **FORM)
    letter = reply.fill(form, on=max(this.starts, today - timedelta(days=5)), by=curator, at=now)
    reply.edit(
        letter, lock_version=0, by=curator, at=now, request="№ 316-01-64 от 03.11", addressee=letter.addressee,
        before=letter.before, after=letter.after,
    )  # fmt: skip
    year_report.start_report(this, sections=list(SECTIONS), by=curator, at=now)


def _last_year(year, now, curator, director):
    """The snapshot of its last day is taken when the year is over: figures are restored from dates."""

    def after(days):
        return min(now, datetime.combine(year.ends + timedelta(days=days), time(10), MOSCOW))

    asked = snapshot.whole_question(year.ends, now.date())
    snapshot.freeze(asked, kind=SnapshotKind.YEAR, by=curator, at=after(1))
    report = year_report.start_report(year, sections=list(SECTIONS), by=curator, at=after(5))
    year_report.conclude_report(report, summary=SUMMARY, conclusions={}, lock_version=0, by=curator, at=after(8))
    report.refresh_from_db()
    year_report.sign_report(report, by=curator, at=after(9))
    year_report.approve_report(report, by=director, at=after(12))
