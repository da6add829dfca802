"""The page «Требует внимания»: cases by rule, with counts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mentoring.kit.ui import Chip
from mentoring.queries.page import chosen, page_of
from monitoring.attention import BY_CODE, attention_counts, attention_page

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


class _Cases:
    """What a Paginator cuts: it knows its length and reads only the asked part."""

    def __init__(self, length, read):
        self.length, self.read = length, read

    def __len__(self):
        return self.length

    def __getitem__(self, part):
        return self.read(part.start, part.stop) if self.length else ()


def attention_list_page(question, params):
    """Of one rule (`rule` in params) or of all; four queries."""
    scope = {"unit_ids": question.unit_ids}
    counts = attention_counts(question.today, **scope)
    rule = chosen(params.get("rule"), BY_CODE)
    total = sum(count.n for count in counts)
    length = sum(count.n for count in counts if not rule or count.code == rule)
    codes = [rule] if rule else [count.code for count in counts]

    def read(start, stop):
        return attention_page(question.today, codes, start, stop, limited=question.limited, **scope)

    page = page_of(_Cases(length, read), params.get("page"), PER_PAGE)
    groups = {}
    for item in page.object_list:
        groups.setdefault(item.rule, []).append(item.deed)
    query = urlencode(question.query)
    chips = [Chip(total, "Все случаи", f"?{query}", quiet=True)]
    chips += [Chip(count.n, count.name, f"?{urlencode({'rule': count.code, **question.query})}") for count in counts]
    name = BY_CODE[rule].name if rule else "требует внимания"
    return AttentionPage(
        heading=f"{name[:1].upper()}{name[1:]}: {length}",
        chips=tuple(chips),
        crumbs=[("Мониторинг", f"{reverse('dashboard')}?{query}"), ("Требует внимания", "")],
        page=page,
        groups=tuple((name, tuple(deeds)) for name, deeds in groups.items()),
        total=total,
    )
