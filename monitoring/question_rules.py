"""What a question of the bank must be to be scored fairly; one door for the form, the file and the starter bank."""

from dataclasses import dataclass, field
from decimal import Decimal

MOST_OPTIONS, MOST_POINTS = 12, 10
CHOICE, PLACED = ("one", "many"), ("order", "match")


@dataclass(frozen=True)
class QuestionText:
    """Fields of a question as they are kept; `right` are places from 0."""

    kind: str
    text: str
    options: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    number: Decimal | None = None
    tolerance: Decimal = field(default_factory=lambda: Decimal(0))
    sample: str = ""
    points: int = 1


def faults_of(question):
    """{field: why}, empty for a question that can be asked."""
    found = {}
    if not question.text:
        found["text"] = "Напишите вопрос."
    if not 1 <= question.points <= MOST_POINTS:
        found["points"] = f"Баллов – от 1 до {MOST_POINTS}."
    if question.kind in (*CHOICE, *PLACED):
        found |= _options(question)
    if question.kind in CHOICE and "options" not in found:
        found |= _right(question)
    if question.kind == "match" and "options" not in found:
        found |= _matches(question)
    if question.kind == "number" and question.number is None:
        found["number"] = "Укажите верное число."
    if question.tolerance < 0:
        found["tolerance"] = "Допуск не бывает отрицательным."
    if question.kind == "text" and not question.sample:
        found["sample"] = "Напишите, на что смотреть при проверке."
    return found


def _options(question):
    options = question.options
    if not 2 <= len(options) <= MOST_OPTIONS:
        return {"options": f"Вариантов – от 2 до {MOST_OPTIONS}, каждый с новой строки."}
    if len(set(options)) < len(options):
        return {"options": "Варианты повторяются. Оставьте один из одинаковых."}
    return {}


def _right(question):
    if not question.right or any(not 0 <= place < len(question.options) for place in question.right):
        return {"right": "Отметьте верное: номера вариантов по порядку строк."}
    if question.kind == "one" and len(question.right) > 1:
        return {"right": "У вида «Один ответ» верен один вариант."}
    return {}


def _matches(question):
    if len(question.matches) != len(question.options):
        return {"matches": "Пар столько же, сколько вариантов: строка к строке."}
    if len(set(question.matches)) < len(question.matches):
        return {"matches": "Пары повторяются: верный ответ должен быть один."}
    return {}
