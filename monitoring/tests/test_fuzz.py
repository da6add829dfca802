"""Hostile values in every form of every page: never a failure, never markup that runs, never nonsense in the database."""

import os
import re
from collections import Counter
from datetime import date, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from unicodedata import category
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from monitoring.tests.fuzz import Form, forms_of, hostile, sendable
from monitoring.tests.matrix import GUEST, ROLES
from monitoring.tests.test_matrix import ROWS

pytestmark = pytest.mark.story
BACKEND = "mentoring.authentication.EmailBackend"
EACH = int(os.environ.get("FUZZ", "1"))  # bad values per field; FUZZ=2 and more go over every page
WRITES = re.compile(r"\s*(INSERT|UPDATE)", re.I)
RUNS = "<svg onload"


@pytest.fixture
def world(standing_world, db, settings):
    world, settings.MEDIA_ROOT = standing_world
    return world


class Watch:
    """Sees every write: text no person types and dates nobody lives in are nonsense."""

    def __init__(self):
        self.nonsense = []

    def __call__(self, execute, sql, params, many, context):
        if WRITES.match(sql) and "mentoring_session" not in sql and "axes_" not in sql:
            rows = params if many else [params]
            self.nonsense += [(sql[:80], value) for row in rows for value in row or () if is_nonsense(value)]
        return execute(sql, params, many, context)


def is_nonsense(value):
    if isinstance(value, str):
        return any(category(c)[0] == "C" and c not in "\r\n\t" for c in value[:5000])
    if isinstance(value, datetime | date):
        return not 1900 <= value.year <= 2200
    return isinstance(value, float) and value != value


def send(client, path, form, data):
    """What is wrong with one answer, or ''. Whatever it changed is taken back."""
    watch, sid = Watch(), transaction.savepoint()
    try:
        with connection.execute_wrapper(watch):
            if form.method == "post":
                answer = client.post(path, sendable(data))
            else:
                query = urlencode(
                    [(name, v) for name, vs in sendable(data).items() for v in vs if isinstance(v, bytes)]
                )
                answer = client.get(f"{urlsplit(path).path}?{query}")
            SENT[answer.status_code] += 1
            return wrong(client, answer, watch)
    except Exception as error:  # noqa: BLE001  any failure is what we look for
        SENT[type(error).__name__] += 1
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        transaction.savepoint_rollback(sid)


def wrong(client, answer, watch):
    pages = [answer]
    if answer.status_code in (301, 302):
        to = answer.headers["Location"]
        if not to.startswith("/") or to.startswith("//"):
            return f"sent away to {to}"
        pages.append(client.get(to))
    for page in pages:
        if page.status_code >= 500:
            return f"status {page.status_code}"
        if "html" in page.headers.get("Content-Type", "") and RUNS in page.content.decode():
            return "markup of a stranger in the page"
    return f"nonsense written: {watch.nonsense[:2]}" if watch.nonsense else ""


def entered(world, role):
    client = Client()
    if role != GUEST:
        client.force_login(getattr(world.cast, role).user, backend=BACKEND)
    return client


def readers(row):
    """Roles that get the page; in a short run the first and the last of them."""
    able = [role for role in (GUEST, *ROLES) if row.expected(role) == row.ok and (role != GUEST or row.public)]
    return able if EACH > 1 else list(dict.fromkeys([*able[:1], *able[-1:]]))


def forms_for(world, name):
    """(role, path, form) of every different form that an address shows or takes."""
    row = ROWS[name]
    path = reverse(name, args=row.args(world)) + (f"?{row.query}" if row.query else "")
    seen = set()
    for role in readers(row):
        if row.method == "post":
            yield role, path, form_of(row.data(world), path)
            return
        answer = entered(world, role).get(path)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            continue
        for form in forms_of(answer.content.decode()):
            if form.key not in seen and (form.method == "post" or not form.action):
                seen.add(form.key)
                yield role, (form.action or path), form


