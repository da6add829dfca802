"""The person's pairs, now and before, with their programs: two queries for pairs, one for programs."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.access import pairs_for
from mentoring.choices import Side
from mentoring.choices.pair import CLOSED_STATES, DRAFT_STATES, LIVE_STATES
from mentoring.choices.state_words import DRAFT_PAIR, PAIR
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import count_of, listing, small_first
from mentoring.models import Pair
from mentoring.office import office
from programs.access import programs_for, reader_of
from programs.choices import OPEN_STATES
from programs.models import Program
from programs.models.plan import overdue
from programs.queries.head import state_tag
from programs.queries.running import plan_note

NAMED = 2


@dataclass(frozen=True)
class PairRow:
    """A pair on the card: the person's part in it, kind and term, progress of the plan, whose turn."""

    pair: Pair
    title: str
    note: str
    tag: StateTag
    done: int = 0
    total: int = 0
    late: int = 0
    plan_note: str = ""


@dataclass(frozen=True)
class PersonPairs:
    """All pairs the reader may see; `taken` is how many mentees the person has now."""

    now: tuple[PairRow, ...]
    before: tuple[PairRow, ...]
    pairs: tuple[Pair, ...]
    programs: tuple[Program, ...]
    taken: int


def pairs_of(person, actor, on):
    """The person's pairs by state, newest first."""
    mine = pairs_for(actor).filter(members__person=person).distinct()
    pairs = list(mine.with_members().select_related("order", "year").order_by("-since", "-pk"))
    programs = _programs(pairs, actor, on)
    by_pair = {}
    for program in programs:
        by_pair.setdefault(program.pair_id, program)
    rows = [_row(pair, by_pair.get(pair.pk), person, actor) for pair in pairs]
    open_states = (*DRAFT_STATES, *LIVE_STATES)
    return PersonPairs(
        now=tuple(row for row in rows if row.pair.state in open_states and _is_in(row.pair, person)),
        before=tuple(row for row in rows if row.pair.state in CLOSED_STATES or not _is_in(row.pair, person)),
        pairs=tuple(pairs),
        programs=tuple(programs),
        taken=sum(_places(pair, person) for pair in pairs if pair.state in open_states),
    )


def _programs(pairs, actor, on):
    """Programs of these pairs, the open one first, with counts of their plans."""
    if not pairs:
        return []
    counted = (
        programs_for(actor)
        .filter(pair__in=[pair.pk for pair in pairs])
        .annotate(
            events_total=Count("events", filter=~Q(events__state="removed")),
            events_done=Count("events", filter=Q(events__state="done")),
            events_late=Count("events", filter=overdue(on, events="events__", program="")),
        )
    )
    known = {pair.pk: pair for pair in pairs}
    programs = sorted(counted, key=lambda program: (program.state not in OPEN_STATES, -program.pk))
    for program in programs:
        program.pair = known[program.pair_id]
    return programs


def _row(pair, program, person, actor):
    live = program and pair.state in LIVE_STATES
    return PairRow(
        pair,
        title=part_of(pair, person),
        note=_note(pair),
        tag=_program_tag(program, actor) if live else _pair_tag(pair, actor),
        done=program.events_done if program else 0,
        total=program.events_total if program else 0,
        late=program.events_late if program else 0,
        plan_note=plan_note(program, program.events_total) if program else "",
    )


def part_of(pair, person):
    """«Наставник Жукова А. Д.», «Наставляемая у Сомова И. П.», «Наставник группы: 6 наставляемых»."""
    sides = {member.side for member in pair.members.all() if member.person_id == person.pk}
    if sides == {Side.MENTOR, Side.MENTEE}:
        others = [other for other in pair.mentors if other.pk != person.pk]
        return f"Учатся друг у друга: {listing([other.short_name for other in others]) or pair.title}"
    if Side.MENTEE in sides:
        word = "Наставляемая" if person.gender == "f" else "Наставляемый"
        names = listing([other.short_case("gen") for other in pair.mentors])
        return f"{word} у {names}" if names else f"{word}, наставник ещё не выбран"
    if len(pair.mentees) > NAMED:
        return f"Наставник группы: {count_of(len(pair.mentees), 'mentee')}"
    return f"Наставник {listing([other.short_case('gen') for other in pair.mentees])}".strip()


def _note(pair):
    term = f"до {dates.words(pair.until)}" if pair.state in LIVE_STATES else dates.span(pair.since, pair.until)
    return f"{small_first(office().label('kind', pair.kind))}, {term}"


def _program_tag(program, actor):
    return state_tag(actor, program, reader_of(actor, program), decides=False)


def _pair_tag(pair, actor):
    words = PAIR if pair.state in PAIR else DRAFT_PAIR
    tag = describe(words, pair.state, actor.role)
    return StateTag(tag.tone, tag.word, "", tag.mine)


def _is_in(pair, person):
    return any(member.person_id == person.pk and member.until is None for member in pair.members.all())


def _places(pair, person):
    """Places the pair takes of the person as a mentor; a speed consultation takes none."""
    leads = any(person.pk == mentor.pk for mentor in pair.mentors)
    return len([mentee for mentee in pair.mentees if mentee.pk != person.pk]) if leads and pair.kind != "speed" else 0
