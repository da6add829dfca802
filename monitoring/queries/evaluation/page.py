"""One page per program with all four levels (R45): figures with their base and days, what is missing, how they read."""

from dataclasses import dataclass
from datetime import date

from mentoring.choices import Side
from mentoring.kit.dates import local, short, span, words
from mentoring.kit.text import NBSP, ended
from mentoring.kit.verdict import Verdict
from mentoring.models import PairMember, Person
from monitoring.access.evaluation import may_conclude, may_enter, may_set_levels
from monitoring.access.indicator import may_choose_indicators, may_see_money
from monitoring.choices import Level
from monitoring.models import Evaluation
from monitoring.queries.case.answer import case_changes
from monitoring.queries.evaluation import gap as gaps
from monitoring.queries.evaluation.level import INDIRECT, Measured, has_data, measured
from monitoring.queries.evaluation.reaction import Reaction, reactions_of
from monitoring.queries.evaluation.results import chosen_lines, cost_words, year_words
from monitoring.queries.knowledge.level import counted_tests, tested_measures
from monitoring.queries.observation.behavior import card_entries
from monitoring.queries.observation.opinion import said_words
from monitoring.queries.survey.figure import figures_of, short_words
from monitoring.questionnaire import subscale_label
from monitoring.scoring.reading import HIGH, UNKNOWN, Reading, beside, read_levels
from monitoring.words import index_words, response_words, satisfied_words
from programs.access import CLOSED_STATES
from programs.models import Program

BY_HAND = (Level.KNOWLEDGE, Level.BEHAVIOR, Level.RESULTS)
NOT_ENOUGH = "недостаточно данных"


@dataclass(frozen=True)
class EvaluationPage:
    """The same values feed the page, the PDF and the DOCX; papers are read without an actor."""

    program: Program
    title: str
    term: str
    mentors: tuple
    mentees: tuple
    levels: tuple[str, ...]
    reaction: Reaction
    satisfied: str
    reaction_facts: tuple[str, ...]
    reaction_rows: tuple[tuple[str, str], ...]
    reaction_chart: object
    measured: tuple[Measured, ...]
    overview: tuple[tuple[str, str, str, str], ...]  # level, figure, its base, its days
    reading: Reading
    beside: tuple[Reading, ...]  # what else the patterns suggest
    gap: gaps.Gap | None  # of level 1
    first: gaps.Gap | None  # where to begin while nothing is known
    summary: str
    conclusion: str
    concluded_by: Person | None
    concluded_on: date | None
    lock_version: int
    warning: str = INDIRECT
    indicators: tuple = ()  # Lines of the register chosen for this program, of the year its evaluation is read in
    indicators_of: str = ""
    cases: tuple = ()  # rows of «кейсы: до и после»
    opinions: str = ""  # the office alone reads them
    cost: tuple[str, ...] = ()  # sums are read by the office alone
    may_choose: bool = False
    may_conclude: Verdict | None = None
    may_enter: frozenset = frozenset()
    may_mend: frozenset = frozenset()  # keys of the measures the reader may correct
    may_set_levels: bool = False

    @property
    def tone(self):
        return "" if self.reading.title == UNKNOWN.title else "ok"


def evaluation_page(program, actor=None):
    """Everything about the program's four levels. Without an actor nothing private is read and nothing may be done."""
    evaluation = Evaluation.objects.select_related("concluded_by").filter(program=program).first()
    chosen = tuple(evaluation.levels) if evaluation else tuple(Level.values)
    by_hand = _entered(evaluation)
    lines = chosen_lines(evaluation, program) if Level.RESULTS in chosen else ()
    reactions, mentees = reactions_of(program, (Side.MENTEE, Side.MENTOR), actor), tuple(program.pair.mentees)
    reaction = reactions[Side.MENTEE]
    levels = _levels(program, chosen, by_hand, lines, actor)
    gap = None if reaction.shown else gaps.reaction_gap(program, reaction, actor)
    return EvaluationPage(
        program=program,
        title=program.pair.title,
        term=span(program.since, program.until),
        mentors=tuple(program.pair.mentors),
        mentees=mentees,
        levels=chosen,
        reaction=reaction,
        satisfied=satisfied_words(reaction.block.satisfied) if reaction.shown else "",
        reaction_facts=tuple(_reaction_facts(reaction)),
        reaction_rows=tuple(_reaction_rows(reaction)),
        reaction_chart=_reaction_chart(reaction),
        measured=levels,
        overview=tuple(_overview(chosen, reaction, levels)),
        reading=_reading(program, reaction, levels),
        beside=_beside(reaction, reactions[Side.MENTOR], chosen),
        gap=gap,
        first=_first(program, chosen, gap, levels, actor),
        summary=_summary(reaction, levels),
        indicators=lines,
        cases=case_changes(program) if Level.BEHAVIOR in chosen else (),
        indicators_of=f"Показатели, выбранные для программы: {year_words(program)}" if lines else "",
        **_conclusion(evaluation),
        **(_rights(program, actor, by_hand, levels) if actor else {}),
    )


def _entered(evaluation):
    """{level: measures entered by hand}."""
    entries = {}
    for entry in evaluation.entries.select_related("member") if evaluation else ():
        entries.setdefault(entry.level, []).append(entry)
    return entries


