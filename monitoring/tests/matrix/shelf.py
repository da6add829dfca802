"""Plan templates are the curator's, the director reads; the library of materials is open to everybody signed in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.tests import make as ground
from programs.actions.material import attach_material
from programs.actions.template import start_draft
from programs.actions.template_update import update_programs
from programs.models import TemplateUse
from programs.tests import make
from programs.tests import make_shelf as shelf

from . import OFFICE, Row
from .program import INSIDE

FILE = (b"%PDF-1.7\n%EOF", "application/pdf")


def build(world):
    """Templates with and without a draft, an updated program, a material with a file beside an event."""
    cast, at = world.cast, shelf.now()
    curator = ground.actor(cast.curator)
    world.template = shelf.template(cast.curator, name="Действует", kind="goal_setting")
    world.template_drafted = shelf.template(cast.curator, name="С черновиком", kind="goal_setting")
    start_draft(world.template_drafted, by=curator, at=at)
    world.template_spare = shelf.template(cast.curator, name="Запасной", kind="goal_setting")
    start_draft(world.template_spare, by=curator, at=at)
    taken = shelf.template(cast.curator, name="Взят", kind="reverse")
    shelf.alone(taken)
    world.updated_program = make.opened(make.live_pair([cast.mentor], [cast.mentee], kind="reverse"), start="template")
    shelf.next_version(taken, [*shelf.rows_of(taken).values(), shelf.row("Новое")], cast.curator)
    update_programs(taken, keys=[world.updated_program.pk], by=curator, at=at)
    world.template_use = TemplateUse.objects.filter(program=world.updated_program).latest("pk")
    file = SimpleUploadedFile("памятка.pdf", *FILE)
    world.material = shelf.material(cast.curator, "Из матрицы", upload=file)
    event = world.updated_program.events.select_related("program__pair").first()
    world.shelf_event = event
    world.event_material = attach_material(event=event, material=world.material, by=curator, at=at)


def template(world):
    return [world.template.pk]


def drafted(world):
    return [world.template_drafted.pk]


def material(world):
    return [world.material.pk]


def kept(args=template, allowed="curator"):
    return Row(allowed=allowed, denied=403, args=args)


def press(args, allowed=OFFICE):
    """A one-button form: the director is sent back with the reason."""
    return Row(allowed=allowed, args=args, method="post", ok=302)


EVERYONE_PRESSES = Row(args=material, method="post", ok=302)

ROWS = {
    "program_suggest": Row(allowed=INSIDE, args=lambda world: [world.draft_program.pk]),
    "template_list": Row(allowed=OFFICE, denied=403),
    "template_detail": Row(allowed=OFFICE, args=template),
    "template_version": Row(allowed=OFFICE, args=lambda world: [world.template.pk, 1]),
    "template_create": Row(allowed="curator", denied=403),
    "template_about": kept(),
    "template_edit": kept(drafted),
    "template_publish": kept(drafted),
    "template_update": kept(),
    "template_draft": press(template),
    "template_discard": press(lambda world: [world.template_spare.pk]),
    "template_retire": press(template),
    "template_restore": press(template),
    "template_undo": press(lambda world: [world.template_use.pk], INSIDE),
    "material_list": Row(),
    "material_detail": Row(args=material),
    "material_file": Row(args=material),
    "material_attach": Row(args=material),
    "material_create": Row(allowed="curator mentor other_mentor", denied=403),
    "material_edit": kept(material),
    "material_return": kept(material),
    "material_publish": EVERYONE_PRESSES,
    "material_retire": EVERYONE_PRESSES,
    "material_restore": EVERYONE_PRESSES,
    "material_thank": EVERYONE_PRESSES,
    "material_unthank": EVERYONE_PRESSES,
    "event_materials": Row(allowed=INSIDE, args=lambda world: [world.shelf_event.pk]),
    "event_material_remove": press(lambda world: [world.event_material.pk], INSIDE),
}
