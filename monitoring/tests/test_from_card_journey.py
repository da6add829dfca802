"""Issue 4, show 1, with Django's client for hands (the browser: tests/browser)."""

from django.test import Client

from .journey import from_card
from .journey.client import ClientHands


def test_from_a_diagnosis_to_a_submitted_program_of_twelve_events(cast):
    from_card.prepare(cast)
    client = Client()
    client.force_login(cast.mentor.user, backend="mentoring.authentication.EmailBackend")
    mentor = ClientHands(client)
    from_card.play(mentor)
