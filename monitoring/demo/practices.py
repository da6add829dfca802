"""Two practice cards of finished pairs: one on the shelf and in the open bank, one waits for the curator."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.choices import Role, Side
from mentoring.kit.verdict import Refused
from programs import access
from programs.actions import practice as act
from programs.actions import practice_open as outside
from programs.models import PracticeCard, Program
from programs.queries.people import with_people
from programs.queries.practice_agreement import words_for
from programs.queries.practice_names import names_of
from programs.queries.practice_source import entries_of

MOST_PROGRAMS = 12
ENTRIES = 3


def practices(stage):
    """The first two finished programs that have something to show and whose text names nobody."""
    ended = Program.objects.filter(state__in=access.ENDED_STATES, events__state="done").exclude(events__result="")
    at, made = stage.clock.now - timedelta(days=3), 0
    for program in with_people(ended.distinct().order_by("ended_on", "pk"))[:MOST_PROGRAMS]:
        mentors = [person for person in access.people_of(program, Side.MENTOR) if person.left_on is None]
        card = _sent(program, mentors, at)
        if card is None:
            continue
        if made == 0:
            _shown(stage, card, at)
        made += 1
        if made == 2:
            return


def _sent(program, mentors, at):
    told = [entry for entry in entries_of(program) if entry.event and entry.event.difficulty_id]
    entries = [entry.code for entry in {entry.result: entry for entry in told}.values()][:ENTRIES]
    if not mentors or not entries:
        return None
    by = actor_for(mentors[0])
    card = _fresh(act.start_practice(program=program, entries=entries, by=by, at=at))
    try:
        act.send_practice(card, left=bool(names_of(card)), by=by, at=at + timedelta(hours=1))
    except Refused:
        card.delete()
        return None
    return _fresh(card)


def _shown(stage, card, at):
    """On the shelf, both sides agree, outside."""
    by, later = stage.curator, at + timedelta(hours=5)
    names = {str(row.key): "other" for row in names_of(card)}
    act.accept_practice(card, seen=card.lock_version, names=names, by=by, at=later)
    for person in outside.ask_agreements(card, by=by, at=later):
        row = card.agreements.select_related("person", "card").get(person=person)
        shown = words_for(card, person).mark
        outside.give_agreement(row, shown=shown, by=actor_for(person), at=later + timedelta(hours=20))
    outside.open_practice(_fresh(card), by=by, at=later + timedelta(hours=26))
    for person in _readers(card):
        act.thank_practice(card, by=actor_for(person), at=later + timedelta(hours=30))


def _readers(card):
    """Heads who found it useful."""
    people = type(card.author).objects.filter(roles__role__in=(Role.DIRECTOR, Role.CURATOR), roles__until=None)
    return people.exclude(pk=card.author_id).distinct().in_order()[:2]


def _fresh(card):
    return with_people(PracticeCard.objects.all(), "program__pair__members").select_related("author").get(pk=card.pk)
