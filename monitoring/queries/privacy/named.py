"""Who is named in a table that leaves the system."""

import io
import re
import zipfile
from html import unescape

from mentoring.kit.text import fold
from mentoring.models import Person

MOST_BYTES = 30 * 1024 * 1024
TABLE = re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml$")
CELL = re.compile(r"<t(?:\s[^>]*)?>([^<]+)</t>")
WORD = r"[А-ЯЁ][А-ЯЁа-яё-]+"
RUN = re.compile(rf"{WORD}(?: {WORD})+")
SHORT = re.compile(rf"{WORD}\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?")


def people_in_table(content):
    """Ids of people named in a workbook, by the full name or by surname and initials; one query.

    Two people of one short name are both counted: the reader may have meant either.
    """
    names = names_in(content) if len(content) <= MOST_BYTES else set()
    if not names:
        return set()
    people = Person.objects.only("last_name", "first_name", "patronymic")
    return {one.pk for one in people if bare(one.full_name) in names or bare(one.short_name) in names}


def names_in(content):
    """Whatever looks like a name in the cells, folded and without spaces."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if TABLE.match(name)]
    except (zipfile.BadZipFile, UnicodeDecodeError):
        return set()
    cells = (unescape(cell) for part in parts for cell in CELL.findall(part))
    return {bare(name) for cell in cells for name in (*full_names(cell), *SHORT.findall(cell))}


def full_names(text):
    """Every two and three words with capital letters that stand together: «Преподаватель Ковалёва Марина» holds a name."""
    for run in RUN.findall(text):
        words = run.split(" ")
        for size in (2, 3):
            for start in range(len(words) - size + 1):
                yield " ".join(words[start : start + size])


def bare(name):
    return re.sub(r"\s", "", fold(name))
