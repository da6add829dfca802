"""The page «Требует внимания»: cases by rule, with counts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mentoring.kit.ui import Chip
from mentoring.queries.page import page_of
from monitoring.attention import attention_counts, attention_page

PER_PAGE = 50


@dataclass(frozen=True)
class AttentionPage:
    """`groups` are (rule name, deeds) of the page, in the order of the rules; `total` counts the cases of all rules."""

    heading: str
    chips: tuple[Chip, ...]
    crumbs: list
    page: object
    groups: tuple[tuple[str, tuple], ...]
    total: int


class Cases:
    """What a Paginator cuts: it knows its length and reads only the asked part."""

    def __init__(self, length, read):
        self.length, self.read = length, read

    def __len__(self):
        return self.length

    def __getitem__(self, part):
        return self.read(part.start, part.stop) if self.length else ()


def attention_list_page(question, params, *, curator=None):
    """Cases of all rules; four queries."""
    scope = {"unit_ids": question.unit_ids, "curator": curator}
    counts = attention_counts(question.today, **scope)
    total = sum(count.n for count in counts)
    codes = [count.code for count in counts]

    def read(start, stop):
        return attention_page(question.today, codes, start, stop, limited=question.limited, **scope)

    page = page_of(Cases(total, read), params.get("page"), PER_PAGE)
    groups = {}
    for item in page.object_list:
        groups.setdefault(item.rule, []).append(item.deed)
    query = urlencode(question.query)
    chips = [Chip(count.n, count.name, f"{reverse('attention_rule', args=[count.code])}?{query}") for count in counts]
    return AttentionPage(
        heading=f"Требует внимания: {total}",
        chips=tuple(chips),
        crumbs=[("Мониторинг", f"{reverse('dashboard')}?{query}"), ("Требует внимания", "")],
        page=page,
        groups=tuple((name, tuple(deeds)) for name, deeds in groups.items()),
        total=total,
    )
