"""Units of the college: departments, cycle committees, associations, the council."""

from django.db import IntegrityError, transaction

from mentoring.access import may_manage_people
from mentoring.actions import journal
from mentoring.actions.change_words import change_words
from mentoring.kit.text import count_of, fold, tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import Unit


@transaction.atomic
def create_unit(*, by, at, name, kind, parent=None):
    """Add a unit; raises Refused when the name is empty or taken without regard to case and ё."""
    require(may_manage_people(by))
    unit = Unit(name=tidy(name), kind=kind, parent=parent)
    require(_fits(unit))
    _save(unit)
    journal.record("unit_created", f"Добавлено подразделение: {unit.name}", by=by, at=at, subject=unit)
    return unit


@transaction.atomic
def update_unit(unit, values, *, by, at):
    """Rename, move or abolish a unit; one with people is not abolished. Returns what changed, in words."""
    require(may_manage_people(by))
    values = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
    kept = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    changes = change_words(kept, values)
    if not changes:
        return []
    for name, value in values.items():
        setattr(kept, name, value)
    require(_fits(kept))
    _save(kept)
    journal.record("unit_changed", f"Изменено подразделение: {kept.name}", by=by, at=at, subject=kept, changes=changes)
    return changes


def _fits(unit):
    return first_no(_name_fits(unit), _place_fits(unit), _may_be_abolished(unit))


def _name_fits(unit):
    if not unit.name:
        return no("Укажите название подразделения.")
    same = [other for other in Unit.objects.exclude(pk=unit.pk) if fold(other.name) == fold(unit.name)]
    return no(f"«{same[0].name}» уже есть. Выберите другое название.") if same else YES


def _place_fits(unit):
    """Not inside itself, however deep."""
    above, seen = unit.parent, set()
    while above is not None and above.pk not in seen:
        if unit.pk and above.pk == unit.pk:
            return no("Подразделение не может входить в само себя. Выберите другое.")
        seen.add(above.pk)
        above = above.parent
    return YES


def _may_be_abolished(unit):
    working = unit.people.working().count() if unit.pk and unit.retired else 0
    return no(f"В подразделении {count_of(working, 'person')}. Сначала переведите их.") if working else YES


def _save(unit):
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise Refused(no(f"«{unit.name}» уже есть. Выберите другое название.")) from error
