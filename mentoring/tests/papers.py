"""Sample papers and readers of what was printed, for the paper tests."""

import shutil
import subprocess
from io import BytesIO

import pikepdf
import pytest

from mentoring.kit.paper import (
    Annex,
    Column,
    Heading,
    Items,
    KeyValues,
    Letterhead,
    Mark,
    Paper,
    Paragraph,
    Requisites,
    Section,
    SignatureLine,
    Signatures,
    Stamp,
    Subject,
    Table,
    Title,
    acquaintance_sheet,
    bold,
)

COLLEGE = Letterhead(
    "Министерство образования Нижегородской области",
    "Государственное бюджетное профессиональное образовательное учреждение\n"
    "«Дзержинский техникум бизнеса и технологий»",
    "ГБПОУ ДТБТ",
)
MARK = Mark(("Подписано простой электронной подписью", "Е. В. Лаврова, директор, 20.11.2026 16:42", "код 7K4M-19EA"))
SIGNED = Signatures((SignatureLine("Директор", "Е. В. Лаврова", MARK),))
PAIRS = (Column("№", 4, "center"), Column("Наставник", 30), Column("Наставляемый", 30), Column("Срок", 20))
POINTS = (
    "Закрепить наставнические пары и группы согласно приложению № 1.",
    "Наставникам разработать программы до 14.12.2026.",
    "Контроль возложить на куратора наставничества Белову О. Н.",
)


def pairs_table(count):
    rows = (
        (str(number), f"Панина Светлана Игоревна {number}", "Алиева Гульнара", "01.12.2026") for number in range(count)
    )
    return Table(PAIRS, tuple(rows))


def order(rows=12, *, draft=False):
    """An order of two pages: the text, and a turned annex with `rows` pairs."""
    text = Section(
        (
            Title("ПРИКАЗ"),
            Requisites("30.10.2026", "г. Дзержинск", "№ 104"),
            Subject("О закреплении наставнических пар и групп на 2026/2027 учебный год"),
            Paragraph("На основании письменных согласий"),
            Paragraph(bold("ПРИКАЗЫВАЮ:"), indent=False),
            Items(POINTS),
            SIGNED,
            *acquaintance_sheet("С приказом ознакомлены:", (("Панина Светлана Игоревна", "методист", ""),)),
        )
    )
    annex = Section(
        (Annex(("Приложение № 1", "к приказу от 30.10.2026 № 104")), Heading("Список пар"), pairs_table(rows)),
        landscape=True,
    )
    return Paper(
        "Приказ от 30.10.2026 № 104",
        (text, annex),
        author="ГБПОУ ДТБТ",
        letterhead=COLLEGE,
        left_stamps=(Stamp("СОГЛАСОВАНО", ("Куратор наставничества",), "О. Н. Белова", "19.11.2026"),),
        right_stamps=(Stamp("УТВЕРЖДАЮ", ("Директор ГБПОУ ДТБТ",), "Е. В. Лаврова", "20.11.2026", MARK),),
        footer=("Приказ № 104. Код 7K4M-19EA",),
        draft=draft,
    )


def one_section(*blocks, **fields):
    return Paper(fields.pop("title", "Проба"), (Section(tuple(blocks)),), **fields)


def key_values(*rows):
    return KeyValues(tuple(rows))


def opened(pdf):
    return pikepdf.open(BytesIO(pdf))


def structure(pdf):
    """(name, alternative text) of the structure elements, in order."""
    found = []

    def walk(node):
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
            return
        found.append((str(node.S).lstrip("/"), str(node.get("/Alt", ""))))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    root = pdf.Root.StructTreeRoot.K if "/StructTreeRoot" in pdf.Root else []
    for kid in root if isinstance(root, pikepdf.Array) else [root]:
        walk(kid)
    return found


def unreadable(printed):
    """What a person who listens to this PDF would miss: language, title, marking, headings, words of a drawing."""
    pdf = opened(printed)
    tags = structure(pdf)
    names = {name for name, _ in tags}
    shows_title = pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
    faults = {
        "no language": str(pdf.Root.get("/Lang", "")) != "ru",
        "no title": not str(pdf.docinfo.get("/Title", "")).strip(),
        "a window without the title": not shows_title,
        "not marked": not pdf.Root.get("/MarkInfo", {}).get("/Marked", False),
        "no headings": not names & {"H", "H1", "H2", "Title"},
        "a table without header cells": "Table" in names and "TH" not in names,
        "a drawing without words": any(name == "Figure" and not alt.strip() for name, alt in tags),
    }
    return [fault for fault, found in faults.items() if found]


def tool(name):
    """The path of a PDF tool; the test is skipped where it is not installed."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


def pages_text(pdf):
    """The text of every page, as poppler reads it, with plain spaces."""
    command = [tool("pdftotext"), "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return [" ".join(page.replace("\u00a0", " ").split()) for page in text.removesuffix("\f").split("\f")]
