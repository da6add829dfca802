"""Show 4 of issue 5 by pages alone, with Django's client for hands (the browser takes the same road: tests/browser)."""

from django.test import Client

from .journey import levels
from .journey.client import ClientHands
from .journey.clock import Clock
from .journey.paper import words_of_docx
from .journey.road import Road


def test_one_program_by_pages_alone(cast, monkeypatch):
    road = Road(cast, lambda phone: ClientHands(Client(), phone), Clock(monkeypatch), sign_in)
    levels.play(road)
    levels.says_the_same(words_of_docx(road.at("curator").download("Скачать DOCX")))


def sign_in(hands, person):
    hands.client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
