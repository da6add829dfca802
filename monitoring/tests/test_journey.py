"""The whole mentoring year on pages, with Django's client for hands (the browser takes the same steps: tests/browser)."""

from django.test import Client

from .journey.client import ClientHands
from .journey.clock import Clock
from .journey.play import play
from .journey.story import Story


def test_the_year_from_an_empty_college_to_the_dashboard(db, monkeypatch, tmp_path):
    """Shows 3 without a browser: an import, a pair and a group, an order, a program, work, a survey, the figures."""
    story = Story(lambda phone: ClientHands(Client(), phone), Clock(monkeypatch), tmp_path)
    actions, seconds = play(story)
    assert actions <= 40
    assert seconds < 240
