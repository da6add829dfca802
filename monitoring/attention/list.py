"""Rows of all rules together: one UNION, the pairs they speak of, the people of these pairs."""

from dataclasses import dataclass, replace

from django.urls import reverse

from mentoring.kit.kept import fetch_kept
from mentoring.kit.text import listing
from mentoring.kit.ui import Deed
from mentoring.models import Pair
from mentoring.office import office

from .rule import Asked, Found
from .table import BY_CODE, RULES

OF_THE_OFFICE = ("request_detail", "sheet_detail", "amendment_detail", "report_detail")
OWNERS = {
    "mentor": "наставник",
    "mentee": "наставляемый",
    "curator": "куратор",
    "director": "директор",
    "council": "совет наставников",
    "supervisor": "руководитель подразделения",
    "hr": "отдел кадров",
    "approver": "тот, кто утверждает программы",
    "members": "участники, которых спросили",
    "receiver": "тот, кому адресован отчёт",
}


@dataclass(frozen=True)
class AttentionItem:
    """One case: «23 дня без встреч», whose, who answers, the next action and the way to it."""

    code: str
    rule: str
    figure: str
    note: str
    title: str
    text: str
    owner: str
    action: str
    button: str
    url: str
    mentors: tuple = ()
    mentees: tuple = ()
    thing: int = 0
    pair: int | None = None  # the key of the pair it speaks of
    severe: bool = False
    total: int = 0  # of the rule's cases, as they were narrowed

    @property
    def brief(self):
        """The same in a narrow column: no circles, no next action in words."""
        return replace(self.deed, text=_sentences(self.text, self.owner), mentors=(), mentees=())

    @property
    def deed(self):
        return Deed(
            when=self.figure,
            when_note=self.note,
            title=self.title,
            url=self.url,
            text=_sentences(self.text, f"{self.owner}: {self.action}"),
            mentors=self.mentors,
            mentees=self.mentees,
            action=self.button if self.url else "",
            action_url=self.url,
            late=self.severe,
        )


def _sentences(*parts):
    """Sentences in a row; a name that ends in an initial brings its own dot."""
    return " ".join(f"{part.rstrip('.')}." for part in parts)


@dataclass(frozen=True)
class RuleCount:
    code: str
    name: str
    short: str
    n: int


@dataclass(frozen=True)
class Attention:
    """`items` are the first rows, one of every rule before a second of any; `rules` count all, empty ones left out."""

    items: tuple[AttentionItem, ...]
    rules: tuple[RuleCount, ...]

    @property
    def total(self):
        return sum(rule.n for rule in self.rules)

    @property
    def deeds(self):
        return [item.deed for item in self.items]

    @property
    def briefs(self):
        return [item.brief for item in self.items]


def attention_rules(on, limit=5, *, unit_ids=None, limited=False, curator=None):
    """The first `limit` rows and the counts of all rules on a date, in three queries. `limited`: see _url."""
    found = find_attention(on, limit, unit_ids=unit_ids, pairs=Pair.objects.with_members(), curator=curator)
    return found.worded(limited=limited)


@dataclass(frozen=True)
class Finding:
    """What the rules found and the pairs it speaks of; the words need the pairs' members."""

    asked: Asked
    rows: tuple[Found, ...]
    rules: tuple[RuleCount, ...]
    pairs: dict

    @property
    def total(self):
        return sum(rule.n for rule in self.rules)

    def worded(self, *, limited=False):
        return Attention(
            tuple(_item(row, self.pairs.get(row.pair_key), self.asked, limited) for row in self.rows), self.rules
        )


def find_attention(on, limit=5, *, unit_ids=None, pairs=None, curator=None):
    """The Finding of a date in two queries; `pairs` is a queryset that loads what the caller wants of the pairs."""
    asked = Asked(on, unit_ids, office().setting, curator)
    found = _rows(asked, RULES, 0, max(limit, len(RULES)))
    rules = _counted({row.code: row.total for row in found})
    return Finding(asked, tuple(found[:limit]), rules, _pairs(found[:limit], pairs))


