"""A file of questions becomes rows to import: everything is checked first, and one wrong row stops the whole file."""

import json

from mentoring.kit.sheets import MAX_CELL, read_sheets
from mentoring.kit.text import tidy
from mentoring.kit.uploads import XLSX, check_upload
from mentoring.kit.verdict import Refused, no
from mentoring.models import Direction
from monitoring.choices.knowledge import TaskKind
from monitoring.question_rules import COLUMNS, REQUIRED_COLUMNS, read_row

LIMIT = 5 * 1024 * 1024
MOST_ROWS = 1000
BROKEN = "Файл JSON не читается. Нужен список вопросов, какой скачивает эта система."
NO_HEAD = "В файле нет строки заголовков: нужны хотя бы столбцы «Направление», «Вид» и «Вопрос»."


def rows_of_file(upload):
    """Rows for `import_questions`. Raises Refused that names the row and what is wrong with it."""
    found = _from_json(upload) if upload.name.lower().endswith(".json") else _from_xlsx(upload)
    if not found:
        raise Refused(no("В файле нет ни одного вопроса."))
    if len(found) > MOST_ROWS:
        raise Refused(no(f"В файле больше {MOST_ROWS} вопросов. Разделите его на части."))
    directions = {}
    for row in Direction.objects.filter(retired=False):
        directions |= {row.name.casefold(): row, row.short.casefold(): row, row.code.casefold(): row}
    kinds = {label.casefold(): code for code, label in TaskKind.choices} | {code: code for code in TaskKind.values}
    read, codes = [], set()
    for number, row in found:
        try:
            direction = directions.get(row.get("Направление", "").strip().casefold())
            if direction is None:
                raise ValueError(f"нет направления «{row.get('Направление', '')[:60]}»")
            fields = read_row({name: row.get(name, "") for name in COLUMNS}, kinds)
            if fields["code"] and fields["code"] in codes:
                raise ValueError(f"код «{fields['code']}» повторяется")
        except ValueError as error:
            raise Refused(no(f"Строка {number}: {error}. Ничего не загружено.")) from error
        codes.add(fields["code"])
        read.append({**fields, "direction": direction})
    return read


def _from_xlsx(upload):
    check_upload(upload, {"xlsx": XLSX}, LIMIT)
    upload.seek(0)
    sheet = next(read_sheets(upload.read(), XLSX), None)
    rows = list(sheet.rows) if sheet else []
    head = next((row for row in rows if set(REQUIRED_COLUMNS) <= set(row.cells)), None)
    if head is None:
        raise Refused(no(NO_HEAD))
    found = []
    for row in rows:
        if row.number <= head.number:
            continue
        if any(len(cell) >= MAX_CELL for cell in row.cells):
            raise Refused(no(f"Строка {row.number}: текст длиннее {MAX_CELL} знаков. Ничего не загружено."))
        found.append((row.number, dict(zip(head.cells, row.cells, strict=False))))
    return found


def _from_json(upload):
    if upload.size > LIMIT:
        raise Refused(no("Файл больше 5 МБ. Разделите его на части."))
    try:
        rows = json.loads(upload.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(no(BROKEN)) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(no(BROKEN))
    return [
        (n, {tidy(name): tidy("" if value is None else str(value))[:MAX_CELL] for name, value in row.items()})
        for n, row in enumerate(rows[: MOST_ROWS + 1], 1)
    ]
