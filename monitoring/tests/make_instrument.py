"""Makers of instruments for tests: drafts and questions through the real actions."""

from django.utils import timezone

from monitoring.actions import instrument, question
from monitoring.choices import QuestionKind

OPTIONS = {
    QuestionKind.ONE: ["Раз", "Два"],
    QuestionKind.MANY: ["Раз", "Два", "Три"],
    QuestionKind.MATRIX: ["Первая строка", "Вторая строка"],
}


def draft(curator, *, title="Мой бланк", kind="survey", audience="mentee", level="1"):
    return instrument.create(title=title, kind=kind, audience=audience, level=level, by=curator, at=timezone.now())


def values(kind="scale_1_10", **fields):
    base = {
        "kind": kind,
        "text": f"Вопрос вида {kind}",
        "hint": "",
        "options": OPTIONS.get(kind, []),
        "config": {"columns": "scale_1_5"} if kind == QuestionKind.MATRIX else {},
        "most": None,
        "section": "",
        "subscale": "",
        "required": False,
        "in_index": kind in (QuestionKind.SCALE_10, QuestionKind.SCALE_5, QuestionKind.GRADE),
        "low_only": False,
        "comment_to": None,
        "comment_required": False,
    }
    return base | fields


def add(version, curator, kind="scale_1_10", **fields):
    return question.add(version, values(kind, **fields), by=curator, at=timezone.now())


def every_kind(curator):
    """A draft that asks one question of each of the ten kinds."""
    version = draft(curator, title="Все виды")
    for kind in QuestionKind:
        add(version, curator, kind.value)
    return version
