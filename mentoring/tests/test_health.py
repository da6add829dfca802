"""What monitors are told, and by what right."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from mentoring.actions.pulse import beat
from mentoring.kit.meter import Meter
from mentoring.models import JournalCheck, Pulse
from mentoring.models.pulse import DAILY, WORKER
from mentoring.queries import health
from mentoring.tests import make


class Away:
    """The database is not there: every cursor fails as psycopg2 fails."""

    def __init__(self, monkeypatch):
        def cursor(*args, **kwargs):
            raise OperationalError("connection refused for nastavnik@db")

        monkeypatch.setattr(connection, "cursor", cursor)
        monkeypatch.setattr(connection, "chunked_cursor", cursor)


def test_the_process_answers_without_a_database(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_ready_only_with_everything_there(college, client, settings):
    assert client.get("/ready/").json()["checks"] == {
        "database": True,
        "disk": True,
        "migrations": True,
        "worker": False,
    }
    beat(WORKER, at=timezone.now() - timedelta(minutes=settings.READY_WORKER_MINUTES + 1))
    assert client.get("/ready/").status_code == 503
    beat(WORKER, at=timezone.now())
    assert client.get("/ready/").status_code == 200
    settings.READY_FREE_MB = 10**9
    answer = client.get("/ready/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_not_ready_before_the_migrations(college, client, monkeypatch):
    beat(WORKER, at=timezone.now())
    monkeypatch.setattr(health, "_newest_migrations", lambda: frozenset({("mentoring", "9999_of_tomorrow")}))
    assert client.get("/ready/").json()["checks"]["migrations"] is False


def test_strangers_learn_no_details_and_no_numbers(college, client, settings):
    settings.METRICS_FROM = [ip_network("10.1.0.0/16")]
    assert client.get("/ready/").json() == {"status": "not ready"}
    assert client.get("/metrics/").status_code == 404
    assert client.get("/metrics/", REMOTE_ADDR="10.1.2.3").status_code == 200


def test_behind_a_proxy_it_is_the_visitor_who_counts(college, client, settings):
    """Whether or not the settings know of the proxy: its own address lets nobody in."""
    assert client.get("/metrics/", HTTP_X_FORWARDED_FOR="203.0.113.5").status_code == 404
    assert client.get("/metrics/", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 404
    settings.PROXY_COUNT = 1
    for hops in ("127.0.0.1, 203.0.113.5", "203.0.113.5:4711", "unknown", ""):
        assert client.get("/metrics/", HTTP_X_FORWARDED_FOR=hops).status_code == 404
    assert client.get("/metrics/").status_code == 200


def test_numbers_and_nothing_of_people(cast, client):
    beat(WORKER, at=timezone.now())
    beat(DAILY, at=timezone.now())
    text = client.get("/metrics/").content.decode()
    for line in (
        "nastavnik_database_up 1",
        'nastavnik_jobs{state="waiting"} ',
        'nastavnik_letters{state="failed"} 0',
        'nastavnik_requests_total{status="2xx"} ',
        'nastavnik_request_seconds_bucket{le="+Inf"} ',
        "nastavnik_worker_age_seconds ",
        "nastavnik_daily_age_seconds ",
    ):
        assert f"\n{line}" in f"\n{text}", line
    assert "nastavnik_backup_age_seconds" not in text
    assert all(word not in text for word in ("@", cast.mentor.last_name, cast.curator.last_name))


def test_the_verdict_of_the_seals_is_a_number(college, client):
    assert "nastavnik_journal" not in client.get("/metrics/").content.decode()
    for trouble, number in ("", 1), ("Записи № 7 нет.", 0):
        values = {"at": timezone.now(), "sealed": 1, "changed": 0, "trouble": trouble}
        JournalCheck.objects.update_or_create(pk=1, defaults=values)
        text = client.get("/metrics/").content.decode()
        assert f"\nnastavnik_journal_intact {number}\n" in text
        assert "nastavnik_journal_check_age_seconds " in text
        assert "№" not in text


def test_while_the_database_is_away(client, monkeypatch):
    Away(monkeypatch)
    assert client.get("/health/").status_code == 200
    assert client.get("/healthz").status_code == 503
    assert client.get("/ready/").json()["checks"] == {"database": False, "disk": True}
    text = client.get("/metrics/").content.decode()
    assert "nastavnik_database_up 0" in text
    assert "nastavnik_jobs" not in text


def test_metrics_ask_the_database_a_few_times(cast, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/metrics/")


def test_processes_share_the_counters(tmp_path):
    first, second = Meter(tmp_path), Meter(tmp_path)
    first.count(200, 0.02)
    second.count(503, 30)
    assert first.read() == second.read()
    assert (first.read()["2xx"], first.read()["5xx"], first.read()["over"]) == (1, 1, 1)


@pytest.mark.parametrize("folder", ["/proc/nowhere", "/dev/null/x"])
def test_a_folder_that_cannot_be_written_stops_nothing(folder):
    meter = Meter(folder)
    meter.count(200, 0.02)
    assert meter.read()["2xx"] == 1


def test_a_beat_is_one_row(db):
    for minute in (1, 2):
        beat(WORKER, at=make.moment(f"2026-11-18 08:0{minute}"))
    assert Pulse.objects.get().at == make.moment("2026-11-18 08:02")
