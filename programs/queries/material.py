"""The shelf of materials: the list, one material, materials beside an event."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from mentoring.kit.prose import blocks_of
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, count_of, listing, small_first, words_of
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from mentoring.queries import filters
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.queries.story import story_of
from programs import access
from programs.access import material as rights
from programs.choices import EventState, ProgramState
from programs.choices.shelf import MaterialAudience, MaterialKind, MaterialState
from programs.models import EventMaterial, MaterialThanks, PlanEvent
from programs.workflows_shelf import MATERIAL

TAGS = {
    MaterialState.PROPOSED: StateTag("act", "Ждёт проверки", "Поставьте на полку или верните с замечанием.", True),
    MaterialState.PUBLISHED: StateTag("ok", "На полке", ""),
    MaterialState.RETIRED: StateTag("calm", "Снят с полки", "Планы, где он есть, его сохранили."),
}
WAITS = StateTag("go", "Ждёт проверки", "Куратор прочитает и поставит на полку.")
RETURNED = StateTag("act", "Есть замечание", "Исправьте и сохраните: куратор увидит.", True)
SORTS = {"": ("-n_thanks", "-n_uses", "folded"), "title": ("folded", "pk"), "-title": ("-folded", "pk"),
         "uses": ("n_uses", "folded"), "-uses": ("-n_uses", "folded"),
         "thanks": ("n_thanks", "folded"), "-thanks": ("-n_thanks", "folded")}  # fmt: skip
COLUMNS = (
    Column("Материал", primary=True, sort_key="title"),
    Column("Направления"),
    Column("Кому"),
    Column("Пригодилось", numeric=True, sort_key="thanks"),
    Column("В планах", numeric=True, sort_key="uses"),
)


@dataclass(frozen=True)
class MaterialRow:
    material: object
    kind: str
    directions: str
    audience: str
    thanks: int
    uses: int
    tag: StateTag | None


@dataclass(frozen=True)
class MaterialList:
    page: object
    rows: tuple[MaterialRow, ...]
    filters: dict
    sort: str
    waiting: int

    columns = COLUMNS
    kinds = [Choice(pk=code, name=name) for code, name in MaterialKind.choices]
    audiences = [Choice(pk=code, name=name) for code, name in MaterialAudience.choices if code != "both"]
    states = [Choice(pk=code, name=name) for code, name in MaterialState.choices if code != "published"]

    @property
    def directions(self):
        return filters.directions()

    @property
    def filtered(self):
        return any(self.filters.values())


def material_list(actor, params):
    """One page of the shelf. `params`: q, direction, audience, kind, state, sort, page. At most five queries."""
    directions = [str(row.pk) for row in filters.directions()]
    asked = {
        "q": params.get("q", "").strip()[:200],
        "direction": chosen(params.get("direction"), directions),
        "audience": chosen(params.get("audience"), ("mentor", "mentee")),
        "kind": chosen(params.get("kind"), MaterialKind.values),
        "state": chosen(params.get("state"), MaterialState.values),
    }
    sort = chosen(params.get("sort"), SORTS)
    mine = access.materials_for(actor)
    page = page_of(_found(mine, asked).order_by(*SORTS[sort]), params.get("page"))
    rows = tuple(_row(actor, row) for row in page.object_list.prefetch_related("directions"))
    waiting = mine.filter(state=MaterialState.PROPOSED).count()
    return MaterialList(page, rows, asked, sort, waiting)


def _found(materials, asked):
    said = Concat(
        "title", Value(" "), "description", Value(" "), "author", Value(" "), "text", output_field=TextField()
    )
    found = counted(materials).annotate(folded=Folded("title"), said=Folded(said))
    found = found.filter(state=asked["state"] or MaterialState.PUBLISHED)
    for word in words_of(asked["q"]):
        found = found.filter(said__contains=word)
    if asked["direction"]:
        through = found.model.directions.through.objects.filter(material=OuterRef("pk"), direction=asked["direction"])
        found = found.filter(Exists(through))
    if asked["audience"]:
        found = found.filter(audience__in=(asked["audience"], MaterialAudience.BOTH))
    return found.filter(kind=asked["kind"]) if asked["kind"] else found


def counted(materials):
    """With `n_thanks` people and `n_uses` plans; a removed event and a canceled program use nothing."""
    thanks = MaterialThanks.objects.filter(material=OuterRef("pk")).order_by().values("material")
    dead = Q(event__state=EventState.REMOVED) | Q(event__program__state=ProgramState.CANCELED)
    uses = EventMaterial.objects.exclude(dead).filter(material=OuterRef("pk")).order_by().values("material")
    return materials.annotate(
        n_thanks=Coalesce(Subquery(thanks.annotate(n=Count("pk")).values("n")), 0),
        n_uses=Coalesce(Subquery(uses.annotate(n=Count("event__program", distinct=True)).values("n")), 0),
    )


def _row(actor, material):
    return MaterialRow(
        material=material,
        kind=MaterialKind(material.kind).label,
        directions=directions_words(material),
        audience=MaterialAudience(material.audience).label,
        thanks=material.n_thanks,
        uses=material.n_uses,
        tag=None if material.state == MaterialState.PUBLISHED else tag_of(actor, material),
    )


def directions_words(material):
    return listing([row.short for row in material.directions.all()]) or "все"


def tag_of(actor, material):
    if material.state == MaterialState.PROPOSED and not actor.has("curator"):
        return RETURNED if material.remark else WAITS
    if material.state == MaterialState.PROPOSED and material.remark:
        return StateTag("go", "Вернули", "Автор исправляет по замечанию.")
    return TAGS[material.state]


@dataclass(frozen=True)
class MaterialPage:
    material: object
    blocks: tuple
    facts: tuple[CheckRow, ...]
    tag: StateTag
    thanked: bool
    thank: Verdict
    change: Verdict
    publish: Verdict
    retire: Verdict
    restore: Verdict
    story: tuple

    @property
    def counts(self):
        row = self.material
        helped = f"Пригодилось {count_of(row.n_thanks, 'person_dat')}." if row.n_thanks else ""
        used = f"Используется в {count_of(row.n_uses, 'plan_loc')}." if row.n_uses else "Ещё не используется в планах."
        return " ".join(part for part in (helped, used) if part)


def material_page(actor, material):
    """One material loaded through `counted`. At most four queries."""
    mine = bool(actor.person) and material.thanks.filter(person=actor.person).exists()
    said = {name: MATERIAL.verdict(name, actor, material) for name in ("publish", "retire", "restore")}
    return MaterialPage(
        material=material,
        blocks=tuple(blocks_of(material.text)),
        facts=tuple(CheckRow(name, str(value)) for name, value in _facts(material) if value),
        tag=tag_of(actor, material),
        thanked=mine,
        thank=rights.may_thank(actor, material),
        change=access.may_change_material(actor, material),
        story=tuple(story_of(material)) if actor.has("curator") else (),
        **said,
    )


def _facts(material):
    directions = listing([small_first(row.name) for row in material.directions.all()])
    return (
        ("Вид", MaterialKind(material.kind).label),
        ("Кому", MaterialAudience(material.audience).label),
        ("Направления", directions or "все"),
        ("Автор", material.author),
        ("Год", material.year),
    )


def events_to_attach(actor):
    """Events of open programs the actor takes part in (the curator: none, he goes from the event), soonest first."""
    if not actor.person:
        return PlanEvent.objects.none()
    mine = access.programs_for(actor).open().filter(pair__members__person=actor.person, pair__members__until=None)
    events = PlanEvent.objects.in_plan().filter(program__in=mine).select_related("program__pair")
    return events.order_by("program", "due", "position")


@dataclass(frozen=True)
class EventShelf:
    """Materials beside an event and what else suits it."""

    rows: tuple  # EventMaterial
    offered: tuple[MaterialRow, ...]
    attach: Verdict
    q: str


def event_shelf(actor, event, q=""):
    """Materials of an event, then up to ten from the shelf: of its direction, or those that a search found."""
    rows = tuple(event.materials.select_related("material", "added_by"))
    taken = [row.material_id for row in rows]
    direction = str(event.direction_id or "") if not q else ""
    asked = {"q": q, "direction": direction, "audience": "", "kind": "", "state": ""}
    found = _found(access.materials_for(actor), asked).exclude(pk__in=taken).order_by(*SORTS[""])[:10]
    offered = tuple(_row(actor, row) for row in found.prefetch_related("directions"))
    return EventShelf(rows, offered, access.may_attach_material(actor, event), q)


def event_materials(event):
    """Published and retired materials beside an event, for its page. One query."""
    return tuple(event.materials.select_related("material"))
