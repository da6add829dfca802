"""How a pair looks to one reader: his part in it, its state in words, its members and kinds."""

from mentoring.choices import PairState, Side
from mentoring.choices.pair import DRAFT_STATES
from mentoring.choices.state_words import DRAFT_PAIR, PAIR
from mentoring.kit.dates import words
from mentoring.kit.states import describe
from mentoring.kit.text import small_first
from mentoring.office import office

DROPPED = "dropped"


def pair_reader(actor, pair):
    """mentor, mentee, curator or director: the part in which this person reads this pair (members prefetched)."""
    parts = [
        side.value for side in Side if actor.person and actor.person.pk in {p.pk for p in pair.current_members(side)}
    ]
    if actor.person and any(
        m.is_substitute and m.until is None and actor.is_person(m.person) for m in pair.members.all()
    ):
        parts.append(Side.MENTOR.value)
    if actor.has("curator"):
        parts.append("curator")
    parts.append("director")
    return actor.role if actor.role in parts else parts[0]


AWAY = (PairState.SUBSTITUTION, PairState.PAUSED, PairState.REPLACING)


def pair_tag(pair, reader, *, state="", reason="", consent_due=None, change=None, **values):
    """The state in words; `state` is what the rules say of a draft now, `values` are what upper floors know (next, p).

    `change` is the open change of the composition, where the page knows it: its dates and people complete the words.

    Needs `order` and `end_reason` selected.
    """
    state = state or pair.state
    draft = state in DRAFT_STATES or state == DROPPED
    due = {"in_order": pair.order.due if pair.order else None, "asked": consent_due}.get(state)
    date = _change_date(change) if state in AWAY else None if draft else pair.ended_on or pair.since
    values |= {"substitute": change.coming.short_name} if change and change.coming else {}
    reason = reason or (small_first(change.reason) if change else "")
    told = pair.dropped_reason if state == DROPPED else reason or small_first(str(pair.end_reason or ""))
    return describe(
        DRAFT_PAIR if draft else PAIR,
        state,
        reader,
        deadline=due,
        date=words(date) if date else "",
        reason=told.rstrip("."),
        ground=GROUNDS.get(pair.end_ground, ""),
        **values,
    )


def _change_date(change):
    return (change.until or change.on) if change else None


GROUNDS = {
    "plan_completed": "план выполнен и срок истёк",
    "by_participants": "по инициативе участников",
    "by_curator": "по инициативе куратора",
}


def kind_words(pair):
    """«педагог – педагог, в группе, виртуальное»."""
    college = office()
    names = [
        college.label("form", pair.form),
        *(college.label("kind", kind) for kind in (pair.kind, *pair.extra_kinds)),
    ]
    return ", ".join(small_first(name) for name in names)


def present(pair, side):
    """(person, the direction he teaches or an empty string) of those on a side now, by name; members prefetched."""
    members = [m for m in pair.members.all() if m.side == side and m.until is None and not m.is_substitute]
    return [
        (member.person, small_first(member.direction.name) if member.direction else "")
        for member in sorted(members, key=lambda member: (member.person.sort_key, member.person_id))
    ]


def side_names(people, nobody="не выбран"):
    return ", ".join(person.short_name for person in people) or nobody
