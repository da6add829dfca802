"""The events chosen on the page of suggestions come into the plan together; what a person changed there is his own."""

from dataclasses import dataclass, field

from django.db import transaction

from mentoring.kit.verdict import require
from mentoring.models import EventForm
from programs import access
from programs.choices import SectionCode
from programs.edits import item_print
from programs.models import PlanEvent, Program
from programs.queries.program_text import with_text
from programs.queries.suggest import suggest_page

from .desk import hold_for_editing, refuse
from .plan import LIMIT
from .section import touch_section
from .template_event import append, remember

EDITED = ("measure", "form", "starts", "due", "responsible", "expected")


@dataclass(frozen=True)
class Chosen:
    """A ticked suggestion: its key and what the person left in its fields (EDITED; form is a code)."""

    key: str
    values: dict = field(default_factory=dict)


@transaction.atomic
def add_suggested(*, program, chosen, by, at):
    """Add the ticked suggestions to the plan, in the order of their dates. Returns the events made.

    Raises Refused when the text is not editable now, nothing is ticked, somebody has added the same meanwhile, or the
    plan grows over LIMIT rows.
    """
    require(access.may_edit(by, program))
    hold_for_editing(program, by)
    program = with_text(Program.objects, program.pk).get()
    page = suggest_page(program)
    offered = page.rows
    picked = {row.key: row for row in chosen if row.key in offered}
    if not chosen:
        refuse("Отметьте хотя бы одно мероприятие.")
    if not picked:
        refuse("Эти мероприятия уже в плане: их добавил другой участник. Обновите страницу.")
    if program.events.count() + len(picked) > LIMIT:
        refuse(f"В плане не больше {LIMIT} мероприятий. Уберите лишние или объедините похожие.")
    forms = {row.code: row.pk for row in EventForm.objects.all()}
    events = [_event(program, page.version, offered[key], row.values, forms) for key, row in picked.items()]
    made = append(program, events)
    if page.version and any(offered[key].item for key in picked):
        _remember_once(program, page.version, by=by, at=at)
    touch_section(program.sections.get(code=SectionCode.PLAN), program, by=by, at=at)
    return made


def _event(program, version, offer, values, forms):
    kept = {**offer.values, **{name: values[name] for name in EDITED if name in values}}
    event = PlanEvent(
        program=program,
        direction_id=_direction(program, offer),
        difficulty_id=offer.difficulty.pk if offer.difficulty else None,
        form_id=forms.get(kept["form"]),
        assignee_id=kept["assignee"],
        preset=offer.preset,
        required=offer.required,
        **{name: kept[name] for name in EDITED if name != "form"},
        **{name: kept[name] for name in ("mode", "report_form", "checkpoint")},
    )
    if offer.item:
        event.template_item, event.template_version = offer.item.key, version
        event.template_print = item_print(offer.values)
    return event


def _direction(program, offer):
    if offer.item:
        return offer.item.direction_id
    return offer.difficulty.direction_id if offer.difficulty else None


def _remember_once(program, version, *, by, at):
    taken = program.template_uses.filter(version__template=version.template_id, undone_at=None)
    if not taken.exists():
        remember(program, version, by=by, at=at)
