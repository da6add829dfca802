"""Cards of difficulties: filled at entry, one with a second opinion, some waited for; at the end of a year one exit card."""

import random
from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.diagnosis import (
    ask_card,
    save_about,
    save_part,
    send_sheet,
    start_opinion,
)
from mentoring.models import DiagnosisSheet, Pair

from .names import number_of

FILLED, WAITED = 4, 2
LEVELS = {
    "theory": 0.6,
    "legal": 1.3,
    "subject": 0.4,
    "psyped": 2.3,
    "method": 2.1,
    "ict": 1.0,
    "extra": 1.2,
    "health": 0.9,
}
WORDS = (
    "Посмотреть занятие наставника и разобрать своё.",
    "Помочь с рабочей программой и отчётами.",
    "Научиться держать группу без окриков.",
)


def entry_cards(stage):
    """Mentees of live pairs, the demo mentee first: most have filled the card, two are still asked."""
    account = stage.first.get("account")
    live = Pair.objects.filter(year=stage.year, state="active").with_members().order_by("pk")
    mentees = [(person, pair) for pair in live for person in pair.mentees]
    mentees.sort(key=lambda one: one[0].pk != account)
    rng = random.Random(11)  # noqa: S311 the play's own dice stay as they were
    for number, (person, pair) in enumerate(mentees[: FILLED + WAITED]):
        since = stage.clock.moment(pair.since + timedelta(days=1), 11)
        if number >= FILLED:
            ask_card(person, pair=pair, by=stage.curator, at=stage.clock.now - timedelta(days=number - 3))
            continue
        diagnosis = filled(stage, person, pair, since, rng, ease=0)
        if number == 0 and person.unit_id in stage.supervisor.units:
            opinion(stage, diagnosis, since + timedelta(days=3), rng)


def exit_card(stage, program):
    """A finished program of a past year: the same card before and after."""
    pair = program.pair
    rng = random.Random(number_of(*pair.mentees))  # noqa: S311
    for person in pair.mentees[:1]:
        filled(stage, person, pair, stage.clock.moment(program.since + timedelta(days=2), 12), rng, ease=0)
        last = stage.clock.moment(program.until - timedelta(days=10), 12)
        filled(stage, person, pair, last, rng, ease=1, moment="exit")


def filled(stage, person, pair, at, rng, *, ease, moment="entry"):
    """A card asked for, filled two days later and sent; `ease` is how much easier it has become."""
    diagnosis = ask_card(person, moment=moment, pair=pair, by=stage.curator, at=at)
    sheet = DiagnosisSheet.objects.select_related("author", "diagnosis").get(diagnosis=diagnosis, side="self")
    by, when = actor_for(person), min(at + timedelta(days=2), stage.clock.now)
    _answer(sheet, rng, by, when, ease=ease)
    levels = {"scientific": 2, "psyped": 1 + ease, "methodical": 1 + ease}
    save_about(sheet, motivation=2, expects=rng.choice(WORDS), **levels, by=by, at=when)
    send_sheet(sheet, by=by, at=when)
    return diagnosis


def opinion(stage, diagnosis, at, rng):
    """The head of the unit sees less difficulty with the group and more with papers."""
    sheet = start_opinion(diagnosis, by=stage.supervisor, at=at)
    _answer(sheet, rng, stage.supervisor, at, ease=0, shift={"psyped": -1, "legal": 1})
    send_sheet(sheet, by=stage.supervisor, at=at)


def _answer(sheet, rng, by, at, *, ease, shift=None):
    """Marks around the usual level of each direction; one in ten is passed over or «не могу оценить»."""
    for place, usual in LEVELS.items():
        level = usual - ease * (1.1 if usual >= 2 else 0.2) + (shift or {}).get(place, 0)
        answers = {}
        for number in range(1, 5):
            luck = rng.random()
            if luck < 0.05:
                continue
            mark = max(0, min(3, round(rng.gauss(level, 0.6))))
            answers[f"{place}_{number}"] = None if luck < 0.1 else mark
        save_part(sheet, place, answers, important=usual >= 2, by=by, at=at)
