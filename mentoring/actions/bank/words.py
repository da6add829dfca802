"""What an edit of a bank record changed, in words, and who edited it last."""

from mentoring.actions.change_words import change, change_words, list_change
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.models import JournalEntry
from mentoring.office import office


def last_editor(record):
    """(author, «14:32») of the last entry about a bank record; (None, «») when there is none."""
    last = (
        JournalEntry.objects.filter(subject_type=record._meta.label_lower, subject_id=str(record.pk))
        .select_related("author")
        .first()
    )
    return (last.author, dates.clock(last.at)) if last else (None, "")


def field_changes(mentor, fields):
    """Changes of fields; lists of codes are said by their labels."""
    plain = {name: value for name, value in fields.items() if name not in {"forms", "kinds"}}
    changes = change_words(mentor, plain)
    for name, group, part in (("forms", "form", "формы"), ("kinds", "kind", "виды")):
        if name in fields:
            was, became = (
                [office().label(group, code) for code in codes] for codes in (getattr(mentor, name), fields[name])
            )
            changes += list_change(part, was, became)
    return changes


def set_changes(mentor, values):
    """Changes of directions, selection groups with their evidence, and marks."""
    changes = []
    if "directions" in values:
        changes += list_change("направления", mentor.directions.all(), values["directions"])
    if "groups" in values:
        was = {row.group: row.evidence for row in mentor.group_evidence.select_related("group")}
        changes += list_change("группы отбора", was, values["groups"])
        changes += [
            change(f"подтверждение: {group}", was[group], evidence)
            for group, evidence in values["groups"].items()
            if group in was and tidy(evidence) != was[group]
        ]
    for name, field, part in (("own_marks", "own", "самооценка"), ("confirmed_marks", "confirmed", "оценка куратора")):
        if name in values:
            was = {row.competence: getattr(row, field) for row in mentor.competence_marks.select_related("competence")}
            changes += [
                change(f"{part}: {competence}", was.get(competence) or "", mark or "")
                for competence, mark in values[name].items()
                if (was.get(competence) or None) != (mark or None)
            ]
    return changes
