"""Plan templates: a draft is written, published, and never edited after; a new version begins as a copy of the last (R26)."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from mentoring.actions import journal
from mentoring.kit.dates import clock
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import no, require
from mentoring.models import Direction, EventForm
from programs import relative
from programs.access.template import may_keep_templates
from programs.models import PlanTemplate, PlanTemplateVersion, TemplateItem
from programs.queries.template import COLUMNS, newest_version
from programs.workflows_shelf import TEMPLATE

from .desk import refuse

MOST_ITEMS = 60
DRAFT_TAKEN = "Черновик новой версии уже есть. Откройте его и правьте."
NO_DRAFT = "Черновика нет: его опубликовали или убрали. Обновите страницу."


@dataclass(frozen=True)
class ItemRow:
    """A row of the editor: the kept item's key ("" for a new one) and COLUMNS with direction and form as codes."""

    key: str
    values: dict = field(default_factory=dict)


@transaction.atomic
def create_template(*, name, kind, by, at, group=None, direction=None, source=None):
    """A new template with an empty draft, or with the items of `source`. Returns it.

    Raises Refused: not the curator, no name, the same name within the kind.
    """
    require(may_keep_templates(by))
    template = PlanTemplate(name=_named(name, kind), kind=kind, group=group, direction=direction, created_at=at)
    template.save()
    draft = PlanTemplateVersion.objects.create(template=template, edited_by=by.person, edited_at=at)
    if source and (last := newest_version(source)):
        _copy_items(last, draft, keep_keys=False)
    journal.record("template_created", f"Создан шаблон плана «{template.name}»", by=by, at=at, subject=template)
    return template


@transaction.atomic
def describe_template(template, *, name, group, direction, by, at):
    """Rename a template or say whom it is for. Raises Refused: not the curator, no name, a taken name."""
    require(may_keep_templates(by))
    template.name = _named(name, template.kind, but=template)
    template.group, template.direction = group, direction
    template.save(update_fields=["name", "group", "direction"])
    journal.record("template_described", "Исправлены сведения о шаблоне", by=by, at=at, subject=template)


def _named(name, kind, but=None):
    name = tidy(name)[:200]
    if not name:
        refuse("Назовите шаблон.")
    same = PlanTemplate.objects.filter(name=name, kind=kind).exclude(pk=but.pk if but else None)
    if same.exists():
        refuse("Шаблон с таким названием у этого вида уже есть. Назовите иначе.")
    return name


@transaction.atomic
def start_draft(template, *, by, at):
    """A draft of the next version: a copy of the published one, items keep their keys. Returns the draft."""
    require(may_keep_templates(by))
    PlanTemplate.objects.select_for_update().get(pk=template.pk)
    if template.versions.filter(number=None).exists():
        refuse(DRAFT_TAKEN)
    draft = PlanTemplateVersion.objects.create(template=template, edited_by=by.person, edited_at=at)
    if last := newest_version(template):
        _copy_items(last, draft)
    journal.record("template_draft", "Начата новая версия шаблона", by=by, at=at, subject=template)
    return draft


def _copy_items(source, target, *, keep_keys=True):
    items = list(source.items.all())
    keys = {item.key: item.key if keep_keys else uuid.uuid4() for item in items}
    TemplateItem.objects.bulk_create(
        TemplateItem(
            version=target, key=keys[item.key], position=item.position, preset=item.preset,
            **{**{name: getattr(item, name) for name in COLUMNS}, "after": keys.get(item.after)},
        )
        for item in items
    )  # fmt: skip


@transaction.atomic
def save_draft(template, rows, *, seen, by, at):
    """Write the draft's rows (ItemRow) in their order; `seen` is the lock_version the page was opened with.

    Returns the draft. Raises Refused: not the curator, no draft, too many rows, dates that go in a circle; Stale when
    another person has saved the draft meanwhile.
    """
    require(may_keep_templates(by))
    draft = _held_draft(template)
    if draft.lock_version != seen:
        raise Stale(no(stale_words(draft.edited_by, clock(draft.edited_at) if draft.edited_at else "")))
    if len(rows) > MOST_ITEMS:
        refuse(f"В шаблоне не больше {MOST_ITEMS} пунктов. Уберите лишние.")
    items = _items_of(draft, rows)
    draft.items.all().delete()
    TemplateItem.objects.bulk_create(items)
    changed = {"lock_version": F("lock_version") + 1, "edited_by": by.person, "edited_at": at}
    PlanTemplateVersion.objects.filter(pk=draft.pk).update(**changed)
    draft.refresh_from_db()
    return draft


