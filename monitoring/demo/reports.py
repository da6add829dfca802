"""Reports of mentors: an accepted one, one returned, one on the curator's desk, one that waits; final ones of the last year."""

from contextlib import contextmanager
from datetime import timedelta

from mentoring.access import actor_for
from mentoring.models import Setting
from mentoring.office import forget
from programs.actions.report import begin_report, deliver_review, submit_report
from programs.actions.report_decide import accept_report, return_report
from programs.actions.report_due import open_due_reports, start_reports
from programs.models import ProgressReport
from programs.queries.report import blanks_of, loaded
from programs.queries.report_facts import facts_of

from .names import number_of

ADAPTATION = (
    "Группы знает, журнал и СДО ведёт без подсказок. Помощь нужна, когда занятие идёт не по плану.",
    "С порядками освоился, занятия ведёт сам. Советуется, когда готовит новое.",
)
PERFORMANCE = (
    "На занятиях стало больше практики: студенты работают сами около половины времени. Видно по посещённым занятиям.",
    "Две технологические карты приняты комиссией, цели занятий проверяемые.",
)
REWARD = "Отметить благодарностью за разработанные карты занятий."
REMARK = "Назовите, какие карты приняты и кем: так результат можно проверить."
REVIEW = {
    "helped": "Разбор моих занятий: каждый раз уносил один приём и сразу пробовал.",
    "missing": "Иногда не хватало времени на взаимные посещения.",
    "conclusion": "yes",
    "wishes": "",
}
DEMO_MENTOR = "mentor@demo.example"


def switch(*, on):
    """In past years mentors reported on paper; this year they do it here."""
    Setting.objects.filter(code="report_every").update(value="interim" if on else "none")
    forget()


@contextmanager
def wanted():
    """The few programs of a past year that report here."""
    switch(on=True)
    try:
        yield
    finally:
        switch(on=False)


def interim(stage, program, at):
    """The mentors' reports halfway, accepted; nothing where the kind asks for a final one alone."""
    with wanted():
        made = start_reports(program=program, at=at)
        for report in _loaded(pk__in=[row.pk for row in made], kind="periodic"):
            if report.state == "not_due":
                begin_report(report=report, by=actor_for(report.author), at=at)
            _write(stage, report, at + timedelta(hours=1), accept=True)


def finals(stage, program, at):
    """Final reports and reviews of a program that has just ended."""
    for report in _loaded(program=program, state="due"):
        _write(stage, report, at, accept=True)


def reports(stage, running):
    """The current year: every state a reader may meet; the demo mentor's own report waits for his words."""
    now = stage.clock.now
    open_due_reports(at=now)
    found = _loaded(program__in=[program.pk for program, _ in running], kind="periodic", state="not_due")
    own = [report for report in found if report.author.email == DEMO_MENTOR]
    for report in own[:1]:
        begin_report(report=report, by=actor_for(report.author), at=now - timedelta(days=1))
    for number, report in enumerate(row for row in found if row not in own):
        begin_report(report=report, by=actor_for(report.author), at=now - timedelta(days=6))
        asked = ({"accept": True}, {"back": True}, {})[number % 3]
        _write(stage, report, now - timedelta(days=5 if asked else 1), **asked)
    _finals_of_today(running, stage)


def _finals_of_today(running, stage):
    """Programs that ended this year: one final report was returned, another lies on the curator's desk."""
    now = stage.clock.now
    ended = _loaded(program__in=[program.pk for program, _ in running], kind="final", state="due")
    for report, asked in zip(ended, ({"back": True}, {}), strict=False):
        _write(stage, report, now - timedelta(hours=5), **asked)


def _loaded(**fields):
    return list(loaded(ProgressReport.objects.filter(**fields)).order_by("pk"))


def _write(stage, report, at, *, accept=False, back=False):
    """Filled in, sent and, when asked, decided two hours later by a curator outside the pair."""
    by, given = actor_for(report.author), {"report": report, "lock_version": report.lock_version, "at": at}
    if report.kind == "review":
        deliver_review(said=REVIEW, by=by, **given)
        return
    offered = blanks_of(report, facts_of(report, report.program, at.date()))
    turn = number_of(report.author) % 2
    words = {"adaptation": ADAPTATION[turn], "performance": PERFORMANCE[turn]}
    words["conclusion"] = offered["conclusion"] or "solved"
    submit_report(said={**offered, **words, "reward": REWARD if turn else ""}, by=by, **given)
    (report,), later = _loaded(pk=report.pk), min(at + timedelta(hours=2), stage.clock.now)
    decided = {"report": report, "sha256": report.sha256, "by": stage.curator, "at": later}
    inside = any(member.person_id == stage.curator.person.pk for member in report.program.pair.members.all())
    if back and not inside:
        return_report(notes={"performance": REMARK}, **decided)
    if accept and not inside:
        accept_report(**decided)
