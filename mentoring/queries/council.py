"""Pages of councils and associations: who they are, their sittings, what was decided and by whom it is done."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.access import (
    councils_for,
    may_keep_council,
    may_propose,
    members_on,
    resolutions_for,
    sittings_for,
)
from mentoring.choices import ResolutionState, SittingState
from mentoring.choices.council import SITTING_TAGS
from mentoring.kit.dates import by, local, today, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import fold
from mentoring.kit.ui import Column
from mentoring.models import AgendaItem, CouncilMember, Person, Proposal, Resolution, Sitting, Unit
from mentoring.models.council import BODIES

BODY_COLUMNS = (
    Column("Объединение", primary=True),
    Column("Руководитель"),
    Column("Членов", numeric=True),
    Column("Решений в работе", numeric=True),
)
SITTING_COLUMNS = (
    Column("Заседание", primary=True),
    Column("Место"),
    Column("Вопросов", numeric=True),
    Column("Состояние"),
)
RESOLUTION_COLUMNS = (Column("Решение", primary=True), Column("Кто отвечает"), Column("Срок"), Column("Состояние"))


# Somebody answers for it: what was only noted («к сведению») waits for nobody.
IN_WORK = Q(state=ResolutionState.OPEN, item__sitting__state=SittingState.CLOSED, owner__isnull=False)


@dataclass(frozen=True)
class BodyRow:
    unit: Unit
    members: int
    open: int


def body_rows(actor):
    """Bodies open to a person with counts; three queries."""
    units = sorted(
        councils_for(actor).select_related("head"), key=lambda unit: (BODIES.index(unit.kind), fold(unit.name))
    )
    members = _counts(members_on().filter(unit__in=units), "unit")
    unfinished = Resolution.objects.filter(IN_WORK, item__sitting__unit__in=units)
    opened = _counts(unfinished, "item__sitting__unit")
    return tuple(BodyRow(unit, members.get(unit.pk, 0), opened.get(unit.pk, 0)) for unit in units)


def _counts(rows, path):
    return dict(rows.order_by().values_list(path).annotate(n=Count("pk")))


@dataclass(frozen=True)
class ResolutionRow:
    row: Resolution
    tag: StateTag


@dataclass(frozen=True)
class SittingRow:
    sitting: Sitting
    tag: StateTag


@dataclass(frozen=True)
class BodyPage:
    unit: Unit
    members: tuple[CouncilMember, ...]
    sittings: tuple[SittingRow, ...]
    unfinished: tuple[ResolutionRow, ...]
    proposals: tuple[Proposal, ...]
    keeps: bool
    proposes: bool
    reads: bool

    sitting_columns = SITTING_COLUMNS
    resolution_columns = RESOLUTION_COLUMNS


def body_page(actor, unit):
    """Everything of one body that this person may see."""
    keeps = bool(may_keep_council(actor, unit))
    sittings = sittings_for(actor).filter(unit=unit).annotate(questions=Count("items"))
    members = tuple(members_on().filter(unit=unit).select_related("person").order_by("person__sort_key"))
    seated = actor.person is not None and any(row.person_id == actor.person.pk for row in members)
    waiting = Proposal.objects.filter(unit=unit, item__isnull=True).select_related("author")
    return BodyPage(
        unit=unit,
        members=members,
        sittings=tuple(SittingRow(row, sitting_tag(row)) for row in sittings.order_by("-starts_at")[:30]),
        unfinished=resolution_rows(_unfinished(actor, unit)),
        proposals=tuple(waiting if keeps else waiting.filter(author=actor.person)),
        keeps=keeps,
        proposes=bool(may_propose(actor, unit)),
        reads=keeps or seated or actor.is_office,
    )


def _unfinished(actor, unit):
    return resolutions_for(actor).filter(IN_WORK, item__sitting__unit=unit)


def sitting_tag(sitting):
    tone, sentence = SITTING_TAGS[sitting.state]
    if sitting.state == SittingState.CLOSED:
        sentence = f"Протокол № {sitting.number}."
    if sitting.state == SittingState.CANCELED:
        sentence = sitting.canceled_reason
    return StateTag(tone, sitting.get_state_display(), sentence)


def resolution_rows(rows):
    """Resolutions with their tags, nearest first; one query."""
    found = rows.select_related("owner", "item__sitting__unit").order_by("due", "pk")
    return tuple(ResolutionRow(row, resolution_tag(row)) for row in found)


def resolution_tag(row):
    if row.state == ResolutionState.DONE:
        return StateTag("ok", "Выполнено", row.note)
    if row.state == ResolutionState.DROPPED:
        return StateTag("calm", "Снято", row.note)
    if row.due is None:
        return StateTag("calm", "К сведению", "")
    if row.due < today():
        return StateTag("stop", "Срок прошёл", f"Срок был {words(row.due)}.")
    return StateTag("go", "Выполняется", f"{by(row.due).capitalize()}.")


@dataclass(frozen=True)
class ItemView:
    item: AgendaItem
    resolutions: tuple[ResolutionRow, ...]


@dataclass(frozen=True)
class SittingPage:
    sitting: Sitting
    tag: StateTag
    items: tuple[ItemView, ...]
    attended: tuple
    proposals: tuple[Proposal, ...]
    keeps: bool
    open: bool

    @property
    def when(self):
        return words(local(self.sitting.starts_at).date())


def sitting_page(actor, sitting):
    """A sitting with its agenda and decisions; seven queries whatever their number."""
    keeps = bool(may_keep_council(actor, sitting.unit))
    decided = {}
    for row in resolution_rows(Resolution.objects.filter(item__sitting=sitting)):
        decided.setdefault(row.row.item_id, []).append(row)
    is_open = sitting.state in (SittingState.PLANNED, SittingState.CALLED)
    waiting = Proposal.objects.filter(unit=sitting.unit, item__isnull=True).select_related("author")
    return SittingPage(
        sitting=sitting,
        tag=sitting_tag(sitting),
        items=tuple(ItemView(item, tuple(decided.get(item.pk, ()))) for item in sitting.items.all()),
        attended=tuple(sitting.attended.in_order()),
        proposals=tuple(waiting) if keeps and is_open else (),
        keeps=keeps,
        open=is_open,
    )


def people_of_body(unit, sitting=None):
    """Who may chair, write and attend: members of the day, the head, and whoever is already named."""
    near = Q(pk__in=members_on().filter(unit=unit).values("person"))
    if unit.head_id:
        near |= Q(pk=unit.head_id)
    if sitting:
        near |= Q(pk__in=sitting.attended.values("pk")) | Q(pk__in=[sitting.chair_id or 0, sitting.secretary_id or 0])
    return Person.objects.filter(near).in_order()
