"""Codes of papers: what is typed by hand is found, what cannot be a code is not looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.kit.codes import LENGTH, LETTERS, new_code, qr_matrix, short_fingerprint, spaced, tidy


def test_codes_differ_and_read_back_as_printed():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(tidy(spaced(code)) == code for code in codes)


@pytest.mark.parametrize(
    "typed",
    ["7K4M-29EA-PQ2X", " 7k4m 29ea pq2x ", "7К4М–29ЕА–PQ2Х", "7K4M29EAPQ2X"],
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert tidy(typed) == "7K4M29EAPQ2X"


@pytest.mark.parametrize("typed", ["", "7K4M", "7K4M-29EA-PQ2X-7", "7K4M-29EA-PQ20", "7K4M-29EA-PQ2Я", "\x00" * 12])
def test_what_cannot_be_a_code_is_none(typed):
    assert tidy(typed) == ""


@given(st.text(max_size=30))
def test_tidy_gives_a_code_or_nothing(typed):
    found = tidy(typed)
    assert found == "" or (len(found) == LENGTH and set(found) <= set(LETTERS))


def test_the_square_is_square_with_a_quiet_zone():
    matrix = qr_matrix("https://nastavnik.example/verify/7K4M-29EA-PQ2X/")
    assert {len(row) for row in matrix} == {len(matrix)}
    assert not any(matrix[0])
    assert not any(row[0] for row in matrix)
    assert any(matrix[4])


def test_a_short_fingerprint():
    assert short_fingerprint("9f2c41d708bee3a5" + "0" * 48) == "9f2c 41d7 08be e3a5"
