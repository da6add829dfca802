"""Texts of a paper: runs of one face, cleaned of what no paper can hold."""

import re
import unicodedata
from dataclasses import dataclass

from mentoring.kit.text import NBSP


@dataclass(frozen=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | Run | tuple[str | Run, ...]


def bold(text):
    return Run(text, bold=True)


def italic(text):
    return Run(text, italic=True)


def runs(text):
    """Any Text as a tuple of clean, non-empty runs."""
    parts = text if isinstance(text, tuple) else (text,)
    found = (part if isinstance(part, Run) else Run("" if part is None else str(part)) for part in parts)
    cleaned = (Run(tie(clean(run.text)), run.bold, run.italic) for run in found)
    return tuple(run for run in cleaned if run.text)


def plain(text):
    """Any Text as one clean string."""
    return "".join(run.text for run in runs(text))


def clean(text):
    """The text without control, bidirectional, surrogate and unassigned characters: XML refuses them or they lie."""
    if (text := str(text)).isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in lines if char == "\n" or unicodedata.category(char)[0] != "C")


_TIES = re.compile(r"(?<=№) (?=\d)| (?=[–%])|(?<=\b[гп]\.) (?=[А-Яа-я\d])|(?<=\bст\.) (?=\d)")


def tie(text):
    """No-break spaces where a line may not end: «№ 4», «75 %», «г. Дзержинск», «п. 3», before a dash."""
    return _TIES.sub(NBSP, text)
