"""Assignments and visits of one program for its page: two tables, one question."""

from django.db.models import BigIntegerField, CharField, DateTimeField, F, Value
from django.db.models.functions import Cast

from mentoring.models import Person
from programs import access
from programs.models import Assignment, LessonVisit

COLUMNS = ("table", "id", "name", "first", "second", "day", "one", "other", "opened", "closed")


def journal_rows(actor, program):
    """(assignments, visits) of a program loaded with its people, those the reader sees. One query.

    Rows carry what a table shows of them; the pages of one assignment or visit load it whole.
    """
    given = access.assignments_for(actor).filter(program=program).order_by()
    seen = access.visits_for(actor).filter(program=program).order_by()
    together = _arm(
        given, "given", "title", "kind", "state", "due", "mentee_id", None, "answered_at", "closed_at"
    ).union(_arm(seen, "seen", "topic", "group", "subject", "day", "visitor_id", "teacher_id", None, None), all=True)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in together]
    people = _people(program, {row[side] for row in rows for side in ("one", "other")} - {None})
    given = [_assignment(program, people, row) for row in rows if row["table"] == "given"]
    seen = [_visit(program, people, row) for row in rows if row["table"] == "seen"]
    return given, sorted(seen, key=lambda visit: (visit.day, visit.pk), reverse=True)


def _arm(rows, table, *names):
    empty = {"other": BigIntegerField, "opened": DateTimeField, "closed": DateTimeField}
    filled = dict(zip(COLUMNS[2:], names, strict=True))
    named = {f"u_{column}": F(name) if name else Cast(Value(None), empty[column]()) for column, name in filled.items()}
    return rows.annotate(u_table=Value(table, CharField()), **named).values_list(
        "u_table", "pk", *(f"u_{column}" for column in COLUMNS[2:])
    )


def _people(program, keys):
    known = {member.person_id: member.person for member in program.pair.members.all()}
    strangers = keys - known.keys()
    return {**known, **Person.objects.in_bulk(strangers)} if strangers else known


def _assignment(program, people, row):
    return Assignment(
        pk=row["id"],
        program=program,
        title=row["name"],
        kind=row["first"],
        state=row["second"],
        due=row["day"],
        mentee=people[row["one"]],
        answered_at=row["opened"],
        closed_at=row["closed"],
    )


def _visit(program, people, row):
    return LessonVisit(
        pk=row["id"],
        program=program,
        topic=row["name"],
        group=row["first"],
        subject=row["second"],
        day=row["day"],
        visitor=people[row["one"]],
        teacher=people[row["other"]],
    )
