"""Hands in Chromium for the people of the story."""

from threading import RLock

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from monitoring.tests.journey.clock import Clock
from monitoring.tests.journey.story import Story

from .every import FULL, render_everything
from .gallery import gallery

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 740}


@pytest.fixture(scope="session")
def rendered(django_db_setup, django_db_blocker, tmp_path_factory):
    """(all pages, distinct pages)."""
    from monitoring.tests.test_matrix import ROWS

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        return render_everything(ROWS, every_role=FULL)


@pytest.fixture
def one_at_a_time(monkeypatch):
    """The in-memory database is one connection for all threads of the server: requests must not share a transaction."""
    lock, answer = RLock(), WSGIHandler.__call__

    def alone(self, *args):
        with lock:
            return answer(self, *args)

    monkeypatch.setattr(WSGIHandler, "__call__", alone)


@pytest.fixture
def new_page(chromium):
    """new_page(phone=False, **options) opens a page in a session of its own."""
    opened = []

    def open_one(*, phone=False, **options):
        context = chromium.new_context(
            viewport=PHONE if phone else DESK, locale="ru-RU", timezone_id="Europe/Moscow", **options
        )
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def new_story(new_page, live_server, one_at_a_time, monkeypatch, tmp_path):
    """new_story(Hands, script=True): an empty college whose people have hands of this kind."""

    def begin(kind, *, script=True):
        keep = gallery()

        def hands(phone):
            page = new_page(phone=phone, java_script_enabled=script)
            return kind(page, live_server.url, keep, phone=phone, script=script)

        return Story(hands, Clock(monkeypatch), tmp_path)

    return begin
