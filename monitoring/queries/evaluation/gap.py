"""What a level lacks: the words «Недостаточно данных: …» of page and papers, and one next step for whoever may take it."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.dates import by
from monitoring.access.evaluation import may_enter
from monitoring.access.indicator import may_choose_indicators
from monitoring.access.knowledge import may_assign
from monitoring.choices import Level, SurveyState
from monitoring.choices.knowledge import OPEN_TEST_STATES, KnowledgeMoment
from programs.choices import RUNNING_STATES

FEW = "Недостаточно данных"
OVER = "Программа завершена, измерить её саму уже нельзя."
FIRST = {
    Level.KNOWLEDGE: "Начните с входного теста: без него не узнать, чему научились.",
    Level.BEHAVIOR: "Начните с наблюдения в начале программы: без него не узнать, что изменилось.",
    Level.RESULTS: "Начните с показателей: выберите, по каким судить о программе.",
    Level.REACTION: "Начните с анкеты наставляемых.",
}


@dataclass(frozen=True)
class Gap:
    """`words` are for everybody and for paper; `act` leads to `url` and is empty for a reader who only waits."""

    words: str
    act: str = ""
    url: str = ""


def reaction_gap(program, reaction, actor):
    """Of a level 1 that shows nothing."""
    curator = actor is not None and actor.has("curator")
    survey = reaction.survey
    if survey is None:
        return Gap(reaction.empty, *(("Создать анкету", reverse("survey_create")) if curator else ()))
    if survey.state == SurveyState.RUNNING:
        act = ("Открыть анкету", reverse("survey_detail", args=[survey.pk])) if curator else ()
        return Gap(reaction.empty, *act)
    return Gap(reaction.empty, *(("Создать новую анкету", reverse("survey_create")) if curator else ()))


def knowledge_gap(program, tests, gained, actor):
    """Of a level 2 where nobody has both numbers; `tests` are the counted ones, `gained` the measures there are."""
    moments = {test.moment for test in tests}
    waiting = [test for test in tests if test.state in OPEN_TEST_STATES]
    has = {
        "before": any(one.before is not None for one in gained),
        "after": any(one.after is not None for one in gained),
    }
    lacks = _lacks(has)
    act = ("Открыть тесты программы", reverse("program_tests", args=[program.pk])) if actor else ()
    if waiting:
        last = waiting[-1]
        day = f", {by(last.check_due or last.due)}"
        return Gap(f"{FEW}: {lacks}. {last.get_moment_display()} назначен{day}.", *act)
    moment = KnowledgeMoment.EXIT if has["before"] else KnowledgeMoment.ENTRY
    if program.state not in RUNNING_STATES:
        return Gap(f"{FEW}: {lacks}. {OVER}", *_by_hand(program, Level.KNOWLEDGE, actor))
    if actor and moment not in moments and may_assign(actor, program):
        name = f"Назначить {moment.label.lower()}"
        act = (name, reverse("test_assign", args=[program.pk, moment.value]))
    return Gap(f"{FEW}: {lacks}.", *act)


def _lacks(has):
    if has["before"] and has["after"]:
        return "ни у кого нет обоих результатов, входного и итогового"
    if has["before"]:
        return "нет итогового теста"
    return "нет входного теста" if has["after"] else "нет входного и итогового теста"


def behavior_gap(program, cards, actor):
    """Of a level 3 without two cards of one version; `cards` say of each observed person what is missing."""
    told = next((card.missing for card in cards if card.missing), "")
    lacks = told or f"{FEW}: нужны две карты одной версии, в начале и в конце."
    if program.state not in RUNNING_STATES:
        return Gap(f"{lacks} {OVER}", *_by_hand(program, Level.BEHAVIOR, actor))
    if actor and actor.has("curator"):
        return Gap(lacks, "Назначить наблюдение", reverse("observation_plan", args=[program.pk]))
    return Gap(
        lacks, *(("Открыть наблюдения программы", reverse("program_observations", args=[program.pk])) if actor else ())
    )


def results_gap(program, entered, lines, actor):
    """Of a level 4 with no measure that has both periods and no indicator with a fact."""
    if lines and not entered:
        act = ("Открыть показатели", reverse("indicator_list")) if actor and may_choose_indicators(actor) else ()
        return Gap(f"{FEW}: у выбранных показателей нет факта или цели, сравнить не с чем.", *act)
    if entered:
        lacks = f"{FEW}: нужны прошлый и этот период."
        return Gap(lacks, *_by_hand(program, Level.RESULTS, actor))
    lacks = f"{FEW}: показатели не выбраны и не внесены."
    if actor and may_choose_indicators(actor):
        return Gap(lacks, "Выбрать показатели программы", reverse("evaluation_indicators", args=[program.pk]))
    return Gap(lacks)


def _by_hand(program, level, actor):
    if actor is None or not may_enter(actor, program, level):
        return ()
    return "Внести измерение", reverse("evaluation_entry_create", args=[program.pk, level.value])


def first_step(program, levels, gaps, actor):
    """The Gap to begin with when no level has anything; None for who cannot act on any."""
    order = (Level.KNOWLEDGE, Level.BEHAVIOR, Level.RESULTS, Level.REACTION)
    known = [(level, gaps[level]) for level in order if level in levels and gaps.get(level)]
    level, gap = next(((level, gap) for level, gap in known if gap.act), known[0] if known else (None, None))
    return Gap(FIRST[level], gap.act, gap.url) if gap else None
