"""/styleguide/ and the frame around every page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from mentoring import navigation

from . import make
from .markup import problems


@pytest.fixture(autouse=True)
def frame_alone(monkeypatch):
    """The frame is tested with one section, whatever rooms the upper floors have."""
    monkeypatch.setattr(navigation, "BY_ROLE", {})


@pytest.fixture
def page(cast, sign_in):
    def read(part="curator", **data):
        return sign_in(getattr(cast, part)).get(reverse("styleguide"), data)

    return read


@pytest.mark.parametrize(
    ("part", "status"),
    [("curator", 200), ("director", 200), ("admin", 200), ("mentor", 404), ("mentee", 404), ("outsider", 404)],
)
def test_only_the_office_knows_of_the_styleguide(page, part, status):
    assert page(part).status_code == status


def test_a_stranger_is_asked_to_sign_in(client, college):
    assert client.get(reverse("styleguide")).status_code == 302


@pytest.mark.parametrize("scheme", ["", "contrast", "dark", "nonsense"])
def test_every_component_in_every_scheme_is_valid_markup(page, scheme):
    answer = page(scheme=scheme, page="3", sort="-load", q="Ё" * 300)
    html = answer.content.decode()
    assert problems(html) == []
    assert f'data-scheme="{scheme if scheme in ("contrast", "dark") else ""}"' in html


def test_the_frame_says_who_and_in_which_role(page):
    html = page().content.decode()
    for words in (
        "Ольга Белова",
        "в роли куратора",
        "Перейти к содержанию",
        "Главное меню",
        "Как работает система",
        "Выйти",
    ):
        assert words in html
    assert html.startswith("<!doctype html>")
    assert "<title>Ошибка: Набор деталей — Наставник</title>" in html
    assert html.count("<main") == html.count("<h1>") == 1


def test_roles_are_switched_without_script(cast, sign_in):
    person = make.person("Двуликая Анна Петровна", login=True, roles=["curator", "director"])
    html = sign_in(person, "director").get(reverse("styleguide")).content.decode()
    assert "в роли директора" in html
    assert 'name="role" value="curator"' in html
    assert 'name="role" value="director" aria-current="true"' in html
    alone = sign_in(cast.curator).get(reverse("styleguide")).content.decode()
    assert 'name="role"' not in alone
    assert f'action="{reverse("sign_out")}"' in alone


def test_error_pages_speak_russian(client, cast, sign_in):
    sign_in(cast.mentor)
    missing = client.get("/no-such-page/")
    assert missing.status_code == 404
    assert "Такой страницы нет или она вам не открыта" in missing.content.decode()
    assert problems(missing.content.decode()) == []
    broken = render_to_string("500.html", {"code": "A1B2C3D4"})
    assert "A1B2C3D4" in broken
    assert problems(broken) == []


@pytest.mark.parametrize("name", ["403.html", "404.html", "csrf.html"])
def test_refusals_are_pages_for_guests_too(name, college):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    html = render_to_string(name, {"reason": "Кому открыто – куратору."}, request=request)
    assert problems(html) == []
    assert "Войти" in html
    assert "data-scheme" not in html
