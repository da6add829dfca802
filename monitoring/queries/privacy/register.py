"""The register of fields: every field of our three floors with its purpose, category and term (starter/fields.yaml)."""

from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps

from mentoring.kit.text import fold, words_of
from mentoring.kit.ui import Column
from mentoring.models.reference import with_unit
from mentoring.office import office
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.starter import read
from monitoring.choices.privacy import PERSONAL, FieldCategory
from monitoring.queries.privacy.field_name import name_of

FLOORS = ("mentoring", "programs", "monitoring")
PER_PAGE = 50
DAYS = {
    "reading": "keep_reading_days",
    "letter": "keep_letter_days",
    "draft": "keep_draft_days",
    "import": "keep_import_days",
    "archive": "keep_archive_days",
    "outside": "outside_keep_days",
}
COLUMNS = (
    Column("Что хранится", primary=True, sort_key="field"),
    Column("Где", sort_key="place"),
    Column("Зачем"),
    Column("Категория"),
    Column("Сколько"),
)
SORTS = ("place", "-place", "field", "-field")


@dataclass(frozen=True)
class Term:
    """How long: `setting` names the days after which rows go by themselves; `stays` keeps signed words for law."""

    code: str
    words: str
    law: str = ""
    setting: str = ""
    stays: bool = False


@dataclass(frozen=True)
class Entry:
    """One model. Paths lead from its row to a person: whose archive it enters, whose texts or rows go with the name."""

    model: type
    why: str
    term: Term
    fields: dict
    mine: tuple = ()
    mine_when: tuple = ()
    hide: tuple = ()
    drop: tuple = ()
    delete: tuple = ()
    kept: tuple = ()
    when: tuple = ()

    @property
    def label(self):
        return self.model._meta.label

    def of_category(self, *categories):
        return [name for name, category in self.fields.items() if category in categories]


@lru_cache(maxsize=1)
def terms():
    return {row["code"]: Term(**row, setting=DAYS.get(row["code"], "")) for row in read("retention")}


@lru_cache(maxsize=1)
def entries():
    """{model label: Entry} of the three floors, as written down."""
    found = {}
    for floor in FLOORS:
        folder = _starter_of(floor)
        for name, row in read("fields", folder).items():
            entry = _entry(apps.get_model(floor, name), row)
            found[entry.label] = entry
    return found


def _starter_of(floor):
    from pathlib import Path

    return Path(apps.get_app_config(floor).path) / "starter"


def _entry(model, row):
    fields = {name: FieldCategory(code) for code, names in row["fields"].items() for name in names}
    if len(fields) != sum(map(len, row["fields"].values())):
        raise ValueError(f"{model.__name__}: a field stands twice")
    lists = {key: tuple(row.get(key, ())) for key in ("mine", "hide", "drop", "delete", "kept")}
    conditions = {key: tuple(row.get(key, {}).items()) for key in ("mine_when", "when")}
    return Entry(model=model, why=row["why"], term=terms()[row["keep"]], fields=fields, **lists, **conditions)


def term_words(term):
    """«Отправленные письма: 365 дней»."""
    if not term.setting:
        return term.words
    return f"{term.words}: {with_unit(office().setting(term.setting), 'дней')}"


# The page and its table


@dataclass(frozen=True)
class FieldRow:
    field: str
    place: str
    why: str
    category: str
    category_code: str
    term: str
    law: str
    stays: bool

    @property
    def key(self):
        return fold(f"{self.field} {self.place} {self.why} {self.category} {self.term}")


@dataclass(frozen=True)
class RegisterPage:
    page: object
    filters: dict
    sort: str
    total: int
    personal: int

    columns = COLUMNS
    categories = tuple(Choice(pk=one.value, name=one.label) for one in FieldCategory)

    @property
    def filtered(self):
        return any(self.filters.values())


def register_page(params):
    """One page of what is kept. `params`: q, category, sort, page. No queries beside the frame's."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "category": chosen(params.get("category"), [one.value for one in FieldCategory]),
    }
    sort = chosen(params.get("sort"), SORTS)
    everything = field_rows()
    rows = [row for row in everything if _fits(row, asked)]
    if sort:
        rows.sort(key=lambda row: fold(getattr(row, sort.lstrip("-"))), reverse=sort.startswith("-"))
    return RegisterPage(
        page=page_of(rows, params.get("page"), PER_PAGE),
        filters=asked,
        sort=sort,
        total=len(everything),
        personal=sum(row.category_code in PERSONAL for row in everything),
    )


def field_rows():
    """Every field in the order of floors and models; terms as the college has set them."""
    words = {code: term_words(term) for code, term in terms().items()}
    return [
        FieldRow(
            field=name_of(entry.model, name),
            place=str(entry.model._meta.verbose_name),
            why=entry.why,
            category=category.label,
            category_code=category.value,
            term=words[entry.term.code],
            law=entry.term.law,
            stays=name in entry.kept,
        )
        for entry in entries().values()
        for name, category in entry.fields.items()
    ]


def _fits(row, asked):
    if asked["category"] and row.category_code != asked["category"]:
        return False
    return all(word in row.key for word in words_of(asked["q"]))
