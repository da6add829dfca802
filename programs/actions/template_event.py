"""Items of a template become events of a program; every event remembers the item, the version and what it was given."""

from programs.choices import Checkpoint
from programs.edits import item_print
from programs.models import PlanEvent, TemplateUse
from programs.queries.template import answered, dates_in, item_values, items_of, mode_of


def take_template(program, version, *, by, at, items=None):
    """Create events of the version's compulsory items (or of `items`) and remember that the program took the version."""
    chosen = [item for item in items_of(version) if item.required] if items is None else items
    events = append(program, events_of(program, version, chosen))
    remember(program, version, by=by, at=at)
    return events


def remember(program, version, *, by, at, undo=()):
    return TemplateUse.objects.create(program=program, version=version, by=by.person, at=at, undo=list(undo))


def events_of(program, version, items):
    """Unsaved events of the items."""
    dates = dates_in(program, items_of(version))
    difficulties = list(program.difficulties.all())
    return [event_of(program, version, item, dates[item.key], difficulties) for item in items]


def event_of(program, version, item, due, difficulties):
    return PlanEvent(
        program=program,
        difficulty=answered(item, difficulties),
        preset=item.preset,
        **given(program, version, item, due),
    )


def given(program, version, item, due):
    """Columns that an item gives to its event."""
    mode = mode_of(program)
    return {
        "direction_id": item.direction_id,
        "measure": item.measure,
        "form_id": item.form_id,
        "mode": mode,
        "due": due,
        "expected": item.expected,
        "report_form": item.report_form,
        "responsible": item.responsible,
        "checkpoint": item.checkpoint,
        "required": item.required,
        "template_item": item.key,
        "template_version": version,
        "template_print": item_print(item_values(item, due, mode)),
    }


def append(program, events):
    """Save new events by their dates: among those that are there, else after them when they stand in an order of their own."""

    def when(event):
        return event.due or program.until, event.checkpoint == Checkpoint.FINAL

    events, there = sorted(events, key=when), list(program.events.order_by("position", "pk"))
    by_date = sorted([*there, *events], key=when)
    rows = by_date if [row for row in by_date if row.pk] == there else [*there, *events]
    moved = [event for number, event in enumerate(rows, 1) if event.pk and event.position != number]
    for number, event in enumerate(rows, 1):
        event.position = number
    PlanEvent.objects.bulk_update(moved, ["position"])
    return PlanEvent.objects.bulk_create(events)
