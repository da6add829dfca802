"""How each automatic indicator of part 5.1 is made: which counts or rows it reads and the arithmetic over them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from mentoring.choices import Side
from mentoring.kit.text import NBSP, group_digits
from monitoring.queries.dashboard.achievement import read_achievements
from monitoring.queries.dashboard.measured import read_measured
from monitoring.scoring import indicator as scoring
from monitoring.scoring.gain import gain_of
from monitoring.words import decimal, fraction

from . import reaction, rows

REASONS_FROM = 5  # fewer early endings are not broken down: a reason would name a pair


@dataclass(frozen=True)
class Formula:
    """`arms` are names of tally.ARMS, `reads` of READERS or rows.DATED; `make(data)` gets {name: what was read} and gives the Fact."""

    make: Callable
    arms: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


READERS = {
    "measured": read_measured,
    "deficits": rows.deficits,
    "paid": rows.paid,
    "surveys": reaction.surveys,
    "achievements": read_achievements,
    "question": lambda question: question,
}


def _share(arm, part, whole):
    return Formula(lambda data: scoring.share(data[arm][part], data[arm][whole]), arms=(arm,))


def _waiting(data):
    days = data["requests"].days
    middle = scoring.median(days)
    return scoring.mean(days, () if middle is None else (f"медиана {plain(middle)}{NBSP}дн.",))


def _plan(data):
    events = data["events"]
    beside = [
        f"{words} – {events[name]}" for name, words in (("partly", "частично"), ("moved", "перенесено")) if events[name]
    ]
    return scoring.share(events["done"], events["due"], beside)


def _early(data):
    ended = data["programs"]
    asked, curator = ended["by_participants"], ended["by_curator"]
    beside = ()
    if asked + curator >= REASONS_FROM:
        beside = (f"по инициативе участников – {asked}", f"по инициативе куратора – {curator}")
    return scoring.share(asked + curator, ended["ended"], beside)


def _gain(of, normalized):
    """The very results the dashboard's figure counts: by the system first, else entered."""

    def make(data):
        found = [one.pair for one in of(data["measured"])]
        gain = gain_of(found)
        beside = [f"выросло у {fraction(gain.grew, gain.paired)}"] if gain.paired else []
        if normalized and gain.normalized is not None:
            beside.append(f"нормированный прирост {decimal(gain.normalized, 2)}")
        return scoring.mean([after - before for before, after in found], beside)

    return Formula(make, reads=("measured",))


def _retention(data):
    stay = [career for career in data["hires"] if not career.left]
    return scoring.share(len(stay), len(data["hires"]), _compared(data["hires"]))


def _compared(careers):
    """Those with a mentor beside those without: «с наставником 5 из 6, без наставника 2 из 4»."""
    for words, group in (
        ("с наставником", [career for career in careers if career.mentored]),
        ("без наставника", [career for career in careers if not career.mentored]),
    ):
        if group:
            yield f"{words} {sum(not career.left for career in group)} из {len(group)}"


def _after_a_year(data):
    without = [career for career in data["hires"] if not career.mentored]
    stay = sum(not career.left for career in without)
    beside = (f"молодые без наставника, принятые за три года: {stay} из {len(without)}",) if without else ()
    return scoring.share(*data["after_a_year"], beside)


def _turnover(counts, prefix=""):
    headcount = scoring.average_headcount(counts[f"{prefix}first"], counts[f"{prefix}last"])
    return scoring.turnover(counts[f"{prefix}left"], headcount, (f"средняя численность {plain(headcount)}",))


def _intensity(data):
    young, everybody = _turnover(data["leaving"], "young_"), _turnover(data["leaving"])
    fact = scoring.intensity(young, everybody)
    counts = data["leaving"]
    told = f"молодые: {counts['young_left']} из {plain(young.whole)}; все: {counts['left']} из {plain(everybody.whole)}"
    return scoring.Fact(fact.style, fact.part, fact.whole, fact.value, fact.cases, (told,))


def _adaptation(data):
    months = [one.value for one in data["measured"].ready()]
    return scoring.mean([value for value in months if value is not None])


def _cost(data):
    """Roubles and hours of the year a program; hours are those of meetings that took place."""
    programs, hours = data["programs"]["all"], Decimal(data["meetings"]["minutes"]) / 60
    beside = [f"часов встреч {plain(hours)}"]
    if programs:
        beside.append(f"на одну программу {plain(round(hours / programs, 1))}{NBSP}ч")
    if hours and data["paid"]:
        beside.append(f"на час {group_digits(round(data['paid'] / hours))}{NBSP}₽")
    return scoring.per(data["paid"], programs, beside)


def _partners(data):
    found = data["partners"]
    beside = (f"организаций – {found['organizations']}",) if found["people"] else ()
    return scoring.count(found["people"], beside)


def _surveyed(fact):
    return Formula(lambda data: fact(data["surveys"], data["question"]), reads=("surveys", "question"))


def plain(number):
    """12.50 → «12,5»; 12 → «12»."""
    text = f"{Decimal(number):.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


FORMULAS = {
    "involved_share": _share("people", "involved", "teachers"),
    "mentor_share": _share("people", "mentors", "teachers"),
    "young_covered": _share("people", "young_covered", "young"),
    "request_coverage": Formula(
        lambda data: scoring.share(data["requests"].paired, data["requests"].sent), reads=("requests",)
    ),
    "request_to_order": Formula(_waiting, reads=("requests",)),
    "program_in_time": _share("awaited", "in_time", "due"),
    "pair_with_program": _share("pairs", "with_program", "need"),
    "plan_done": Formula(_plan, arms=("events",)),
    "finished_by_plan": _share("programs", "plan_completed", "ended"),
    "finished_early": Formula(_early, arms=("programs",)),
    "extended_share": _share("programs", "extended", "all"),
    "replacement_share": _share("pairs", "replaced", "period"),
    "mentee_satisfied": _surveyed(lambda found, asked: reaction.satisfied(found, asked, Side.MENTEE)),
    "mentor_satisfied": _surveyed(lambda found, asked: reaction.satisfied(found, asked, Side.MENTOR)),
    "response_rate": _surveyed(reaction.response),
    "l1_index": _surveyed(reaction.index),
    "l2_gain": _gain(lambda found: found.knowledge(), normalized=True),
    "l3_change": _gain(lambda found: found.behavior(), normalized=False),
    "deficits_removed": Formula(lambda data: scoring.share(*data["deficits"]), reads=("deficits",)),
    "adaptation_months": Formula(_adaptation, reads=("measured",)),
    "retention_3y": Formula(_retention, reads=("hires",)),
    "retention_1y": Formula(_after_a_year, reads=("after_a_year", "hires")),
    "turnover": Formula(lambda data: _turnover(data["leaving"]), arms=("leaving",)),
    "turnover_young": Formula(_intensity, arms=("leaving",)),
    "mentors_trained": _share("mentors", "trained", "all"),
    "contests": Formula(
        lambda data: scoring.share(data["achievements"].in_contests, data["achievements"].mentees),
        reads=("achievements",),
    ),
    "publications": Formula(lambda data: scoring.count(data["achievements"].publications), reads=("achievements",)),
    "program_cost": Formula(_cost, arms=("programs", "meetings"), reads=("paid",)),
    "partners": Formula(_partners, arms=("partners",)),
}
