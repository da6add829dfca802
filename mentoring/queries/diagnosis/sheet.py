"""Filling a sheet: its parts with how much is answered, what comes next, who will read it."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices import DiagnosisState
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of, small_first
from mentoring.kit.ui import FactLine, TaskItem
from mentoring.models import DiagnosisSheet

from .answers import Statements, statements_of, values_of
from .words import reader_lines

ABOUT = "about"
ABOUT_NAME = "О себе: компетенции и мотивация"


@dataclass(frozen=True)
class Part:
    """A page of the sheet: a direction, or the teacher's words about himself. `answered` counts «не могу оценить»."""

    code: str
    name: str
    number: int
    answered: int
    total: int
    seen: bool


@dataclass(frozen=True)
class SheetWalk:
    """The author's way through the sheet: parts in order, answers kept so far."""

    sheet: DiagnosisSheet
    statements: Statements
    values: dict
    parts: tuple[Part, ...]

    @property
    def answered(self):
        return len(self.values)

    @property
    def total(self):
        return len(self.statements.pairs)

    @property
    def rated(self):
        return any(value is not None for value in self.values.values())

    def part(self, code):
        return next((part for part in self.parts if part.code == code), None)

    def after(self, part):
        return self.parts[part.number] if part.number < len(self.parts) else None

    def before(self, part):
        return self.parts[part.number - 2] if part.number > 1 else None

    @property
    def next(self):
        """The first part not opened yet, else the first with something blank, else none."""
        unseen = next((part for part in self.parts if not part.seen), None)
        return unseen or next((part for part in self.parts if part.answered < part.total), None)


def full_sheets(sheets):
    return sheets.select_related(
        "author", "diagnosis__person__unit__head", "diagnosis__person__supervisor", "diagnosis__card", "diagnosis__pair"
    )


def walk_of(sheet):
    """Parts and answers of a sheet, in two queries."""
    statements, values = statements_of(sheet.diagnosis.card_id), values_of([sheet])[sheet.pk]
    parts = [
        Part(code, statements.names[code], 0, sum(c in values for c in statements.of(code)), len(statements.of(code)),
             code in sheet.seen)
        for code in statements.directions
    ]  # fmt: skip
    if sheet.is_own:
        parts.append(Part(ABOUT, ABOUT_NAME, 0, 0, 0, ABOUT in sheet.seen))
    numbered = tuple(Part(p.code, p.name, number, p.answered, p.total, p.seen) for number, p in enumerate(parts, 1))
    return SheetWalk(sheet, statements, values, numbered)


@dataclass(frozen=True)
class SheetPage:
    walk: SheetWalk
    title: str
    lead: str
    items: tuple[TaskItem, ...]
    readers: tuple[FactLine, ...]
    until: str

    @property
    def begun(self):
        return any(part.seen for part in self.walk.parts)


def sheet_page(sheet):
    """The sheet's own page: what is asked, by when, who will read, parts with honest states."""
    walk, diagnosis = walk_of(sheet), sheet.diagnosis
    own = sheet.is_own
    return SheetPage(
        walk=walk,
        title="Карта затруднений" if own else f"Второе мнение: {diagnosis.person.short_name}",
        lead=f"{diagnosis.get_moment_display()}. {count_of(walk.total, 'question')}, обычно меньше 10 минут. "
        "Можно прерваться и вернуться, любой вопрос можно пропустить.",
        items=tuple(_item(sheet, part) for part in walk.parts),
        readers=tuple(reader_lines(diagnosis)) if own else tuple(opinion_readers(diagnosis)),
        until=dates.by(diagnosis.due) if diagnosis.due else "",
    )


def opinion_readers(diagnosis):
    """Who reads a second opinion: the teacher himself first of all."""
    person = diagnosis.person
    yield FactLine("eye", f"Ваше мнение увидит сам педагог – {person.plain_name}", "Когда вы его отправите.")
    others = "наставник, куратор и директор" if diagnosis.to_director else "наставник и куратор"
    yield FactLine("eye", f"И те, кто читает его карту: {others}", "Оба мнения стоят рядом, с вашим именем.")
    yield FactLine("eye_off", "Ответы педагога откроются после вашей отправки", "Так мнение независимое.", quiet=True)


def _item(sheet, part):
    done = part.seen if part.code == ABOUT else part.answered == part.total
    word = ("Готово", "ok") if done else (("Начато", "act") if part.seen or part.answered else ("Не начато", "calm"))
    told = f"Отвечено {part.answered} из {part.total}" if part.total else "Три отметки, готовность и два слова от себя"
    url = reverse("diagnosis_part", args=[sheet.pk, part.code])
    return TaskItem(part.number, part.name, url, told, StateTag(word[1], word[0], ""))


def where_words(walk, part):
    """«Часть 3 из 9 · отвечено 8 из 32»."""
    return f"Часть {part.number} из {len(walk.parts)} · отвечено {walk.answered} из {walk.total}"


def is_open(sheet):
    return sheet.done_at is None and sheet.diagnosis.state != DiagnosisState.WITHDRAWN


def onward_words(walk, part):
    after = walk.after(part)
    return f"Дальше: {small_first(after.name)}" if after else "Дальше: проверить и отправить"
