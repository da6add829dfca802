"""The fixed cast: curator, mentor, that mentor's mentee, a mentor of another pair, director, supervisor, outsider."""

import os

import pytest
from django.core.cache import cache

from mentoring.tests import make


@pytest.fixture(autouse=True)
def fresh_cache(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def college(db):
    """The college with its current year; reference data comes from migrations."""
    make.college()
    make.year()
    cache.clear()
    return make.college()


class Cast:
    """People by part: cast.curator, cast.mentor…; cast.pair joins mentor and mentee, cast.other_pair two strangers."""

    def __init__(self):
        unit = make.unit()
        self.curator = make.person("Белова Ольга Николаевна", login=True, roles=["curator"], post="методист")
        self.director = make.person("Лаврова Елена Викторовна", login=True, roles=["director"], post="директор")
        self.supervisor = make.person("Соколова Наталья Юрьевна", login=True, post="заведующий отделением")
        unit.head = self.supervisor
        unit.save(update_fields=["head"])
        self.unit = unit
        self.mentor = make.mentor("Ковалёва Марина Сергеевна", login=True, unit=unit).person
        self.mentee = make.mentee("Жуков Артём Денисович", login=True, unit=unit).person
        self.other_mentor = make.mentor("Панина Светлана Игоревна", login=True).person
        self.other_mentee = make.mentee("Ершов Денис Павлович", login=True).person
        self.admin = make.person("Зимин Роман Андреевич", login=True, roles=["admin"], post="инженер")
        self.outsider = make.person("Орлов Кирилл Сергеевич", login=True)
        self.pair = make.pair([self.mentor], [self.mentee])
        self.other_pair = make.pair([self.other_mentor], [self.other_mentee])

    def actor(self, part, role=""):
        return make.actor(getattr(self, part), role)


@pytest.fixture
def cast(college):
    return Cast()


@pytest.fixture
def sign_in(client):
    """sign_in(person, role="") signs the client in, in a role when given; returns the client."""

    def enter(person, role=""):
        client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
        if role:
            session = client.session
            session["role"] = role
            session.save()
        return client

    return enter


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the whole run: a second engine would refuse to start beside it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as engine:
        options = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = engine.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=options)
        yield browser
        browser.close()
