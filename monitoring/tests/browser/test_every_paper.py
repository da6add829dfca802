"""Every PDF of the system can be listened to: language, title, marking, headings, words of drawings. EVERY_PAGE=1."""

import os

import pytest
from django.test import Client
from django.urls import reverse

from mentoring.tests.papers import unreadable
from monitoring.tests.matrix import ROLES
from monitoring.tests.test_matrix import ROWS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(os.environ.get("EVERY_PAGE") != "1", reason="every paper takes minutes: EVERY_PAGE=1"),
]
STUB = 2000  # bytes: somebody's scan in the tests is no paper of ours
BACKEND = "mentoring.authentication.EmailBackend"


def papers(world):
    """(URL name, PDF) of every address that gives one to somebody."""
    for name, row in sorted(ROWS.items()):
        reader = next((role for role in ROLES if row.expected(role) == 200), None)
        if row.method != "get" or reader is None:
            continue
        client = Client()
        client.force_login(getattr(world.cast, reader).user, backend=BACKEND)
        answer = client.get(reverse(name, args=row.args(world)) + (f"?{row.query}" if row.query else ""))
        if answer.headers.get("Content-Type") == "application/pdf" and len(pdf := b"".join(answer)) > STUB:
            yield name, pdf


def test_every_paper_can_be_listened_to(standing_world, settings):
    world, settings.MEDIA_ROOT = standing_world
    found = {name: unreadable(pdf) for name, pdf in papers(world)}
    assert len(found) >= 26
    assert {name: faults for name, faults in found.items() if faults} == {}
