"""Gain of knowledge on the dashboard: tests of the system, coverage beside them, one statement (clause 5.4)."""

from decimal import Decimal

import pytest

from mentoring.tests import make
from monitoring.queries.dashboard.knowledge import knowledge_of
from monitoring.queries.dashboard.measured import read_measured
from monitoring.tests.make_dashboard import ON, board, days, knowledge_test, program, question


@pytest.fixture
def director(cast):
    return cast.actor("director")


def read_knowledge(asked):
    return knowledge_of(read_measured(asked))


def sat(before, after=None, **fields):
    """A program whose only mentee has these results; None is no test."""
    made = program(make.pair(**fields))
    mentee = made.pair.mentees[0]
    if before is not None:
        knowledge_test(made, mentee, before)
    if after is not None:
        knowledge_test(made, mentee, after, moment="exit", day=ON)
    return made


def test_means_by_hand_and_coverage(director):
    """Five pairs: +30, +10, 0, −10, +20 give +10; g of 50→80 .6, 60→70 .25, 100→100 none, 60→50 −.25, 80→100 1: .4."""
    for before, after in ((50, 80), (60, 70), (100, 100), (60, 50), (80, 100), (40, None), (None, 90), (None, None)):
        sat(before, after)
    found = read_knowledge(question(director))
    assert (found.mentees, found.entered, found.paired, found.grew) == (8, 6, 5, 3)
    assert found.change == 10
    assert found.normalized == Decimal("0.4")
    assert found.lines[0] == "Прирост по тестам системы: +10 п.\u00a0п. в среднем"
    assert found.lines[3] == "Оба теста пройдены: 5 из 8 (63\u00a0%)"


def test_under_five_pairs_nothing_is_averaged(director):
    sat(10, 90)
    found = read_knowledge(question(director))
    assert "недостаточно данных" in found.lines[0]
    assert "80" not in " ".join(found.lines)


def test_an_empty_college_has_dashes_and_no_zero(director):
    assert read_knowledge(question(director)).lines[2] == "Результат вырос: –"


def test_an_old_attempt_a_later_test_and_another_unit_do_not_count(director):
    ours = make.unit("ЦК права")
    made = sat(40, mentees=[make.mentee("Юдин Олег Ильич", unit=ours).person])
    knowledge_test(made, made.pair.mentees[0], 90, moment="exit", day=days(1))
    sat(20, 30)
    found = read_knowledge(question(director, unit=ours))
    assert (found.mentees, found.entered, found.paired) == (1, 1, 0)
    made.knowledge_tests.update(counts=False)
    assert read_knowledge(question(director, unit=ours)).entered == 0


@pytest.mark.parametrize("size", [1, 3])
def test_as_many_statements_whatever_the_number(director, size, django_assert_num_queries):
    for _ in range(size):
        sat(40, 60)
    asked = question(director)
    with django_assert_num_queries(1):
        assert read_knowledge(asked).paired == size


def test_it_stands_on_the_dashboard(director):
    sat(40, 60)
    assert board(director).knowledge.paired == 1
