"""How two people's edits meet: three prints decide."""

import pytest

from programs.edits import DifficultyRow, EventRow, in_order, merge, print_of, prints_of, read_prints


def seen(**values):
    return read_prints(prints_of(values))


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "kept", "clashes"),
    [
        ("a", "a", "b", "b", 0),  # only I changed
        ("a", "b", "a", "b", 0),  # only they changed
        ("a", "b", "b", "b", 0),  # the same change
        ("a", "b", "c", "b", 1),  # both, differently
        ("a", "a", "a", "a", 0),
    ],
)
def test_merge(base, theirs, mine, kept, clashes):
    merged, found = merge(seen(goal=base), {"goal": theirs}, {"goal": mine})
    assert (merged["goal"], len(found)) == (kept, clashes)


def test_without_a_base_a_difference_is_a_clash():
    _, found = merge({}, {"goal": "их"}, {"goal": "моё"})
    assert (found[0].theirs, found[0].mine) == ("их", "моё")


def test_prints_survive_the_hidden_field():
    values = {"goal": "Цель: «…», №", "tasks": ["а", "б"], "interim_date": None}
    assert read_prints(prints_of(values)) == {name: print_of(value) for name, value in values.items()}
    assert read_prints("мусор,,x:") == {"x": ""}
    assert read_prints(None) == {}


def test_key_of_a_row_does_not_count_in_comparing():
    one, two = (
        DifficultyRow("difficulty", "method", "цель", key=1),
        DifficultyRow("difficulty", "method", "цель", key=2),
    )
    assert one == two
    assert print_of((one,)) == print_of((two,))


def test_rows_go_difficulties_first_then_by_direction():
    rows = [
        DifficultyRow("strength", "theory", "с"),
        DifficultyRow("difficulty", "method", "б"),
        DifficultyRow("difficulty", "theory", "а"),
    ]
    assert [row.text for row in in_order(rows, ["theory", "method"])] == ["а", "б", "с"]


def test_spare_row_is_blank_whatever_its_lists_say():
    assert EventRow("x", values={"direction": "method", "responsible": "both", "measure": ""}).blank
    assert not EventRow("x", values={"measure": "Занятие"}).blank
