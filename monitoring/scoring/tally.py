"""The one release of an anonymous survey, built from counters: there are no sheets to build it from.

The same masking as of named sheets (disclosure.py). In the anonymous mode a person sends one sheet, so that counting
sheets is counting people.
"""

from collections import Counter

from .disclosure import (
    FEW,
    FULL,
    NONE,
    WITHHELD,
    Line,
    Share,
    disclose,
    disclose_counted,
    disclose_share,
    disclose_total,
    exact,
    in_bands,
    level_of,
    published,
)
from .kind import HIGHEST, LOWEST, SCALES
from .release import NUMBER, TEXT, Block, ItemLine, Release, subscales_of
from .sheet import TOP_MARK, index_items

THOUSANDTHS, HUNDREDTHS = 1000, 100
INDEX = "@index"


def build_counted(cells, items, rules, *, invited, labels=None, text_threshold=10):
    """The Release of counters `cells`: {cell's key: {(code, value): count}}; `labels` names cells, empty without any."""
    whole = sum(map(Counter, cells.values()), Counter())
    sent, level = whole["@sheet", "sent"], level_of(_scored(whole), rules)
    exact = level in (FEW, FULL)
    names = subscales_of(items) if _scored(whole) else ()
    return Release(
        level=level,
        threshold=rules.threshold,
        text_threshold=text_threshold,
        full_from=rules.full_from,
        edges=(rules.negative_to, rules.positive_from - 1),
        invited=invited if exact else None,
        answered=sent if exact else None,
        incomplete=whole["@sheet", "short"] if exact else None,
        most_answered=sent * 2 >= invited > 0,
        whole=_block(whole, names, rules) if index_items(items) else Block("", "", Line(NONE), Share(NONE), {}),
        items=tuple(_item(item, whole, rules) for item in items if item.kind != TEXT),
        cells=_cells(cells, labels or {}, names, rules) if index_items(items) else (),
    )


def _scored(counts):
    """Sheets complete enough to count."""
    return counts["@sheet", "sent"] - counts["@sheet", "short"]


def _marks(counts, code, lowest=0, highest=TOP_MARK):
    """(person, mark) pairs of a distribution; the persons are mere places in it."""
    values = [mark for mark in range(lowest, highest + 1) for _ in range(counts[code, str(mark)])]
    return list(enumerate(values))


def _rated(counts, code):
    return len(_marks(counts, code))


def _block(counts, names, rules, *, key="", label="", withheld=frozenset(), full=None):
    hidden = "index" in withheld
    by = {name: rules if full is None or name in full else in_bands(rules) for name in ("index", *names)}
    scored = _scored(counts)
    yes = [(person, person < counts["@satisfied", "yes"]) for person in range(scored)]
    return Block(
        key=key,
        label=label,
        index=Line(WITHHELD) if hidden else _mean_line(counts, INDEX, by["index"]),
        satisfied=Share(WITHHELD) if hidden else disclose_share(yes, by["index"]),
        subscales={name: Line(WITHHELD) if name in withheld else _subscale(counts, name, by[name]) for name in names},
    )


def _mean_line(counts, code, rules):
    """Of means: rounded marks make the distribution, their exact sum the mean."""
    total = counts[code, "sum"] / THOUSANDTHS
    return disclose(_marks(counts, code), rules, skipped=counts[code, "none"], total=total)


def _subscale(counts, name, rules):
    return Line(WITHHELD) if _few_lack(counts, name, rules) else _mean_line(counts, f"@{name}", rules)


def _few_lack(counts, name, rules):
    return 0 < counts[f"@{name}", "none"] < rules.threshold


def _item(item, counts, rules):
    common = (item.code, item.text, item.kind, item.subscale, item.in_index)
    if item.kind in SCALES:
        edges = {"lowest": LOWEST[item.kind], "highest": HIGHEST[item.kind]}
        marks = _marks(counts, item.code, **edges)
        return ItemLine(*common, line=disclose(marks, rules, skipped=_scored(counts) - len(marks), **edges))
    if item.kind == NUMBER:
        rated, total = counts[item.code, "n"], counts[item.code, "sum"] / HUNDREDTHS
        return ItemLine(*common, amount=disclose_total(rated, rated, total, rules))
    answered = counts[item.code, "n"]
    chosen = Counter({option: counts[item.code, str(place)] for place, option in enumerate(item.options)})
    return ItemLine(*common, options=disclose_counted(answered, answered, chosen, item.options, rules))


def _cells(cells, labels, names, rules):
    """Blocks of the breakdown, each statistic masked by the subtraction rule on its own."""
    if not labels:
        return ()
    cells = {key: Counter(cells.get(key, {})) for key in labels}
    names = ("index", *names)
    behind = {name: {key: _raters(name, key, counts) for key, counts in cells.items()} for name in names}
    shown = {name: published(behind[name], rules.threshold, _barred(name, cells, rules)) for name in names}
    full = {name: exact(behind[name], shown[name], rules.full_from) for name in names}
    return tuple(_cell(key, labels[key], counts, (shown, full), rules) for key, counts in cells.items())


def _raters(name, key, counts):
    """People behind a statistic; in the anonymous mode they are mere places."""
    number = _scored(counts) if name == "index" else _rated(counts, f"@{name}")
    return [(key, place) for place in range(number)]


def _cell(key, label, counts, told, rules):
    shown, full = ({name for name, keys in kept.items() if key in keys} for kept in told)
    names = [name for name in told[0] if name != "index"]
    if _scored(counts) < rules.threshold:
        return Block(key, label, Line(FEW), Share(FEW), {name: Line(FEW) for name in names})
    withheld = {"index", *names} - shown
    return _block(counts, names, rules, key=key, label=label, withheld=withheld, full=full)


def _barred(name, cells, rules):
    if name == "index":
        return frozenset()
    return frozenset(key for key, counts in cells.items() if _few_lack(counts, name, rules))
