"""Cards of the reader's own pairs: with whom, what state, how much is done."""

from dataclasses import dataclass, replace

from django.db.models import Count, Q

from mentoring.choices import Side
from mentoring.kit.dates import words
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import listing, small_first
from mentoring.models import Mentor, Pair, PairMember
from mentoring.office import office
from mentoring.queries.load import load_by_mentor
from mentoring.queries.talk_unread import unread_by_pair
from programs.choices import OPEN_STATES, RUNNING_STATES, UNMARKED_EVENT_STATES, EventState, state_words
from programs.models import Program
from programs.models.plan import overdue
from programs.queries.head import state_key
from programs.queries.running import Progress


@dataclass(frozen=True)
class PairCard:
    """`program` is None until one is opened; progress counts events of a plan in force."""

    pair: Pair
    title: str
    note: str
    tag: StateTag | None
    program: Program | None
    done: int = 0
    total: int = 0
    late: int = 0
    unread: int = 0


def my_pairs(actor):
    """Live pairs where the reader is now a member, without their people; one query."""
    if actor.person is None or not actor.has("mentor", "mentee", "partner"):
        return []
    mine = PairMember.objects.filter(person=actor.person, until__isnull=True)
    return list(Pair.objects.live().filter(pk__in=mine.values("pair")).order_by("since", "pk"))


def pair_cards(pairs, actor, on):
    """The PairCards of pairs loaded with their members; two queries."""
    if not pairs:
        return ()
    programs = {row.pair_id: row for row in _programs(pairs, on)}
    unread = unread_by_pair(actor)
    return tuple(
        replace(_card(pair, programs.get(pair.pk), actor.person), unread=unread.get(pair.pk, 0)) for pair in pairs
    )


def _programs(pairs, on):
    in_plan = ~Q(events__state=EventState.REMOVED) & Q(events__isnull=False)
    return Program.objects.filter(pair__in=pairs, state__in=OPEN_STATES).annotate(
        total=Count("events", filter=in_plan),
        done=Count("events", filter=Q(events__state=EventState.DONE)),
        late=Count("events", filter=overdue(on, events="events__", program="")),
        unmarked=Count("events", filter=Q(events__state__in=UNMARKED_EVENT_STATES)),
    )


def _card(pair, program, me):
    side = Side.MENTOR if me in pair.mentors else Side.MENTEE
    others = [person for person in (pair.mentees if side == Side.MENTOR else pair.mentors) if person != me]
    kind = small_first(office().label("kind", pair.kind))
    card = {"pair": pair, "title": listing([p.plain_name for p in others]), "note": f"{kind} · до {words(pair.until)}"}
    if program is None:
        return PairCard(**card, tag=None, program=None)
    progress = Progress(program.done, program.total, program.late, program.unmarked)
    tag = describe(state_words.PROGRAM, state_key(program, progress), side, deadline=program.due)
    running = program.state in RUNNING_STATES
    return PairCard(
        **card,
        tag=tag,
        program=program,
        done=program.done,
        total=program.total if running else 0,
        late=program.late,
    )


def places_of(actor):
    """(taken, limit) of the reader's own places as a mentor, or None; two queries."""
    if not actor.has("mentor"):
        return None
    limit = (
        Mentor.objects.filter(person=actor.person, retired_on__isnull=True).values_list("capacity", flat=True).first()
    )
    return (load_by_mentor([actor.person.pk]).get(actor.person.pk, 0), limit) if limit else None
