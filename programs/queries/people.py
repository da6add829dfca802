"""Rows together with the people of their pair."""

from django.db.models import FilteredRelation, Prefetch, Q

from mentoring.models import PairMember

PERSON = ("last_name", "first_name", "patronymic", "gender", "name_cases")  # what words about somebody read


def members():
    """Members in the order pages and papers name them: mentors, then mentees."""
    return PairMember.objects.select_related("person").order_by("-side", "since", "person__sort_key")


def members_with_results(program_pk):
    """Members with their row of results in one program as `result`, None for who has none. One query for both."""
    own = FilteredRelation("person__program_results", condition=Q(person__program_results__program=program_pk))
    return members().annotate(result=own).select_related("result__witness")


def with_people(rows, path="pair__members"):
    """Rows with their pair, its order and the members, in two queries; `path` leads from the row to the members."""
    pair = path.rpartition("__")[0]
    return rows.select_related(pair, f"{pair}__order").prefetch_related(Prefetch(path, members()))
