"""What stands between tests: the college with its cast, and on it the scenes the next test asks for.

Each level is built once, inside a transaction that the levels above it and every test's own are nested in. A test gets a
copy of the people and rows it has asked for and takes back whatever it has changed; a level nobody asks for now is rolled
back, so that a test that does not ask for the cast, or that commits for real, meets an empty base.
"""

import shutil
from copy import deepcopy
from dataclasses import dataclass
from inspect import signature

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from . import make
from .cast import Cast


def scene(build):
    """A fixture of the cast and of other scenes alone, built once for the tests that ask for it one after another.

    It is played before the test's clock, settings and client are there: what needs those stays a plain fixture.
    """

    def given(**asked):
        stands = STANDING and build in STANDING[0].given
        return STANDING[0].given[build] if stands else build(**asked)

    given.__signature__ = signature(build)
    given.__name__, given.__doc__, given.build = build.__name__, build.__doc__, build
    return pytest.fixture(given)


@dataclass
class Level:
    build: object
    block: object
    values: dict
    kept: dict  # what building has left in the cache


class Standing:
    def __init__(self, blocker, media):
        self.blocker = blocker
        self.media = media
        self.levels = []
        self.given = {}

    def stand(self, builds):
        """Take down what is not asked for, build what is missing."""
        self.given = {}
        same = 0
        while same < min(len(builds), len(self.levels)) and builds[same] is self.levels[same].build:
            same += 1
        with self.blocker.unblock():
            while len(self.levels) > same:
                self._take_down()
            for build in builds[same:]:
                self._raise_up(build)

    def _raise_up(self, build):
        block = transaction.atomic()
        block.__enter__()
        values = deepcopy(self.levels[-1].values) if self.levels else {}
        asked = {name: values[name] for name in signature(build).parameters}
        cache.clear()
        try:
            with override_settings(MEDIA_ROOT=self.media):
                values[build.__name__] = build(**asked)
        except BaseException:
            self._leave(block)
            raise
        self.levels.append(Level(build, block, values, dict(cache._cache)))
        cache.clear()

    def _take_down(self):
        self._leave(self.levels.pop().block)
        if len(self.levels) < 2:
            shutil.rmtree(self.media, ignore_errors=True)

    def _leave(self, block):
        transaction.set_rollback(True)
        block.__exit__(None, None, None)

    def copy(self, media):
        """The people and rows of a test's own, its cache and files as building has left them."""
        top = self.levels[-1]
        values = deepcopy(top.values)
        self.given = {level.build: values[level.build.__name__] for level in self.levels}
        if len(self.levels) > 1:
            cache._cache.update(top.kept)
            cache._expire_info.update(dict.fromkeys(top.kept))
            if self.media.exists():
                shutil.copytree(self.media, media, dirs_exist_ok=True)
        return values["cast"]


def cast():
    make.college()
    make.year()
    cache.clear()
    return Cast()


STANDING = []


def wanted(item):
    """Builders of what stands for a test, lowest first; none when it does not ask for the cast or commits for real."""
    mark = item.get_closest_marker("django_db")
    real = (mark and mark.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(item.fixturenames)
    if "cast" not in item.fixturenames or real:
        return []
    found = []
    for name in item.fixturenames:
        for_item = item._fixtureinfo.name2fixturedefs.get(name)
        build = for_item and getattr(for_item[-1].func, "build", None)
        if build:
            found.append(build)
    return [cast, *_in_order(found)]


def _in_order(builds):
    """Scenes after those they are built of."""
    names = {build.__name__: build for build in builds}
    ordered = {}

    def place(build):
        for name in signature(build).parameters:
            if name in names:
                place(names[name])
        ordered.setdefault(build)

    for build in builds:
        place(build)
    return list(ordered)
