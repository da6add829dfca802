"""What every action over a program needs: today's date, deadlines, a held row, a decision with the name of that day."""

from django.db.models import F

from mentoring.documents.layout import CAPACITY, capacity, head_post, of_college
from mentoring.kit import dates
from mentoring.kit.verdict import Refused, no
from mentoring.models import Person
from mentoring.office import office
from programs import access
from programs.choices import EDITABLE_STATES
from programs.models import Program, ProgramDecision


def day_of(at):
    """The college's date of a moment."""
    return dates.local(at).date()


def deadline(setting, at):
    """So many working days (a setting) after a moment."""
    return office().add_working_days(day_of(at), office().setting(setting))


def hold_for_editing(program, by):
    """Lock the program's row until the transaction ends, or refuse: it was sent or approved meanwhile."""
    held = Program.objects.filter(pk=program.pk, state__in=EDITABLE_STATES).update(state=F("state"))
    if not held:
        program.refresh_from_db(fields=["state"])
        raise Refused(access.may_edit(by, program))


def hold_diaries(program):
    """Two windows that fill one person's hour wait for each other: whoever is second reads the first one's meeting."""
    people = sorted(person.pk for person in access.people_of(program))
    held = Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    list(held.values_list("pk", flat=True))


def last_version(program):
    """The text that was sent last, or None."""
    return program.versions.order_by("-submitted_at", "-id").first()


def decide(kind, *, program, version, by, at, role, note="", person=None, post=""):
    """Keep a decision with the name and the post of that day: papers print them whatever changes later."""
    person = person or by.person
    return ProgramDecision.objects.create(
        program=program,
        version=version,
        kind=kind,
        person=person,
        role=role,
        name=person.signature_name,
        post=post or post_of(by, role),
        note=note,
        sha256=version.sha256 if version else "",
        at=at,
    )


def post_of(by, role):
    """What stands in the stamp: «Директор ГБПОУ ДТБТ», «И. о. куратора наставничества ГБПОУ ДТБТ», or the own post."""
    if role == "director":
        return head_post(acting=role in by.acting)
    if role in CAPACITY:
        return of_college(capacity(role, acting=role in by.acting))
    return by.post


def other_editor(section, program, by):
    """Who else has edited a section: its last editor, or the only other author when that was the actor himself."""
    if section.edited_by and not by.is_person(section.edited_by):
        return section.edited_by
    others = [person for person in access.people_of(program) if not by.is_person(person)]
    return others[0] if len(others) == 1 else None


def title_of(program):
    """How letters and the journal name a program."""
    return program.pair.title


def refuse(reason, clause=""):
    raise Refused(no(reason, clause))
