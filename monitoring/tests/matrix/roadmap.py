"""The road map of the year: read by who answers for tasks, kept by the curator, approved by the director."""

from datetime import date

from mentoring.tests import make
from monitoring.tests import make_year as play

from . import Row

READERS = "curator director supervisor mentor other_mentor"
OFFICE = "curator director"
DOERS = "curator supervisor"


def build(world):
    """An approved map whose one task the supervisor owns, and a map of the next year on the director's desk."""
    cast = world.cast
    world.roadmap = play.approved(cast)
    world.roadmap_own = play.task(cast, world.roadmap, owner=cast.supervisor)
    year = make.year(2027, current=False)
    world.roadmap_sent = play.sent(cast, year=year)
    world.roadmap_next = make.year(2028, current=False)
    world.roadmap_draft = play.started(cast, "starter", year=make.year(2029, current=False))
    world.roadmap_draft_task = play.task(cast, world.roadmap_draft, due=date(2029, 12, 4))


def approved(world):
    return [world.roadmap.pk]


def sent(world):
    return [world.roadmap_sent.pk]


def draft(world):
    return [world.roadmap_draft.pk]


def task(world):
    return [world.roadmap_own.pk]


SEEN = {"director": 403, "mentor": 403, "other_mentor": 403}
ROWS = {
    "roadmap": Row(allowed=READERS, denied=403),
    "roadmap_start": Row(allowed="curator", denied=403, args=lambda world: [world.roadmap_next.pk]),
    "roadmap_send": Row(allowed=OFFICE, args=draft, method="post", ok=302),
    "roadmap_recall": Row(allowed=OFFICE, args=sent, method="post", ok=302),
    "roadmap_review": Row(allowed=OFFICE, args=sent),
    "roadmap_return": Row(allowed="director", args=sent, also={"curator": 403}),
    "roadmap_pdf": Row(allowed=READERS, args=approved),
    "roadmap_docx": Row(allowed=READERS, args=approved),
    "roadmap_xlsx": Row(allowed=READERS, args=approved),
    "roadmap_of_document": Row(allowed=OFFICE, args=lambda world: [world.roadmap.document_id], ok=302),
    "roadmap_task_create": Row(allowed="curator", args=draft, also={"director": 403}),
    "roadmap_task": Row(allowed=READERS, args=task),
    "roadmap_task_edit": Row(allowed="curator", args=task, also={**SEEN, "supervisor": 403}),
    "roadmap_task_remove": Row(allowed=OFFICE, args=lambda world: [world.roadmap_draft_task.pk], method="post", ok=302),
    "roadmap_task_begin": Row(allowed=READERS, args=task, method="post", ok=302),
    "roadmap_task_settle": Row(allowed=DOERS, args=task, also=SEEN),
    "roadmap_task_move": Row(allowed=DOERS, args=task, also=SEEN),
    "roadmap_task_skip": Row(allowed="curator", args=task, also={**SEEN, "supervisor": 403}),
    "roadmap_task_reopen": Row(allowed=READERS, args=task, method="post", ok=302),
}
