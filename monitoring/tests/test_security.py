"""What SECURITY.md promises about every page; the rest is tested in its own room."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from mentoring.actions.college import start_college
from mentoring.kit.codes import new_token
from mentoring.models import AcademicYear, Organization, RoleAssignment, User
from mentoring.passwords import Hasher
from mentoring.tests import make
from monitoring.tests.matrix import diagnosis, document, evaluation, frame, pair, people, program, request, survey
from monitoring.tests.world import World

ROOMS = (diagnosis, document, evaluation, frame, pair, people, program, request, survey)
POSTS = [(name, row) for room in ROOMS for name, row in room.ROWS.items() if row.method == "post"]
ROOT = Path(__file__).resolve().parents[2]
BACKEND = "mentoring.authentication.EmailBackend"
COLLEGE = ["--college", "Техникум", "--short", "Т", "--name", "Зимин Роман Андреевич", "--email", "a@college.example"]


def directives(answer):
    """{directive: its sources} of the content security policy."""
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


@pytest.mark.parametrize("path", ["/sign-in/", "/", "/no-such-page/", "/admin/"])
def test_every_answer_carries_the_headers(path, cast, client):
    client.force_login(cast.admin.user, backend=BACKEND)
    for answer in (client.get(path), Client().get(path)):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        policy = directives(answer)
        assert policy["default-src"] == {"'none'"}
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == {"'self'"}
        assert policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}


def test_nothing_is_changed_without_the_token_of_the_form(cast):
    world = World(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.curator.user, backend=BACKEND)
    assert len(POSTS) > 20
    answers = {name: client.post(reverse(name, args=row.args(world)), row.data(world)) for name, row in POSTS}
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 403} == {}


def test_an_unknown_host_is_refused(client, settings, db):
    settings.ALLOWED_HOSTS = ["nastavnik.college.example"]
    assert client.get("/sign-in/", headers={"Host": "evil.example"}).status_code == 400


def test_under_https_cookies_belong_to_this_very_host():
    """`__Host-` is kept by browsers from neighbours of the domain; settings are read anew, as a server does."""
    script = "from django.conf import settings; print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)"
    told = {"DJANGO_SETTINGS_MODULE": "mentoring.settings", "SECRET_KEY": "k" * 50, "TESTING": "1", "HTTPS": "1"}
    command = [sys.executable, "-c", script]
    answer = subprocess.run(command, env={**os.environ, **told}, cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["__Host-nastavnik", "__Host-csrftoken"]


@pytest.mark.parametrize("path", ["/sign-in/", "/no-such-page/", "/"])
def test_https_is_asked_for_a_year(path, client, settings, db):
    settings.SECURE_HSTS_SECONDS = 31536000
    assert client.get(path, secure=True).headers["Strict-Transport-Security"].startswith("max-age=31536000")


NOT_SERVED = "/.git/config /.env /db.sqlite3 /var/nastavnik.sqlite3 /media/a.pdf /__debug__/ /backup.zip /static/"


@pytest.mark.parametrize("path", NOT_SERVED.split())
def test_nothing_beside_our_pages_is_served(path, cast, client):
    client.force_login(cast.admin.user, backend=BACKEND)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https:evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_stranger(onward, cast, client):
    answer = client.post(reverse("sign_in"), {"username": cast.mentor.email, "password": make.PASSWORD, "next": onward})
    assert (answer.status_code, answer.url) == (302, "/")


def test_a_session_key_from_before_the_sign_in_is_worth_nothing(cast, client):
    client.cookies["nastavnik"] = "a" * 32
    client.post(reverse("sign_in"), {"username": cast.mentor.email, "password": make.PASSWORD})
    assert client.cookies["nastavnik"].value != "a" * 32
    stale = Client()
    stale.cookies["nastavnik"] = "a" * 32
    assert stale.get("/").status_code == 302


def test_passwords_are_hashed_with_argon2_and_tokens_are_long():
    from mentoring import settings as shipped

    source = Path(shipped.__file__).read_text()
    assert re.search(r'PASSWORD_HASHERS = \[\s+"mentoring.passwords.Hasher"', source)
    assert Hasher().encode("четыре чужих слова", "s" * 22).startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    made = {new_token() for _ in range(1000)}
    assert (len(made), min(map(len, made))) == (1000, 43), "256 bits each"


def test_a_password_hashed_by_an_older_measure_is_hashed_anew_at_the_next_sign_in(cast, settings, client):
    settings.PASSWORD_HASHERS = ["mentoring.passwords.Hasher"]
    user = cast.mentor.user
    user.password = Argon2PasswordHasher().encode(make.PASSWORD, "s" * 22)
    user.save()
    client.post(reverse("sign_in"), {"username": cast.mentor.email, "password": make.PASSWORD})
    user.refresh_from_db()
    assert user.password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    assert user.check_password(make.PASSWORD)


def test_session_cookies_are_closed_to_scripts_and_other_sites(cast, client):
    client.post(reverse("sign_in"), {"username": cast.mentor.email, "password": make.PASSWORD})
    cookie = client.cookies["nastavnik"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_under_https_every_cookie_of_ours_travels_by_https_alone(client, settings, db):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(reverse("sign_in"))
    client.post(
        reverse("display_settings"), {"scheme": "contrast", "scale": "150", "spacing": "wide", "pictures": "off"}
    )
    assert {"csrftoken", "scheme", "scale", "spacing", "pictures"} <= set(client.cookies)
    assert all(cookie["secure"] for cookie in client.cookies.values())


@pytest.mark.parametrize("password", ["password12", "1234567890", "korotko", "a@college.example"])
def test_a_weak_password_starts_no_college(password, db):
    with pytest.raises(CommandError):
        call_command("start_college", *COLLEGE, "--password", password)
    assert not Organization.objects.exists()


def test_an_empty_college_has_no_account_until_it_is_started_once(db):
    assert not User.objects.exists()
    call_command("start_college", *COLLEGE, "--password", make.PASSWORD)
    assert [user.email for user in User.objects.all()] == ["a@college.example"]
    with pytest.raises(CommandError, match="уже заведён"):
        call_command("start_college", *COLLEGE, "--password", make.PASSWORD)


def test_a_college_started_after_midnight_begins_on_its_own_day(db):
    """31 August, 22:30 in Greenwich is already 1 September in Moscow: the new academic year."""
    organization = {"full_name": "Техникум", "short_name": "Т"}
    who = {"email": "a@college.example", "full_name": "Зимин Роман Андреевич", "password": make.PASSWORD}
    start_college(**who, organization=organization, at=datetime(2026, 8, 31, 22, 30, tzinfo=UTC))
    assert AcademicYear.objects.get(current=True).starts == date(2026, 9, 1)
    assert set(RoleAssignment.objects.values_list("since", flat=True)) == {date(2026, 9, 1)}
