"""The one release of a survey: built once at closing from the sheets, already masked, kept as plain JSON."""

from dataclasses import asdict, dataclass

from .disclosure import (
    FEW,
    FULL,
    NONE,
    WITHHELD,
    Amount,
    Line,
    Options,
    Share,
    disclose,
    disclose_amount,
    disclose_options,
    disclose_share,
    exact,
    in_bands,
    level_of,
    published,
)
from .kind import HIGHEST, LOWEST, SCALES
from .sheet import TOP_MARK, index_items, index_of, satisfied, subscale_of

SCHEMA = 1
NUMBER, TEXT = "number", "text"
SUBSCALES = ("P", "M", "O")  # the usual three in their order; an instrument's own come as its questions do


@dataclass(frozen=True)
class Scored:
    """A sheet complete enough to count: S is known. Incomplete ones are left out of every number alike.

    Where the questionnaire has no index, every sheet counts and `index` is None.
    """

    sheet: object
    index: float | None
    satisfied: bool
    means: dict


@dataclass(frozen=True)
class ItemLine:
    code: str
    text: str
    kind: str
    subscale: str
    in_index: bool
    line: Line | None = None
    options: Options | None = None
    amount: Amount | None = None


@dataclass(frozen=True)
class Block:
    """The published figures of the whole survey or of one cell of its breakdown. `index` is on the scale of ten."""

    key: str
    label: str
    index: Line
    satisfied: Share
    subscales: dict[str, Line]

    @property
    def percent(self):
        """S in whole percent, or None where the mean is not shown."""
        return None if self.index.mean is None else round(self.index.mean * TOP_MARK)

    @property
    def counted(self):
        """Whether the questionnaire has an index at all."""
        return self.index.level != NONE


@dataclass(frozen=True)
class Release:
    """What was published at closing. Counts of people are absent where only bands may be shown."""

    level: str
    threshold: int
    text_threshold: int
    full_from: int
    edges: tuple[int, int]
    invited: int | None
    answered: int | None
    incomplete: int | None
    most_answered: bool
    whole: Block
    items: tuple[ItemLine, ...]
    cells: tuple[Block, ...]
    schema: int = SCHEMA

    def payload(self):
        return asdict(self)

    def cell(self, key):
        """The block of a cell when any of its figures is shown, else None."""
        return next((block for block in self.cells if block.key == str(key) and block.index.shown), None)


def build(sheets, items, rules, *, invited, labels=None, text_threshold=10):
    """The Release of all sent `sheets`. `labels` maps every cell's key to its name; empty when there is no breakdown."""
    scored = score_all(sheets, items, rules)
    people = {one.sheet.person for one in scored}
    level = level_of(len(people), rules)
    exact = level in (FEW, FULL)
    return Release(
        level=level,
        threshold=rules.threshold,
        text_threshold=text_threshold,
        full_from=rules.full_from,
        edges=(rules.negative_to, rules.positive_from - 1),
        invited=invited if exact else None,
        answered=len(sheets) if exact else None,
        incomplete=len(sheets) - len(scored) if exact else None,
        most_answered=len(sheets) * 2 >= invited > 0,
        whole=_whole(scored, items, rules),
        items=tuple(_item(item, scored, rules) for item in items if item.kind != TEXT),
        cells=_cells(scored, rules, labels or {}) if index_items(items) else (),
    )


def score_all(sheets, items, rules):
    """Sheets that count, in the order given."""
    if not index_items(items):
        return [Scored(sheet, None, False, {}) for sheet in sheets]
    scored = []
    for sheet in sheets:
        index = index_of(sheet, items, rules)
        if index is not None:
            means = {name: subscale_of(sheet, items, name, rules) for name in subscales_of(items)}
            scored.append(Scored(sheet, index, satisfied(sheet, index, rules), means))
    return scored


def subscales_of(items):
    """Names of the sub-scales that count items in the index, in their order."""
    present = dict.fromkeys(item.subscale for item in items if item.in_index and item.subscale)
    return tuple(sorted(present, key=lambda name: SUBSCALES.index(name) if name in SUBSCALES else len(SUBSCALES)))


def _whole(scored, items, rules):
    if not index_items(items):
        return Block("", "", Line(NONE), Share(NONE), {})
    return _block(scored, rules)


def _block(scored, rules, *, key="", label="", withheld=frozenset(), full=None):
    """Figures of one set of sheets; `withheld` names statistics kept back («index» or a sub-scale).

    `full` names those that may be told exactly, None all of them; the others are told in bands.
    """
    index = [(one.sheet.person, one.index / TOP_MARK) for one in scored]
    yes = [(one.sheet.person, one.satisfied) for one in scored]
    names = scored[0].means if scored else {}
    hidden = "index" in withheld
    by = {name: rules if full is None or name in full else in_bands(rules) for name in ("index", *names)}
    return Block(
        key=key,
        label=label,
        index=Line(WITHHELD) if hidden else disclose(index, by["index"]),
        satisfied=Share(WITHHELD) if hidden else disclose_share(yes, by["index"]),
        subscales={name: Line(WITHHELD) if name in withheld else _subscale(name, scored, by[name]) for name in names},
    )


