"""One test: whose, what is expected, the result by competence beside the other sitting's; the answers for who may read them."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from mentoring.choices import Side
from mentoring.kit import charts, dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import NBSP, count_of
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from monitoring.access import knowledge as rights
from monitoring.choices.knowledge import KnowledgeMoment, KnowledgeState
from monitoring.models import KnowledgeTest, TestTask
from monitoring.scoring.gain import change_of, gain_word, normalized_gain
from monitoring.scoring.knowledge import Part, PartChange, by_competence, changes_by_competence
from monitoring.scoring.task import points_of
from monitoring.task_sheet import answer_words, right_words
from monitoring.words import decimal, moved
from monitoring.workflows_knowledge import KNOWLEDGE_TEST

from .answering import start_facts
from .words import day_words, level_of, percent_words, points_words, reader_of, tag_of

S = KnowledgeState


@dataclass(frozen=True)
class AnswerRow:
    """A task as the check and the review show it."""

    task: TestTask
    text: str
    given: str
    right: str
    points: str
    remark: str


@dataclass(frozen=True)
class PartRow:
    """A competence: percent and points of this sitting, and the change to the other one where both are."""

    name: str
    score: str
    percent: str
    before: str
    after: str
    change: str


PART_COLUMNS = (
    Column("Умение", primary=True),
    Column("Набрано", numeric=True),
    Column("Вход", numeric=True),
    Column("Выход", numeric=True),
    Column("Изменение", numeric=True),
)


@dataclass(frozen=True)
class TestPage:
    test: KnowledgeTest
    title: str
    reader: str
    tag: StateTag
    next: str
    facts: tuple[CheckRow, ...]
    parts: tuple[PartRow, ...]
    other: KnowledgeTest | None
    change: tuple[str, ...]
    chart: object
    answers: tuple[AnswerRow, ...]
    answers_verdict: Verdict
    take: bool
    check: Verdict
    skip: Verdict
    again: Verdict
    register: Verdict
    signed: bool
    start: tuple = ()  # what to know before beginning
    part_columns: tuple = PART_COLUMNS

    @property
    def compared(self):
        return self.other is not None and self.other.percent is not None and self.test.percent is not None


def tests_loaded(actor):
    """Tests the actor may open with everything a page of one shows."""
    found = rights.tests_for(actor).annotate(
        n_tasks=Count("tasks"), n_given=Count("tasks__given"), n_scored=Count("tasks__score")
    )
    return found.select_related(
        "member", "program__pair", "program__year", "program__evaluation", "assigned_by", "checked_by", "document__type"
    ).prefetch_related("program__pair__members__person")


def test_page(actor, test):
    """The page of a test loaded through `tests_loaded`. Five queries besides."""
    other = _other(test)
    tasks = tasks_of(test)
    parts = parts_of(tasks) if test.state == S.SCORED else ()
    other_parts = parts_of(tasks_of(other)) if parts and other and other.state == S.SCORED else ()
    changes = changes_of(test, parts, other_parts)
    may_read = rights.may_see_answers(actor, test)
    signatures = list(test.document.signatures.all()) if test.document else []
    reader = reader_of(actor, test)
    return TestPage(
        test=test,
        title=f"{test.get_moment_display()}: {test.member.short_name}",
        reader=reader,
        tag=tag_of(test, reader),
        next=_next(test, reader),
        facts=tuple(CheckRow(name, value) for name, value in facts_of(test) if value),
        parts=tuple(_part_row(part, changes) for part in parts),
        other=other,
        change=change_words(*(pair_of(test, other))),
        chart=chart_of(test.member, changes) if other_parts else None,
        answers=tuple(answer_row(task) for task in tasks) if may_read else (),
        answers_verdict=may_read,
        take=reader == "mentee" and test.state in (S.ASSIGNED, S.IN_PROGRESS),
        check=rights.may_check_test(actor, test),
        skip=KNOWLEDGE_TEST.verdict("skip", actor, test),
        again=rights.may_give_again(actor, test),
        register=rights.may_register(actor, test),
        start=start_facts(test) if reader == "mentee" and test.state == S.ASSIGNED else (),
        signed=any(actor.is_person(row.person) for row in signatures),
    )


def _other(test):
    """The counted test of the other moment."""
    found = KnowledgeTest.objects.filter(program=test.program_id, member=test.member_id, counts=True)
    return found.exclude(moment=test.moment).first() if test.counts else None


def tasks_of(test):
    return list(test.tasks.select_related("question__direction"))


def parts_of(tasks):
    """Parts by competence; a question without one stands under its direction."""
    return by_competence((_competence(task.question), exact_points(task), task.question.points) for task in tasks)


def exact_points(task):
    points = points_of(task.question, task.given)
    return Fraction(task.score or 0) if points is None else points


def _competence(question):
    return f"{question.direction.short}: {question.competence}" if question.competence else question.direction.name


def changes_of(test, parts, other_parts):
    """PartChanges from entry to exit, whichever of the two this test is."""
    entry = test.moment == KnowledgeMoment.ENTRY
    return changes_by_competence(parts, other_parts) if entry else changes_by_competence(other_parts, parts)


def pair_of(test, other):
    """(percent at entry, percent at exit)."""
    mine, its = test.percent, other.percent if other else None
    return (mine, its) if test.moment == KnowledgeMoment.ENTRY else (its, mine)


def change_words(before, after):
    """Δ and g in words, or why there is none; nothing before the first result."""
    change = change_of(before, after)
    if change is None:
        if before is None and after is None:
            return ()
        missing = "итогового" if after is None else "входного"
        return (f"Прирост пока не считаем: нет {missing} теста.",)
    gain = normalized_gain(before, after)
    told = (
        "Нормированный прирост не считаем: на входе уже 100 %."
        if gain is None
        else f"Нормированный прирост {decimal(gain, 2)} – {gain_word(gain)}: какую часть незнакомого на входе освоили."
    )
    was, now, points = moved(before, after)
    return (f"Прирост {points} п.{NBSP}п.: было {was}, стало {now}.", told)


def _part_row(part: Part, changes):
    row = next((change for change in changes if change.name == part.name), PartChange(part.name, None, None))
    return PartRow(
        name=part.name,
        score=f"{points_words(float(part.score))} из {part.maximum}",
        percent=_percent(part.percent),
        **_shift(row),
    )


def _shift(row):
    if row.change is None:
        return {"before": _percent(row.before), "after": _percent(row.after), "change": "–"}
    before, after, points = moved(float(row.before), float(row.after))
    return {"before": before, "after": after, "change": f"{points} п.{NBSP}п."}


def _percent(value):
    return "–" if value is None else f"{decimal(float(value), 0)}{NBSP}%"


def chart_of(member, changes):
    rows = tuple(
        charts.ChangeRow(row.name, _number(row.before), _number(row.after)) for row in changes if row.change is not None
    )
    return charts.BeforeAfter(title=f"По умениям: {member.short_name}", rows=rows) if rows else None


def _number(value):
    return None if value is None else float(value)


def answer_row(task):
    question = task.question
    points = "ждёт проверки" if task.score is None else f"{points_words(task.score)} из {question.points}"
    return AnswerRow(
        task, question.text, answer_words(question, task.given), right_words(question), points, task.remark
    )


def facts_of(test):
    yield "Кто проходит", test.member.full_name
    mentors = [m.person.short_name for m in test.program.pair.members.all() if m.side == Side.MENTOR]
    yield "Наставник", ", ".join(dict.fromkeys(mentors))
    yield "Вопросов", f"{test.n_tasks}, баллов {test.maximum}"
    yield "Время", f"{count_of(test.minutes, 'minute')} с начала" if test.minutes else "без ограничения"
    yield "Пройти до", dates.words(test.due)
    yield "Попытка", f"{test.attempt}: {test.reason}" if test.attempt > 1 else ""
    yield "Назначил(а)", test.assigned_by.short_name if test.assigned_by else ""
    yield "Пройден", day_words(test.sent_at) if test.sent_at else ""
    yield "Проверил(а)", test.checked_by.short_name if test.checked_by else ""
    yield "Результат", result_words(test) if test.percent is not None else ""
    yield "Протокол", f"№ {test.document.number}" if test.document else ""


def result_words(test):
    return f"{points_words(test.score)} из {test.maximum} – {percent_words(test)}, уровень {level_of(test)}"


def _next(test, reader):
    """What comes after, in the reader's words."""
    if test.state in (S.ASSIGNED, S.IN_PROGRESS):
        return (
            "Потом: короткие ответы проверит наставник, остальное система считает сама."
            if reader == "mentee"
            else ("Потом: результат появится здесь, когда тест пройдут и проверят.")
        )
    if test.state == S.AWAITING_CHECK:
        return "Потом: появится результат, его увидят наставляемый, наставник и куратор."
    if test.state == S.SCORED and test.moment == KnowledgeMoment.ENTRY:
        return "Потом: в конце программы – итоговый тест по тем же умениям."
    return ""
