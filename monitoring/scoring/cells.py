"""The cells of an anonymous survey: a unit too small for the threshold joins its parent, in the end the rest of the college.

Policy 2.3, points 2 and 4: no cell of a breakdown holds fewer people than the threshold, neither of those invited (the
counters of a smaller cell would be somebody's answers to whoever reads the database) nor of those who answered.
"""

from collections import Counter

REST = "rest"


def roll_up(sizes, parents, threshold):
    """{unit: cell} for every unit of `sizes` ({unit: people}), or {} when all would share one cell.

    `parents` maps a unit to the unit it belongs to. The deepest and smallest cells move first, to the parent, from the
    top to REST; a REST that is still too small takes the smallest of the others in. A cell is named by its top unit.
    """
    cells = {unit: unit for unit in sizes}
    while small := [cell for cell, size in _totals(cells, sizes).items() if size < threshold and cell != REST]:
        moved = min(small, key=lambda cell: (-_depth(cell, parents), _totals(cells, sizes)[cell], str(cell)))
        _move(cells, moved, parents.get(moved) or REST)
    while 0 < (totals := _totals(cells, sizes)).get(REST, threshold) < threshold and len(totals) > 1:
        _move(cells, min((cell for cell in totals if cell != REST), key=lambda cell: (totals[cell], str(cell))), REST)
    return cells if len(set(cells.values())) > 1 else {}


def _totals(cells, sizes):
    totals = Counter()
    for unit, cell in cells.items():
        totals[cell] += sizes[unit]
    return totals


def _move(cells, cell, target):
    for unit, current in cells.items():
        if current == cell:
            cells[unit] = target


def _depth(unit, parents):
    depth, seen = 0, set()
    while (unit := parents.get(unit)) and unit not in seen:
        seen.add(unit)
        depth += 1
    return depth