def _levels(program, chosen, by_hand, lines, actor):
    """Levels 2 to 4: results of tests and cards come by themselves, what was entered by hand follows."""
    mentees, made = tuple(program.pair.mentees), []
    if Level.KNOWLEDGE in chosen:
        tests = list(counted_tests(program))
        entries = [*tested_measures(tests), *by_hand.get(Level.KNOWLEDGE, ())]
        gap = lambda: gaps.knowledge_gap(program, tests, entries, actor)  # noqa: E731
        made.append(measured(Level.KNOWLEDGE, entries, mentees, gap=gap))
    if Level.BEHAVIOR in chosen:
        cards = card_entries(program)
        gap = lambda: gaps.behavior_gap(program, cards, actor)  # noqa: E731
        made.append(measured(Level.BEHAVIOR, [*cards, *by_hand.get(Level.BEHAVIOR, ())], mentees, gap=gap))
    if Level.RESULTS in chosen:
        entered = by_hand.get(Level.RESULTS, [])
        gap = lambda: gaps.results_gap(program, entered, lines, actor)  # noqa: E731
        made.append(measured(Level.RESULTS, entered, mentees, gap=gap, lines=lines, year=year_words(program)))
    return tuple(made)


def _conclusion(evaluation):
    if evaluation is None:
        return {"conclusion": "", "concluded_by": None, "concluded_on": None, "lock_version": 0}
    return {
        "conclusion": evaluation.conclusion,
        "concluded_by": evaluation.concluded_by,
        "concluded_on": evaluation.concluded_on,
        "lock_version": evaluation.lock_version,
    }


def _rights(program, actor, entries, levels):
    known = any(level.filled for level in levels) or has_data(program)
    opened = frozenset(str(level) for level in BY_HAND if may_enter(actor, program, level))
    own = [entry for level in opened for entry in entries.get(level, ()) if entry.pk]  # results of tests are not mended
    if not actor.has("curator"):
        own = [entry for entry in own if entry.entered_by_id == actor.person.pk]
    return {
        "may_conclude": may_conclude(actor, program, has_data=known),
        "may_enter": opened,
        "may_mend": frozenset(entry.pk for entry in own),
        "may_set_levels": bool(may_set_levels(actor, program)),
        "may_choose": bool(may_choose_indicators(actor)),
        "cost": cost_words(program) if may_see_money(actor) else (),
        "opinions": said_words(program) if actor.is_office else "",
    }


def _reaction_facts(reaction):
    if reaction.shown:
        yield f"Анкета «{reaction.survey.title}», закрыта {words(reaction.survey.closed_at, year=True)}."
        yield f"{response_words(reaction.release)}."
        colon = ":" if reaction.block.index.mean is None else ""
        yield f"Индекс{colon} {index_words(reaction.block)}" + (f" – {reaction.band}." if reaction.band else ".")
    if reaction.shown and not reaction.own:
        yield f"{reaction.scope}: по одной этой программе ответы не показываем."


def _reaction_rows(reaction):
    if reaction.shown:
        for code, line in reaction.block.subscales.items():
            yield subscale_label(code, reaction.survey.version), short_words(line, reaction.release)


def _reaction_chart(reaction):
    if not reaction.shown:
        return None
    rows = [(subscale_label(code, reaction.survey.version), line) for code, line in reaction.block.subscales.items()]
    return figures_of("Разделы", rows, reaction.release, charted=True).chart


def _reading(program, reaction, levels):
    """How the levels read together; level 1 counts only when it is about this very program."""
    changes = {level.level: level.change for level in levels}
    ended = program.state in CLOSED_STATES
    return read_levels(reaction.percent, changes.get(Level.KNOWLEDGE), changes.get(Level.BEHAVIOR), ended=ended)


def _beside(reaction, mentors, chosen):
    """The mentors' own survey is read only where their mentees are content: it may tell that the price was high."""
    if Level.REACTION not in chosen:
        return ()
    content = reaction.percent is not None and reaction.percent >= HIGH
    return beside(reaction.percent, mentors.percent if content else None, few=reaction.few)


def _first(program, chosen, gap, levels, actor):
    """While no level has a figure or a measure: where to begin."""
    if gap is None or any(level.filled or level.unit for level in levels):
        return None
    missing = {level.level: level.gap for level in levels}
    return gaps.first_step(program, chosen, {Level.REACTION: gap, **missing}, actor)


def _overview(chosen, reaction, levels):
    """Rows «level, figure, base, days»: four levels side by side."""
    if Level.REACTION in chosen:
        figure = f"довольны {satisfied_words(reaction.block.satisfied)}" if reaction.shown else NOT_ENOUGH
        closed = short(local(reaction.survey.closed_at).date()) if reaction.release else "–"
        base = f"{reaction.scope}. {response_words(reaction.release)}" if reaction.shown else "–"
        yield f"{Level.REACTION}.{NBSP}{Level.REACTION.label}", figure, base, closed
    for level in levels:
        name = f"{level.level}.{NBSP}{Level(level.level).label}"
        yield name, level.words or NOT_ENOUGH, level.base or "–", level.when or "–"


def _summary(reaction, levels):
    parts = []
    if reaction.own and reaction.block.satisfied.shown:
        parts.append(f"довольны {satisfied_words(reaction.block.satisfied)}")
    for level in levels:
        if level.change is not None:
            parts.append(f"{'знания' if level.level == Level.KNOWLEDGE else 'поведение'}: {level.figure} {level.unit}")
    text = "; ".join(parts)
    return ended(f"{text[:1].upper()}{text[1:]}") if text else ""


def mentees_of(program):
    """People who were ever mentees of the program, for the choice «у кого»."""
    mentees = PairMember.objects.filter(pair=program.pair_id, side=Side.MENTEE)
    return Person.objects.filter(pk__in=mentees.values("person")).in_order()
