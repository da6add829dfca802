"""Release, replacement and substitution on pages, with Django's client for hands (the browser: tests/browser)."""

from django.test import Client

from .journey import change
from .journey.client import ClientHands


def test_release_replacement_and_substitution(cast):
    found = {}

    def hands(part):
        if part not in found:
            client = Client()
            client.force_login(getattr(cast, part).user, backend="mentoring.authentication.EmailBackend")
            found[part] = ClientHands(client)
        return found[part]

    change.play(cast, hands)
