"""The road map as a whole: started from last year's or from the starter set, sent, returned, approved (R50, clause 4.1)."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.choices import Role
from mentoring.documents.layout import head_post
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import local, words
from mentoring.kit.text import count_of, fold, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from mentoring.starter import read
from monitoring.access import roadmap as rights
from monitoring.actions.register import register
from monitoring.choices.year import Stage, TaskOrigin, TaskOwner, TaskState
from monitoring.documents.roadmap import roadmap_text
from monitoring.models import Roadmap, RoadmapTask
from monitoring.queries.roadmap_start import beginnings_of, calendar, last_map
from monitoring.scoring.year_dates import day_of, moved_to
from monitoring.starter import FOLDER
from monitoring.workflows_year import ROADMAP

MAP = "D03"
ABOUT_REQUESTS = "Подобрать наставников по оставшимся запросам"


@transaction.atomic
def start_roadmap(year, *, origin, decisions=(), requests=False, by, at):
    """A draft map of the year. `origin` is last_year, starter or hand (empty); returns the Roadmap.

    `decisions` of the signed assessment become tasks, `requests` adds one over the requests left without a mentor. Dates
    are moved to this year and off weekends and holidays; a decision takes the place of a copied task that says the same.
    Refused: not the curator, the year has a map, no earlier map.
    """
    require(rights.may_keep_roadmap(by))
    if Roadmap.objects.filter(year=year).exists():
        raise Refused(no("Карта этого года уже есть."))
    tasks = _from_last(year) if origin == TaskOrigin.LAST_YEAR else ()
    if origin == TaskOrigin.STARTER:
        tasks = _from_starter(year)
    roadmap = Roadmap.objects.create(year=year, author=by.person, created_at=at)
    found = beginnings_of(year)
    chosen = [row for row in found.decisions if row in set(decisions)]
    decided = {fold(row.text) for row in chosen}
    copied = [task for task in tasks if fold(task.title) not in decided]
    RoadmapTask.objects.bulk_create([*_on(roadmap, copied), *(_of_decision(roadmap, row) for row in chosen)])
    if requests and found.requests:
        _of_requests(roadmap, found)
    heading = f"Начата дорожная карта {year}, {count_of(roadmap.tasks.count(), 'task')}"
    journal.record("roadmap_started", heading, by=by, at=at, subject=roadmap)
    return roadmap


def _on(roadmap, tasks):
    for task in tasks:
        task.roadmap = roadmap
        yield task


def _from_starter(year):
    rows = read("roadmap", FOLDER)["roadmap"]
    return [
        RoadmapTask(
            code=row["code"], stage=row["stage"], title=row["name"], role=row["who"], expected=row["result"],
            due=day_of(row["due"], year.starts, **calendar()), origin=TaskOrigin.STARTER,
        )
        for row in rows
    ]  # fmt: skip


def _from_last(year):
    """Last year's tasks but those that were not needed; an owner who has left gives way to the part."""
    last = last_map(year)
    if last is None:
        raise Refused(no("Карты прошлого года нет. Начните с образца."))
    was = last.year.starts
    tasks = last.tasks.exclude(state=TaskState.NOT_NEEDED).select_related("owner")
    return [
        RoadmapTask(
            code=task.code, stage=task.stage, title=task.title, role=task.role, expected=task.expected,
            owner=task.owner if task.owner and task.owner.left_on is None else None,
            due=moved_to(task.moved_from or task.due, was, year.starts, **calendar()), origin=TaskOrigin.LAST_YEAR,
        )
        for task in tasks
    ]  # fmt: skip


def _of_decision(roadmap, decision):
    return RoadmapTask(
        roadmap=roadmap, stage=decision.stage, title=decision.text, role=decision.role, owner=decision.owner,
        due=decision.due, origin=TaskOrigin.DECISION, decision=decision,
    )  # fmt: skip


def _of_requests(roadmap, found):
    due = day_of("09-26", roadmap.year.starts, **calendar())
    RoadmapTask.objects.create(
        roadmap=roadmap, stage=Stage.PREPARATORY, title=ABOUT_REQUESTS, role=TaskOwner.CURATOR, due=due,
        expected=f"{found.requests_words} на день составления карты", origin=TaskOrigin.REQUESTS,
    )  # fmt: skip


@transaction.atomic
def send_roadmap(roadmap, *, by, at):
    """Freeze the tasks as they stand and ask the director. Refused: not the curator, an empty map."""
    require(ROADMAP.verdict("send", by, roadmap))
    tasks = list(roadmap.tasks.select_related("owner"))
    payload = payload_of(roadmap_text(roadmap, tasks))
    due = office().add_working_days(local(at).date(), office().setting("approve_working_days"))
    ROADMAP.claim("send", roadmap, by=by, payload=payload, sha256=fingerprint(payload), due=due, remark="")
    journal.record("roadmap_sent", "Дорожная карта отправлена директору", by=by, at=at, subject=roadmap)
    notifications.write_all(
        "roadmap_to_approve", holders(Role.DIRECTOR, local(at).date()), at=at, path=reverse("roadmap_review", args=[roadmap.pk]),
        year=str(roadmap.year), date=words(due), n_tasks=count_of(len(tasks), "task"),
    )  # fmt: skip


@transaction.atomic
def recall_roadmap(roadmap, *, by, at):
    ROADMAP.claim("recall", roadmap, by=by, payload=None, sha256="", due=None)
    journal.record("roadmap_recalled", "Дорожную карту забрали у директора", by=by, at=at, subject=roadmap)


@transaction.atomic
def return_roadmap(roadmap, *, remark, by, at):
    """Back to the curator with words."""
    remark = tidy(remark)[:500]
    if not remark:
        raise Refused(no("Напишите, что исправить."))
    ROADMAP.claim("return", roadmap, by=by, payload=None, sha256="", due=None, remark=remark)
    journal.record("roadmap_returned", "Директор вернул дорожную карту", by=by, at=at, subject=roadmap, text=remark)
    notifications.write_all(
        "roadmap_returned", holders(Role.CURATOR, local(at).date()), at=at,
        path=f"{reverse('roadmap')}?year={roadmap.year_id}", remark=remark.rstrip("."),
    )  # fmt: skip


@transaction.atomic
def approve_roadmap(roadmap, *, checked, sha256, by, at):
    """The director's signature over the text he read: it gets a number; tasks begin to wait for their owners.

    Refused: not the director, not ticked, another text than he saw.
    """
    require(ROADMAP.verdict("approve", by, roadmap))
    if not checked:
        raise Refused(no("Отметьте, что прочитали карту."))
    held = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if held.payload is None or sha256 != held.sha256 or sha256 != roadmap.sha256:
        raise Refused(no("Пока вы читали, карта изменилась. Прочитайте её снова."))
    ROADMAP.claim("approve", roadmap, by=by, due=None)
    post = head_post(acting="director" in by.acting)
    roadmap.document = register(
        code=MAP, year=roadmap.year, title=f"Дорожная карта, {roadmap.year} учебный год", row=roadmap,
        signatures=[(by.person, "director", post, at)], by=by, at=at,
    )  # fmt: skip
    Roadmap.objects.filter(pk=roadmap.pk).update(document=roadmap.document)
    heading = f"Дорожная карта утверждена, № {roadmap.document.number}"
    journal.record("roadmap_approved", heading, by=by, at=at, subject=roadmap)
