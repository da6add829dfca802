"""The road map as one page: three stages with counts, search, filters, the chart; one task with what may be done (R50)."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from mentoring.kit import dates
from mentoring.kit.charts import Stacked, StackRow
from mentoring.kit.states import StateTag
from mentoring.kit.text import fold, words_of
from mentoring.kit.ui import CheckRow, Column, Link
from mentoring.models import AcademicYear
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen
from mentoring.queries.story import story_of
from monitoring.access import roadmap as rights
from monitoring.choices.year import UNFINISHED, RoadmapState, Stage, TaskOwner, TaskState
from monitoring.models import Roadmap, RoadmapTask
from monitoring.workflows_year import ROADMAP, TASK

LATE = "late"
STATES = (*TaskState.choices, (LATE, "Срок прошёл"))
TONES = {
    TaskState.PLANNED: "calm",
    TaskState.IN_PROGRESS: "go",
    TaskState.MOVED: "go",
    TaskState.DONE: "ok",
    TaskState.NOT_NEEDED: "calm",
}
COLUMNS = (
    Column("Задача", primary=True, sort_key="title"),
    Column("Кто отвечает", sort_key="who"),
    Column("Срок", sort_key="due"),
    Column("Состояние", sort_key="state"),
)
PARTS = ("Впереди", "Срок прошёл", "В работе", "Сделано")


def who_of(task):
    """«Белова О. Н.», else the part: «наставники»."""
    return task.owner.short_name if task.owner else TaskOwner(task.role).label


def task_tag(task, on):
    """Words of the state for everybody: the date it stands by, what came of it."""
    word, tone = TaskState(task.state).label, TONES[task.state]
    if task.state in UNFINISHED and task.due < on:
        return StateTag("stop", "Срок прошёл", f"Срок был {dates.words(task.due)}: отметьте или перенесите.")
    said = {
        TaskState.PLANNED: f"Срок {dates.words(task.due)}.",
        TaskState.IN_PROGRESS: f"Закончите до {dates.words(task.due)}.",
        TaskState.MOVED: f"Новый срок {dates.words(task.due)}: {task.reason.rstrip('.')}.",
        TaskState.DONE: f"Сделано {dates.words(task.settled_on)}.",
        TaskState.NOT_NEEDED: f"В этом году не нужно: {task.reason.rstrip('.')}.",
    }
    return StateTag(tone, word, said[task.state])


@dataclass(frozen=True)
class TaskRow:
    task: RoadmapTask
    who: str
    tag: StateTag
    late: bool
    own: bool


@dataclass(frozen=True)
class StageRows:
    """`words` count all tasks of the stage, whatever the filter shows."""

    code: str
    name: str
    rows: tuple[TaskRow, ...]
    counts: tuple[int, ...]
    dropped: int

    @property
    def total(self):
        return sum(self.counts)

    @property
    def done(self):
        return self.counts[3]

    @property
    def late(self):
        return self.counts[1]

    @property
    def words(self):
        told = f"сделано {self.done} из {self.total}"
        return f"{told}, срок прошёл у {self.late}" if self.late else told


@dataclass(frozen=True)
class RoadmapPage:
    roadmap: Roadmap | None
    year: AcademicYear | None
    years: tuple[Choice, ...]
    stages: tuple[StageRows, ...]
    filters: dict
    sort: str
    on: date
    people: tuple[Choice, ...]
    tag: StateTag | None
    steps: dict
    may_start: bool
    may_keep: bool
    story: tuple = ()

    columns = COLUMNS
    states = tuple(Choice(pk=code, name=name) for code, name in STATES)

    @property
    def filtered(self):
        return any(self.filters.values())

    @property
    def shown(self):
        return sum(len(stage.rows) for stage in self.stages)

    @property
    def totals(self):
        return [sum(stage.counts[n] for stage in self.stages) for n in range(4)]

    @property
    def counts_words(self):
        """«Сделано 6 из 30 задач (20 %), срок прошёл у 2.»"""
        total, done, late = sum(self.totals), self.totals[3], self.totals[1]
        if not total:
            return "Задач пока нет."
        told = f"Сделано {done} из {total} ({int(100 * done / total + 0.5)}\u00a0%)"
        dropped = sum(stage.dropped for stage in self.stages)
        parts = [
            told,
            *([f"срок прошёл у {late}"] if late else []),
            *([f"не понадобилось {dropped}"] if dropped else []),
        ]
        return f"{', '.join(parts)}."

    @property
    def chart(self):
        rows = tuple(StackRow(stage.name.removesuffix(" этап"), stage.counts) for stage in self.stages)
        return Stacked("Как идёт год", PARTS, rows, conclusion=self.counts_words)

    @property
    def heading(self):
        return f"Дорожная карта, {self.year} учебный год" if self.year else "Дорожная карта"


def year_of(params):
    """The year asked for, else the current one; None while the college has none."""
    years = list(AcademicYear.objects.order_by("-starts"))
    asked = next((year for year in years if str(year.pk) == params.get("year")), None)
    return asked or next((year for year in years if year.current), None), years


def roadmap_page(actor, params, on):
    """`params`: year, q, who, state, sort. Six queries at most, whatever the number of tasks."""
    year, years = year_of(params)
    roadmap = rights.roadmaps_for(actor).filter(year=year).select_related("year", "document").first() if year else None
    tasks = list(roadmap.tasks.select_related("owner", "roadmap")) if roadmap else []
    people = _people(tasks)
    asked = {
        "q": params.get("q", "").strip()[:200],
        "who": chosen(params.get("who"), {row.pk for row in people}),
        "state": chosen(params.get("state"), dict(STATES)),
    }
    sort = chosen(
        params.get("sort"), [f"{sign}{key}" for key in ("title", "who", "due", "state") for sign in ("", "-")]
    )
    rows = [_row(actor, task, on) for task in tasks]
    stages = tuple(_stage(stage, rows, asked, sort) for stage in Stage)
    return RoadmapPage(
        roadmap=roadmap,
        year=year,
        years=tuple(Choice(pk=row.pk, name=str(row)) for row in years),
        stages=stages,
        filters=asked,
        sort=sort,
        on=on,
        people=people,
        tag=roadmap_tag(roadmap, actor) if roadmap else None,
        steps={t.name: verdict for t, verdict in ROADMAP.open_to(actor, roadmap)} if roadmap else {},
        may_start=bool(rights.may_keep_roadmap(actor)) and roadmap is None,
        may_keep=bool(roadmap and rights.may_keep_roadmap(actor, roadmap)),
        story=tuple(story_of(roadmap, actor=actor)) if roadmap and actor.is_office else (),
    )


def _people(tasks):
    """Who answers for something: parts first, then people by name."""
    found = {}
    for task in tasks:
        key = f"p{task.owner_id}" if task.owner_id else task.role
        found.setdefault(key, who_of(task))
    ordered = sorted(found.items(), key=lambda item: (item[0].startswith("p") and item[0][1:].isdigit(), fold(item[1])))
    return tuple(Choice(pk=key, name=name) for key, name in ordered)


def _row(actor, task, on):
    return TaskRow(task, who_of(task), task_tag(task, on), is_late(task, on), rights.is_own(actor, task))


def _stage(stage, rows, asked, sort):
    here = [row for row in rows if row.task.stage == stage]
    shown = _sorted([row for row in here if _fits(row, asked)], sort)
    return StageRows(stage.value, stage.label, tuple(shown), *counts_of([(row.task, row.late) for row in here]))


def counts_of(tasks):
    """(counts as PARTS are, how many were not needed) of (task, whether late)."""
    kept = [(task.state, late) for task, late in tasks if task.state != TaskState.NOT_NEEDED]
    done = sum(state == TaskState.DONE for state, _ in kept)
    late = sum(late for _, late in kept)
    going = sum(state == TaskState.IN_PROGRESS and not late for state, late in kept)
    return (len(kept) - done - late - going, late, going, done), len(tasks) - len(kept)


def is_late(task, on):
    return task.state in UNFINISHED and task.due < on


def _fits(row, asked):
    task = row.task
    text = fold(f"{task.title} {task.expected} {task.result} {row.who}")
    if not all(word in text for word in words_of(asked["q"])):
        return False
    if asked["who"] and asked["who"] != (f"p{task.owner_id}" if task.owner_id else task.role):
        return False
    if asked["state"] == LATE:
        return row.late
    return not asked["state"] or task.state == asked["state"]


def _sorted(rows, sort):
    keys = {
        "title": lambda row: fold(row.task.title),
        "who": lambda row: fold(row.who),
        "due": lambda row: row.task.due,
        "state": lambda row: TaskState.values.index(row.task.state),
    }
    key = keys.get(sort.removeprefix("-"))
    return sorted(rows, key=key, reverse=sort.startswith("-")) if key else rows


def roadmap_tag(roadmap, actor):
    if roadmap.state == RoadmapState.APPROVED:
        number = f"№ {roadmap.document.number} от {dates.words(roadmap.document.date)}" if roadmap.document else ""
        return StateTag("ok", "Утверждена", f"{number}.".strip())
    if roadmap.state == RoadmapState.SENT:
        mine = actor.has("director")
        return StateTag("act" if mine else "go", "У директора", f"Утвердить {dates.by(roadmap.due)}.", mine)
    if roadmap.remark:
        return StateTag("act", "На доработке", "Исправьте и отправьте снова.", actor.has("curator"))
    return StateTag("calm", "Черновик", "Проверьте задачи и отправьте директору.")


# One task


@dataclass(frozen=True)
class TaskPage:
    task: RoadmapTask
    row: TaskRow
    facts: tuple[CheckRow, ...]
    proofs: tuple[Link, ...]
    steps: dict
    may_edit: bool
    may_remove: bool
    map_url: str
    story: tuple


def task_page(actor, task, on):
    facts = [
        CheckRow("Этап", Stage(task.stage).label),
        CheckRow("Кто отвечает", who_of(task)),
        CheckRow("Срок", dates.words(task.due, year=True)),
        *([CheckRow("Первый срок", dates.words(task.moved_from, year=True))] if task.moved_from else []),
        *([CheckRow("Что должно получиться", task.expected)] if task.expected else []),
        CheckRow("Откуда задача", task.get_origin_display()),
        *([CheckRow("Отметил(а)", task.settled_by.short_name)] if task.settled_by else []),
    ]
    seen = rights.roadmaps_for(actor).filter(pk=task.roadmap_id).exists()
    return TaskPage(
        task=task,
        row=replace(_row(actor, task, on)),
        facts=tuple(facts),
        proofs=tuple(Link(row["title"], row["url"]) for row in task.proofs),
        steps={t.name: verdict for t, verdict in TASK.open_to(actor, task)},
        may_edit=bool(rights.may_keep_roadmap(actor, task.roadmap)),
        may_remove=bool(rights.may_remove_task(actor, task)),
        map_url=f"{reverse('roadmap')}?year={task.roadmap.year_id}" if seen else "",
        story=tuple(story_of(task, actor=actor)) if actor.is_office or rights.is_own(actor, task) else (),
    )
