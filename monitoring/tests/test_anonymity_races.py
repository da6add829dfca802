"""T7 and T9 of the survey policy where real transactions are needed: sheets at once, and old row versions."""

import threading

import pytest
from django.db import connection, connections  # noqa: F401 the condition below reads it

from mentoring.kit.verdict import Refused
from mentoring.tests import make
from monitoring.actions import survey as surveys
from monitoring.models import Participation
from monitoring.tests import make_survey as ms
from monitoring.tests import whole_database as seen

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes one at a time and deletes securely"),
]
SECRET = "Тайное слово, которого не должно остаться"


def test_anonymity_t7_fifty_at_once_are_counted_once_each():
    make.college()
    curator = make.actor(make.person("Куратор Первый", login=True, roles=["curator"]))
    survey, people = ms.anonymous(curator, 6)
    results = []

    def send(person):
        try:
            ms.vote(survey, person, 7, text="Слова")
            results.append("counted")
        except Refused:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[person]) for person in [*[people[0]] * 45, *people[1:]]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (results.count("counted"), results.count("refused")) == (6, 44)
    for code in ("s01", "s18", "@index"):
        rows = survey.counters.filter(question_code=code).exclude(value="sum")
        assert sum(rows.values_list("count", flat=True)) == Participation.objects.filter(answered=True).count() == 6


def test_anonymity_t9_postgresql_keeps_no_old_version_after_closing():
    make.college()
    curator = make.actor(make.person("Куратор Первый", login=True, roles=["curator"]))
    survey, people = ms.anonymous(curator, 6)
    for person in people:
        ms.vote(survey, person, 7, text=SECRET)
    seen.ask_nothing("ANALYZE")  # keeps samples of every column's values
    assert SECRET.encode() in seen.file_bytes()
    surveys.close(survey, by=curator, at=ms.ago(hours=0))
    assert not seen.ask("SELECT 1 FROM pg_stats WHERE tablename = 'monitoring_anonymoustext' AND attname = 'text'")
    assert SECRET.encode() not in seen.file_bytes()
