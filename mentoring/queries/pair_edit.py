"""What the editor of a draft pair needs: its members, whom to add, and both texts when two people edited."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import short
from mentoring.kit.ui import DiffRow
from mentoring.models import Mentee, Mentor, MentoringRequest, Pair, Person
from mentoring.office import office
from mentoring.queries.load import places_of, sum_up
from mentoring.queries.pair_check import PairCheck, check_one


@dataclass(frozen=True)
class Editor:
    """A draft with its present members, what the rules say of it as it is kept, and the load of every mentor."""

    pair: Pair
    title: str
    members: tuple
    check: PairCheck
    loads: dict

    @property
    def nobody(self):
        return {member.side for member in self.members} != {"mentor", "mentee"}

    @property
    def crumbs(self):
        here = reverse("pair_detail", args=[self.pair.pk])
        return (("Пары и группы", reverse("pair_list")), (self.title, here))


def editor_of(pair, on):
    """The editor of a draft read with with_facts."""
    places = places_of()
    return Editor(
        pair=pair,
        title=pair.title,
        members=tuple(sorted((m for m in pair.members.all() if m.until is None), key=lambda m: m.side != Side.MENTOR)),
        check=check_one(pair, on, loaded=True, places=places),
        loads=sum_up(places),
    )


LABELED = {"form": "form", "model": "model", "kind": "kind", "mode": "mode"}


def people_to_pair():
    """Whom a mentor may be given to: the registers of mentees and mentors, and whoever has an open request."""
    known = (
        Exists(Mentee.objects.filter(person=OuterRef("pk"), retired_on__isnull=True))
        | Exists(Mentor.objects.filter(person=OuterRef("pk"), retired_on__isnull=True))
        | Exists(MentoringRequest.objects.open().filter(person=OuterRef("pk")))
    )
    return Person.objects.working().filter(known).select_related("unit").in_order()


def kept_and_typed(pair, form):
    """What is kept now beside what was typed, field by field, after somebody saved first."""
    rows = []
    for name in form.Meta.fields:
        was, typed = getattr(pair, name), form.cleaned_data.get(name)
        if was != typed and (was or typed):
            rows.append(DiffRow(form.fields[name].label, _words(name, was), _words(name, typed)))
    return tuple(rows)


def _words(name, value):
    if name in LABELED and value:
        return office().label(LABELED[name], value)
    if name == "extra_kinds":
        return ", ".join(office().label("kind", kind) for kind in value or ()) or "нет"
    return short(value) if hasattr(value, "strftime") else str(value or "нет")
