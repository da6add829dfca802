"""Names of people in a text: found by surname in any case, and put out of it by the part their bearer plays."""

import re
from dataclasses import dataclass

from mentoring.kit.text import NBSP, fold

WORD = re.compile(r"[А-ЯЁA-Z][а-яёa-z]+(?:-[А-ЯЁA-Z]?[а-яёa-z]+)*")
INITIALS = rf"(?:[ {NBSP}]?[А-ЯЁ]\.(?:[ {NBSP}]?[А-ЯЁ]\.)?)?"
BEFORE = rf"(?:[А-ЯЁ]\.[ {NBSP}]?(?:[А-ЯЁ]\.[ {NBSP}]?)?)?"
AROUND = 40  # letters of the text shown on either side of a name
MOST_PLACES = 3


@dataclass(frozen=True)
class Known:
    """A person as a text may name him: `last` surname forms; `close` people are found by first name too."""

    key: int
    name: str
    last: frozenset[str]
    first: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """A person found in a text: the words as they stand there and what is around them."""

    key: int
    name: str
    words: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """How a participant is called instead: (form of the name, form of the part) for every case, longest names first."""

    forms: tuple[tuple[str, str], ...]


def capital_words(text):
    """Folded words of a text that begin with a capital letter: a surname is one of them."""
    return {fold(word) for word in WORD.findall(text)}


def names_in(text, people):
    """People of `people` (Known) whom the text names, in the order in which it does."""
    found = []
    for person in people:
        forms = person.last | person.first
        hits = [hit for hit in WORD.finditer(text) if fold(hit.group()) in forms]
        if hits:
            words = tuple(dict.fromkeys(hit.group() for hit in hits))
            places = tuple(_around(text, hit) for hit in hits[:MOST_PLACES])
            found.append((hits[0].start(), Found(person.key, person.name, words, places)))
    return tuple(row for _, row in sorted(found, key=lambda pair: (pair[0], pair[1].key)))


def _around(text, hit):
    start, end = max(hit.start() - AROUND, 0), min(hit.end() + AROUND, len(text))
    before = text[start : hit.start()].rpartition("\n")[2]
    after = text[hit.end() : end].partition("\n")[0]
    words = f"{before}{hit.group()}{after}".strip()
    left = "…" if start and len(before) == hit.start() - start else ""
    right = "…" if end < len(text) and len(after) == end - hit.end() else ""
    return f"{left}{words}{right}"


def without_names(text, parts):
    """The text with participants called by their parts: «разобрала с Жуковым А. Д.» – «разобрала с наставляемым»."""
    for part in parts:
        for name, called in part.forms:
            pattern = re.compile(rf"(?<!\w){BEFORE}{re.escape(name)}{INITIALS}(?!\w)")
            text = pattern.sub(lambda hit, called=called: _as_it_stood(hit, called), text)
    return text


def _as_it_stood(hit, called):
    """A sentence keeps its capital letter and its full stop."""
    before = hit.string[: hit.start()].rstrip()
    begins = not before or before[-1] in ".!?…\n" or hit.string[: hit.start()].endswith("\n")
    words = called[:1].upper() + called[1:] if begins else called
    ends = hit.group().endswith(".") and re.match(r"\s*($|\n|\s[А-ЯЁA-Z])", hit.string[hit.end() :])
    return f"{words}." if ends else words
