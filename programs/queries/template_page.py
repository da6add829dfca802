"""The curator's pages of plan templates: the list, one template, its draft."""

from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from mentoring.choices import Kind
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, small_first, words_of
from mentoring.kit.ui import Column
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.queries.story import story_of
from programs import relative
from programs.choices import EDITABLE_STATES, Checkpoint, Responsible
from programs.choices.shelf import TemplateState
from programs.models import TemplateItem, TemplateUse

from . import reference
from .template import newest_version

TAGS = {
    TemplateState.DRAFT: StateTag("go", "Составляется", "Программы его ещё не берут."),
    TemplateState.PUBLISHED: StateTag("ok", "Действует", "Новые программы берут последнюю версию."),
    TemplateState.RETIRED: StateTag("calm", "Снят", "Новые программы его не берут."),
}
SORTS = {"": ("kind", "folded", "pk"), "name": ("folded", "pk"), "-name": ("-folded", "pk"),
         "programs": ("n_programs", "folded"), "-programs": ("-n_programs", "folded")}  # fmt: skip
COLUMNS = (
    Column("Шаблон", primary=True, sort_key="name"),
    Column("Вид"),
    Column("Версия"),
    Column("Пунктов", numeric=True),
    Column("Программ", numeric=True, sort_key="programs"),
    Column("Состояние"),
)
ITEM_COLUMNS = (
    Column("Мероприятие", primary=True),
    Column("Срок"),
    Column("Ожидаемый результат и отчёт"),
    Column("Форма и кто"),
)


@dataclass(frozen=True)
class TemplateRow:
    template: object
    kind: str
    about: str
    version: str
    items: int
    programs: int
    tag: StateTag


@dataclass(frozen=True)
class TemplateList:
    page: object
    rows: tuple[TemplateRow, ...]
    filters: dict
    sort: str

    columns = COLUMNS

    @property
    def kinds(self):
        return [Choice(pk=code, name=name) for code, name in Kind.choices]

    @property
    def states(self):
        return [Choice(pk=code, name=name) for code, name in TemplateState.choices]

    @property
    def filtered(self):
        return any(self.filters.values())


def template_list(templates, params):
    """One page of templates. `params`: q, kind, state, sort, page. Three queries."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "kind": chosen(params.get("kind"), Kind.values),
        "state": chosen(params.get("state"), TemplateState.values),
    }
    sort = chosen(params.get("sort"), SORTS)
    found = _counted(templates.select_related("group", "direction"))
    for word in words_of(asked["q"]):
        found = found.filter(folded__contains=word)
    for name in ("kind", "state"):
        if asked[name]:
            found = found.filter(**{name: asked[name]})
    page = page_of(found.order_by(*SORTS[sort]), params.get("page"))
    templates = list(page.object_list)
    counted = TemplateItem.objects.filter(version__in=[row.shown for row in templates]).order_by().values("version")
    sizes = dict(counted.annotate(n=Count("pk")).values_list("version", "n"))
    rows = tuple(_row(row, sizes.get(row.shown, 0)) for row in templates)
    return TemplateList(page, rows, asked, sort)


def _counted(templates):
    programs = TemplateUse.objects.filter(version__template=OuterRef("pk"), undone_at=None).order_by()
    told = programs.values("version__template").annotate(n=Count("program", distinct=True)).values("n")
    return templates.annotate(
        folded=Folded("name"),
        number=Max("versions__number"),
        shown=Max("versions"),
        n_drafts=Count("versions", filter=Q(versions__number=None)),
        n_programs=Coalesce(Subquery(told), 0),
    )


def _row(template, items):
    version = f"№ {template.number}" if template.number else "нет"
    if template.number and template.n_drafts:
        version += " и черновик"
    return TemplateRow(
        template=template,
        kind=Kind(template.kind).label,
        about=about_words(template),
        version=version,
        items=items,
        programs=template.n_programs,
        tag=TAGS[template.state],
    )


def about_words(template):
    """Whom a template is for, besides its kind."""
    parts = [template.group.name if template.group else "", template.direction.name if template.direction else ""]
    return ", ".join(small_first(part) for part in parts if part)


@dataclass(frozen=True)
class ItemLine:
    n: int
    measure: str
    about: str
    when: str
    checkpoint: str
    expected: str
    report_form: str
    form: str
    who: str
    required: bool


@dataclass(frozen=True)
class TemplatePage:
    template: object
    version: object  # the one whose items are shown, or None
    items: tuple[ItemLine, ...]
    versions: tuple
    draft: object
    programs: int
    waiting: int
    story: tuple

    columns = ITEM_COLUMNS

    @property
    def tag(self):
        return TAGS[self.template.state]

    @property
    def lead(self):
        parts = [Kind(self.template.kind).label, about_words(self.template)]
        return ", ".join(part for part in parts if part)

    @property
    def items_title(self):
        return f"Пункты, версия {self.version.number}" if self.version.number else "Пункты черновика"

    @property
    def newest(self):
        return next((row for row in self.versions if row.number), None)


def template_page(template, number=None):
    """A template with the items of one version (the newest by default). Raises LookupError for a strange number."""
    versions = tuple(template.versions.annotate(n_items=Count("items")).order_by("-number", "-pk"))
    numbered = [row for row in versions if row.number]
    draft = next((row for row in versions if not row.number), None)
    if number is not None and not any(row.number == number for row in numbered):
        raise LookupError(number)
    version = next((row for row in numbered if number in (None, row.number)), None) or draft
    uses = TemplateUse.objects.filter(version__template=template, undone_at=None)
    newest = newest_version(template)
    behind = uses.filter(program__state__in=EDITABLE_STATES).exclude(
        program__in=uses.filter(version=newest).values("program")
    )
    return TemplatePage(
        template=template,
        version=version,
        items=item_lines(version) if version else (),
        versions=tuple(sorted(numbered, key=lambda row: -row.number)),
        draft=draft,
        programs=uses.values("program").distinct().count(),
        waiting=behind.values("program").distinct().count(),
        story=tuple(story_of(template)),
    )


def item_lines(version):
    """Items of a version as a page reads them. One query, and the card's statements."""
    texts = {row.code: row.text for row in reference.statements()}
    items = list(version.items.select_related("direction", "form"))
    numbers = {item.key: n for n, item in enumerate(items, 1)}
    return tuple(_line(n, item, texts, numbers) for n, item in enumerate(items, 1))


def _line(n, item, texts, numbers):
    answers = texts.get(item.statement, "")
    direction = item.direction.name if item.direction else ""
    return ItemLine(
        n=n,
        measure=item.measure,
        about=": ".join(part for part in (direction, answers) if part),
        when=relative.said(item.due, numbers.get(item.after)),
        checkpoint="" if item.checkpoint == Checkpoint.NONE else Checkpoint(item.checkpoint).label,
        expected=item.expected,
        report_form=item.report_form,
        form=item.form.name if item.form else "",
        who=small_first(Responsible(item.responsible).label),
        required=item.required,
    )


def draft_lists(items):
    """Choices of the draft's rows; an item may follow any other kept one."""
    after = [(f"a:{item.key}", f"дней после «{item.measure[:40]}»") for item in items]
    return {
        "direction": [(row.code, row.short) for row in reference.directions()],
        "statement": [(row.code, row.text) for row in reference.statements()],
        "form": [(row.code, row.name) for row in reference.event_forms() if not row.retired],
        "after": after,
    }
