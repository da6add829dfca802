"""The world of the matrix, for every file of this folder that asks for it."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from mentoring.tests import make
from mentoring.tests.cast import Cast
from monitoring.tests.world import World


@pytest.fixture(scope="module")
def standing_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world and its files, built once: every test below takes back what it has changed."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        make.college()
        make.year()
        cache.clear()
        yield World(Cast()), media
        transaction.set_rollback(True)
    cache.clear()
