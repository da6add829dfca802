"""The evaluation of a program: the office, its mentor, the head of the mentee's unit."""

from decimal import Decimal

from monitoring.actions import evaluation as actions
from monitoring.tests import make_survey as ms

from . import Row

READERS = "curator director supervisor mentor"


def build(world):
    world.evaluated = ms.program(world.cast.pair, state="completed")
    world.entry = actions.add_entry(
        world.evaluated,
        level="2",
        name="Тест",
        unit="%",
        before=Decimal(40),
        after=Decimal(70),
        reason="тест курса",
        by=world.cast.actor("mentor"),
        at=ms.ago(hours=1),
    )


def program(world):
    return [world.evaluated.pk]


def entry(world):
    return [world.entry.pk]


ROWS = {
    "evaluation_list": Row(allowed=f"{READERS} other_mentor", denied=403),
    "evaluation_detail": Row(allowed=READERS, args=program),
    "evaluation_pdf": Row(allowed=READERS, args=program),
    "evaluation_docx": Row(allowed=READERS, args=program),
    "evaluation_levels": Row(allowed="curator", args=program, also={"director": 403, "supervisor": 403, "mentor": 403}),
    "evaluation_conclude": Row(
        allowed="curator", args=program, also={"director": 403, "supervisor": 403, "mentor": 403}
    ),
    "evaluation_entry_create": Row(
        allowed="curator mentor",
        args=lambda world: [world.evaluated.pk, "2"],
        also={"director": 403, "supervisor": 403},
    ),
    "evaluation_entry_edit": Row(allowed="curator mentor", args=entry, also={"director": 403, "supervisor": 403}),
    "evaluation_entry_delete": Row(
        allowed="curator mentor", args=entry, method="post", ok=302, also={"director": 403, "supervisor": 403}
    ),
}
