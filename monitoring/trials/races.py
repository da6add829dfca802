"""The same act by several people at one moment, on live processes: its effect comes once, the others are told in words.

The control is the same with the guards taken off (unlocked.py): doubles must be seen there.
"""

from collections import Counter
from dataclasses import dataclass
from functools import partial

from django.db import connection

from .place import PLAIN, UNLOCKED
from .race_acts import ACTS, Scene
from .visitor import Visitor, at_once
from .world import people

WIDE = {"workers": 4, "threads": 4}
AT_ONCE = 8
CONTROL = ("approve a program", "accept a consent", "close a survey", "number of a document")


@dataclass
class Score:
    """Of one act: rounds, posts, rounds whose effect was not what it should be, answers that were failures."""

    rounds: int = 0
    posts: int = 0
    wrong: int = 0
    failures: int = 0

    def words(self):
        return f"{self.rounds} rounds, {self.posts} posts, wrong effect {self.wrong}, failures {self.failures}"


def race(name, place, rounds, say):
    score, seen = Score(), Counter()
    world = people()
    scene = Scene(
        director=[Visitor(world.director, place.port, "director") for _ in range(AT_ONCE)],
        curators=[Visitor(one, place.port, "curator") for one in world.curators[:AT_ONCE]],
        visit=partial(Visitor, port=place.port),
        number=0,
    )
    for number in range(rounds):
        scene.number = number
        act = ACTS[name](scene)
        answers = at_once(act.calls)
        effect = act.effect()
        score.rounds += 1
        score.posts += len(answers)
        score.wrong += effect != act.expected
        score.failures += sum(one.status == 0 or one.status >= 500 for one in answers)
        seen.update(one.status for one in answers)
        if effect != act.expected:
            say(f"  {name}: {effect} instead of {act.expected}")
    connection.close()
    say(f"  {name}: {score.words()}; answers {dict(sorted(seen.items()))}")
    return score


def tried(name, *more):
    """An act whose scene cannot be set is a fault of the trial: told of, the others go on."""
    say = more[-1]
    try:
        return race(name, *more)
    except Exception as error:
        say(f"  {name}: not tried, {type(error).__name__}: {error}")
        return Score(wrong=1)


def run(place, asked, say):
    scores = []
    if not asked.control:
        place.start_web(**WIDE, application=PLAIN)
        scores = [tried(name, place, asked.rounds, say) for name in ACTS if asked.act in name]
        place.stop_web()
    place.start_web(**WIDE, application=UNLOCKED)
    say("races, control: guards taken off")
    control = [tried(name, place, max(3, asked.rounds // 5), say) for name in CONTROL]
    place.stop_web()
    rounds, posts = sum(one.rounds for one in scores), sum(one.posts for one in scores)
    seen = sum(one.wrong for one in control)
    say(f"races: {len(scores)} acts, {rounds} rounds, {posts} posts; control saw {seen} wrong effects")
    return not any(one.wrong or one.failures for one in scores) and all(one.wrong for one in control)
