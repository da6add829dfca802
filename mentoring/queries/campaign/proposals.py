"""Requests of a department before they are sent: one for each ticked teacher, filled with what is known."""

from dataclasses import dataclass

from mentoring.kit.text import small_first
from mentoring.models import Direction, ListEntry, MentoringRequest, Person
from mentoring.queries.campaign.teachers import NEW, YOUNG, teachers_of

PROBLEMS = {
    YOUNG: "Первые годы работы: нужна помощь в подготовке и проведении занятий.",
    NEW: "Недавно на новом месте: нужно освоиться с порядком работы, документами и группами.",
}
USUAL = {YOUNG: ("method", "psyped"), NEW: ("onboarding",)}  # first ticks, the head changes them
MOST = 30


@dataclass(frozen=True)
class Draft:
    """One teacher's request as it is offered to the head; `initial` goes into its form."""

    person: Person
    hints: tuple[str, ...]
    initial: dict


@dataclass(frozen=True)
class Choices:
    """(key, words) of grounds and directions, and the rows behind the keys."""

    grounds: dict
    directions: dict

    @property
    def ground_choices(self):
        return [(key, row.name) for key, row in self.grounds.items()]

    @property
    def direction_choices(self):
        return [(key, f"{d.name}: {small_first(d.hint)}" if d.hint else d.name) for key, d in self.directions.items()]


def proposal_choices():
    grounds = ListEntry.objects.filter(list="request_ground", retired=False).exclude(code="self")
    directions = Direction.objects.filter(retired=False)
    return Choices({row.pk: row for row in grounds}, {row.pk: row for row in directions})


def drafts_of(row, keys, on, choices, *, reader):
    """Drafts for the ticked teachers of the department who may be asked for; the rest of the keys are passed over."""
    teachers = [t for t in teachers_of(row, on, reader=reader) if t.open and t.person.pk in keys][:MOST]
    before = _directions_before([teacher.person.pk for teacher in teachers])
    return tuple(Draft(t.person, t.hints, _initial(t, before.get(t.person.pk, ()), choices)) for t in teachers)


def _initial(teacher, before, choices):
    codes = [code for hint in teacher.codes for code in USUAL[hint]]
    usual = [key for key, direction in choices.directions.items() if direction.code in codes]
    ground = "new_hire" if NEW in teacher.codes else "observation"
    return {
        "ground": next((key for key, row in choices.grounds.items() if row.code == ground), None),
        "problem": " ".join(PROBLEMS[code] for code in teacher.codes),
        "directions": [key for key in before if key in choices.directions] or usual,
    }


def _directions_before(people):
    """{person: directions of the newest request before}."""
    found = MentoringRequest.objects.filter(person__in=people).exclude(state="draft").order_by("pk")
    return {
        request.person_id: [d.pk for d in request.directions.all()]
        for request in found.only("person_id").prefetch_related("directions")
    }
