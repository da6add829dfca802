"""Level 1 of a program: from its survey's release, by the same rules of disclosure as everywhere."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit.dates import words
from mentoring.kit.text import small_first
from monitoring.access.evaluation import takes_part
from monitoring.access.survey import CLOSED, may_read_named
from monitoring.choices import Dimension, Level, SurveyState
from monitoring.models import Invitation, Survey
from monitoring.queries.survey.audience import places_of
from monitoring.queries.survey.label import whole_name
from monitoring.queries.survey.release import band_of, blocks_for
from monitoring.queries.survey.sheets import items_of, rules_of, sheets_of
from monitoring.questionnaire import subscale_label
from monitoring.scoring.release import Block, Release, from_payload, score_all

NO_SURVEY = "Недостаточно данных: анкеты об этой программе ещё не было. Её запускает куратор."
NO_INDEX = "В бланке последней анкеты нет пунктов индекса: ответы – на странице её итогов."
UNIT, PROGRAM = "Сводно по подразделению", "По этой программе"


@dataclass(frozen=True)
class Reaction:
    """What may be said about satisfaction. `own` marks figures of this very program; `private` is the curator's alone."""

    survey: Survey | None
    release: Release | None = None
    blocks: tuple[Block, ...] = ()
    scope: str = ""
    own: bool = False
    band: str = ""
    private: str = ""
    empty: str = ""

    @property
    def shown(self):
        return bool(self.blocks)

    @property
    def block(self):
        return self.blocks[0] if self.blocks else None

    @property
    def percent(self):
        """S of this very program, where enough answered to judge by it; else None."""
        return self.block.percent if self.own and self.block and self.release.most_answered else None

    @property
    def few(self):
        """Whether people were asked and too few answered: under the threshold, or less than a half."""
        return (
            self.release is not None and (not self.shown or not self.release.most_answered) and self.empty != NO_INDEX
        )


def reaction_of(program, actor=None, *, side=Side.MENTEE):
    """The latest survey of the program's people of one side. Without an actor (papers) nothing private is read."""
    return reactions_of(program, (side,), actor)[side]


def reactions_of(program, sides, actor=None):
    """{side: Reaction} of the latest survey of each side, read at once; private words are those of the first side."""
    places, surveys = _asked(program, sides)
    found = {}
    for number, side in enumerate(sides):
        own = [survey for survey in surveys if survey.version.instrument.audience == side]
        found[side] = _latest(program, own, places, None if number else actor)
    return found


def _asked(program, sides):
    """Places (survey, program, unit) of everybody asked about the program, and those surveys. Two queries."""
    asked = Invitation.objects.filter(
        program=program,
        survey__version__instrument__audience__in=sides,
        survey__version__instrument__level=Level.REACTION,
    )
    named = asked.exclude(survey__state=SurveyState.DRAFT).order_by()
    unnamed = [places_of([program], side, level=Level.REACTION).order_by() for side in sides]
    places = list(named.values_list("survey", "program", "person__unit").union(*unnamed, all=True))
    keys = {survey for survey, *_ in places}
    return places, Survey.objects.filter(pk__in=keys).select_related("version__instrument")


def _latest(program, surveys, places, actor):
    ready = [survey for survey in surveys if survey.state in CLOSED and survey.release is not None]
    if not ready:
        return _none_yet(next((survey for survey in surveys if survey.state == SurveyState.RUNNING), None))
    closed = max(ready, key=lambda survey: survey.closed_at)
    own = [(place, unit) for survey, place, unit in places if survey == closed.pk]
    return _published(closed, own, lambda: _private_words(program, closed, actor, len(own)) if actor else "")


def _none_yet(running):
    if running is None:
        return Reaction(None, empty=NO_SURVEY)
    return Reaction(
        running, empty=f"Идёт сбор ответов, до {words(running.deadline)}. Итоги появятся после закрытия анкеты."
    )


def _published(survey, places, private):
    release = from_payload(survey.release)
    if not release.whole.index.shown:
        few = f"Недостаточно данных: ответивших меньше {survey.threshold}."
        empty = few if release.whole.counted else NO_INDEX
        return Reaction(survey, release, empty=empty, private=private())
    blocks, narrowed = blocks_for(survey, release, places)
    scope = (
        {Dimension.PROGRAM: PROGRAM, Dimension.UNIT: UNIT}[survey.dimension]
        if narrowed
        else f"Сводно, {small_first(whole_name())}"
    )
    own = narrowed and survey.dimension == Dimension.PROGRAM
    return Reaction(survey, release, blocks, scope, own, band_of(blocks[0], survey), "" if own else private())


def _private_words(program, survey, actor, asked):
    """A small program in words for the curator who may read the names and takes no part in it; figures stay hidden."""
    if not may_read_named(actor, survey) or takes_part(actor, program):
        return ""
    sheets = sheets_of(survey, program=program)
    if not sheets:
        return "Ответов по этой программе нет."
    questions = list(survey.version.questions.all())
    scored = score_all(sheets, items_of(questions), rules_of(survey, questions))
    parts = [
        "Ответили все" if len(sheets) == asked else "Ответили не все",
        _mood(scored),
        _weakest(scored, survey.version),
    ]
    return "; ".join(part for part in parts if part) + "."


def _mood(scored):
    if not scored:
        return "оценок мало"
    happy = sum(one.satisfied for one in scored)
    return {len(scored): "довольны все ответившие", 0: "довольных нет"}.get(happy, "мнения разошлись")


def _weakest(scored, version):
    means = {}
    for one in scored:
        for name, mean in one.means.items():
            if mean is not None:
                means.setdefault(name, []).append(mean)
    if not means:
        return ""
    lowest = min(means, key=lambda name: sum(means[name]) / len(means[name]))
    return f"ниже всего – «{subscale_label(lowest, version)}»"
