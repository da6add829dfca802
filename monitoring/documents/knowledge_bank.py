"""The bank of questions as a workbook and as JSON: the same fields, so that what was downloaded can be loaded again."""

import json

from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from monitoring.question_rules import COLUMNS

WIDTHS = (22, 28, 26, 18, 60, 50, 12, 40, 12, 10, 40, 8, 10, 12)


def bank_xlsx(questions, *, author):
    """`questions` with their directions; lists stand a line each, places are counted from 1."""
    columns = tuple(Column(name, "text", width) for name, width in zip(COLUMNS, WIDTHS, strict=True))
    lead = ("Банк вопросов. Внутри – верные ответы: не пересылайте тем, кто будет проходить тест.",)
    return write_xlsx([Sheet("Вопросы", columns, (_row(one) for one in questions), lead)], author=author)


def _row(question):
    return (
        question.code,
        question.direction.name,
        question.competence,
        question.get_kind_display(),
        question.text,
        "\n".join(question.options),
        ", ".join(str(place + 1) for place in question.right),
        "\n".join(question.matches),
        "" if question.number is None else _number(question.number),
        _number(question.tolerance) if question.tolerance else "",
        question.sample,
        str(question.points),
        question.clause,
        question.get_state_display(),
    )


def _number(value):
    return f"{value.normalize():f}".replace(".", ",")


def bank_json(questions):
    """Bytes of a JSON list; the same words as in the workbook."""
    rows = [dict(zip(COLUMNS, _row(one), strict=True)) for one in questions]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()
