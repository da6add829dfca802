"""What the editor of a draft pair needs: its members, whom to add, and both texts when two people edited."""

from django.db.models import Exists, OuterRef

from mentoring.kit.dates import short
from mentoring.kit.ui import DiffRow
from mentoring.models import Mentee, Mentor, MentoringRequest, Person
from mentoring.office import office

LABELED = {"form": "form", "model": "model", "kind": "kind", "mode": "mode"}


def members_of(pair):
    return list(pair.members.filter(until__isnull=True).select_related("person", "direction").order_by("side", "id"))


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
