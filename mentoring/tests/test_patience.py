"""A server that has taken a question and says nothing is left after a while; one that answers is heard."""

import socket
from contextlib import closing
from types import SimpleNamespace

import psycopg2
import pytest
from psycopg2.extensions import POLL_OK, POLL_READ, STATUS_READY

from mentoring import patience


@pytest.fixture
def line():
    """A connection whose other end we hold: it has its answer when something arrives."""
    near, far = socket.socketpair()
    with closing(near), closing(far):
        near.setblocking(False)

        def poll():
            try:
                return POLL_OK if near.recv(1) else POLL_READ
            except BlockingIOError:
                return POLL_READ

        yield SimpleNamespace(status=STATUS_READY, fileno=near.fileno, poll=poll, far=far)


def test_silence_ends(line, monkeypatch):
    monkeypatch.setattr(patience, "_own", SimpleNamespace())
    monkeypatch.setattr(patience, "connection", SimpleNamespace(health_check_done=True))
    with pytest.raises(psycopg2.OperationalError, match="says nothing"):
        patience.wait(line, 0.02)
    monkeypatch.setattr(patience, "SHORT", 0.02)
    patience.connection.health_check_done = False  # is the kept connection alive?
    with pytest.raises(psycopg2.OperationalError):
        patience.wait(line, 60)
    patience.connection.health_check_done = True
    line.status = 20  # connecting: what the same page asks next is not waited for again
    for words in ("says nothing", "a moment ago"):
        with pytest.raises(psycopg2.OperationalError, match=words):
            patience.wait(line, 60)


def test_an_answer_is_heard(line):
    line.far.send(b"1")
    patience.wait(line, 0.02)


def test_only_pages_on_postgresql_are_told(monkeypatch):
    told = []
    monkeypatch.setattr("psycopg2.extensions.set_wait_callback", told.append)
    monkeypatch.setattr(patience, "connection", SimpleNamespace(vendor="sqlite"))
    patience.wait_at_most(20)
    monkeypatch.setattr(patience, "connection", SimpleNamespace(vendor="postgresql"))
    patience.wait_at_most(0)
    assert told == []
    patience.wait_at_most(20)
    assert told[0].keywords == {"seconds": 20 + patience.GRACE}
