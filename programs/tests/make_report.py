"""Reports played through the real actions up to a state."""

from datetime import timedelta

from django.utils import timezone

from mentoring.kit.dates import today
from programs.actions import mark, meeting
from programs.actions import report as act
from programs.actions import report_decide as decide
from programs.models import PlanEvent, ProgressReport
from programs.queries.report import loaded
from programs.tests import make

SAID = {
    "adaptation": "Сам проводит занятия, с журналом справляется.",
    "performance": "Три карты занятий приняты.",
    "conclusion": "on_track",
    "further": "Продолжить по плану.",
    "reward": "Объявить благодарность.",
    "measures": "",
}
REVIEW = {"helped": "Разборы занятий.", "missing": "", "conclusion": "yes", "wishes": ""}


def program(cast, **fields):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator, **fields)


def fresh(report):
    return loaded(ProgressReport.objects.filter(pk=report.pk)).get()


def due(cast, program=None):
    """The first report of the program, opened before its day by its author."""
    made = program or globals()["program"](cast)
    own = ProgressReport.objects.by_mentor().filter(program=made, author=cast.mentor)
    own.update(since=made.since)  # tests activate a program today: its past is the report's too
    report = fresh(own.get())
    act.begin_report(report=report, by=cast.actor("mentor"), at=timezone.now())
    return fresh(report)


def sent(cast, program=None, **said):
    report = due(cast, program)
    submit(cast, report, **said)
    return fresh(report)


def submit(cast, report, unit=None, part="mentor", **said):
    return act.submit_report(
        report=report, said={**SAID, **said}, lock_version=report.lock_version, unit=unit, by=cast.actor(part),
        at=timezone.now(),
    )  # fmt: skip


def accepted(cast, program=None):
    report = sent(cast, program)
    decide.accept_report(report=report, sha256=report.sha256, by=cast.actor("curator"), at=timezone.now())
    return fresh(report)


def returned(cast, program=None, **notes):
    report = sent(cast, program)
    notes = notes or {"performance": "Назовите, какие карты."}
    decide.return_report(report=report, sha256=report.sha256, notes=notes, by=cast.actor("curator"), at=timezone.now())
    return fresh(report)


def review(cast, program, state="due"):
    return fresh(
        ProgressReport.objects.create(
            program=program, kind="review", author=cast.mentee, state=state, since=program.since, until=today(),
            due=today() + timedelta(days=5), created_at=timezone.now(),
        )
    )  # fmt: skip


def work(cast, program):
    """A done event with proof, a moved one, a late one; a held meeting with agreements and a missed one."""
    now, by = timezone.now(), cast.actor("mentor")
    events = list(PlanEvent.objects.filter(program=program).order_by("position"))
    first = events[0]
    done = {"done_on": today(), "result": "Карта принята", "link": "https://lms.example/1"}
    mark.mark_event(event=_event(first), state="done", by=by, at=now, **done)
    PlanEvent.objects.filter(pk=events[1].pk).update(due=today() - timedelta(days=2))
    held = {"topic": "Цели занятия", "attended": [cast.mentor, cast.mentee], "done": "Переписали"}
    meeting.record_meeting(
        program=program,
        starts_at=now - timedelta(hours=3),
        by=by,
        at=now,
        next_steps="Принести карту",
        minutes=60,
        **held,
    )
    return events


def _event(event):
    return PlanEvent.objects.select_related("program__pair").get(pk=event.pk)


def work_more(cast, program):
    """Three more meetings, so that a query for each would be seen."""
    now, by = timezone.now(), cast.actor("mentor")
    for number in range(3):
        meeting.record_meeting(
            program=program, starts_at=now - timedelta(hours=30 + 10 * number), topic=f"Тема {number}", by=by, at=now,
            attended=[cast.mentor, cast.mentee], done="Есть", minutes=30,
        )  # fmt: skip
