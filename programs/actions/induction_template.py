"""Templates of induction are edited whole on one page; lists already begun are copies and do not change (R28)."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from mentoring.actions import journal
from mentoring.kit.dates import clock
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import one_line, tidy
from mentoring.kit.verdict import no, require
from programs.access.induction import may_keep_induction_templates
from programs.choices.growth import ItemCategory
from programs.models import InductionItem, InductionTemplate

from .desk import refuse

MOST_ITEMS = 100
LONGEST = {"name": 200, "posts": 300, "text": 300}


@dataclass(frozen=True)
class ItemRow:
    category: str
    text: str
    required: bool = True


@transaction.atomic
def create_induction_template(*, name, posts="", source=None, by, at):
    """A new template, empty or with the items of `source`. Refuses others than the curator, an empty or taken name."""
    require(may_keep_induction_templates(by))
    last = InductionTemplate.objects.aggregate(last=Max("position"))["last"] or 0
    template = InductionTemplate.objects.create(
        name=_named(name), posts=_fits("posts", posts), position=last + 1, edited_by=by.person, edited_at=at
    )
    _write(template, [ItemRow(row.category, row.text, row.required) for row in source.items.all()] if source else [])
    _tell("induction_template_created", f"Создан список ввода в должность «{template.name}»", template, by=by, at=at)
    return template


@transaction.atomic
def save_induction_template(template, rows, *, name, posts, seen, by, at):
    """Write the template anew: `rows` (ItemRow) in their order; `seen` is the lock_version the page was opened with.

    Refuses others than the curator, no items, too many or unnamed ones, a taken name; Stale when somebody saved meanwhile.
    """
    require(may_keep_induction_templates(by))
    name, posts = _named(name, but=template), _fits("posts", posts)
    rows = _checked(rows)
    values = {
        "name": name,
        "posts": posts,
        "edited_by": by.person,
        "edited_at": at,
        "lock_version": F("lock_version") + 1,
    }
    if not InductionTemplate.objects.filter(pk=template.pk, lock_version=seen).update(**values):
        last = InductionTemplate.objects.select_related("edited_by").get(pk=template.pk)
        raise Stale(no(stale_words(last.edited_by, clock(last.edited_at) if last.edited_at else "")))
    template.items.all().delete()
    _write(template, rows)
    template.refresh_from_db()
    _tell("induction_template_saved", f"Исправлен список ввода в должность «{name}»", template, by=by, at=at)


@transaction.atomic
def retire_induction_template(template, *, retired, by, at):
    """Off the choice, or back to it. Lists already begun go on."""
    require(may_keep_induction_templates(by))
    if not InductionTemplate.objects.filter(pk=template.pk, retired=not retired).update(retired=retired):
        refuse("Это уже сделано. Обновите страницу.")
    words = "Снят с употребления" if retired else "Возвращён"
    _tell("induction_template_retired", f"{words} список ввода в должность «{template.name}»", template, by=by, at=at)


def _checked(rows):
    rows = [ItemRow(row.category, one_line(tidy(row.text)), row.required) for row in rows]
    if not rows:
        refuse("В списке нет пунктов. Добавьте хотя бы один.")
    if len(rows) > MOST_ITEMS:
        refuse(f"В списке не больше {MOST_ITEMS} пунктов. Уберите лишние.")
    for number, row in enumerate(rows, 1):
        if not row.text:
            refuse(f"Пункт {number}: напишите, что показать.")
        if row.category not in ItemCategory.values:
            refuse(f"Пункт {number}: выберите раздел.")
        _fits("text", row.text)
    return rows


def _write(template, rows):
    """Sections stand in their own order; within one the rows keep theirs."""
    places = {code: number for number, code in enumerate(ItemCategory.values)}
    rows = sorted(rows, key=lambda row: places[row.category])
    InductionItem.objects.bulk_create(
        InductionItem(template=template, position=n, category=row.category, text=row.text, required=row.required)
        for n, row in enumerate(rows, 1)
    )


def _named(name, but=None):
    name = _fits("name", one_line(name))
    if not name:
        refuse("Назовите список: должность, для которой он.")
    if InductionTemplate.objects.filter(name=name).exclude(pk=but.pk if but else None).exists():
        refuse("Список с таким названием уже есть. Назовите иначе.")
    return name


def _fits(field, text):
    text, longest = tidy(text), LONGEST[field]
    if len(text) > longest:
        refuse(f"Слишком длинно: {len(text)} знаков из {longest}. Сократите на {len(text) - longest}.")
    return text


def _tell(code, heading, template, *, by, at):
    journal.record(code, heading, by=by, at=at, subject=template)
