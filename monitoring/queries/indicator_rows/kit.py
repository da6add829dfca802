"""What rows of the register's figures share: the column that says whether a row is in the numerator."""

from django.db.models import BooleanField, Case, Value, When
from django.urls import reverse

from mentoring.kit.text import words_of
from mentoring.models import PairMember
from monitoring.queries.dashboard_rows.row import Cell, RowColumn

IN = RowColumn("В числителе", "counts", ("-counts",), width=14)


def flag(condition):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def yes(row):
    return Cell("да" if row.counts else "нет")


def person_cell(person):
    return Cell(person.full_name, reverse("person_detail", args=[person.pk]))


def of_pair(path):
    """Search of rows that lead to a pair by `path`."""

    def find(found, words):
        for word in words_of(words):
            named = PairMember.objects.filter(person__search_key__contains=word)
            found = found.filter(**{f"{path}__in": named.values("pair_id")})
        return found

    return find
