"""The environment is refused with the variable's name when it makes no sense."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from mentoring import environment


@pytest.mark.parametrize(
    ("read", "name", "value"),
    [
        (environment.log_level, "LOG_LEVEL", "LOUD"),
        (environment.log_level, "LOG_LEVEL", ""),
        (environment.site_url, "SITE_URL", "notaurl"),
        (environment.site_url, "SITE_URL", "ftp://college.example"),
        (environment.site_url, "SITE_URL", "https://"),
        (environment.site_url, "SITE_URL", "https://college.example/?page=1"),
        (environment.mail_address, "MAIL_FROM", "zz zz"),
        (environment.mail_address, "MAIL_FROM", "Наставник <nobody>"),
        (environment.mail_address, "MAIL_FROM", ""),
    ],
)
def test_nonsense_is_refused_by_name(monkeypatch, read, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must be "):
        read(name, default="")


@pytest.mark.parametrize(
    ("read", "value", "becomes"),
    [
        (environment.log_level, "debug", "DEBUG"),
        (environment.log_level, "ERROR", "ERROR"),
        (environment.site_url, "https://nastavnik.college.example/", "https://nastavnik.college.example"),
        (environment.site_url, "http://127.0.0.1:8032", "http://127.0.0.1:8032"),
        (environment.site_url, "http://nastavnik", "http://nastavnik"),
        (environment.mail_address, "nastavnik@college.example", "nastavnik@college.example"),
        (environment.mail_address, "nastavnik@localhost", "nastavnik@localhost"),
        (environment.mail_address, "Наставник <nastavnik@college.example>", "Наставник <nastavnik@college.example>"),
    ],
)
def test_what_makes_sense_is_read(monkeypatch, read, value, becomes):
    monkeypatch.setenv("ANY_NAME", value)
    assert read("ANY_NAME", default="") == becomes


@pytest.mark.parametrize(("serves", "refused"), [("1", True), ("", False)])
def test_no_pages_are_served_with_the_weak_passwords_of_tests(monkeypatch, serves, refused):
    monkeypatch.setenv("TESTING", "1")
    monkeypatch.setenv(environment.SERVES_PAGES, serves)
    if not refused:
        assert environment.tests_only("TESTING")
        return
    with pytest.raises(ImproperlyConfigured, match="^TESTING is for tests"):
        environment.tests_only("TESTING")
