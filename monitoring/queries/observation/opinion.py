"""Opinions of supervisors and colleagues: one opinion, those of a program, the supervisor's verdict of readiness."""

from dataclasses import dataclass
from decimal import Decimal

from mentoring.kit import dates
from mentoring.kit.text import small_first
from monitoring.access import observation as rights
from monitoring.choices import Audience, QuestionKind, VersionState
from monitoring.choices.observation import ObserverRole, OpinionState, Readiness
from monitoring.models import InstrumentVersion, Opinion
from monitoring.words import decimal

LABELS = ("никогда", "редко", "иногда", "часто", "постоянно")
UNSEEN = "не наблюдал(а)"
PEOPLE = ("person", "author", "asked_by", "version", "program__pair__order")


@dataclass(frozen=True)
class OpinionPage:
    opinion: Opinion
    answers: tuple[tuple[str, str], ...]
    mean: str
    may_read: object


def questionnaire():
    """The newest published version of the questionnaire, or None."""
    ready = InstrumentVersion.objects.filter(instrument__audience=Audience.SUPERVISOR, state=VersionState.PUBLISHED)
    return ready.order_by("instrument", "-number").first()


def loaded(opinions):
    return opinions.select_related(*PEOPLE).prefetch_related("version__questions", "program__pair__members__person")


def opinion_page(actor, opinion):
    """A given opinion as its reader may see it: the answers or the verdict alone."""
    may_read = rights.may_read_answers(actor, opinion)
    answers = tuple(_answers(opinion)) if may_read else ()
    return OpinionPage(opinion, answers, mean_words(opinion) if may_read else "", may_read)


def _answers(opinion):
    for question in opinion.version.of_kind(QuestionKind.SCALE_5):
        value = opinion.answers.get(question.code)
        yield question.text, UNSEEN if value is None else f"{value} – {LABELS[value - 1]}"


def mean_of(opinion):
    """The mean of answered items from 1 to 5, None when fewer than the questionnaire's least are answered."""
    known = [value for value in opinion.answers.values() if value is not None]
    least = opinion.version.scoring.get("min_answered", 1)
    return Decimal(sum(known)) / len(known) if known and len(known) >= least else None


def mean_words(opinion):
    mean, known = mean_of(opinion), sum(value is not None for value in opinion.answers.values())
    if mean is None:
        return f"недостаточно данных: оценено {known} из {len(opinion.answers)}"
    return f"{decimal(mean)} из 5 (оценено {known} из {len(opinion.answers)})"


@dataclass(frozen=True)
class OpinionRow:
    opinion: Opinion
    who: str
    state: str
    verdict: str


def program_opinions(actor, program):
    """[OpinionRow] of a program for those who may read them, the newest first. One query."""
    found = rights.opinions_for(actor).filter(program=program).exclude(state=OpinionState.DROPPED)
    return tuple(_row(opinion) for opinion in found.select_related("person", "author"))


def _row(opinion):
    given = opinion.state == OpinionState.GIVEN
    day = dates.words(opinion.given_at) if given else dates.by(opinion.due)
    return OpinionRow(
        opinion,
        f"{opinion.author.short_name}, {opinion.get_role_display().lower()}",
        f"{opinion.get_state_display()}, {day}",
        opinion.get_verdict_display() if given else "–",
    )


def said_words(program):
    """«дано 2 из 3; готов(а) – 1, пока не готов(а) – 1», empty where nobody was asked. One query."""
    asked = list(Opinion.objects.filter(program=program).exclude(state=OpinionState.DROPPED))
    if not asked:
        return ""
    verdicts = [Readiness(one.verdict) for one in asked if one.state == OpinionState.GIVEN]
    counted = [f"{small_first(one.label)} – {verdicts.count(one)}" for one in Readiness if one in verdicts]
    return f"дано {len(verdicts)} из {len(asked)}" + (f"; {', '.join(counted)}" if counted else "")


@dataclass(frozen=True)
class Verdict:
    """The last word of a supervisor about a mentee of a program."""

    program_id: int
    person_id: int
    verdict: Readiness
    on: object


def readiness_of(programs):
    """{(program, person): the supervisor's first «готов(а)», else his last verdict} for the time of adaptation. One query."""
    given = Opinion.objects.filter(program__in=programs, role=ObserverRole.SUPERVISOR, state=OpinionState.GIVEN)
    found = {}
    rows = given.order_by("given_at", "pk").values_list("program", "person", "verdict", "given_at")
    for program, person, verdict, moment in rows:
        kept = found.get((program, person))
        if kept is None or kept.verdict != Readiness.READY:
            found[program, person] = Verdict(program, person, Readiness(verdict), dates.local(moment).date())
    return found
