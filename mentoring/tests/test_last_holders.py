"""Two last curators who leave at the same instant take turns: one of them stays (needs real transactions)."""

import contextlib
import threading
from datetime import date

import pytest
from django.db import connection, connections

from mentoring.actions.person.role import end_role
from mentoring.choices import Role
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import RoleAssignment
from mentoring.tests import make

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes one at a time"),
]


def test_two_last_curators_do_not_end_at_once(monkeypatch):
    make.college()
    people = [make.person(f"Куратор {name}", login=True, roles=["curator"]) for name in ("Первый", "Второй")]
    admin = make.actor(make.person("Админ Админ", login=True, roles=["admin"]))
    rows = [RoleAssignment.objects.get(person=person, role=Role.CURATOR) for person in people]
    RoleAssignment.objects.update(since=date(2026, 1, 1))
    barrier, answers = threading.Barrier(2, timeout=2), []
    from mentoring.actions.person import role as room

    may = room.may_go_without

    def together(assignment, until):
        """Both have looked before either writes, unless the row is held."""
        verdict = may(assignment, until)
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait()
        return verdict

    monkeypatch.setattr(room, "may_go_without", together)

    def leave(row):
        try:
            end_role(row, until=today(), by=admin, at=make.moment())
            answers.append("ended")
        except Refused as refused:
            answers.append(str(refused))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=leave, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers)[0] == "ended"
    assert "Техникум останется без куратора" in answers[0] + answers[1]
    assert RoleAssignment.objects.filter(role=Role.CURATOR, until__isnull=True).count() == 1
    assert connection.vendor == "postgresql"
