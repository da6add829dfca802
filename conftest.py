"""Fixtures for all floors: a clean cache and media folder, the college, its cast, a signed-in client, one Chromium."""

import os
from importlib import import_module
from zlib import crc32

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from mentoring.tests import make
from mentoring.tests.cast import Cast
from mentoring.tests.standing import STANDING, Standing, wanted


def pytest_addoption(parser):
    parser.addoption("--share", type=int, help="only every n-th of the test files, chosen by their names")
    parser.addoption(
        "--half", type=int, choices=(0, 1), help="of the files that look at pages or tell a story only this half"
    )


def pytest_collection_modifyitems(config, items):
    """The standing comes first among fixtures; tests of a file that stand on the same scenes follow one another."""
    seen = {}
    items.sort(
        key=lambda item: (seen.setdefault(item.path, len(seen)), seen.setdefault((item.path, *wanted(item)), len(seen)))
    )
    for item in items:
        if wanted(item):
            item.fixturenames.insert(0, "standing")
    if (share := config.getoption("share")) is not None:
        keep(config, items, lambda item: number(item) % share == 0)
    if (half := config.getoption("half")) is not None:
        keep(config, items, lambda item: number(item) % 2 == half or not may_be_shared(item))


def keep(config, items, wanted_here):
    """Two databases and three Pythons share the work when there is little time: see test.sh."""
    config.hook.pytest_deselected(items=[item for item in items if not wanted_here(item)])
    items[:] = filter(wanted_here, items)


def may_be_shared(item):
    """A test that looks at pages, or a story told in a dozen of seconds: one database of the two may do."""
    return "client" in item.fixturenames or item.get_closest_marker("story")


def number(item):
    """One of a file, whose tests stand on the same scenes; one of a test where the mark says so."""
    mark = item.get_closest_marker("story")
    apart = mark and mark.kwargs.get("apart")
    return crc32((item.nodeid if apart else item.path.name).encode())


@pytest.fixture(scope="session", autouse=True)
def pages_are_loaded():
    """Before any test sets the clock: a module first loaded under it would keep that clock for good."""
    import_module(settings.ROOT_URLCONF)


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


ASKED = []  # what stands for the test that is being set up


@pytest.fixture(scope="session")
def standing(django_db_setup, django_db_blocker, tmp_path_factory):
    """Comes before the first test of the cast; later ones find it there."""
    STANDING.append(Standing(django_db_blocker, tmp_path_factory.mktemp("standing") / "media"))
    STANDING[0].stand(ASKED)
    yield STANDING[0]
    STANDING.pop().stand([])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before any fixture of the test's own: what it asks for stands, the rest is gone."""
    ASKED[:] = wanted(item)
    for standing in STANDING:
        standing.stand(ASKED)


@pytest.fixture
def cast(request, college, settings):
    if not wanted(request.node):
        return Cast()
    return STANDING[0].copy(settings.MEDIA_ROOT)


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
