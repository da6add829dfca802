"""What a question of the bank must be to be scored fairly; one door for the form, the file and the starter bank."""

from dataclasses import dataclass, field
from decimal import Decimal

from monitoring.scoring.task import number_of

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


COLUMNS = (
    "Код",
    "Направление",
    "Умение",
    "Вид",
    "Вопрос",
    "Варианты",
    "Верные",
    "Пары",
    "Число",
    "Допуск",
    "На что смотреть",
    "Баллы",
    "Пункт",
    "Состояние",
)
REQUIRED_COLUMNS = ("Направление", "Вид", "Вопрос")


def read_row(row, kinds):
    """Fields of a question from a row of the file ({column: text}); raises ValueError in words. `kinds` are {label: code}."""
    kind = kinds.get(row["Вид"].strip().casefold())
    if kind is None:
        raise ValueError(f"нет вида «{row['Вид']}»")
    read = {
        "kind": kind,
        "text": row["Вопрос"].strip(),
        "options": _lines(row.get("Варианты", "")),
        "matches": _lines(row.get("Пары", "")),
        "right": _places(row.get("Верные", "")),
        "number": _number(row.get("Число", "")),
        "tolerance": _number(row.get("Допуск", "")) or Decimal(0),
        "sample": row.get("На что смотреть", "").strip(),
        "points": int(_number(row.get("Баллы", "")) or 1),
    }
    faults = faults_of(QuestionText(**{name: tuple(v) if isinstance(v, list) else v for name, v in read.items()}))
    if faults:
        raise ValueError(small(next(iter(faults.values()))))
    rest = {"competence": row.get("Умение", "")[:120], "clause": row.get("Пункт", "")[:20]}
    return {"code": _code(row.get("Код", "")), **read, **rest}


def small(words):
    return words[:1].lower() + words[1:].removesuffix(".")


def _lines(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def _places(text):
    words = text.replace(",", " ").replace(";", " ").split()
    if not all(word.isascii() and word.isdigit() and 0 < len(word) < 3 for word in words):
        raise ValueError(f"верные варианты – номера строк, а не «{text[:40]}»")
    return sorted({int(word) - 1 for word in words})


def _number(text):
    if not text.strip():
        return None
    number = number_of(text.strip()[:20])
    if number is None or abs(number) >= Decimal(10) ** 9:
        raise ValueError(f"«{text[:40]}» – не число")
    return number


def _code(text):
    code = text.strip()[:60]
    if code and not all(c.isascii() and (c.isalnum() or c in "-_") for c in code):
        raise ValueError(f"код «{code}»: латинские буквы, цифры, дефис")
    return code
