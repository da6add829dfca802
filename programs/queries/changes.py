"""What changed between two texts of a program, part by part and event by event."""

from dataclasses import dataclass

from mentoring.kit import dates
from mentoring.kit.text import small_first
from mentoring.kit.ui import DiffRow
from programs.text import from_payload

from .reading import read_sections


@dataclass(frozen=True)
class ChangesPage:
    program: object
    before: object
    after: object
    rows: tuple[DiffRow, ...]

    @property
    def was_title(self):
        return f"Текст от {dates.moment(self.before.submitted_at)}"

    @property
    def became_title(self):
        return f"Текст от {dates.moment(self.after.submitted_at)}"


def last_versions(program, number=2):
    """The latest texts sent, newest first. One query."""
    return list(program.versions.order_by("-submitted_at", "-id")[:number])


def changes_between(old, new):
    """{section code: DiffRow…} of what differs between two ProgramTexts."""
    before = {section.code: section for section in read_sections(old)}
    return {section.code: tuple(_of_section(before[section.code], section)) for section in read_sections(new)}


def changes_page(program):
    """The last sent text against the one before it; None when there is nothing to compare."""
    versions = last_versions(program)
    if len(versions) < 2:
        return None
    after, before = versions
    changed = changes_between(from_payload(before.payload), from_payload(after.payload))
    return ChangesPage(program, before, after, tuple(row for rows in changed.values() for row in rows))


def _of_section(old, new):
    yield from _pairs(f"{new.n}. ", _parts(old), _parts(new))
    yield from _pairs("План, ", _events(old), _events(new))


def _pairs(lead, old, new):
    for key, (name, text) in new.items():
        if key not in old:
            yield DiffRow(lead + name, "", text, "added")
        elif old[key][1] != text:
            yield DiffRow(lead + name, old[key][1], text)
    for key, (name, text) in old.items():
        if key not in new:
            yield DiffRow(lead + name, text, "", "removed")


def _parts(section):
    """{stable key: (name, words)}: a date in a part's name belongs to its words."""
    made = {}
    for part in section.parts:
        name, _, date = part.name.partition(" (к ")
        words = "\n".join(part.lines)
        made[name] = (name, f"{words} (к {date}" if date else words)
    return made


def _events(section):
    return {event.uuid: (f"мероприятие {event.n}", _event(event)) for event in section.events}


def _event(event):
    facts = [
        f"{event.measure}.",
        f"Направление: {event.direction}." if event.direction else "",
        f"Отвечает: {event.answers}." if event.answers else "",
        f"Форма: {small_first(event.form)}." if event.form else "",
        f"Срок: {event.when}.",
        f"Результат: {event.expected}." if event.expected else "",
        f"Отчёт: {event.report_form}." if event.report_form else "",
        f"Кто: {event.who}." if event.who else "",
        f"{event.checkpoint}." if event.checkpoint else "",
    ]
    return " ".join(fact for fact in facts if fact)