def form_of(data, path):
    """The right body of a POST, as the matrix has it, to be spoiled."""
    form = Form(path, "post")
    form.fields = {name: [str(v) for v in (v if isinstance(v, list | tuple) else [v])] for name, v in data.items()}
    form.keys = set(form.fields)
    return form


USUAL = (  # strangers' forms, and rooms of money, consents and difficulties; with FUZZ every page
    "agreement_", "bank_", "calendar_", "campaign_", "change_", "consent_", "council_", "course_", "diagnosis_",
    "help_", "letter_wording", "mentor_edit", "sheet_people",
)  # fmt: skip
DONE = set()
SENT = Counter()  # requests by what was answered


@pytest.fixture(scope="module", autouse=True)
def counted():
    """A run over every page leaves its count behind: docs/security.md tells it."""
    yield
    if EACH > 1:
        path = Path(__file__).resolve().parents[2] / "var/log/fuzz-count.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"FUZZ={EACH}: {SENT.total()} requests, {len(DONE)} forms, answers {dict(SENT)}\n")


@pytest.mark.parametrize("name", sorted(name for name in ROWS if EACH > 1 or name.startswith(USUAL)))
def test_no_form_breaks(name, world):
    chance, found = Random(name), []
    for role, path, form in list(forms_for(world, name)):
        mark = (urlsplit(path).path, form.key)
        if mark in DONE:
            continue
        DONE.add(mark)
        cookies = entered(world, role).cookies
        for data in hostile(form, chance, EACH):
            client = Client()
            client.cookies = SimpleCookie(cookies)
            problem = send(client, path, form, data)
            if problem:
                found.append(f"{role} {form.method} {path} {str(data)[:300]} → {problem}")
    assert not found, "\n".join(found[:12])


TWO_WINDOWS = (  # page, the field two people write in, who they are
    ("course_edit", "programme", "mentor"),
    ("material_edit", "title", "curator"),
    ("setting_edit", "value", "curator"),
    ("program_results", "person_", "mentor"),
    ("end_order_check", "basis", "curator"),
    ("change_order_check", "basis", "curator"),
    ("recognition_order_check", "basis", "curator"),
    ("survey_edit", "title", "curator"),
    ("reply_form_edit", "before", "curator"),
    ("evaluation_entry_edit", "name", "curator"),
    ("order_edit", "basis", "curator"),
    ("reply_edit", "before", "curator"),
    ("evaluation_conclude", "text", "curator"),
    ("publication_edit", "about", "mentor"),
    ("year_report_edit", "summary", "curator"),
    ("practice_edit", "title", "mentor"),
)


@pytest.mark.parametrize(("page", "field", "role"), TWO_WINDOWS)
def test_the_second_of_two_windows_sees_both_texts_and_chooses(world, page, field, role):
    client, path = entered(world, role), reverse(page, args=ROWS[page].args(world))
    form, name = form_with(client.get(path), field)
    one, two = ("6", "7") if page == "setting_edit" else ("Первое", "Второе")
    sid = transaction.savepoint()
    try:
        assert client.post(path, {**form.fields, name: one}).status_code == 302
        answer = client.post(path, {**form.fields, name: two})
        assert answer.status_code == 200
        both = re.search(r"Чем отличается ваш текст.*?</table>", answer.content.decode(), re.S)[0]
        assert one in both
        assert two in both
        again, name = form_with(answer, field)
        assert client.post(path, {**again.fields, name: two}).status_code == 302
        assert form_with(client.get(path), field)[0].fields[name][0].strip() == two
    finally:
        transaction.savepoint_rollback(sid)


def form_with(answer, start):
    """The form of a page with a field whose name starts so, and that field's name."""
    forms = forms_of(answer.content.decode())
    form, name = next((form, name) for form in forms for name in form.fields if name.startswith(start))
    form.fields.pop("send", None)  # of two buttons, the one that only keeps
    return form, name
