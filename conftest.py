"""Fixtures for all floors: a clean cache and media folder, the college, its cast, a signed-in client, one Chromium."""

import os

import pytest
from django.core.cache import cache

from mentoring.tests import make
from mentoring.tests.cast import Cast


@pytest.fixture(autouse=True)
def fresh_cache(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def college(db):
    """The college with its current year; reference data comes from migrations."""
    make.college()
    make.year()
    cache.clear()
    return make.college()


@pytest.fixture
def cast(college):
    return Cast()


@pytest.fixture
def sign_in(client):
    """sign_in(person, role="") signs the client in, in a role when given; returns the client."""

    def enter(person, role=""):
        client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
        if role:
            session = client.session
            session["role"] = role
            session.save()
        return client

    return enter


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the whole run: a second engine would refuse to start beside it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as engine:
        options = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = engine.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=options)
        yield browser
        browser.close()
