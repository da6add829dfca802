"""Rows of a staff list: which of them are people, what each says, what is left out and why."""

import re
from dataclasses import dataclass

from mentoring.choices import Employment
from mentoring.kit.text import fold
from mentoring.staff_values import (
    Read,
    look_at_ages,
    proper,
    put_category,
    put_date,
    put_email,
    put_name,
    put_post,
    put_teaching,
    put_text,
    read_name,
)

_SUMMARY = re.compile(r"(итого|всего|количество|общее количество|total)\b.*")
_PART_TIME = re.compile(r".*совместит.*")
_STAFF = re.compile(r".*(штатн|основн).*")
_UNIT = re.compile(r".*(цк|пцк|цикл\S*|комисси\S*|отделени\S*|объединени\S*|кафедр\S*)\b.*")
_PERSON = re.compile(r"[А-ЯЁ][а-яё-]+( [А-ЯЁ][а-яё-]+){1,3}|[А-ЯЁ-]+( [А-ЯЁ-]+){1,3}")


@dataclass(frozen=True)
class StaffRow:
    """A row that is about a person: the file's row number, the cells as they stand, what was understood."""

    number: int
    raw: tuple[str, ...]
    read: Read

    @property
    def name(self):
        values = self.read.values
        full = " ".join(filter(None, (values.get(code, "") for code in ("last_name", "first_name", "patronymic"))))
        return full or self.typed_name

    typed_name: str = ""


@dataclass
class Section:
    """What a heading inside the list says about the rows below it."""

    employment: str = ""
    unit: str = ""


def read_rows(sheet, header, on):
    """(people, left out): every row below the titles is in one of the two; left out are (number, text) of headings."""
    body = [row for row in sheet.rows if row.number > header.number]
    section = Section(Employment.STAFF if _has_part_time(body, header) else "")
    people, left_out = [], []
    for row in body:
        heading = heading_of(row, header)
        if heading is None:
            people.append(_person(row, header, section, on))
        else:
            _enter(section, heading)
            left_out.append((row.number, heading[:120]))
    return people, left_out


def heading_of(row, header):
    """The text of a row that is not about a person (a heading, a sum, the titles again, column numbers), or None."""
    number = header.cell(row, "number")
    place = header.places.get("number")
    content = [cell for index, cell in enumerate(row.cells) if cell and index != place]
    first = fold(content[0]) if content else ""
    if _SUMMARY.fullmatch(first) or _SUMMARY.fullmatch(fold(number)):
        return number if not content else content[0]
    if not content:
        return number
    if _repeats(row, header) or (len(row.filled()) > 2 and all(cell.isdigit() for cell in row.filled())):
        return " ".join(content)
    alone = len(content) == 1 and not number.isdigit() and _in_front(row, header, content[0])
    return content[0] if alone and not _PERSON.fullmatch(content[0]) else None


def _in_front(row, header, text):
    """Whether a lone cell stands where a heading would: in the first column or in the name's."""
    return text in {row.cells[0], header.cell(row, "name"), header.cell(row, "last_name")}


def _repeats(row, header):
    return [fold(cell) for cell in row.cells if cell] == [fold(title) for title in header.titles if title]


def _has_part_time(body, header):
    return any(_PART_TIME.fullmatch(fold(heading_of(row, header) or "")) for row in body)


def _enter(section, heading):
    plain = fold(heading)
    if _PART_TIME.fullmatch(plain):
        section.employment = Employment.PART_TIME
    elif _STAFF.fullmatch(plain):
        section.employment = Employment.STAFF
    elif _UNIT.fullmatch(plain):
        section.unit = heading


def _person(row, header, section, on):
    read = Read()
    typed = _read_name(read, row, header)
    put_post(read, header.cell(row, "post"))
    put_text(read, "unit", header.cell(row, "unit") or section.unit)
    put_text(read, "subjects", header.cell(row, "subjects"))
    put_text(read, "phone", header.cell(row, "phone"))
    put_category(read, header.cell(row, "category"))
    put_date(read, "hired_on", header.cell(row, "hired_on"), on)
    put_date(read, "birth_date", header.cell(row, "birth_date"), on)
    put_teaching(read, header.cell(row, "teaching"), on)
    put_email(read, header.cell(row, "email"))
    employment = _told_employment(header.cell(row, "employment")) or section.employment
    if employment:
        read.values["employment"] = str(employment)
    look_at_ages(read, on)
    raw = tuple(row.cells[: max(len(header.titles), len(row.cells))])
    return StaffRow(row.number, raw, read, typed[:300])


def _told_employment(text):
    plain = fold(text)
    if _PART_TIME.fullmatch(plain):
        return Employment.PART_TIME
    return Employment.STAFF if _STAFF.fullmatch(plain) else ""


def _read_name(read, row, header):
    """Fill in the name and return it as typed."""
    if "name" in header.places:
        typed = header.cell(row, "name")
        if typed:
            read_name(read, typed)
    else:
        parts = [header.cell(row, code) for code in ("last_name", "first_name", "patronymic")]
        typed = " ".join(filter(None, parts))
        if parts[0] and parts[1] and not typed.startswith("="):
            put_name(read, *(" ".join(map(proper, part.split())) for part in parts))
        elif typed:
            read_name(read, typed)
    if not typed:
        read.wrong("пустое имя", "напишите фамилию, имя, отчество")
    return typed
