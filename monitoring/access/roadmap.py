"""Who sees the road map of the year, who keeps it, whose a task is (R50)."""

from django.db.models import Q

from mentoring.kit.verdict import YES, no
from monitoring.choices.year import UNFINISHED, RoadmapState, TaskOwner
from monitoring.models import Roadmap, RoadmapTask

READERS = ("curator", "director", "supervisor", "council", "hr", "mentor")
FOLLOWED = TaskOwner.MENTOR  # by the curator: every mentor has a part of his own in his pair
CLOSED_TO_OTHERS = no("Дорожную карту читают куратор, директор, руководители, совет, отдел кадров и наставники.")
ONLY_CURATOR = no("Дорожную карту ведёт куратор.")


def may_read_roadmap(actor):
    return YES if actor.person and not actor.is_guest and actor.has(*READERS) else CLOSED_TO_OTHERS


def roadmaps_for(actor):
    """The office sees drafts too, others what the director has approved."""
    if not may_read_roadmap(actor):
        return Roadmap.objects.none()
    return Roadmap.objects.all() if actor.is_office else Roadmap.objects.filter(state=RoadmapState.APPROVED)


def tasks_for(actor):
    """Tasks of the maps one reads, and those one is named in."""
    tasks = RoadmapTask.objects.filter(roadmap__in=roadmaps_for(actor).values("pk"))
    if actor.person is None or actor.is_office:
        return tasks
    named = Q(owner=actor.person, roadmap__state=RoadmapState.APPROVED)
    return RoadmapTask.objects.filter(named | Q(roadmap__in=roadmaps_for(actor).values("pk")))


def own_tasks(actor):
    """Unfinished tasks of approved maps that wait for this person: by name, or by a part when nobody is named."""
    if actor.person is None:
        return RoadmapTask.objects.none()
    parts = [role for role in TaskOwner.values if role != FOLLOWED and actor.has(role)]
    if actor.has("curator"):
        parts.append(FOLLOWED)
    mine = Q(owner=actor.person) | Q(owner__isnull=True, role__in=parts)
    return RoadmapTask.objects.filter(mine, roadmap__state=RoadmapState.APPROVED, state__in=UNFINISHED)


def is_own(actor, task):
    if actor.person is None:
        return False
    if task.owner_id:
        return task.owner_id == actor.person.pk
    return actor.has("curator" if task.role == FOLLOWED else task.role)


def may_keep_roadmap(actor, roadmap=None):
    """Tasks are added and changed by the curator, not while the director reads the map."""
    if not actor.has("curator"):
        return ONLY_CURATOR
    if roadmap is not None and roadmap.state == RoadmapState.SENT:
        return no("Карта у директора. Заберите её, чтобы изменить.")
    return YES


def may_send_roadmap(actor, roadmap):
    if not actor.has("curator"):
        return ONLY_CURATOR
    return YES if roadmap.tasks.exists() else no("В карте нет ни одной задачи.")


def may_recall_roadmap(actor, roadmap):
    return YES if actor.has("curator") else ONLY_CURATOR


def may_approve_roadmap(actor, roadmap):
    return YES if actor.has("director") else no("Дорожную карту утверждает директор.")


def may_remove_task(actor, task):
    """A task of an approved map is never lost: it is marked as not needed, with its reason."""
    if task.roadmap.state == RoadmapState.APPROVED:
        return no("Карта утверждена. Отметьте задачу ненужной и назовите причину.")
    return may_keep_roadmap(actor, task.roadmap)


def may_report_task(actor, task):
    if task.roadmap.state != RoadmapState.APPROVED:
        return no("Отмечать задачи можно, когда директор утвердит карту.")
    if is_own(actor, task) or actor.has("curator"):
        return YES
    return no("Отмечает тот, кто отвечает за задачу, или куратор.")


def may_settle_for_others(actor, task):
    """What only the curator does: leaving a task out, taking it back into work."""
    if task.roadmap.state != RoadmapState.APPROVED:
        return no("Отмечать задачи можно, когда директор утвердит карту.")
    return YES if actor.has("curator") else no("Решает куратор.")
