"""The mentor's record: becoming a mentor, changing what one helps with and how many one takes, leaving the bank."""

from django.db import transaction

from mentoring.access import SYSTEM, may_edit_mentor, may_keep_bank
from mentoring.actions import journal
from mentoring.actions.bank.words import field_changes, last_editor, set_changes
from mentoring.kit import dates
from mentoring.kit.stale import claim_version
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import Mentor, MentorCompetence, MentorGroupEvidence
from mentoring.office import office
from mentoring.queries.load import load_by_mentor

OWN_FIELDS = ("capacity", "takes_new", "pause_until", "forms", "kinds", "mode", "schedule", "achievements")
CURATOR_FIELDS = (*OWN_FIELDS, "motivation", "motivation_note", "since")
OWN_SETS = ("directions", "own_marks")
CURATOR_SETS = (*OWN_SETS, "groups", "confirmed_marks")


class CapacityBelowLoad(Refused):
    """The mentor already leads more; the page lists the live pairs instead of failing. `load` is how many now."""

    def __init__(self, load):
        self.load = load
        super().__init__(
            no(
                f"Сейчас {count_of(load, 'mentee')}, меньше поставить нельзя. "
                "Откройте список пар и решите, кого передать."
            )
        )


@transaction.atomic
def make_mentor(person, *, by, at, **values):
    """Take a person into the bank (or back into it). Values: CURATOR_FIELDS and sets — `directions` (Direction),
    `groups` {MentorGroup: evidence}, `own_marks` and `confirmed_marks` {Competence: 1–5}.

    Raises Refused: not the curator, gone, already there, no direction, no group, a group without evidence (clause 4.2).
    """
    require(may_keep_bank(by))
    if person.left_on:
        raise Refused(no(f"{person.full_name}: дата ухода {dates.short(person.left_on)}. В банк берут работающих."))
    mentor = Mentor.objects.filter(person=person).first()
    if mentor and not mentor.retired_on:
        raise Refused(no(f"{person.full_name} уже в банке наставников."))
    values.setdefault("capacity", office().setting("mentor_capacity"))
    require(first_no(_fields_fit(values, dates.local(at).date()), _sets_fit(values, fresh=True)))
    fields = {name: _tidied(values[name]) for name in CURATOR_FIELDS if name in values}
    fields.setdefault("since", dates.local(at).date())
    mentor, _ = Mentor.objects.update_or_create(person=person, defaults={**fields, "retired_on": None})
    _write_sets(mentor, values)
    journal.record("mentor_made", "Заведена карточка наставника", by=by, at=at, subject=mentor, person=person)
    return mentor


@transaction.atomic
def update_mentor(mentor, values, *, seen, by, at):
    """Change the record; `seen` is the lock_version the person saw. Returns what changed, in words.

    The mentor himself changes OWN_FIELDS, directions and own marks. Raises Refused (not allowed, a rule), Stale
    (somebody saved first), CapacityBelowLoad.
    """
    require(first_no(may_edit_mentor(by, mentor.person), _within_limits(values, by)))
    require(first_no(_fields_fit(values, dates.local(at).date()), _sets_fit(values)))
    _refuse_below_load(mentor, values)
    who, when = last_editor(mentor)
    claim_version(mentor, seen, who=who, when=when)
    kept = Mentor.objects.select_related("motivation", "person").get(pk=mentor.pk)
    fields = {name: _tidied(values[name]) for name in CURATOR_FIELDS if name in values}
    changes = field_changes(kept, fields) + set_changes(kept, values)
    for name, value in fields.items():
        setattr(kept, name, value)
    if fields:
        kept.save(update_fields=[*fields])
    _write_sets(kept, values)
    if changes:
        journal.record(
            "mentor_changed",
            "Изменена карточка наставника",
            by=by,
            at=at,
            subject=kept,
            person=kept.person,
            changes=changes,
        )
    return changes


@transaction.atomic
def retire_mentor(mentor, *, by, at):
    """Leave the bank; the record and its history stay. Raises Refused while there are live pairs or drafts."""
    require(may_retire_mentor(by, mentor))
    on = dates.local(at).date()
    if not Mentor.objects.filter(pk=mentor.pk, retired_on__isnull=True).update(retired_on=on):
        raise Refused(no("Уже не в банке. Обновите страницу."))
    mentor.retired_on = on
    journal.record(
        "mentor_retired", "Больше не в банке наставников", by=by, at=at, subject=mentor, person=mentor.person
    )


def may_retire_mentor(actor, mentor):
    """Whether the mentor may leave the bank now; the same words stand under the disabled button."""
    load = load_by_mentor([mentor.pk]).get(mentor.pk, 0)
    free = (
        no(f"Ведёт {count_of(load, 'mentee')}. Сначала завершите программы или измените проекты пар.") if load else YES
    )
    return first_no(may_keep_bank(actor), free)


def _within_limits(values, by):
    if by is SYSTEM or by.has("curator"):
        return YES
    foreign = set(values) - {*OWN_FIELDS, *OWN_SETS}
    return no("Группы отбора, поощрение и подтверждение компетенций ведёт куратор.") if foreign else YES


def _fields_fit(values, on):
    capacity = values.get("capacity", 1)
    if not 1 <= capacity <= 20:
        return no("Число наставляемых должно быть между 1 и 20.")
    until = values.get("pause_until")
    if until and until <= on:
        return no("Дата, до которой наставник не берёт новых, уже прошла. Поставьте дату позже или уберите её.")
    if "forms" in values and not values["forms"]:
        return no("Отметьте хотя бы одну форму.")
    if "kinds" in values and not values["kinds"]:
        return no("Отметьте хотя бы один вид.")
    return YES


def _sets_fit(values, *, fresh=False):
    if (fresh or "directions" in values) and not values.get("directions"):
        return no("Отметьте хотя бы одно направление.")
    if (fresh or "groups" in values) and not values.get("groups"):
        return no("Отметьте хотя бы одну группу отбора (п. 4.2).")
    bare = [group.name for group, evidence in values.get("groups", {}).items() if not tidy(evidence)]
    if bare:
        return no(f"Напишите, чем подтверждается «{bare[0]}».")
    marks = [*values.get("own_marks", {}).values(), *values.get("confirmed_marks", {}).values()]
    return no("Оценка компетенции – от 1 до 5.") if any(mark and not 1 <= mark <= 5 for mark in marks) else YES


def _refuse_below_load(mentor, values):
    if "capacity" in values and values["capacity"] < mentor.capacity:
        load = load_by_mentor([mentor.pk]).get(mentor.pk, 0)
        if values["capacity"] < load:
            raise CapacityBelowLoad(load)


def _tidied(value):
    return tidy(value) if isinstance(value, str) else value


def _write_sets(mentor, values):
    if "directions" in values:
        mentor.directions.set(values["directions"])
    if "groups" in values:
        mentor.group_evidence.exclude(group__in=values["groups"]).delete()
        for group, evidence in values["groups"].items():
            MentorGroupEvidence.objects.update_or_create(
                mentor=mentor, group=group, defaults={"evidence": tidy(evidence)}
            )
    for name, field in (("own_marks", "own"), ("confirmed_marks", "confirmed")):
        for competence, mark in values.get(name, {}).items():
            MentorCompetence.objects.update_or_create(
                mentor=mentor, competence=competence, defaults={field: mark or None}
            )
