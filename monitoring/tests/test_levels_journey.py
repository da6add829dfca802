"""Show 4 of issue 5 by pages alone, with Django's client for hands (the browser takes the same road: tests/browser)."""

from django.test import Client

from .journey import levels
from .journey.client import ClientHands
from .journey.clock import Clock


def test_one_program_by_pages_alone(cast, monkeypatch):
    road = levels.Road(cast, lambda phone: ClientHands(Client(), phone), Clock(monkeypatch))
    levels.play(road)
    levels.papers_say_the_same(road.at("curator"))
