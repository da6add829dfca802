"""Shows 3 and 6: the year from an empty college to the dashboard with a mouse, with keys alone, and without script."""

import pytest

from monitoring.tests.journey.play import play

from .keyboard import KeyboardHands
from .mouse import MouseHands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def trouble_of(story):
    return [line for hands in story.everyone() for line in hands.trouble]


def test_the_year_with_a_mouse(new_story):
    story = new_story(MouseHands)
    actions, seconds = play(story)
    assert actions <= 40
    assert seconds < 240
    assert trouble_of(story) == []


def test_the_year_without_script(new_story):
    story = new_story(MouseHands, script=False)
    play(story)
    assert trouble_of(story) == []


def test_the_year_by_keyboard_alone(new_story):
    """WCAG 2.1.1, 2.1.2, 2.4.7, 2.4.11: everything is reached, nothing traps, the focus is always seen."""
    story = new_story(KeyboardHands)
    play(story)
    assert [line for hands in story.everyone() for line in hands.unseen] == []
    assert trouble_of(story) == []
