"""A program's text as it is read on the screen, section by section: the same values that go to paper."""

from dataclasses import dataclass

from mentoring.kit import dates
from mentoring.kit.text import count_of, listing, small_first
from mentoring.kit.ui import Column
from programs.choices import Authorship, Checkpoint, Responsible, SectionCode
from programs.text import lowered

PLAN_COLUMNS = (
    Column("Мероприятие", primary=True),
    Column("Срок"),
    Column("Ожидаемый результат"),
    Column("Форма, кто и режим"),
)
NUMBERS = {code.value: number for number, code in enumerate(SectionCode, 1)}


@dataclass(frozen=True)
class ReadPart:
    """A named piece of a section; `lines` are paragraphs, or items when `numbered`."""

    name: str
    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class ReadEvent:
    """A row of the plan in words."""

    uuid: str
    n: int
    measure: str
    direction: str
    answers: str
    strength: bool
    form: str
    when: str
    expected: str
    report_form: str
    who: str
    checkpoint: str


@dataclass(frozen=True)
class ReadSection:
    code: str
    n: int
    title: str
    parts: tuple[ReadPart, ...]
    events: tuple[ReadEvent, ...] = ()

    @property
    def empty(self):
        return not self.parts and not self.events

    @property
    def anchor(self):
        return f"section-{self.code}"


def read_sections(text):
    """Every section of a ProgramText; fields nobody filled are left out."""
    made = []
    for code in SectionCode:
        parts = tuple(_part(name, value) for name, value in _NAMED[code](text) if value)
        events = read_events(text) if code == SectionCode.PLAN else ()
        made.append(ReadSection(code.value, NUMBERS[code], code.label, parts, events))
    return tuple(made)


def rows_of(text):
    """(section code, title, (name, value) rows) for a page where answers are checked before they bind."""
    made = []
    for section in read_sections(text):
        rows = [(part.name, ("; " if part.numbered else " ").join(part.lines)) for part in section.parts]
        rows += [(f"{event.n}. {event.when}", f"{event.measure}. {event.expected}") for event in section.events]
        made.append((section.code, section.title, rows or [("Пока", "ничего не записано")]))
    return made


def read_events(text):
    return tuple(_event(text, number, event) for number, event in enumerate(text.events, 1))


def _part(name, value):
    if isinstance(value, tuple):
        return ReadPart(name, value, numbered=True)
    return ReadPart(name, tuple(line.strip() for line in value.splitlines() if line.strip()))


def _event(text, number, event):
    answered = text.difficulty_of(event)
    return ReadEvent(
        uuid=event.uuid,
        n=number,
        measure=event.measure,
        direction=event.direction_short or event.direction,
        answers=answered.text if answered else "",
        strength=bool(answered and answered.is_strength),
        form=event.form,
        when=when_words(event.starts, event.due),
        expected=event.expected,
        report_form=event.report_form,
        who=who_words(text, event),
        checkpoint="" if event.checkpoint == Checkpoint.NONE else Checkpoint(event.checkpoint).label,
    )


def when_words(starts, due):
    """«10.11.2026–24.11.2026», «до 20.12.2026», «01.12.2026»."""
    if not due:
        return "без срока"
    if starts and starts != due:
        return dates.span_short(starts, due)
    return dates.short(due) if starts else f"до {dates.short(due)}"


def who_words(text, event):
    """«наставник, очно», «оба: Жуков А. Д., онлайн»."""
    who = small_first(Responsible(event.responsible).label) if event.responsible else ""
    member = text.member_of(event.assignee) if event.assignee else None
    who = f"{who}: {member.short_name}" if member else who
    return ", ".join(part for part in (who, small_first(event.mode)) if part)


# Fields of each section in words


def member_words(member):
    """«Ковалёва Марина Сергеевна, преподаватель, высшая категория»."""
    return ", ".join(part for part in (member.full_name, member.post, member.about) if part)


def _participants(text):
    kinds = listing([text.kind, *text.extra_kinds], ", ")
    return (
        ("Наставник" if len(text.mentors) == 1 else "Наставники", _people(text.mentors)),
        ("Наставляемый" if len(text.mentees) == 1 else "Наставляемые", _people(text.mentees)),
        ("Форма и модель", ", ".join(part for part in (text.form, lowered(text.model)) if part)),
        ("Вид и основа", f"{kinds}, {'групповая' if text.is_group else 'индивидуальная'}"),
        ("Срок", f"{dates.span(text.since, text.until)}, {count_of(text.days, 'day')}"),
        ("Почему срок необычный", text.exception),
        ("Кто составляет", Authorship(text.authorship).label),
        ("Основание", _order(text)),
    )


def _people(members):
    names = [member_words(m) + (f" ({lowered(m.direction)})" if m.direction else "") for m in members]
    return "\n".join(names)


def _order(text):
    if not text.order_number or not text.order_date:
        return ""
    return f"Приказ № {text.order_number} от {dates.short(text.order_date)}"


def _goal(text):
    return (("Описание проблемы", text.problem), ("Цель", text.goal), ("Задачи", text.tasks))


def _difficulties(text):
    def rows(strength):
        chosen = [row for row in text.difficulties if row.is_strength == strength]
        return tuple(_difficulty(text, row) for row in chosen)

    return (("Затруднения", rows(False)), ("Сильные стороны", rows(True)), ("На что опираемся", text.strengths))


def _difficulty(text, row):
    member = text.member_of(row.member) if row.member else None
    notes = [lowered(row.direction), "важно" if row.priority else "", member.short_name if member else ""]
    return f"{row.text} ({', '.join(note for note in notes if note)})"


def _work(text):
    return (("Что делает наставник", text.mentor_work), ("Что делает наставляемый", text.mentee_work))


def _plan(text):
    return ()


def _schedule(text):
    return (
        ("Расписание встреч", text.schedule),
        ("Режим", text.mode),
        ("Ссылка для встреч", text.link),
        ("Условия обучения", text.conditions),
    )


def _results(text):
    by = f" (к {dates.short(text.interim_date)})" if text.interim_date else ""
    own = tuple(f"{m.short_name}: {m.expected}" for m in text.mentees if m.expected)
    return (
        (f"Промежуточные результаты{by}", text.interim),
        (f"Планируемые результаты (к {dates.short(text.until)})", text.planned),
        ("Результат каждого", own),
    )


_NAMED = {
    SectionCode.PARTICIPANTS: _participants,
    SectionCode.GOAL: _goal,
    SectionCode.DIFFICULTIES: _difficulties,
    SectionCode.WORK: _work,
    SectionCode.PLAN: _plan,
    SectionCode.SCHEDULE: _schedule,
    SectionCode.RESULTS: _results,
}
