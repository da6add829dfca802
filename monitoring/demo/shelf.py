"""The shelf of the current year: a template with a new version that a draft may take, materials that helped, one proposed."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.models import Direction
from programs.actions.material import add_material, attach_material, thank
from programs.actions.template import ItemRow, publish_draft, save_draft, start_draft
from programs.choices import ProgramState
from programs.models import Material, Program
from programs.queries.people import with_people
from programs.queries.template import COLUMNS

CHANGES = "В середине плана назван документ, по которому виден результат."
EXPECTED = "Принята технологическая карта, проведено занятие с новым приёмом"
TITLE = "Памятка: как разобрать занятие за двадцать минут"
TEXT = (
    "1. Сначала слово тому, кто вёл: что вышло, что нет.\n2. Два эпизода, не больше: что делали студенты, а не преподаватель.\n"
    "3. Один приём, который стоит попробовать на следующем занятии.\n4. Записать договорённость и день, когда посмотрим снова."
)
MOST_THANKS = 5


def shelf(stage):
    draft = Program.objects.filter(year=stage.year, state=ProgramState.DRAFT, template_uses__isnull=False).first()
    if draft:
        _new_version(draft.template_uses.first().version.template, stage)
    _materials(stage)


def _new_version(template, stage):
    """The result of an item in the middle is named: drafts may take it."""
    by, at = stage.curator, stage.clock.now - timedelta(days=2)
    version = start_draft(template, by=by, at=at)
    items = list(version.items.select_related("direction", "form"))
    rows = [
        ItemRow(str(item.key), _values(item, middle=number == len(items) // 2)) for number, item in enumerate(items)
    ]
    save_draft(template, rows, seen=version.lock_version, by=by, at=at)
    publish_draft(template, changes=CHANGES, by=by, at=at + timedelta(minutes=10))


def _values(item, *, middle):
    values = {name: getattr(item, name) for name in COLUMNS}
    values |= {"direction": item.direction.code if item.direction else "", "form": item.form.code if item.form else ""}
    return {**values, "expected": EXPECTED} if middle else values


def _materials(stage):
    """Participants of working programs thank for what helped; a mentor proposes a memo of his own."""
    at = stage.clock.now - timedelta(days=1)
    running = Program.objects.filter(year=stage.year, state=ProgramState.ACTIVE)
    programs = list(with_people(running).order_by("since", "number", "pk"))
    materials = list(Material.objects.filter(state="published").order_by("title", "pk")[:MOST_THANKS])
    for program, material in zip(programs, materials, strict=False):
        thank(material, by=actor_for(program.pair.mentees[0]), at=at)
        event = program.events.in_plan().order_by("due", "pk").first()
        if event:
            attach_material(event=event, material=material, by=actor_for(program.pair.mentors[0]), at=at)
    if programs:
        author = actor_for(programs[-1].pair.mentors[0])
        method = Direction.objects.filter(code="method")
        values = {"title": TITLE, "description": "Порядок разбора для пары и для комиссии.", "kind": "memo"}
        add_material(text=TEXT, directions=method, by=author, at=at, audience="both", **values)
