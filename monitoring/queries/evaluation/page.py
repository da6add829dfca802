"""One page per program with all four levels (R45), and the list of programs that have one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from mentoring.choices import Side
from mentoring.kit.dates import short, span
from mentoring.kit.text import ended, words_of
from mentoring.kit.verdict import Verdict
from mentoring.models import PairMember, Person
from monitoring.access.evaluation import (
    evaluated_programs_for,
    may_conclude,
    may_enter,
    may_set_levels,
)
from monitoring.access.indicator import may_choose_indicators, may_see_money
from monitoring.access.survey import CLOSED
from monitoring.choices import Level
from monitoring.choices.knowledge import KnowledgeState
from monitoring.choices.observation import COUNTED
from monitoring.models import Evaluation, Invitation, KnowledgeTest, ObservationCard, Survey
from monitoring.queries.evaluation.level import INDIRECT, Measured, has_data, measured
from monitoring.queries.evaluation.reaction import Reaction, reaction_of
from monitoring.queries.evaluation.results import chosen_lines, cost_words
from monitoring.queries.knowledge.level import tested_measures
from monitoring.queries.observation.behavior import card_entries
from monitoring.queries.survey.desk import is_key
from monitoring.queries.survey.figure import figures_of, short_words
from monitoring.questionnaire import subscale_label
from monitoring.scoring.reading import Reading, read_levels
from monitoring.words import index_words, response_words, satisfied_words
from programs.access import CLOSED_STATES
from programs.models import Program

BY_HAND = (Level.KNOWLEDGE, Level.BEHAVIOR, Level.RESULTS)
SORTS = {"since": "since", "until": "until"}


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
    reading: Reading
    summary: str
    conclusion: str
    concluded_by: Person | None
    concluded_on: date | None
    lock_version: int
    warning: str = INDIRECT
    indicators: tuple = ()  # Lines of the register chosen for this program, of the year its evaluation is read in
    cost: tuple[str, ...] = ()  # sums are read by the office alone
    may_choose: bool = False
    may_conclude: Verdict | None = None
    may_enter: frozenset = frozenset()
    may_mend: frozenset = frozenset()  # keys of the measures the reader may correct
    may_set_levels: bool = False


def evaluation_page(program, actor=None):
    """Everything about the program's four levels. Without an actor nothing private is read and nothing may be done."""
    evaluation = Evaluation.objects.select_related("concluded_by").filter(program=program).first()
    chosen = tuple(evaluation.levels) if evaluation else tuple(Level.values)
    entries = _entries(evaluation, program)
    by_hand = {level: list(rows) for level, rows in entries.items()}
    if Level.BEHAVIOR in chosen and (cards := card_entries(program)):
        entries[Level.BEHAVIOR] = [*cards, *entries.get(Level.BEHAVIOR, [])]
    reaction = reaction_of(program, actor)
    mentees = tuple(program.pair.mentees)
    levels = tuple(measured(level, entries.get(level, []), mentees) for level in BY_HAND if level in chosen)
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
        reading=_reading(program, reaction, levels),
        summary=_summary(reaction, levels),
        indicators=chosen_lines(evaluation, program) if Level.RESULTS in chosen else (),
        **_conclusion(evaluation),
        **(_rights(program, actor, by_hand) if actor else {}),
    )


def _entries(evaluation, program):
    """{level: measures}: results of tests come by themselves, what was entered by hand follows."""
    entries = {}
    if tested := tested_measures(program):
        entries[Level.KNOWLEDGE] = tested
    if evaluation:
        for entry in evaluation.entries.select_related("member"):
            entries.setdefault(entry.level, []).append(entry)
    return entries


def _conclusion(evaluation):
    if evaluation is None:
        return {"conclusion": "", "concluded_by": None, "concluded_on": None, "lock_version": 0}
    return {
        "conclusion": evaluation.conclusion,
        "concluded_by": evaluation.concluded_by,
        "concluded_on": evaluation.concluded_on,
        "lock_version": evaluation.lock_version,
    }


