"""What happens when a program is closed, said before it is (R37)."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.text import count_of, listing
from mentoring.kit.verdict import Verdict
from programs import access
from programs.choices import MeetingState

from .head import ProgramHead, head_of


@dataclass(frozen=True)
class CompletePage:
    head: ProgramHead
    verdict: Verdict
    consequences: tuple[str, ...]
    left: str


def complete_page(actor, program):
    """Consequences of closing a program loaded with its people. Two queries."""
    unmarked = program.events.unmarked().count()
    ahead = program.meetings.filter(state=MeetingState.SCHEDULED).count()
    people = [person.short_name for person in access.people_of(program)]
    mentees = [person.short_name for person in access.people_of(program, Side.MENTEE)]
    consequences = [
        "Текст программы, отметки, встречи и файлы сохранятся: их можно будет открыть и напечатать.",
        f"Работа пары закончится в тот же день: {listing(people)} получат письмо.",
        f"Место наставника освободится; {listing(mentees)} – снова без открытой программы.",
        f"Назначенные встречи будут отменены: {count_of(ahead, 'meeting')}." if ahead else "",
        "Отметки мероприятий закроются; ошибку сможет исправить куратор.",
    ]
    left = (
        f"В плане без отметки {count_of(unmarked, 'event')}, срок – до {dates.words(program.until)}."
        if unmarked
        else ""
    )
    return CompletePage(
        head=head_of(actor, program),
        verdict=access.may_complete(actor, program),
        consequences=tuple(line for line in consequences if line),
        left=left,
    )
