"""Reports: the author's own, the office's, a mentee's once accepted; nobody else's."""

from datetime import timedelta

from django.utils import timezone

from mentoring.tests import make as ground
from programs.actions import report as act
from programs.actions import report_decide as decide
from programs.models import ProgressReport
from programs.queries.report import loaded
from programs.tests import make

from . import Row

SAID = {
    "adaptation": "Проводит занятия сам.",
    "performance": "Карты приняты.",
    "conclusion": "on_track",
    "further": "Дальше.",
}


def build(world):
    """One that waits for its author, one that is sent, one that is accepted, one let pass, a mentee's review."""
    cast, now = world.cast, timezone.now()
    curator = ground.actor(cast.curator)

    def due():
        pair = make.live_pair([cast.mentor], [cast.mentee])
        program = make.program(pair, state="active", curator=cast.curator)
        ProgressReport.objects.filter(program=program).update(state="due")
        return loaded(ProgressReport.objects.filter(program=program)).get()

    def sent():
        report = due()
        by = ground.actor(cast.mentor)
        return act.submit_report(report=report, said=SAID, lock_version=report.lock_version, by=by, at=now)

    world.report_due, world.report_sent, world.report_accepted, world.report_waived = due(), sent(), sent(), due()
    decide.accept_report(report=world.report_accepted, sha256=world.report_accepted.sha256, by=curator, at=now)
    decide.waive_report(report=world.report_waived, reason="Болел.", by=curator, at=now)
    program = world.report_due.program
    world.review = ProgressReport.objects.create(
        program=program, kind="review", author=cast.mentee, state="due", since=program.since, until=program.until,
        due=timezone.localdate() + timedelta(days=5), created_at=now,
    )  # fmt: skip


def due(world):
    return [world.report_due.pk]


def sent(world):
    return [world.report_sent.pk]


def accepted(world):
    return [world.report_accepted.pk]


def page(args, allowed="curator director mentor mentee", **fields):
    return Row(allowed=allowed, args=args, **fields)


def post(args, allowed="curator director mentor mentee"):
    return Row(allowed=allowed, args=args, method="post", ok=302)


ROWS = {
    "report_list": Row(),
    "report_xlsx": Row(),
    "report_detail": page(accepted),
    "report_edit": page(due, also={"curator": 302, "director": 302, "mentee": 302}),
    "report_begin": post(due),
    "report_withdraw": post(sent),
    "report_accept": post(sent),
    "report_return": page(sent),
    "report_address": page(sent),
    "report_move": page(due),
    "report_waive": page(due),
    "report_restore": post(lambda world: [world.report_waived.pk], allowed="curator director mentor"),
    "report_pdf": page(accepted),
    "report_docx": page(accepted),
    "report_of_document": page(lambda world: [world.report_accepted.document_id], ok=302),
}
