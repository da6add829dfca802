"""State × reader → word, tone, sentence. A tone is one of calm, go, ok, act, stop; «wait» is decided by whose turn it is."""

import re
from dataclasses import dataclass, field

from . import dates

TONES = ("calm", "go", "ok", "act", "stop")
_DEADLINE = re.compile(r",? (?:решение )?до \{date\}")
_HOLE = re.compile(r"\{(\w+)(?: [^}]*)?\}")


@dataclass(frozen=True)
class StateWords:
    """Words of one state. `lines` maps a reader's role to a sentence with holes; a role without a line does not see the object."""

    label: str
    tone: str
    turn: tuple[str, ...] = ()
    lines: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StateTag:
    """What the tag component shows: tone, word and sentence; `mine` is true when the reader must act."""

    tone: str
    word: str
    sentence: str
    mine: bool = False


def pill_of(tag):
    """The word alone for the head of a page whose sentence stands under «Сейчас»; «Ваш ход» when the reader must act."""
    if tag.mine and tag.tone != "stop":
        return StateTag("act", "Ваш ход", "", True)
    return StateTag(tag.tone, tag.word, "", tag.mine)


def describe(words, state, role, *, deadline=None, **values):
    """The tag of `state` for `role`. Sentences whose values are missing are left out clause by clause, never shown with holes.

    `deadline` is the `date` of a sentence that says «до {date}»; once it has passed the sentence says «Срок был {date}».
    """
    entry = words[state]
    mine = role in entry.turn
    tone = entry.tone if entry.tone in TONES else ("act" if mine else "go")
    line = entry.lines.get(role) or entry.lines.get("curator") or entry.lines.get("member") or ""
    if deadline:
        values["date"] = dates.words(deadline)
        line = _DEADLINE.sub(". Срок был {date}", line) if deadline < dates.today() else line
    return StateTag(tone, entry.label, fill(line, values), mine)


def fill(template, values):
    """Put values into the holes; a clause (up to ; , : or .) whose hole has no value is dropped, not printed empty."""
    if not template:
        return ""
    missing = [name for name in _HOLE.findall(template) if values.get(name) in (None, "")]
    if missing:
        template = _without(template, missing)
    filled = _HOLE.sub(lambda hole: str(values.get(hole.group(1), "")), template)
    filled = re.sub(r"(?<!\.)\.\.(?!\.)", ".", filled)  # «Галеев Т. Р.» at the end of a sentence
    filled = re.sub(r"\s+", _gap, filled).strip(" ;,:\n")
    if filled and filled[-1] not in ".?!…":
        filled += "."
    return filled[:1].upper() + filled[1:]


def _gap(match):
    """One space for many; a lone hard space and a line's end stay what they are."""
    gap = match.group()
    return gap if gap == "\u00a0" else "\n" if "\n" in gap else " "


def _without(template, missing):
    """The template without clauses that need a missing value; «Замечаний: {n}» loses its head with its number."""
    kept = []
    for sentence in re.findall(r"[^;.?]+[;.?]?", template):
        parts = re.findall(r"[^:]+:?", sentence)
        good = [part for part in parts if not any("{" + name in part for name in missing)]
        if len(good) < len(parts) and not any("{" in part for part in good):
            continue
        kept.append("".join(good).rstrip(":") if len(good) < len(parts) else sentence)
    return ". ".join(
        part.strip(" ;.") if part.strip()[-1:] not in "?" else part.strip() for part in kept if part.strip()
    )
