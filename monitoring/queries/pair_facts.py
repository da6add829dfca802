"""Who is and was in a pair, and what is known of it, for its page."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit.dates import short, words
from mentoring.kit.text import small_first
from mentoring.kit.ui import CheckRow
from mentoring.queries.pair import kind_words


@dataclass(frozen=True)
class MemberRow:
    """A person in the pair; in reverse mentoring one row tells both parts."""

    person: object
    side: str
    part: str
    term: str
    direction: str


def members_of(pair):
    """Present members, then those who left, each with dates and what he teaches."""
    rows = []
    for member in sorted(pair.members.all(), key=lambda m: (m.until is not None, m.side != Side.MENTOR, m.since)):
        part = {Side.MENTOR: "наставник", Side.MENTEE: "наставляемый"}[member.side]
        part = "временно заменяет наставника" if member.is_substitute else part
        term = f"с {short(member.since)}" + (f" по {short(member.until)}" if member.until else "")
        rows.append(
            MemberRow(member.person, member.side, part, term, member.direction.name if member.direction else "")
        )
    return tuple(rows)


def facts_of(pair):
    """What is known of a pair, as lines."""
    rows = [("Учебный год", str(pair.year)), ("Вид", kind_words(pair)), ("Режим", small_first(pair.get_mode_display()))]
    if pair.answer_days:
        rows.append(("Наставник отвечает за, рабочих дней", str(pair.answer_days)))
    if pair.criteria:
        rows.append(("Почему эта пара", pair.criteria))
    if pair.exception:
        rows.append(("Исключение", pair.exception))
    if pair.ended_on:
        rows.append(("Завершена", words(pair.ended_on, year=True)))
    return tuple(CheckRow(name, value) for name, value in rows)