def attention_counts(on, *, unit_ids=None, curator=None, postponed=False):
    """RuleCounts of the rules that found something, in one query; with `postponed`, of what was put off."""
    asked = Asked(on, unit_ids, office().setting, curator, postponed)
    return _counted({row.code: row.total for row in _rows(asked, RULES, 0, len(RULES))})


def attention_page(on, codes, start, stop, *, limited=False, reverse_order=False, **asks):
    """Items start…stop of the rules with these codes (all when empty), in three queries.

    `asks` are fields of Asked: unit_ids, curator, postponed, people, thing.
    """
    asked = Asked(on, asks.pop("unit_ids", None), office().setting, **asks)
    rules = [rule for rule in RULES if not codes or rule.code in codes]
    rows = _rows(asked, rules, start, stop, order=_ORDERS["rule", reverse_order])
    pairs = _pairs(rows, Pair.objects.with_members())
    return tuple(_item(row, pairs.get(row.pair_key), asked, limited) for row in rows)


_ORDERS = {
    ("rank", False): ("rank", "place"),
    ("rule", False): ("place", "rank"),
    ("rule", True): ("place", "-rank"),
}


def _rows(asked, rules, start, stop, *, order=_ORDERS["rank", False]):
    rules = [rule for rule in rules if rule.works(asked)]
    if not rules:
        return []
    codes = tuple(rule.code for rule in rules)
    key = asked.key and ("attention", asked.key, codes, start, stop, order, office().mark)
    return [Found.read(row) for row in fetch_kept(key, lambda: _together(asked, rules, start, stop, order))]


def _together(asked, rules, start, stop, order):
    arms = [rule.arm(asked, RULES.index(rule)) for rule in rules]
    together = arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0]
    return together.order_by(*order)[start:stop]


def _counted(totals):
    return tuple(RuleCount(r.code, r.name, r.short, totals[r.code]) for r in RULES if totals.get(r.code))


def _pairs(found, pairs=None):
    keys = {row.pair_key for row in found if row.pair_key}
    return (Pair.objects.all() if pairs is None else pairs).in_bulk(keys) if keys else {}


def _item(row, pair, asked, limited):
    rule = BY_CODE[row.code]
    said, acts = rule.say(row, asked), asked.curator is not None
    return AttentionItem(
        code=rule.code,
        rule=rule.name,
        figure=said.figure,
        note=said.note,
        title=pair.title if pair else f"{row.surname} {row.given} {row.middle}".strip(),
        text=said.text,
        owner=_owner(said.owner or rule.owner, pair),
        action=said.action or rule.action,
        button=rule.do if acts and rule.act and row.subject else rule.button,
        url=_url(rule, row, limited, acts),
        mentors=tuple(pair.mentors) if pair else (),
        mentees=tuple(pair.mentees) if pair else (),
        thing=row.thing,
        pair=row.pair_key,
        severe=said.severe,
        total=row.total,
    )


def _owner(role, pair):
    """«Отвечает наставник Панина С. И.»: by name where people are seen."""
    side = {"mentor": pair.mentors, "mentee": pair.mentees}.get(role, ()) if pair else ()
    names = listing(person.short_name for person in side)
    return f"Отвечает {OWNERS[role]} {names}".strip()


def _url(rule, row, limited, acts):
    """Where the next action is taken: a curator who `acts` goes to the act itself, others to what it is about.

    Others' requests and lists of readers are closed to a head: `limited` readers get no link to them.
    """
    if rule.door in OF_THE_OFFICE and limited:
        return ""
    if row.subject is None:
        return reverse("pair_detail", args=[row.pair_key])
    return reverse(rule.act if acts and rule.act else rule.door, args=[row.subject])
