"""Which template a program takes, and what its items mean inside the program's term."""

from mentoring.choices import Side
from mentoring.office import office
from programs import access
from programs.choices.shelf import TemplateState
from programs.models import Difficulty, PlanTemplate, TemplateItem
from programs.relative import dates_of

COLUMNS = (
    "direction_id", "statement", "measure", "form_id", "responsible", "due", "after", "required", "expected",
    "report_form", "checkpoint",
)  # fmt: skip
TAKEN = tuple(name for name in COLUMNS if name not in ("statement", "required"))


def newest_version(template):
    """The published version in force, or None."""
    return template.versions.filter(number__isnull=False).order_by("-number").first()


def template_for(program):
    """The published template that suits a program best: its kind, then the mentees' group and the directions that count.

    None when the college keeps no template of this kind. Three queries at most.
    """
    templates = list(PlanTemplate.objects.filter(state=TemplateState.PUBLISHED, kind=program.pair.kind))
    if not templates:
        return None
    groups, directions = set(), set()
    if any(row.group_id for row in templates):
        groups = groups_of(program)
    if any(row.direction_id for row in templates):
        directions = set(
            Difficulty.objects.filter(program=program, kind="difficulty", priority=True).values_list(
                "direction", flat=True
            )
        )
    suited = [row for row in templates if row.group_id in (None, *groups) and row.direction_id in (None, *directions)]
    return max(suited, key=lambda row: (bool(row.group_id) + bool(row.direction_id), -row.pk), default=None)


def groups_of(program):
    """Keys of the groups every mentee of the program belongs to."""
    people = [person.pk for person in access.people_of(program, Side.MENTEE)]
    groups = PlanTemplate._meta.get_field("group").related_model.objects.filter(mentees__person__in=people)
    told = {}
    for group, person in groups.values_list("pk", "mentees__person"):
        told.setdefault(group, set()).add(person)
    return {group for group, whose in told.items() if whose >= set(people)}


def items_of(version):
    """Items of a version in their order, with direction and form."""
    return list(TemplateItem.objects.filter(version=version).select_related("direction", "form"))


def dates_in(program, items):
    """{key: working day} inside the program's term."""
    return dates_of(items, program.since, program.until, office().holidays)


def mode_of(program):
    return program.mode if program.mode in ("in_person", "online") else "in_person"


def item_values(item, due, mode):
    """What the item gives to an event, in the editor's own words (EVENT_FIELDS)."""
    return {
        "direction": item.direction.code if item.direction else "",
        "difficulty": None,
        "measure": item.measure,
        "form": item.form.code if item.form else "",
        "mode": mode,
        "starts": None,
        "due": due,
        "expected": item.expected,
        "report_form": item.report_form,
        "responsible": item.responsible,
        "assignee": None,
        "checkpoint": item.checkpoint,
    }


def same_item(one, other, names=COLUMNS):
    return all(getattr(one, name) == getattr(other, name) for name in names)


def answered(item, difficulties):
    """The program's difficulty with the item's statement, or None."""
    fits = [row for row in difficulties if item.statement and row.statement == item.statement]
    return next((row for row in fits if row.kind == "difficulty"), fits[0] if fits else None)
