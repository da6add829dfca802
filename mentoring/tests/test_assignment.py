"""The whole assignment: same arithmetic as one request, exact, never worse than greedy, within places and stops (R12)."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.kit.assignment import best_assignment
from mentoring.matching import MentorFacts, Need, Weights, score
from mentoring.matching.stops import hard_stops
from mentoring.rules import Ask, Totals, grid_of, line_points, one_by_one, totals_of

ROOT = Path(__file__).resolve().parents[2]
DIRECTIONS = tuple((n, f"Направление {n}") for n in range(1, 5))
some_directions = st.lists(st.sampled_from(range(1, 5)), max_size=3, unique=True)
subjects = st.sampled_from(["", "Физика", "Химия, право", "Право"])
units = st.sampled_from([None, 1, 2])


@st.composite
def mentors(draw, number):
    capacity = draw(st.integers(1, 3))
    return MentorFacts(
        person_id=number,
        name=f"Наставник {number}",
        name_gen=f"Наставника {number}",
        sort_key=f"{number:03}",
        directions=frozenset(draw(some_directions)),
        subjects=draw(subjects),
        unit_id=draw(units),
        capacity=capacity,
        load=draw(st.integers(0, capacity)),
        kinds=draw(st.sampled_from([(), ("traditional",), ("virtual",)])),
        mode=draw(st.sampled_from(["mixed", "online", "in_person"])),
        consent=draw(st.sampled_from(["given", "given", "given", "revoked", ""])),
        consent_on=date(2026, 9, 1),
        takes_new=draw(st.sampled_from([True, True, True, False])),
    )


@st.composite
def asks(draw, number, people):
    wanted = draw(some_directions)
    barred = draw(st.lists(st.sampled_from(people), max_size=1)) if people else []
    need = Need(
        person_id=draw(st.sampled_from([100 + number, 1])),  # a mentor of the bank may ask for a mentor himself
        name="Педагог",
        name_gen="Педагога",
        directions=tuple(d for d in DIRECTIONS if d[0] in wanted),
        subjects=draw(subjects),
        unit_id=draw(units),
        kind=draw(st.sampled_from(["", "traditional", "virtual"])),
        mode=draw(st.sampled_from(["", "online", "in_person"])),
        wished_mentor_id=draw(st.sampled_from([None, *people])),
        boss_ids=tuple(draw(st.lists(st.sampled_from(people), max_size=1))) if people else (),
    )
    return Ask(need, frozenset(barred))


@st.composite
def colleges(draw, most_mentors=6, most_asks=10):
    bank = [draw(mentors(n)) for n in range(1, draw(st.integers(0, most_mentors)) + 1)]
    people = [mentor.person_id for mentor in bank]
    queue = [draw(asks(n, people)) for n in range(draw(st.integers(0, most_asks)))]
    weights = draw(st.sampled_from([Weights(), Weights(10, 30, 40, 5, 15), Weights(0, 0, 7, 0, 0)]))
    return bank, queue, weights, {"forbid_boss": draw(st.booleans()), "strangers": draw(st.booleans())}


def as_one_after_another(bank, queue, weights, chosen):
    """The points by the arithmetic of one request, the mentor's load growing as he is chosen."""
    taken = dict.fromkeys(range(len(bank)), 0)
    points = []
    for ask, m in zip(queue, chosen, strict=True):
        if m is None:
            points.append(None)
            continue
        mentor = replace(bank[m], load=bank[m].load + taken[m])
        points.append(score(ask.need, mentor, weights).points)
        taken[m] += 1
    return points


def breaks(bank, queue, chosen, *, forbid_boss, strangers):
    """What a choice does against stops and places."""
    taken = dict.fromkeys(range(len(bank)), 0)
    found = []
    for ask, m in zip(queue, chosen, strict=True):
        if m is None:
            continue
        mentor = replace(bank[m], load=bank[m].load + taken[m])
        found += [stop.code for stop in hard_stops(ask.need, mentor, forbid_boss=forbid_boss)]
        if mentor.person_id in ask.barred:
            found.append("barred")
        if not strangers and not score(ask.need, mentor, Weights()).suits:
            found.append("stranger")
        taken[m] += 1
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(colleges())
def test_on_random_colleges_the_whole_is_never_worse_than_one_by_one(college):
    bank, queue, weights, rules = college
    grid = grid_of(queue, bank, weights, **rules)
    best, greedy = best_assignment(grid.base, grid.places), one_by_one(grid)
    assert totals_of(line_points(grid, best)) >= totals_of(line_points(grid, greedy))
    for chosen in (best, greedy):
        assert breaks(bank, queue, chosen, **rules) == []
        assert line_points(grid, chosen) == as_one_after_another(bank, queue, weights, chosen)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(colleges(most_mentors=3, most_asks=4))
