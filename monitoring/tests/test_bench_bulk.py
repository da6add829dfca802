"""The benchmark's loader: what it copies satisfies every constraint, and the dashboard opens on it."""

import pytest
from django.db import connection
from django.db.models import Count
from django.urls import reverse

from mentoring.kit.text import fold
from mentoring.models import AcademicYear, Pair, PairMember, Person
from monitoring.bench.bulk import Bulk, Refused
from monitoring.tests.make_dashboard import busy_college, last_year_pair
from programs.models import PlanEvent, Program

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="bulk loading is SQL of PostgreSQL")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="refused on another database")
def test_sqlite_is_refused(college):
    with pytest.raises(Refused, match="PostgreSQL"):
        Bulk()


@on_postgresql
def test_an_empty_college_is_refused(college):
    with pytest.raises(Refused, match="nothing to multiply"):
        Bulk()


@on_postgresql
class TestSixtyPairs:
    @pytest.fixture
    def played(self, college, cast):
        busy_college(cast)
        last_year_pair()
        counted = {model: model.objects.count() for model in (Pair, Program, PlanEvent, Person)}
        Bulk().grow(60, lambda text: None)
        return counted

    def test_rows_are_new_whole_and_of_several_years(self, played):
        connection.check_constraints()
        assert Pair.objects.count() >= 60
        assert all(model.objects.count() > 3 * before for model, before in played.items())
        assert AcademicYear.objects.filter(pairs__isnull=False).distinct().count() >= 3
        twice = PairMember.objects.filter(until__isnull=True).values("pair", "person", "side").annotate(n=Count("pk"))
        assert not twice.filter(n__gt=1).exists()
        copy = Person.objects.filter(email__endswith="@bulk.example").order_by("pk").first()
        assert (copy.user_id, copy.sort_key) == (None, fold(copy.full_name))

    def test_keys_and_indexes_stand_again_and_new_rows_get_new_keys(self, played):
        tables = {table: connection.introspection.get_constraints(connection.cursor(), table) for table in _tables()}
        assert any(one["foreign_key"] for one in tables["mentoring_pairmember"].values())
        assert "pair_state_since" in tables["mentoring_pair"]
        last = Person.objects.order_by("pk").last()
        assert Person.objects.create(last_name="Ежова", organization=last.organization).pk > last.pk

    def test_it_is_not_multiplied_twice(self, played):
        with pytest.raises(Refused, match="before"):
            Bulk()

    def test_the_dashboard_opens(self, played, cast, sign_in):
        answer = sign_in(cast.director, "director").get(reverse("dashboard"))
        assert answer.status_code == 200


def _tables():
    return ("mentoring_pair", "mentoring_pairmember")
