"""What SECURITY.md promises about every page; the rest is tested in its own room."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from mentoring.actions.college import start_college
from mentoring.models import AcademicYear, Organization, RoleAssignment, User
from mentoring.tests import make
from monitoring.tests.matrix import diagnosis, document, evaluation, frame, pair, people, program, request, survey
from monitoring.tests.world import World

ROOMS = (diagnosis, document, evaluation, frame, pair, people, program, request, survey)
POSTS = [(name, row) for room in ROOMS for name, row in room.ROWS.items() if row.method == "post"]
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


def test_session_cookies_are_closed_to_scripts_and_other_sites(cast, client):
    client.post(reverse("sign_in"), {"username": cast.mentor.email, "password": make.PASSWORD})
    cookie = client.cookies["nastavnik"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_under_https_every_cookie_of_ours_travels_by_https_alone(client, settings, db):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(reverse("sign_in"))
    client.post(reverse("display_settings"), {"scheme": "contrast", "scale": "150"})
    assert {"csrftoken", "scheme", "scale"} <= set(client.cookies)
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
