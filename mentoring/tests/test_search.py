"""The search box: every word counts, a long question costs no more than a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring.admin.kit.search import found_in
from mentoring.models import Pair
from mentoring.queries.search import find
from mentoring.tests import make
from mentoring.tests.standing import scene

pytestmark = pytest.mark.django_db


@scene
def groups(cast):
    """Three groups of eight: a join over members, chained word by word, would multiply their rows by 9 each time."""
    people = [make.mentee(f"Аверин{chr(1072 + n)} Антон Антонович").person for n in range(8)]
    return [make.pair([make.mentor(f"Абрамов{n} Андрей Андреевич").person], people) for n in range(3)]


def test_pairs_are_found_by_words_of_different_people(cast, groups):
    found = find(cast.actor("curator"), "абрамов1 авериНб")
    assert (found.pairs_total, [pair.pk for pair in found.pairs]) == (1, [groups[1].pk])
    assert find(cast.actor("curator"), "абрамов1 абрамов2").pairs_total == 0


@pytest.mark.parametrize("words", ["а " * 50, "а е о р н в и т д с л п"])
def test_many_short_words_are_no_burden(cast, groups, words):
    with CaptureQueriesContext(connection) as caught:
        assert find(cast.actor("curator"), words).q
        assert found_in(Pair, ("members__person__search_key", "name"), words) is not None
        list(Pair.objects.filter(pk__in=found_in(Pair, ("members__person__search_key", "name"), words)))
    assert max(query["sql"].count("JOIN") for query in caught.captured_queries) < 40
