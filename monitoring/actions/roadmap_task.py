"""One task of the road map: written, begun, done with a result, moved, left out, taken back (R50)."""

from django.db import transaction
from django.urls import Resolver404, resolve

from mentoring.actions import journal
from mentoring.kit.dates import is_working, local, words
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access import roadmap as rights
from monitoring.choices.year import RoadmapState, TaskOrigin
from monitoring.models import RoadmapTask
from monitoring.queries.roadmap import who_of
from monitoring.workflows_year import TASK

MOST_PROOFS = 5
FIELDS = ("stage", "title", "role", "owner", "due", "expected")
NAMES = {"stage": "Этап", "title": "Задача", "who": "Кто отвечает", "due": "Срок", "expected": "Что должно получиться"}


@transaction.atomic
def add_task(roadmap, *, by, at, **fields):
    """A task of one's own; in an approved map the story says that it came later. Refused: not the curator, a free day."""
    require(rights.may_keep_roadmap(by, roadmap))
    task = RoadmapTask(roadmap=roadmap, origin=TaskOrigin.HAND, **_known(fields))
    _check(task)
    task.save()
    later = " после утверждения" if roadmap.state == RoadmapState.APPROVED else ""
    _record("roadmap_task_added", f"Добавлена задача{later}", task, by, at)
    return task


@transaction.atomic
def edit_task(task, *, by, at, **fields):
    """Refused: not the curator, the director reads the map, a free day."""
    require(rights.may_keep_roadmap(by, task.roadmap))
    was = _told(task)
    for name, value in _known(fields).items():
        setattr(task, name, value)
    _check(task)
    task.save(update_fields=FIELDS)
    now = _told(task)
    changes = [{"part": NAMES[n], "was": was[n], "became": now[n]} for n in NAMES if was[n] != now[n]]
    if changes:
        _record("roadmap_task_edited", "Изменена задача", task, by, at, changes=changes)


@transaction.atomic
def remove_task(task, *, by, at):
    """Out of a map that is not approved yet."""
    require(rights.may_remove_task(by, task))
    journal.record("roadmap_task_removed", f"Убрана задача: {task.title}"[:300], by=by, at=at, subject=task.roadmap)
    task.delete()


@transaction.atomic
def begin_task(task, *, by, at):
    TASK.claim("begin", task, by=by)
    _record("roadmap_task_begun", "Начата задача", task, by, at)


@transaction.atomic
def settle_task(task, *, result, proofs=(), by, at):
    """Done: what came of it, and up to five addresses of pages that show it.

    Refused: not the owner nor the curator, no words, an address that is not of this system.
    """
    result = tidy(result)[:1000]
    if not result:
        raise Refused(no("Напишите, что получилось."))
    links = [_proof(line) for line in proofs if line.strip()]
    if len(links) > MOST_PROOFS:
        raise Refused(no(f"Хватит {MOST_PROOFS} ссылок: оставьте главные."))
    day = local(at).date()
    TASK.claim("settle", task, by=by, result=result, proofs=links, settled_on=day, settled_by=by.person)
    _record("roadmap_task_done", "Сделана задача", task, by, at, text=result)


def _proof(line):
    """{title, url} of a line «/documents/12/ Приказ»: an address of ours, then its name if it was given."""
    address, _, title = line.strip().partition(" ")
    try:
        resolve(address.split("?")[0])
    except Resolver404:
        raise Refused(
            no(f"Это не адрес страницы «Наставника»: {address[:60]}. Скопируйте его, начиная с «/».")
        ) from None
    return {"url": address[:300], "title": tidy(title)[:200] or address[:200]}


@transaction.atomic
def move_task(task, *, due, reason, by, at):
    """Another date; the first one is kept. Refused: without a reason, the same day, a free day."""
    reason = tidy(reason)[:300]
    if not reason:
        raise Refused(no("Напишите, почему переносите."))
    if due == task.due:
        raise Refused(no("Срок тот же. Выберите другой день."))
    _working(due)
    was = task.due
    TASK.claim("move", task, by=by, due=due, reason=reason, moved_from=task.moved_from or was)
    changes = [{"part": "Срок", "was": words(was, year=True), "became": words(due, year=True)}]
    _record("roadmap_task_moved", "Перенесена задача", task, by, at, text=reason, changes=changes)


@transaction.atomic
def skip_task(task, *, reason, by, at):
    """Not needed this year, and why."""
    reason = tidy(reason)[:300]
    if not reason:
        raise Refused(no("Напишите, почему задача не нужна."))
    day = local(at).date()
    TASK.claim("skip", task, by=by, reason=reason, settled_on=day, settled_by=by.person)
    _record("roadmap_task_skipped", "Задача не нужна", task, by, at, text=reason)


@transaction.atomic
def reopen_task(task, *, by, at):
    """Back into work; what was written stays in the story."""
    TASK.claim("reopen", task, by=by, result="", reason="", proofs=[], settled_on=None, settled_by=None)
    _record("roadmap_task_reopened", "Задача снова в работе", task, by, at)


def _known(fields):
    return {name: value for name, value in fields.items() if name in FIELDS}


def _check(task):
    task.title, task.expected = tidy(task.title)[:300], tidy(task.expected)[:300]
    if not task.title:
        raise Refused(no("Назовите задачу."))
    _working(task.due)


def _working(day):
    if not is_working(day, office().holidays, office().worked):
        raise Refused(no(f"{words(day)} – нерабочий день. Поставьте рабочий."))


def _told(task):
    return {
        "stage": task.get_stage_display(),
        "title": task.title,
        "who": who_of(task),
        "due": words(task.due, year=True),
        "expected": task.expected,
    }


def _record(event, heading, task, by, at, *, text="", changes=()):
    journal.record(
        event,
        f"{heading}: {task.title}"[:300],
        by=by,
        at=at,
        subject=task,
        person=task.owner,
        text=text,
        changes=changes,
    )
