"""Induction: the two sides and the curator; its lists are the curator's. Reflections: the author and whom he let in."""

from django.utils import timezone

from mentoring.tests import make as ground
from programs.actions.induction import begin_induction
from programs.actions.reflection import save_reflection
from programs.models import InductionTemplate

from . import OFFICE, Row
from .program import TALKING, active, page, post

OWN = "mentor"


def build(world):
    """A begun list, a reflection of the mentor opened to the mentee alone, another he keeps for himself."""
    mentor, at = ground.actor(world.cast.mentor), timezone.now()
    world.induction = begin_induction(program=world.program, mentee=world.cast.mentee, by=mentor, at=at)
    world.induction_template = InductionTemplate.objects.get(name="Любая должность")
    said = {"program": world.program, "answers": [("Что удалось", "Главное.")], "done": True, "by": mentor, "at": at}
    world.opened = save_reflection(point="middle", readers="pair", **said)
    world.closed = save_reflection(point="end", **said)


def induction(world):
    return [world.induction.pk]


def template(world):
    return [world.induction_template.pk]


def opened(world):
    return [world.opened.pk]


def closed(world):
    return [world.closed.pk]


def entry(world):
    return {"entry": world.induction.entries.first().pk}


ROWS = {
    "induction_begin": page(active),
    "induction_detail": page(induction, allowed=TALKING),
    "induction_untick": Row(allowed=TALKING, args=induction, method="post", ok=302, data=entry),
    "induction_stop": post(induction, allowed=TALKING),
    "induction_resume": post(induction, allowed=TALKING),
    "induction_pdf": page(induction, allowed=TALKING),
    "induction_docx": page(induction, allowed=TALKING),
    "induction_template_list": Row(allowed=OFFICE, denied=403),
    "induction_template_create": Row(allowed="curator", denied=403),
    "induction_template_edit": page(template, allowed=OFFICE),
    "induction_template_retire": post(template, allowed=OFFICE),
    "induction_template_restore": post(template, allowed=OFFICE),
    "reflection_write": page(lambda world: [world.program.pk, "middle"]),
    "reflection_skip": post(lambda world: [world.program.pk, "end"]),
    "reflection_detail": page(opened, allowed="mentor mentee"),
    "reflection_remove": page(closed, allowed=OWN),
    "reflection_pdf": page(closed, allowed=OWN),
    "reflection_docx": page(opened, allowed=OWN),
    "reflection_numbers": Row(allowed="curator", denied=403),
}
