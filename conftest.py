"""Fixtures for all floors: a clean cache and media folder, the college, its cast, a signed-in client, one Chromium."""

import os
from zlib import crc32

import pytest
from django.core.cache import cache
from django.db import connection

from mentoring.tests import make
from mentoring.tests.cast import Cast


def pytest_addoption(parser):
    parser.addoption("--half", choices=("0", "1"), help="only one half of the test files, chosen by their names")


def pytest_collection_modifyitems(config, items):
    """Newer Pythons share the files between them: see test.sh."""
    half = config.getoption("half")
    if half is None:
        return
    kept, left = [], []
    for item in items:
        (kept if crc32(item.path.name.encode()) % 2 == int(half) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


@pytest.fixture(autouse=True)
def fresh_cache(settings, tmp_path, monkeypatch):
    """A cache of the test's own that no slow machine outlives: counted queries stay the same."""
    for room in ("mentoring.office", "mentoring.queries.filters", "programs.queries.reference"):
        monkeypatch.setattr(f"{room}.SECONDS", 3600)
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
def chromium(django_db_setup):
    """One Chromium for the whole run: a second engine would refuse to start beside it.

    Once it runs, Django gives tests another connection; the starter data kept on the first one goes over to it.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    starter = getattr(connection, "_test_serialized_contents", None)
    with sync_api.sync_playwright() as engine:
        if starter is not None:
            connection._test_serialized_contents = starter
        options = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = engine.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=options)
        yield browser
        browser.close()