def test_on_small_colleges_it_equals_brute_force(college):
    bank, queue, weights, rules = college
    grid = grid_of(queue, bank, weights, **rules)
    everything = product([None, *range(len(bank))], repeat=len(queue))
    allowed = [chosen for chosen in everything if not breaks(bank, queue, chosen, **rules)]
    brute = max(totals_of(as_one_after_another(bank, queue, weights, chosen)) for chosen in allowed)
    assert totals_of(line_points(grid, best_assignment(grid.base, grid.places))) == brute


def mentor(n, directions, **fields):
    facts = {"capacity": 1, "consent": "given", "sort_key": str(n)} | fields
    return MentorFacts(n, f"Н{n}", f"Н{n}", directions=frozenset(directions), **facts)


def ask(n, *directions):
    return Ask(Need(100 + n, "П", "П", directions=tuple(d for d in DIRECTIONS if d[0] in directions)))


def test_where_greedy_leaves_somebody_the_whole_does_not():
    """The first request takes the only mentor whom the second could have."""
    bank = [mentor(1, {1, 2}), mentor(2, {1})]
    queue = [ask(1, 1), ask(2, 2)]
    grid = grid_of(queue, bank, Weights())
    assert one_by_one(grid) == [0, None]
    assert best_assignment(grid.base, grid.places) == [1, 0]
    assert totals_of(line_points(grid, [1, 0])) == Totals(2, 150)


def test_serving_one_more_is_worth_more_than_any_points():
    bank = [mentor(1, {1, 2, 3}, subjects="право"), mentor(2, {1})]
    rich = Ask(replace(ask(1, 1).need, subjects="право"))  # 50 + 20 with the first, 50 with the second
    grid = grid_of([rich, ask(2, 3)], bank, Weights(subject=100))
    assert best_assignment(grid.base, grid.places) == [1, 0]


def test_the_second_place_of_a_mentor_counts_less():
    """15 for three free of three, 10 for the next one: the load is spread where all else is equal."""
    bank = [mentor(1, {1}, capacity=3), mentor(2, {1}, capacity=3)]
    grid = grid_of([ask(1, 1), ask(2, 1), ask(3, 1)], bank, Weights())
    assert grid.places == ((15, 10, 5), (15, 10, 5))
    chosen = best_assignment(grid.base, grid.places)
    assert sorted(chosen) in ([0, 0, 1], [0, 1, 1])
    assert line_points(grid, [0, 0, 1]) == [75, 70, 75]


def test_strangers_only_where_allowed():
    bank, queue = [mentor(1, {1})], [ask(1, 2)]
    assert grid_of(queue, bank, Weights()).base == ((None,),)
    assert grid_of(queue, bank, Weights(), strangers=True).base == ((10,),)


@pytest.mark.parametrize(
    ("base", "places"), [((), ()), (((),), ()), (((None,),), ((),)), (((None, None),), ((5,), (3,)))]
)
def test_nobody_to_choose_leaves_everybody_without(base, places):
    assert best_assignment(base, places) == [None] * len(base)


def test_only_the_job_and_the_bench_come_to_scipys_door():
    """Decision 23: a page or an action of a web worker must not."""
    floors = [path for floor in ("mentoring", "programs", "monitoring") for path in (ROOT / floor).rglob("*.py")]
    callers = {path.relative_to(ROOT).as_posix() for path in floors if "kit.assignment" in path.read_text()}
    shipped = {name for name in callers if "/tests/" not in name}
    assert shipped == {"mentoring/actions/match/compute.py", "monitoring/bench/matching.py"}
    calls = [path.name for path in floors if "compute_match(" in path.read_text() and "/tests/" not in path.as_posix()]
    assert calls == ["compute.py"]


@pytest.mark.parametrize("work", ["xlsx", "sheets"])
def test_spreadsheets_do_not_bring_numpy_into_a_web_worker(work):
    """openpyxl would load it wherever it is installed (decision 23)."""
    do = {
        "xlsx": "from mentoring.kit.xlsx import Column, Sheet, write_xlsx; "
        "write_xlsx([Sheet('а', (Column('а'),), [('б',)])])",
        "sheets": "from mentoring.kit.lean import load_openpyxl; load_openpyxl()",
    }[work]
    code = f"import os, sys, django; django.setup(); {do}; print('numpy' in sys.modules, 'openpyxl' in sys.modules)"
    env = {"DJANGO_SETTINGS_MODULE": "mentoring.settings_test", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["False", "True"], "")
