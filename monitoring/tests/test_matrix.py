"""Every URL × every role (principle 10): an address without a row, or an answer other than written, fails."""

import importlib
import pkgutil
import re

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from mentoring.kit.address import Key
from monitoring.tests import matrix
from monitoring.tests.matrix import GUEST, ROLES
from monitoring.tests.matrix.frame import GUEST_EXCEPTIONS

pytestmark = pytest.mark.story(apart=True)
MODULES = [
    importlib.import_module(f"monitoring.tests.matrix.{module.name}")
    for module in pkgutil.iter_modules(matrix.__path__)
]
ROWS = {name: row for module in MODULES for name, row in getattr(module, "ROWS", {}).items()}


def our_urls():
    """All URLs of ours; the admin is tested apart."""

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if pattern.namespace != "admin":
                    yield from walk(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern

    return list(walk(get_resolver().url_patterns))


def test_every_url_has_a_row_and_every_row_a_url():
    names = {url.name for url in our_urls()}
    assert None not in names, "a URL without a name"
    assert names - set(ROWS) == set(), "URLs without a row"
    assert set(ROWS) - names == set(), "rows without a URL"


def test_numbers_in_addresses_fit_a_database():
    """A longer one is no address of ours (404) instead of a query that fails."""
    numbers = {(url.name, type(c)) for url in our_urls() for c in url.pattern.converters.values() if is_number(c)}
    assert {kind for _, kind in numbers} == {Key}, [name for name, kind in numbers if kind is not Key]


def is_number(converter):
    return isinstance(converter, IntConverter)


def test_a_number_too_long_for_a_database_is_not_found(world, client):
    client.force_login(world.cast.curator.user, backend="mentoring.authentication.EmailBackend")
    assert client.post(f"/people/{'9' * 20}/mentee/retire/").status_code == 404


NOWHERE = re.compile(rb'\b(?:action|href)=""')


@pytest.fixture
def world(standing_world, db, settings):
    world, settings.MEDIA_ROOT = standing_world
    return world


@pytest.mark.parametrize("name", sorted(ROWS))
def test_row(name, world, client):
    row = ROWS[name]
    path = reverse(name, args=row.args(world)) + (f"?{row.query}" if row.query else "")
    wrong = []
    for role in (GUEST, *ROLES):
        client.logout()
        if role != GUEST:
            client.force_login(getattr(world.cast, role).user, backend="mentoring.authentication.EmailBackend")
        expected = GUEST_EXCEPTIONS.get(name, row.expected(role)) if role == GUEST else row.expected(role)
        got = _ask(client, path, row, world)
        if got != expected:
            wrong.append(f"{role}: expected {expected}, got {got}")
    assert not wrong, f"{name} {path}: " + "; ".join(wrong)


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.method == "post"))
def test_post_only_url_refuses_get(name, world, client):
    row = ROWS[name]
    client.force_login(world.cast.curator.user, backend="mentoring.authentication.EmailBackend")
    assert client.get(reverse(name, args=row.args(world))).status_code in (404, 405)


def _ask(client, path, row, world):
    """The answer's status; whatever a POST changed is taken back, so that every role meets the same world."""
    sid = transaction.savepoint()
    try:
        if row.method == "post":
            return client.post(path, row.data(world)).status_code
        answer = client.get(path)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        return (
            "a link or a button without an address" if html and NOWHERE.search(answer.content) else answer.status_code
        )
    finally:
        transaction.savepoint_rollback(sid)
