"""Rows together with the people of their pair."""

from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q

from mentoring.models import Mentee, PairMember

PERSON = ("last_name", "first_name", "patronymic", "gender", "name_cases")  # what words about somebody read
NEWCOMERS = ("young", "returning", "newcomer")  # groups of those who settle in


def members():
    """Members in the order pages and papers name them: mentors, then mentees."""
    return PairMember.objects.select_related("person").order_by("-side", "since", "person__sort_key")


def settling(person):
    """Whether somebody is a mentee of a group that settles in."""
    return Exists(Mentee.objects.filter(person=person, groups__code__in=NEWCOMERS, retired_on=None))


def members_with_results(program_pk):
    """Members with their row of results in one program as `result`, None for who has none, and whether they are `settling`.

    One query for all.
    """
    own = FilteredRelation("person__program_results", condition=Q(person__program_results__program=program_pk))
    return members().annotate(result=own, settling=settling(OuterRef("person"))).select_related("result__witness")


def with_people(rows, path="pair__members"):
    """Rows with their pair, its order and the members, in two queries; `path` leads from the row to the members."""
    pair = path.rpartition("__")[0]
    return rows.select_related(pair, f"{pair}__order").prefetch_related(Prefetch(path, members()))
