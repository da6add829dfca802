"""How mentees and mentors change from entry to middle and to exit: over people with both measures, never one by one."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit import charts
from mentoring.office import office
from monitoring.choices.stage_check import CheckStage, CheckState
from monitoring.models import StageCheck
from monitoring.queries.stage_check import names_of, scores_of
from monitoring.scoring.disclosure import BANDS, FEW, FULL, disclose_options
from monitoring.scoring.sheet import Rules
from monitoring.scoring.stage_check import Change, Measured, by_fives, change_of
from monitoring.words import decimal, signed

RESULTS = "results"  # the descriptive item about learners
COMPARED = ((CheckStage.ENTRY, CheckStage.MIDDLE), (CheckStage.ENTRY, CheckStage.EXIT))
TITLES = {Side.MENTEE: "Наставляемые", Side.MENTOR: "Наставники"}
NAMES = ("Подшкала", "Было", "Стало", "Изменение", "Выросло у", "Людей с обоими замерами")
METHOD = (
    "Шкала от 1 до 5. Изменение – среднее разностей «стало минус было» у тех, кто ответил оба раза. Новые ответы входят по "
    "{least} человек: иначе по сдвигу среднего узнали бы ответ одного. При {least}–{below} людях средние округлены до 0,25."
)


@dataclass(frozen=True)
class ChangeLine:
    name: str
    change: Change
    words: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """`chart` is None when nothing reached the threshold."""

    title: str
    lines: tuple[ChangeLine, ...]
    chart: object


@dataclass(frozen=True)
class SidePart:
    code: str
    title: str
    lead: str
    comparisons: tuple[Comparison, ...]
    learners: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChangePage:
    year: object
    parts: tuple[SidePart, ...]
    method: str


def change_page(year):
    """Everything about one academic year's programs. The rows and their forms' questions: four queries."""
    checks = StageCheck.objects.filter(program__year=year).select_related("version__instrument")
    checks = list(checks.prefetch_related("version__questions").order_by("asked_at", "pk"))
    rules = _rules()
    parts = tuple(_part(side, [one for one in checks if one.side == side], rules) for side in TITLES)
    return ChangePage(year, parts, METHOD.format(least=rules.threshold, below=rules.full_from - 1))


def _rules():
    threshold = office().setting("survey_threshold")
    return Rules(threshold=threshold, full_from=max(office().setting("survey_full_from"), threshold))


def _part(side, checks, rules):
    names = {}
    for check in checks:
        names |= {code: name for code, name in names_of(check.version).items() if code not in names}
    people = {}
    for check in checks:
        people.setdefault((check.person_id, check.program_id), {})[check.stage] = check
    given = sum(check.state == CheckState.GIVEN for check in checks)
    return SidePart(
        code=side.value,
        title=TITLES[side],
        lead=f"Ответов дано {given} из {len(checks)}.",
        comparisons=tuple(_comparison(first, last, people, names, rules) for first, last in COMPARED),
        learners=tuple(_learners(stage, checks, rules) for stage in CheckStage),
    )


def _comparison(first, last, people, names, rules):
    """Counted over people asked at both stages, of one program each."""
    both = [(key[0], row[first], row[last]) for key, row in people.items() if first in row and last in row]
    asked = len({person for person, *_ in both})
    given = [row for row in both if all(check.state == CheckState.GIVEN for check in row[1:])]
    scores = [(person, last.given_at, scores_of(first), scores_of(last)) for person, first, last in given]
    lines = tuple(
        _line(name, change_of([_measured(code, *row) for row in scores], rules, asked)) for code, name in names.items()
    )
    return Comparison(f"{first.label} → {last.label.lower()}", lines, _chart(first, last, lines))


def _measured(code, person, moment, before, after):
    return Measured(person, moment, before.get(code), after.get(code))


def _line(name, change):
    people = f"{change.n} из {change.of}"
    if not change.shown:
        return ChangeLine(name, change, ("недостаточно данных", "–", "–", "–", people))
    about = "около " if change.level == BANDS else ""
    digits = 2 if change.level == BANDS else 1
    grew = "–" if change.grew is None else f"{change.grew} из {change.n}"
    words = (
        f"{about}{decimal(change.before, digits)}",
        f"{about}{decimal(change.after, digits)}",
        f"{about}{signed(change.difference, digits)}",
        grew,
        people,
    )
    return ChangeLine(name, change, words)


def _chart(first, last, lines):
    shown = [line for line in lines if line.change.shown]
    if not shown:
        return None
    best = max(shown, key=lambda line: line.change.difference)
    return charts.BeforeAfter(
        title=f"Средние подшкал: {first.label.lower()} и {last.label.lower()}",
        rows=tuple(charts.ChangeRow(line.name, line.change.before, line.change.after) for line in shown),
        before_name=first.label.lower(),
        after_name=last.label.lower(),
        low=1,
        high=5,
        unit="",
        conclusion=f"Больше всего изменилось: {best.name.lower()}, {signed(best.change.difference, 1)}.",
    )


def _learners(stage, checks, rules):
    """(stage, what members say of their learners' results); each person once, by lots of the threshold."""
    said, options = {}, ()
    given = [check for check in checks if check.stage == stage and check.state == CheckState.GIVEN]
    for check in sorted(given, key=lambda one: (one.given_at, one.pk)):
        question = next((q for q in check.version.questions.all() if q.code == RESULTS), None)
        chosen = check.answers.get(RESULTS, {}).get("options")
        if question and chosen:
            options = options or tuple(question.options)
            said.setdefault(check.person_id, tuple(chosen))
    answers = by_fives(list(said.items()), rules.threshold) or list(said.items())
    return stage.label, _said(disclose_options(answers, options, rules), len(said))


def _said(found, people):
    if found.level == FEW:
        return f"недостаточно данных: ответов {people}"
    if found.level == FULL:
        return "; ".join(f"{option.lower()} – {count} из {found.n}" for option, count in found.counts)
    return f"больше половины: {found.leading[0].lower()}" if found.leading else "ответы разделились"
