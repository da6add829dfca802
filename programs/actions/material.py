"""The shelf of materials: propose, check, put up, take down; «пригодилось»; a material beside an event of a plan (R26)."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.choices import Role
from mentoring.kit.text import fold, tidy
from mentoring.kit.uploads import DOCUMENTS, SHEETS
from mentoring.kit.verdict import require
from programs import access
from programs.access import material as rights
from programs.choices.shelf import MaterialState
from programs.models import EventMaterial, Material, MaterialThanks
from programs.workflows_shelf import MATERIAL

from .desk import day_of, refuse
from .evidence import check_link

FILES = {**DOCUMENTS, "xlsx": SHEETS["xlsx"]}
PLAIN = ("title", "description", "kind", "audience", "author", "year")
MOST_ON_EVENT = 10


@transaction.atomic
def add_material(*, by, at, directions=(), text="", upload=None, link="", **values):
    """A new material from a text, a file (checked by content), a link. Returns it; the curator's own is on the shelf at once.

    Raises Refused: neither mentor nor curator, no title, nothing in it, a wrong file or link, such a title is there.
    """
    require(rights.may_add_material(by))
    curator = by.has("curator")
    material = Material(added_by=by.person, added_at=at, **_plain(values))
    _content(material, text=text, upload=upload, link=link, by=by, at=at)
    material.state = MaterialState.PUBLISHED if curator else MaterialState.PROPOSED
    material.author = material.author or by.person.plain_name
    material.save()
    material.directions.set(directions)
    journal.record("material_added", f"Добавлен материал «{material.title}»", by=by, at=at, subject=material)
    if not curator:
        _ask_curators(material, by=by, at=at)
    return material


@transaction.atomic
def update_material(material, *, by, at, directions=(), text="", upload=None, link="", **values):
    """Correct a material; a file that is not given stays. A returned one waits for the curator again."""
    require(rights.may_change_material(by, material))
    if not Material.objects.filter(pk=material.pk, state=material.state).update(state=material.state):
        refuse(MATERIAL.taken)  # the curator has looked meanwhile: what he put up is not written over
    for name, value in _plain(values, but=material).items():
        setattr(material, name, value)
    _content(material, text=text, upload=upload, link=link, by=by, at=at)
    again = bool(material.remark)
    material.remark = ""
    material.save()
    material.directions.set(directions)
    journal.record("material_changed", "Материал исправлен", by=by, at=at, subject=material)
    if again and not by.has("curator"):
        _ask_curators(material, by=by, at=at)


def _plain(values, but=None):
    values = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items() if name in PLAIN}
    if not values.get("title"):
        refuse("Назовите материал.")
    same = Material.objects.exclude(state=MaterialState.RETIRED).exclude(pk=but.pk if but else None)
    if any(fold(title) == fold(values["title"]) for title in same.values_list("title", flat=True)):
        refuse("Материал с таким названием уже есть. Найдите его в библиотеке или назовите иначе.")
    return values


def _content(material, *, text, upload, link, by, at):
    material.text, material.link = (text or "").replace("\r\n", "\n").strip(), tidy(link)
    if material.link:
        check_link(material.link)
    if upload:
        material.file = store_upload(upload, purpose="material", by=by, at=at, kinds=FILES)
    if not (material.text or material.link or material.file_id):
        refuse("Напишите текст, приложите файл или вставьте ссылку: материал должен что-то говорить.")


def _ask_curators(material, *, by, at):
    path = reverse("material_detail", args=[material.pk])
    names = {"person": by.person.plain_name, "title": material.title}
    notifications.write_all("material_proposed", holders(Role.CURATOR, day_of(at)), at=at, path=path, **names)


@transaction.atomic
def publish_material(material, *, seen, by, at):
    """The curator puts on the shelf exactly what he read (`seen` is its seal); its author is told. Refused when changed."""
    require(MATERIAL.verdict("publish", by, material))
    if seen != material.seal:
        refuse("Пока вы читали, материал изменили. Прочитайте его ещё раз.")
    MATERIAL.claim("publish", material, by=by, remark="")
    journal.record("material_published", "Материал на полке", by=by, at=at, subject=material)
    if material.added_by and not by.is_person(material.added_by):
        path = reverse("material_detail", args=[material.pk])
        notifications.write("material_published", to=material.added_by, at=at, path=path, title=material.title)


@transaction.atomic
def return_material(material, *, remark, by, at):
    """The curator says what to mend. Raises Refused without words."""
    remark = tidy(remark)[:500]
    if not remark:
        refuse("Напишите, что исправить.")
    MATERIAL.claim("return", material, by=by, remark=remark)
    journal.record("material_returned", "Материал возвращён с замечанием", by=by, at=at, subject=material, text=remark)
    if material.added_by:
        path = reverse("material_edit", args=[material.pk])
        values = {"title": material.title, "remark": remark}
        notifications.write("material_returned", to=material.added_by, at=at, path=path, **values)


@transaction.atomic
def retire_material(material, *, by, at):
    """Off the shelf; plans that use it keep it."""
    MATERIAL.claim("retire", material, by=by)
    journal.record("material_retired", "Материал снят с полки", by=by, at=at, subject=material)


@transaction.atomic
def restore_material(material, *, by, at):
    MATERIAL.claim("restore", material, by=by)
    journal.record("material_restored", "Материал снова на полке", by=by, at=at, subject=material)


@transaction.atomic
def thank(material, *, by, at):
    """«Пригодилось», once a person. Raises Refused: no person, one's own material, not on the shelf, said already."""
    require(rights.may_thank(by, material))
    try:
        with transaction.atomic():
            return MaterialThanks.objects.create(material=material, person=by.person, at=at)
    except IntegrityError:
        refuse("Вы уже отметили, что материал пригодился.")


@transaction.atomic
def unthank(material, *, by, at):
    if not by.person or not MaterialThanks.objects.filter(material=material, person=by.person).delete()[0]:
        refuse("Отметки и не было. Обновите страницу.")


@transaction.atomic
def attach_material(*, event, material, by, at):
    """Put a material beside an event of an open program. Raises Refused: not a participant, closed, there already."""
    require(access.may_attach_material(by, event))
    if material.state != MaterialState.PUBLISHED:
        refuse("К плану добавляют материалы с полки. Этот ещё не проверен или снят.")
    if event.materials.count() >= MOST_ON_EVENT:
        refuse(f"У мероприятия не больше {MOST_ON_EVENT} материалов. Уберите лишние.")
    try:
        with transaction.atomic():
            row = EventMaterial.objects.create(event=event, material=material, added_by=by.person, added_at=at)
    except IntegrityError:
        refuse("Этот материал у мероприятия уже есть.")
    words = f"К мероприятию «{event.measure}» добавлен материал «{material.title}»"
    journal.record("event_material", words[:300], by=by, at=at, subject=event, pair=event.program.pair)
    return row


@transaction.atomic
def detach_material(row, *, by, at):
    """Take a material away from an event; the material stays on the shelf."""
    event = row.event
    require(access.may_attach_material(by, event))
    words = f"От мероприятия «{event.measure}» убран материал «{row.material.title}»"
    row.delete()
    journal.record("event_material_removed", words[:300], by=by, at=at, subject=event, pair=event.program.pair)