def _subscale(name, scored, rules):
    """A sub-scale, unless so few sheets lack it that their other answers could be found by subtraction."""
    marks = [(one.sheet.person, one.means[name]) for one in scored if one.means[name] is not None]
    if _few_lack(name, scored, rules):
        return Line(WITHHELD)
    return disclose(marks, rules, skipped=len(scored) - len(marks))


def _few_lack(name, scored, rules):
    return 0 < len({one.sheet.person for one in scored if one.means[name] is None}) < rules.threshold


def _item(item, scored, rules):
    common = (item.code, item.text, item.kind, item.subscale, item.in_index)
    if item.kind in SCALES:
        marks = [(o.sheet.person, o.sheet.marks[item.code]) for o in scored if item.code in o.sheet.marks]
        skipped = len(scored) - len(marks)
        edges = {"lowest": LOWEST[item.kind], "highest": HIGHEST[item.kind]}
        return ItemLine(*common, line=disclose(marks, rules, skipped=skipped, **edges))
    if item.kind == NUMBER:
        known = [(o.sheet.person, o.sheet.amounts[item.code]) for o in scored if item.code in o.sheet.amounts]
        return ItemLine(*common, amount=disclose_amount(known, rules))
    chosen = [(o.sheet.person, o.sheet.choices[item.code]) for o in scored if o.sheet.choices.get(item.code)]
    return ItemLine(*common, options=disclose_options(chosen, item.options, rules))


def _cells(scored, rules, labels):
    """Blocks of the breakdown, each statistic masked by the subtraction rule on its own."""
    groups = {key: [one for one in scored if one.sheet.cell == key] for key in labels}
    if not groups:
        return ()
    names = ("index", *(scored[0].means if scored else ()))
    shown, full = _open(names, groups, rules)
    blocks = []
    for key, group in groups.items():
        if len({one.sheet.person for one in group}) < rules.threshold:
            blocks.append(_empty(key, labels[key], names))
        else:
            withheld = {name for name in names if key not in shown[name]}
            told = {name for name in names if key in full[name]}
            blocks.append(_block(group, rules, key=key, label=labels[key], withheld=withheld, full=told))
    return tuple(blocks)


def _open(names, groups, rules):
    """({statistic: cells that may be shown}, {statistic: those of them that may be told exactly})."""
    behind = {name: {key: _raters(name, group) for key, group in groups.items()} for name in names}
    shown = {name: published(behind[name], rules.threshold, _barred(name, groups, rules)) for name in names}
    return shown, {name: exact(behind[name], shown[name], rules.full_from) for name in names}


def _raters(name, group):
    """People behind a statistic: all who count for the index, those who have a sub-scale's mean for that."""
    return [one.sheet.person for one in group if name == "index" or one.means[name] is not None]


def _barred(name, groups, rules):
    if name == "index":
        return frozenset()
    return frozenset(key for key, group in groups.items() if _few_lack(name, group, rules))


def _empty(key, label, names):
    """A cell below the threshold: its name and the fact, no number of people at all."""
    subscales = {name: Line(FEW) for name in names if name != "index"}
    return Block(key, label, Line(FEW), Share(FEW), subscales)


def from_payload(kept):
    """The Release back from its JSON."""
    return Release(
        **{
            **kept,
            "edges": tuple(kept["edges"]),
            "whole": _block_of(kept["whole"]),
            "items": tuple(_item_of(item) for item in kept["items"]),
            "cells": tuple(_block_of(block) for block in kept["cells"]),
        }
    )


def _block_of(kept):
    subscales = {name: _line_of(line) for name, line in kept["subscales"].items()}
    return Block(
        **{**kept, "index": _line_of(kept["index"]), "satisfied": Share(**kept["satisfied"]), "subscales": subscales}
    )


def _line_of(kept):
    return Line(**{**kept, "histogram": tuple(kept["histogram"]), "bands": tuple(kept["bands"])})


def _item_of(kept):
    options = kept["options"] and Options(
        **{
            **kept["options"],
            "counts": tuple((option, count) for option, count in kept["options"]["counts"]),
            "leading": tuple(kept["options"]["leading"]),
        }
    )
    line = _line_of(kept["line"]) if kept["line"] else None
    amount = Amount(**kept["amount"]) if kept.get("amount") else None
    return ItemLine(**{**kept, "line": line, "options": options, "amount": amount})
