"""Which directions and difficulties the plan answers (R22)."""

from dataclasses import dataclass

from mentoring.kit.text import NBSP, count_of


@dataclass(frozen=True)
class DirectionCover:
    """One of the main directions: how many events it has and which of its difficulties have none."""

    code: str
    name: str
    events: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coverage:
    directions: tuple[DirectionCover, ...]
    uncovered: tuple  # DifficultyText rows no event answers
    events: int
    difficulties: int = 0

    @property
    def empty_directions(self):
        return tuple(row for row in self.directions if not row.events)

    @property
    def uncovered_priority(self):
        return tuple(row for row in self.uncovered if row.priority)

    @property
    def heading(self):
        """«Все восемь направлений есть, одно затруднение без мероприятия»."""
        return f"{self._of_directions()}, {self._of_difficulties()}"

    def _of_directions(self):
        present = len(self.directions) - len(self.empty_directions)
        if not self.empty_directions:
            return "Мероприятия есть во всех направлениях"
        return f"Мероприятия есть в {present} из {len(self.directions)}{NBSP}направлений"

    def _of_difficulties(self):
        if not self.difficulties:
            return "затруднения ещё не отмечены"
        if not self.uncovered:
            return "каждому затруднению отвечает мероприятие"
        return f"{count_of(len(self.uncovered), 'difficulty')} без мероприятия"


def coverage_of(text, directions):
    """`directions` are (code, short name) of the main directions in their order."""
    answered = {event.difficulty for event in text.events if event.difficulty is not None}
    uncovered = tuple(row for row in text.difficulties if not row.is_strength and row.key not in answered)
    covers = tuple(
        DirectionCover(
            code,
            name,
            sum(event.direction_code == code for event in text.events),
            tuple(row.text for row in uncovered if row.direction_code == code),
        )
        for code, name in directions
    )
    return Coverage(covers, uncovered, len(text.events), sum(not row.is_strength for row in text.difficulties))


def uncovered_words(rows, limit=3):
    """«„ответы родителям“ и ещё 2»: difficulties named in a sentence."""
    names = [f"«{row.text}»" for row in rows[:limit]]
    rest = len(rows) - len(names)
    return ", ".join(names) + (f" и ещё {rest}" if rest else "")
