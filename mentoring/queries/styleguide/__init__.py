"""Everything that /styleguide/ shows."""

from types import SimpleNamespace

from django.core.paginator import Paginator

from mentoring.kit import contrast
from mentoring.kit.icons import SHAPES
from mentoring.kit.states import StateTag
from mentoring.kit.ui import Column

from .figures import CHARTS, FIGURES
from .lists import LISTS, MENTEE, MENTOR

PAIRS = (  # (foreground, background, least) of design part 2.1
    ("ink", "paper", 4.5), ("ink", "surface", 4.5), ("ink-2", "paper", 4.5), ("ink-2", "sunken", 4.5),
    ("ink-3", "paper", 4.5), ("ink-3", "surface", 4.5), ("ink-3", "sunken", 4.5), ("brand", "paper", 4.5),
    ("brand", "surface", 4.5), ("brand", "brand-soft", 4.5), ("ink-2", "brand-soft", 4.5), ("on-brand", "brand", 4.5),
    ("on-brand", "brand-2", 4.5), ("on-head", "head", 4.5), ("on-head-2", "head", 4.5), ("on-head", "head-2", 4.5),
    ("mentee-text", "mentee-bg", 4.5), ("brand-2", "brand-soft", 4.5), ("calm-text", "calm-bg", 4.5),
    ("go-text", "go-bg", 4.5), ("ok-text", "ok-bg", 4.5), ("act-text", "act-bg", 4.5), ("stop-text", "stop-bg", 4.5),
    ("edge", "surface", 3), ("edge", "paper", 3), ("focus-b", "focus-a", 3),
)  # fmt: skip
USES = {
    "ink": "текст", "ink-2": "второй текст", "ink-3": "подсказка", "edge": "контур поля", "brand": "действие",
    "head": "шапка", "focus-a": "ваш ход и фокус", "paper": "бумага", "surface": "лист", "sunken": "углубление",
    "brand-soft": "выбрано", "mentee-bg": "наставляемый",
}  # fmt: skip


def scheme_names():
    return contrast.SCHEMES


def contrasts():
    """(one, other, least, [ratio in each scheme]) of every pair, with a comma."""
    return [
        (one, other, least, [_shown(contrast.contrast(one, other, scheme)) for scheme in contrast.SCHEMES])
        for one, other, least in PAIRS
    ]


def _shown(ratio):
    return f"{ratio:.1f}".replace(".", ",")


COLUMNS = {
    "contrast_columns": [
        Column("Пара", primary=True),
        *(Column(name, numeric=True) for name in ("Нужно", "Основная", "Контраст", "Тёмная")),
    ],
    "people_columns": [
        Column("Наставник", primary=True, sort_key="name"),
        Column("Ведёт", numeric=True, sort_key="load"),
        Column("Состояние"),
        Column(""),
    ],
    "figures_columns": [Column("Показатель"), Column("2024/25", numeric=True), Column("2025/26", numeric=True)],
    "row_columns": [
        Column("Направление", fields=("direction",), width="middle"),
        Column("Мероприятие", fields=("event",)),
        Column("Срок", fields=("due",), width="narrow"),
        Column("Кто и режим", fields=("who", "mode"), width="middle"),
    ],
}


def samples(page=None):
    """Everything the page shows, by name."""
    people = ("Галеев Тимур Рашидович", "Кравцова Ирина Анатольевна", "Панина Светлана Игоревна")
    return {
        "colors": [(token, USES[token], contrast.color(token)) for token in USES],
        "contrasts": contrasts(),
        "icons": list(SHAPES),
        "labels": ["методика занятия", "ИКТ", "обучающиеся и родители"],
        "fixed": StateTag("ok", "Исправлено", ""),
        "mentor": MENTOR,
        "mentee": MENTEE,
        "group": [MENTEE] * 6,
        "crumbs": [("Мои пары", "#"), ("Артём Жуков", "#")],
        "people": [(name, 2 + n, 3, n) for n, name in enumerate(people)],
        "pages": Paginator(range(61), 5).get_page(page),
        "file": SimpleNamespace(name="Приказ № 12.pdf", size=81920),
        **COLUMNS,
        **LISTS,
        **FIGURES,
        **CHARTS,
    }
