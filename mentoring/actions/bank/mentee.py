"""The mentee's record: why a person is helped (five groups), a trainee's contract, leaving the list."""

from django.db import transaction

from mentoring.access import may_keep_bank
from mentoring.actions import journal
from mentoring.actions.bank.words import last_editor
from mentoring.actions.change_words import change_words, list_change
from mentoring.choices import Side
from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.stale import claim_version
from mentoring.kit.text import tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import Mentee, PairMember

TRAINEE = "trainee"
CONTRACT = ("contract_number", "contract_date", "contract_organization")
FIELDS = ("to_be_hired", "on_practice", *CONTRACT, "note", "since")


@transaction.atomic
def make_mentee(person, *, by, at, groups, **values):
    """Enter a person into the register of mentees (or back into it). `groups` are MenteeGroup rows; values are FIELDS.

    Raises Refused: not the curator, gone, already there, no group, a trainee's contract told wrongly (clause 4.2).
    """
    require(may_keep_bank(by))
    if person.left_on:
        raise Refused(no(f"{person.full_name}: дата ухода {dates.short(person.left_on)}. В список берут работающих."))
    mentee = Mentee.objects.filter(person=person).first()
    if mentee and not mentee.retired_on:
        raise Refused(no(f"{person.full_name} уже в списке наставляемых."))
    fields = _tidied(values)
    fields.setdefault("since", dates.local(at).date())
    require(first_no(_groups_fit(groups), _contract_fits(groups, fields)))
    mentee, _ = Mentee.objects.update_or_create(person=person, defaults={**fields, "retired_on": None})
    mentee.groups.set(groups)
    journal.record("mentee_made", "Заведена карточка наставляемого", by=by, at=at, subject=mentee, person=person)
    return mentee


@transaction.atomic
def update_mentee(mentee, *, groups, seen, by, at, **values):
    """Change the record; `seen` is the lock_version the person saw. Returns what changed, in words.

    Raises Refused (not the curator, a rule) or Stale (somebody saved first).
    """
    require(may_keep_bank(by))
    fields = _tidied(values)
    kept = Mentee.objects.select_related("person", "contract_organization").get(pk=mentee.pk)
    would_be = {name: getattr(kept, name) for name in FIELDS} | fields
    require(first_no(_groups_fit(groups), _contract_fits(groups, would_be)))
    who, when = last_editor(mentee)
    claim_version(mentee, seen, who=who, when=when)
    changes = list_change("группы", kept.groups.all(), groups) + change_words(kept, fields)
    for name, value in fields.items():
        setattr(kept, name, value)
    if fields:
        kept.save(update_fields=[*fields])
    kept.groups.set(groups)
    if changes:
        journal.record(
            "mentee_changed",
            "Изменена карточка наставляемого",
            by=by,
            at=at,
            subject=kept,
            person=kept.person,
            changes=changes,
        )
    return changes


@transaction.atomic
def retire_mentee(mentee, *, by, at):
    """Leave the register; the record and its history stay. Raises Refused while the person is in a pair or draft."""
    require(may_retire_mentee(by, mentee))
    on = dates.local(at).date()
    if not Mentee.objects.filter(pk=mentee.pk, retired_on__isnull=True).update(retired_on=on):
        raise Refused(no("Уже не в списке. Обновите страницу."))
    mentee.retired_on = on
    journal.record(
        "mentee_retired", "Больше не в списке наставляемых", by=by, at=at, subject=mentee, person=mentee.person
    )


def may_retire_mentee(actor, mentee):
    """Whether the mentee may leave the list now; the same words stand under the disabled button."""
    paired = PairMember.objects.filter(
        person=mentee.pk, side=Side.MENTEE, until__isnull=True, pair__state__in=(*DRAFT_STATES, *LIVE_STATES)
    ).exists()
    free = no("Человек в паре. Сначала завершите программу или измените проект пары.") if paired else YES
    return first_no(may_keep_bank(actor), free)


def _tidied(values):
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"a mentee's record has no {', '.join(sorted(unknown))}")
    return {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}


def _groups_fit(groups):
    return YES if groups else no("Отметьте хотя бы одну группу (п. 4.2).")


def _contract_fits(groups, fields):
    """Clause 4.2: under contract to be hired and/or on practice here; contract details only in the first case."""
    trainee = any(group.code == TRAINEE for group in groups)
    hired, practice = fields.get("to_be_hired"), fields.get("on_practice")
    contract = any(fields.get(name) for name in CONTRACT)
    if not trainee:
        return (
            no("Договор и практику указывают стажёру или студенту. Отметьте эту группу.")
            if hired or practice or contract
            else YES
        )
    if not hired and not practice:
        return no("Отметьте, что связывает стажёра с техникумом: обязательство прийти на работу или практика.")
    if hired and not (fields.get("contract_number") and fields.get("contract_date")):
        return no("Укажите номер и дату договора, по которому человек обязуется прийти на работу.")
    if contract and not hired:
        return no("Договор указывают, когда человек обязуется прийти на работу. Отметьте это или уберите договор.")
    return YES
