"""What the curator is told before a closed program works again or its pair goes on (R37, clause 5.3)."""

from dataclasses import dataclass

from mentoring.kit import dates
from mentoring.kit.text import count_of, listing
from mentoring.kit.verdict import Verdict
from programs import access
from programs.choices import EventState
from programs.models import Difficulty, PlanEvent

from .head import ProgramHead, head_of


@dataclass(frozen=True)
class ReopenPage:
    head: ProgramHead
    verdict: Verdict
    consequences: tuple[str, ...]


@dataclass(frozen=True)
class ContinuePage:
    """`events` and `difficulties` are what the new program takes over."""

    head: ProgramHead
    verdict: Verdict
    events: tuple[PlanEvent, ...]
    difficulties: tuple[Difficulty, ...]
    people: str


def reopen_page(actor, program):
    people = listing([person.short_name for person in access.people_of(program)])
    until = dates.words(program.until)
    term = f"Срок программы прежний – до {until}."
    if program.until < dates.today():
        term = f"Срок прошёл {until}: программа сразу перейдёт к подведению итогов."
    order = program.pair.end_order
    lines = (
        f"{people} снова работают вместе и получат письмо.",
        "Отметки мероприятий и записи встреч снова открыты; встречи, отменённые при завершении, назначают заново.",
        term,
        "Пара уйдёт из проекта приказа о завершении." if order else "",
    )
    return ReopenPage(head_of(actor, program), access.may_reopen(actor, program), tuple(line for line in lines if line))


def continue_page(actor, program):
    """Two queries beside the head's."""
    return ContinuePage(
        head=head_of(actor, program),
        verdict=access.may_continue(actor, program),
        events=tuple(left_events(program)),
        difficulties=tuple(left_difficulties(program)),
        people=listing([person.short_name for person in access.people_of(program)]),
    )


def left_events(program):
    """Events of a closed program that were not done, removed ones apart."""
    return list(program.events.exclude(state__in=(EventState.DONE, EventState.REMOVED)))


def left_difficulties(program):
    """Difficulties and strengths of a closed program that no done event answers."""
    done = PlanEvent.objects.filter(program=program, state=EventState.DONE, difficulty__isnull=False)
    return list(Difficulty.objects.filter(program=program).exclude(pk__in=done.values("difficulty")))


def carried_words(page):
    """«Перейдёт 3 мероприятия и 1 затруднение» or that nothing was left."""
    parts = [count_of(len(page.events), "event")] if page.events else []
    parts += [count_of(len(page.difficulties), "difficulty")] if page.difficulties else []
    return f"Перейдёт: {listing(parts)}." if parts else "Незаконченного нет: новая программа начнётся с заготовки."
