"""The breakdown of an anonymous survey by units: fixed at launch, joined at closing where few have answered.

`Survey.cells` keeps [{"key", "label", "units"}]: `units` are keys of units whose people the cell holds.
"""

from collections import Counter

from mentoring.models import Unit
from monitoring.choices import Dimension
from monitoring.scoring.cells import REST, roll_up

REST_LABEL = "Остальные подразделения"
NO_UNIT, NO_UNIT_LABEL = 0, "Без подразделения"


def cells_at_launch(survey, people):
    """(cells, {unit: cell's key}) for those invited; no cells without a breakdown or when all would share one."""
    if survey.dimension != Dimension.UNIT:
        return [], {}
    sizes = Counter(person.unit_id or NO_UNIT for person in people)
    units = _units()
    place = roll_up(sizes, _parents(units), survey.threshold)
    return _cells(place, units)


def cells_at_closing(survey, answered):
    """(cells, {cell's key at launch: cell's key now}) when `answered` maps keys at launch to people who answered."""
    if not survey.cells:
        return [], {}
    tops = {one["key"]: _top(one["key"]) for one in survey.cells}
    sizes = {tops[key]: answered.get(key, 0) for key in tops}
    units = _units()
    place = roll_up(sizes, _parents(units), survey.threshold)
    held = {tops[one["key"]]: one["units"] for one in survey.cells}
    joined = {unit: place[top] for top, kept in held.items() for unit in kept} if place else {}
    cells, keys = _cells(joined, units)
    return cells, {key: keys[held[top][0]] for key, top in tops.items()} if cells else {}


def _top(key):
    return REST if key == REST else int(key.rstrip("+"))


def _units():
    return {unit.pk: unit for unit in Unit.objects.all()}


def _parents(units):
    return {pk: unit.parent_id for pk, unit in units.items()}


def _cells(place, units):
    """Cells of {unit: top}, and the key of each unit's cell. A cell of one unit alone bears that unit's own key."""
    held = {}
    for unit, top in sorted(place.items(), key=lambda one: str(one[0])):
        held.setdefault(top, []).append(unit)
    cells = [_cell(top, kept, units, set(held)) for top, kept in held.items()]
    cells.sort(key=lambda cell: (cell["key"] == REST, cell["label"]))
    return cells, {unit: cell["key"] for cell in cells for unit in cell["units"]}


def _cell(top, kept, units, tops):
    if top == REST:
        return {"key": REST, "label": REST_LABEL, "units": kept}
    name = units[top].name if top in units else NO_UNIT_LABEL
    if kept == [top]:
        return {"key": str(top), "label": name, "units": kept}
    apart = any(_is_inside(other, top, units) for other in tops if other not in (top, REST))
    return {"key": f"{top}+", "label": f"{name}: малые подразделения вместе" if apart else name, "units": kept}


def _is_inside(unit, top, units):
    while unit in units and (unit := units[unit].parent_id):
        if unit == top:
            return True
    return False


def labels_of(cells):
    return {one["key"]: one["label"] for one in cells}


def key_of_unit(survey, unit):
    """The key of the cell that holds a unit's people."""
    if not survey.cells:
        return str(unit or NO_UNIT)
    return next((one["key"] for one in survey.cells if (unit or NO_UNIT) in one["units"]), "")