def _rights(program, actor, entries):
    opened = frozenset(str(level) for level in BY_HAND if may_enter(actor, program, level))
    own = [entry for level in opened for entry in entries.get(level, ()) if entry.pk]  # results of tests are not mended
    if not actor.has("curator"):
        own = [entry for entry in own if entry.entered_by_id == actor.person.pk]
    return {
        "may_conclude": may_conclude(actor, program, has_data=has_data(program)),
        "may_enter": opened,
        "may_mend": frozenset(entry.pk for entry in own),
        "may_set_levels": bool(may_set_levels(actor, program)),
        "may_choose": bool(may_choose_indicators(actor)),
        "cost": cost_words(program) if may_see_money(actor) else (),
    }


def _reaction_facts(reaction):
    if reaction.shown:
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
    percent = reaction.block.percent if reaction.own and reaction.block else None
    ended = program.state in CLOSED_STATES
    return read_levels(percent, changes.get(Level.KNOWLEDGE), changes.get(Level.BEHAVIOR), ended=ended)


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


# The list


@dataclass(frozen=True)
class EvaluationRow:
    program: Program
    title: str
    term: str
    levels: tuple[tuple[str, str], ...]
    filled: str
    concluded: str


def evaluation_list(actor, *, q="", year="", sort=""):
    """Programs the reader may evaluate or read, newest first; people are searched by name."""
    found = evaluated_programs_for(actor)
    for word in words_of(q):
        named = PairMember.objects.filter(pair=OuterRef("pair"), person__search_key__contains=word)
        found = found.filter(Exists(named))
    if is_key(year):
        found = found.filter(year=int(year))
    name = SORTS.get(sort.removeprefix("-"), "")
    order = [f"-{name}" if sort.startswith("-") else name] if name else ["-since"]
    counted = {
        f"level_{level}": Count("evaluation__entries", filter=Q(evaluation__entries__level=level)) for level in BY_HAND
    }
    asked = Invitation.objects.filter(program=OuterRef("pk"), survey__state__in=CLOSED)
    tested = KnowledgeTest.objects.filter(program=OuterRef("pk"), counts=True, state=KnowledgeState.SCORED)
    seen = ObservationCard.objects.filter(observation__program=OuterRef("pk"), state__in=COUNTED)
    without_names = Survey.objects.filter(programs=OuterRef("pk"), state__in=CLOSED)
    seen = ObservationCard.objects.filter(observation__program=OuterRef("pk"), state__in=COUNTED)
    members = PairMember.objects.select_related("person")
    return (
        found.select_related("pair", "evaluation")
        .prefetch_related(Prefetch("pair__members", members))
        .annotate(surveyed=Exists(asked) | Exists(without_names), tested=Exists(tested), seen=Exists(seen), **counted)
        .order_by(*order, "-pk")
    )


def evaluation_rows(programs):
    return [_list_row(program) for program in programs]


def _list_row(program):
    evaluation = getattr(program, "evaluation", None)
    chosen = evaluation.levels if evaluation else Level.values
    filled = {Level.REACTION: program.surveyed, **{level: getattr(program, f"level_{level}") for level in BY_HAND}}
    filled[Level.KNOWLEDGE] = filled[Level.KNOWLEDGE] or program.tested
    filled[Level.BEHAVIOR] = filled[Level.BEHAVIOR] or program.seen
    levels = tuple((Level(level).label, "есть" if filled[level] else "нет") for level in chosen)
    return EvaluationRow(
        program=program,
        title=program.pair.title,
        term=f"{short(program.since)}–{short(program.until)}",
        levels=levels,
        filled=f"{sum(word == 'есть' for _, word in levels)} из {len(levels)}",
        concluded=short(evaluation.concluded_on) if evaluation and evaluation.concluded_on else "",
    )
