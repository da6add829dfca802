"""Rules of «Требует внимания»: the overview of all, the page of one with what it caught and what was put off."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mentoring.kit.text import small_first, whole
from mentoring.kit.ui import Column
from mentoring.models import Person, Setting
from mentoring.office import office
from mentoring.queries.page import chosen, page_of
from mentoring.queries.setting import shown
from monitoring.attention import BY_CODE, RULES, Rule, attention_counts, attention_page
from monitoring.models import Postponement

from .attention import PER_PAGE, Cases

MOST_PUT_OFF = 500
SORTS = ("-rank", "rank")  # the gravest first, the mildest first
OVERVIEW_COLUMNS = (Column("Правило", primary=True), Column("Случаев"), Column("Отложено"), Column("Порог"))


@dataclass(frozen=True)
class RuleLine:
    """A rule in the overview; `on` says whether it works."""

    rule: Rule
    n: int
    put_off: int
    threshold: str
    on: bool


def rules_overview(on, *, unit_ids, curator):
    """Every rule this reader may know of: those with cases first, switched-off ones last. Three queries."""
    scope = {"unit_ids": unit_ids, "curator": curator}
    counts = {row.code: row.n for row in attention_counts(on, **scope)}
    put_off = {row.code: row.n for row in attention_counts(on, postponed=True, **scope)}
    values = _settings(code for rule in RULES for code in rule.thresholds)
    lines = [
        RuleLine(
            rule,
            counts.get(rule.code, 0),
            put_off.get(rule.code, 0),
            _threshold(rule, values),
            office().setting(rule.switch),
        )
        for rule in RULES
        if curator is not None or not rule.private
    ]
    return tuple(sorted(lines, key=lambda line: (not line.on, not line.n, not line.put_off)))


def _settings(codes):
    return {row.code: row for row in Setting.objects.filter(code__in=set(codes))}


def _threshold(rule, values):
    """«Пара не встречалась: 14 дней; …» from the settings themselves."""
    known = [values[code] for code in rule.thresholds if code in values]
    return "; ".join(f"{row.name}: {small_first(shown(row, row.value))}" for row in known)


@dataclass(frozen=True)
class RulePage:
    rule: Rule
    on: bool
    threshold: str
    page: object
    total: int
    q: str
    sort: str
    reset_url: str
    put_off: tuple[Postponement, ...]
    crumbs: tuple
    columns: tuple

    @property
    def rows(self):
        return self.page.object_list

    @property
    def lead(self):
        """How many and by what number."""
        found = f"Случаев: {self.total}" if self.on else "Правило не ищет случаев"
        return f"{found}. {self.threshold}." if self.threshold else f"{found}."


def rule_page(rule, question, params, *, curator):
    """What one rule caught. `params`: q, sort, page. Five queries at most."""
    q, sort = params.get("q", "").strip()[:200], chosen(params.get("sort"), SORTS, SORTS[0])
    number = max(whole(params.get("page")) or 1, 1)

    def read(start, stop):
        return attention_page(
            question.today, [rule.code], start, stop, limited=question.limited, reverse_order=sort == "rank",
            people=Person.objects.search(q) if q else None, unit_ids=question.unit_ids, curator=curator,
        )  # fmt: skip

    rows = read((number - 1) * PER_PAGE, number * PER_PAGE)
    if not rows and number > 1:  # a page after the last one
        number, rows = 1, read(0, PER_PAGE)
    total = rows[0].total if rows else 0
    query = urlencode(question.query)
    return RulePage(
        rule=rule,
        on=office().setting(rule.switch),
        threshold=_threshold(rule, _settings(rule.thresholds)),
        page=page_of(Cases(total, lambda *part: rows), number, PER_PAGE),
        total=total,
        q=q,
        sort=sort,
        reset_url=f"{reverse('attention_rule', args=[rule.code])}?{query}",
        put_off=_put_off(rule, question, curator),
        crumbs=(
            ("Мониторинг", f"{reverse('dashboard')}?{query}"),
            ("Требует внимания", f"{reverse('attention_list')}?{query}"),
            (rule.name, ""),
        ),
        columns=_columns(curator),
    )


def _put_off(rule, question, curator):
    """What the office has put off of this rule, the nearest to come back first; heads of departments are not told.

    Of a private rule the reader is told of those cases alone that the rule itself would show.
    """
    if question.unit_ids is not None:
        return ()
    rows = Postponement.objects.in_force(question.today).filter(rule=rule.code)
    if rule.private:
        seen = attention_page(question.today, [rule.code], 0, MOST_PUT_OFF, postponed=True, curator=curator)
        rows = rows.filter(thing__in=[case.thing for case in seen])
    return tuple(rows.select_related("author"))


def _columns(curator):
    ends = (Column("Следующее действие"), *([Column("Отложить", width="narrow")] if curator else []))
    return (Column("Кто", primary=True), Column("Сколько", sort_key="rank"), Column("Что известно"), *ends)


def rule_of(code, curator):
    """The rule this reader may open, or None."""
    rule = BY_CODE.get(code)
    return None if rule is None or (rule.private and curator is None) else rule