def _held_draft(template):
    draft = template.versions.select_for_update(of=("self",)).select_related("edited_by").filter(number=None).first()
    if draft is None:
        refuse(NO_DRAFT)
    return draft


def _items_of(draft, rows):
    directions = {row.code: row.pk for row in Direction.objects.all()}
    forms = {row.code: row.pk for row in EventForm.objects.all()}
    presets = dict(draft.items.values_list("key", "preset"))
    items = []
    for number, row in enumerate(rows, 1):
        values = dict(row.values)
        key = uuid.UUID(row.key) if row.key else uuid.uuid4()
        columns = {name: values[name] for name in COLUMNS if name in values}
        columns |= {"direction_id": directions.get(values.get("direction")), "form_id": forms.get(values.get("form"))}
        items.append(TemplateItem(version=draft, key=key, position=number, preset=presets.get(key, ""), **columns))
    bad = set(relative.circular(items))
    if bad:
        names = ", ".join(f"«{item.measure}»" for item in items if item.key in bad)
        refuse(f"Сроки ждут друг друга по кругу: {names}. Отсчитайте один из них от начала программы.")
    return items


@transaction.atomic
def publish_draft(template, *, changes="", by, at):
    """Freeze the draft under the next number; new programs take it from now on. Returns the version.

    Raises Refused: not the curator, no draft, an empty one, an item without words or date, nothing has changed.
    """
    draft = _held_draft(template)
    items = list(draft.items.all())
    _check_complete(items)
    last = newest_version(template)
    if last and _said(last.items.all()) == _said(items):
        refuse("Черновик повторяет опубликованную версию. Измените что-нибудь или уберите черновик.")
    if template.state == "retired":
        refuse("Шаблон снят с употребления. Сначала верните его.")
    TEMPLATE.claim("publish", template, by=by)
    number = last.number + 1 if last else 1
    PlanTemplateVersion.objects.filter(pk=draft.pk).update(number=number, published_at=at, changes=tidy(changes)[:500])
    draft.refresh_from_db()
    heading = f"Опубликована версия {number}: {count_of(len(items), 'plan_item')}"
    journal.record("template_published", heading, by=by, at=at, subject=template, text=draft.changes)
    return draft


def _check_complete(items):
    if not items:
        refuse("В черновике нет пунктов. Добавьте хотя бы один.")
    unsaid = [n for n, item in enumerate(items, 1) if not item.measure or relative.split(item.due)[1] is None]
    if unsaid:
        refuse(f"Допишите мероприятие и срок: пункт {', '.join(map(str, unsaid[:5]))}.")


def _said(items):
    return [(item.key, *(getattr(item, name) for name in COLUMNS)) for item in items]


@transaction.atomic
def discard_draft(template, *, by, at):
    """Drop the draft of a next version; the published one stays. A template that was never published goes whole."""
    require(may_keep_templates(by))
    _held_draft(template).delete()
    if not template.versions.exists():
        template.delete()
        return
    journal.record("template_draft_dropped", "Черновик новой версии убран", by=by, at=at, subject=template)


@transaction.atomic
def retire_template(template, *, by, at):
    """New programs do not take it any more; programs that took it keep their events."""
    TEMPLATE.claim("retire", template, by=by)
    journal.record("template_retired", "Шаблон снят с употребления", by=by, at=at, subject=template)


@transaction.atomic
def restore_template(template, *, by, at):
    TEMPLATE.claim("restore", template, by=by)
    journal.record("template_restored", "Шаблон снова в употреблении", by=by, at=at, subject=template)
