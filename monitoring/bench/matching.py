"""Five hundred requests and two hundred mentors: points of everybody, one by one, and the best whole."""

import random
import statistics
import time

from mentoring.kit.assignment import best_assignment
from mentoring.matching import MentorFacts, Need, Weights
from mentoring.rules import Ask, grid_of, line_points, one_by_one, totals_of

REQUESTS, MENTORS, BUDGET = 500, 200, 2.0  # seconds
SUBJECTS = ("право", "физика, химия", "математика", "информатика, МДК 01.01")


def measure(rounds):
    """(median seconds of process time, Totals of the whole, Totals one by one); scipy is loaded beforehand."""
    dice = random.Random(1)  # noqa: S311 a college to measure with
    bank = [_mentor(number, dice) for number in range(MENTORS)]
    asks = [_ask(number, dice) for number in range(REQUESTS)]
    best_assignment(((1,),), ((1,),))
    taken = []
    for _ in range(min(rounds, 5)):
        started = time.process_time()
        grid = grid_of(asks, bank, Weights())
        best, greedy = best_assignment(grid.base, grid.places), one_by_one(grid)
        taken.append(time.process_time() - started)
    whole, single = (totals_of(line_points(grid, chosen)) for chosen in (best, greedy))
    return statistics.median(taken), whole, single


def _mentor(number, dice):
    return MentorFacts(
        person_id=number,
        name="Наставник",
        name_gen="Наставника",
        sort_key=str(number),
        directions=frozenset(dice.sample(range(8), 3)),
        subjects=dice.choice(SUBJECTS),
        unit_id=dice.randint(1, 12),
        capacity=4,
        load=dice.randint(0, 3),
        forms=("teacher_teacher",),
        kinds=("traditional", "group"),
        consent="given",
    )


def _ask(number, dice):
    wanted = dice.sample(range(8), dice.randint(1, 3))
    need = Need(
        person_id=MENTORS + number,
        name="Педагог",
        name_gen="Педагога",
        directions=tuple((pk, "направление") for pk in wanted),
        subjects=dice.choice(SUBJECTS),
        unit_id=dice.randint(1, 12),
        mode=dice.choice(("", "online", "in_person")),
        wished_mentor_id=dice.choice((None, dice.randrange(MENTORS))),
    )
    return Ask(need)
