"""The log says what went wrong and where, never whom it concerned; the page shows the number that stands in the log."""

import io
import json
import logging
import re

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import reverse

from mentoring.kit.logs import Discreet, JsonLines, Lines
from mentoring.tests.test_health import Away
from mentoring.views import frame


@pytest.fixture
def log():
    """Everything from DEBUG up, as LOG_FORMAT=json writes it."""
    root, stream = logging.getLogger(), io.StringIO()
    handler, level = logging.StreamHandler(stream), root.level
    handler.setFormatter(JsonLines())
    handler.addFilter(Discreet())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def broken(monkeypatch):
    """Makes the search fail with the given error."""

    def breaks(error):
        def find(actor, text):
            assert actor.role
            raise error

        monkeypatch.setattr(frame, "find", find)

    return breaks


def quiet(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.curator.user, backend="mentoring.authentication.EmailBackend")
    return client


def test_an_error_has_a_number_on_the_page_and_in_the_log(cast, broken, log):
    broken(ValueError("Ковалева, anna@college.example"))
    answer = quiet(cast).get("/search/?q=Ковалева")
    number = re.search(r"<b>([0-9A-F]{8})</b>", answer.content.decode()).group(1)
    told = [line for line in log() if line.get("incident") == number]
    assert answer.status_code == 500
    assert {line["logger"] for line in told} >= {"mentoring.incident", "django.request"}
    line = next(line for line in told if line["logger"] == "mentoring.incident")
    assert (line["level"], line["route"], line["role"]) == ("ERROR", "search", "curator")
    assert re.fullmatch(r"[0-9a-f]{32}", line["request"])
    assert line["trace"][0]["error"] == "ValueError"
    assert any("mentoring/views/frame.py" in place for place in line["trace"][0]["at"])
    assert "Ковалева" not in str(told)
    assert "@" not in str(told)


def test_the_cause_is_told_without_what_was_typed(cast, broken, log):
    error = IntegrityError("Key (email)=(anna@college.example) already exists")
    error.__cause__ = AttributeError("'NoneType' object has no attribute 'pk'")
    broken(error)
    assert quiet(cast).get("/search/").status_code == 500
    trace = next(line for line in log() if line["logger"] == "mentoring.incident")["trace"]
    assert [step["error"] for step in trace] == [
        "IntegrityError",
        "AttributeError: 'NoneType' object has no attribute 'pk'",
    ]


def test_a_database_that_is_away_is_503_and_all_is_well_after(cast, log, monkeypatch):
    client = quiet(cast)
    with monkeypatch.context() as patch:
        Away(patch)
        answers = [client.get(reverse(name)) for name in ("home", "search", "sign_in", "help_how_it_works")]
        lost = client.get("/no-such-page/")
    assert {answer.status_code for answer in answers[:2]} == {503}
    assert {answer.status_code for answer in [*answers, lost]} <= {200, 503}
    assert answers[0]["Retry-After"] == "10"
    assert "no-store" in answers[0]["Cache-Control"]
    number = re.search(r"<b>([0-9A-F]{8})</b>", answers[0].content.decode()).group(1)
    assert any(line.get("incident") == number for line in log())
    assert client.get(reverse("home")).status_code == 200


def test_a_crawl_leaves_no_name_no_mail_and_no_key(cast, log, client):
    """Everything somebody may type or follow: at DEBUG, in both shapes."""
    key = "c0ffee-5ecre7"
    client.get(f"/password/reset/MQ/{key}/")
    client.get(f"/invitation/MQ/{key}/?from=anna@college.example")
    client.post(reverse("sign_in"), {"username": cast.mentor.email, "password": "Ковалева-5ecre7"})
    client.get("/search/?q=Ковалева", HTTP_HOST="ковалева.example")
    client.get("/?q=%00")
    Client(enforce_csrf_checks=True).post("/sign-out/?q=Ковалева")
    for person in (cast.curator, cast.mentor, cast.mentee):
        client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
        for path in ("/", "/people/", "/pairs/", "/search/?q=Ковалева", "/profile/", f"/people/{key}/", "/admin/"):
            client.get(path)
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in log())
    people = (cast.curator, cast.mentor, cast.mentee, cast.director)
    hidden = {person.last_name for person in people} | {"Ковалева", "5ecre7", "@", "college.example", "q="}
    assert [word for word in hidden if word in text] == []
    asked = [line for line in log() if line["logger"] == "mentoring.request"]
    assert len(asked) > 20
    assert {"mentor", "mentee", "curator"} <= {line.get("role") for line in asked}
    assert {"status", "ms", "request"} <= set(asked[0])


def test_who_answers_a_survey_when_stands_in_no_line(cast, log, client):
    client.force_login(cast.mentee.user, backend="mentoring.authentication.EmailBackend")
    client.get("/surveys/1/ballot/")
    assert [line for line in log() if line["logger"] == "mentoring.request"] == []


def test_the_proxys_number_is_taken_only_from_a_proxy(cast, log, client, settings):
    client.get(reverse("help_how_it_works"), HTTP_X_REQUEST_ID="ab" * 16)
    settings.PROXY_COUNT = 1
    client.get(reverse("help_how_it_works"), HTTP_X_REQUEST_ID="ab" * 16)
    client.get(reverse("help_how_it_works"), HTTP_X_REQUEST_ID="<script>")
    assert [line["request"] == "ab" * 16 for line in log() if "request" in line] == [False, True, False]


def test_a_line_for_people_says_the_same():
    record = logging.LogRecord("mentoring", logging.WARNING, "x.py", 1, "letter to %s waits", ("a@b.example",), None)
    Discreet().filter(record)
    assert Lines().format(record).endswith("WARNING mentoring letter to [mail] waits")


def test_gunicorn_repeats_no_address():
    record = logging.LogRecord(
        "gunicorn.error", 40, "x.py", 1, "Error handling request %s", ("/invitation/MQ/k/",), None
    )
    Discreet().filter(record)
    assert record.words == "Error handling request"


def test_an_operational_error_is_told_by_its_class_alone():
    try:
        raise OperationalError("connection to db.college.example as nastavnik refused")
    except OperationalError as error:
        record = logging.LogRecord("x", 40, "x.py", 1, "away", (), (type(error), error, error.__traceback__))
    Discreet().filter(record)
    assert "college" not in JsonLines().format(record)
