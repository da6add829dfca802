"""The archive «Мои данные»: one JSON with people's names of fields and the same as a PDF to read."""

import io
import json
import zipfile

from mentoring.documents.layout import letterhead, paper_style
from mentoring.kit.dates import stamp
from mentoring.kit.paper import Column, Heading, Paper, Paragraph, Section, Table, Title
from mentoring.office import office

LONGEST = 1500
COLUMNS = (Column("Что", 2), Column("Значение", 5))
NOT_HERE = (
    "Здесь нет того, что доверили другие: их ответов на анкеты, мнений, личных заметок и обращений. "
    "Нет паролей и ключей входа. Ответы на анонимные анкеты с вами не связаны, поэтому найти их нельзя."
)


def archive_zip(person, parts, *, at):
    """The bytes of a ZIP: data.json, data.pdf."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Мои данные.json", archive_json(person, parts, at=at))
        archive.writestr("Мои данные.pdf", _pdf(person, parts, at))
    return content.getvalue()


def archive_json(person, parts, *, at):
    told = {
        "Чьи данные": person.full_name,
        "Кто хранит": office().organization.full_name,
        "Собрано": stamp(at),
        "Чего здесь нет": NOT_HERE,
        "Данные": [
            {
                "Что": part.title,
                "Зачем": part.why,
                "Записей": len(part.rows),
                "Записи": [_merged(row) for row in part.rows],
            }
            for part in parts
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _merged(row):
    """Two fields may have one name: their values stand together."""
    found = {}
    for name, value in row:
        found[name] = f"{found[name]}; {value}" if name in found else value
    return found


def _pdf(person, parts, at):
    from mentoring.kit.pdf import render_pdf

    return render_pdf(archive_paper(person, parts, at=at))


def archive_paper(person, parts, *, at):
    blocks = [Title("МОИ ДАННЫЕ", person.full_name), Paragraph(f"Собрано {stamp(at)}."), Paragraph(NOT_HERE)]
    for part in parts:
        title = f"{part.title[:1].upper()}{part.title[1:]}: {len(part.rows)}"
        blocks += [Heading(title), Paragraph(f"Зачем: {part.why[:1].lower()}{part.why[1:]}.", indent=False)]
        blocks.append(Table(COLUMNS, rows=tuple(_lines(part.rows))))
    return Paper(
        title=f"Мои данные: {person.full_name}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks)),),
        created=at,
        footer=(f"Мои данные, {stamp(at)}",),
    )


def _lines(rows):
    for number, row in enumerate(rows, 1):
        for name, value in row:
            yield (
                f"{number}. {name}" if len(rows) > 1 else name,
                value[:LONGEST] + ("…" if len(value) > LONGEST else ""),
            )
