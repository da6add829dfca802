"""«Мои входы» (ASVS 7.5.2, 7.4.5): own sessions are seen and ended; the administrator ends anyone's."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import account
from mentoring.actions.login import end_one_session
from mentoring.kit.browser import UNKNOWN, browser_words, network_words
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Session
from mentoring.queries.session import sessions_of
from mentoring.tests import make

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
YANDEX = (
    "Mozilla/5.0 (Linux; arm_64; Android 14; M2101K6G) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 YaBrowser/25.10.0 Mobile Safari/537.36"
)
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


def browser(person, agent=FIREFOX, address="203.0.113.7"):
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    client.post(reverse("sign_in"), {"username": person.email, "password": make.PASSWORD})
    return client


def rows(person, client=None):
    here = client.session.session_key if client else ""
    return sessions_of(person.user, now=timezone.now(), here=here)


def is_in(client):
    return client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (YANDEX, "Яндекс Браузер, Android"),
        (SAFARI, "Safari, iPhone"),
        ("curl/8.5", UNKNOWN),
        ("<script>", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_browser_is_named_in_words(agent, words):
    assert browser_words(agent) == words


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.7", "203.0.113.0/24"), ("2001:db8:1:2::7", "2001:db8:1::/48"), ("nonsense", ""), (None, "")],
)
def test_of_an_address_its_network_is_kept(address, network):
    assert network_words(address) == network


def test_own_sessions_are_listed_and_this_one_is_marked(cast):
    here, _ = browser(cast.mentor), browser(cast.mentor, YANDEX, "198.51.100.20")
    browser(cast.mentee)
    page = here.get(reverse("my_sessions")).content.decode()
    assert page.count("Этот браузер") == 1
    assert page.index("Firefox, Windows") < page.index("Яндекс Браузер, Android")
    assert "198.51.100.0/24" in page
    assert "198.51.100.20" not in page
    assert len(re.findall("Завершить этот вход", page)) == 1
    assert not any(row.session_key in page for row in Session.objects.all()), "keys are given to nobody"


def test_one_is_ended(cast):
    here, other = browser(cast.mentor), browser(cast.mentor, YANDEX)
    mark = next(row.mark for row in rows(cast.mentor, here) if not row.here)
    assert here.post(reverse("session_end"), {"session": mark}).status_code == 302
    assert is_in(here)
    assert not is_in(other)
    again = here.post(reverse("session_end"), {"session": mark}, follow=True)
    assert "Этот вход уже завершён" in again.content.decode()


def test_a_strangers_session_is_not_ended(cast):
    here, stranger = browser(cast.mentor), browser(cast.mentee)
    here.post(reverse("session_end"), {"session": rows(cast.mentee)[0].mark})
    assert is_in(stranger)


def test_all_but_this_are_ended(cast):
    here, others = browser(cast.mentor), [browser(cast.mentor, YANDEX) for _ in range(2)]
    assert here.post(reverse("sessions_end_others")).status_code == 302
    assert is_in(here)
    assert not any(is_in(other) for other in others)
    cast.mentor.user.refresh_from_db()
    assert [row.here for row in rows(cast.mentor, here)] == [True]


def test_what_a_changed_password_ended_is_not_shown_as_living(cast):
    here = browser(cast.mentor)
    browser(cast.mentor, YANDEX)
    data = {"old_password": make.PASSWORD, "new_password1": "svezhiy-parol-2026", "new_password2": "svezhiy-parol-2026"}
    here.post(reverse("password_change"), data)
    cast.mentor.user.refresh_from_db()
    assert [row.here for row in rows(cast.mentor, here)] == [True]


def test_the_password_is_asked_and_wrong_ones_lock(cast):
    here = browser(cast.mentor)
    data = {"old_password": "neverno-1", "new_password1": "svezhiy-parol-2026", "new_password2": "svezhiy-parol-2026"}
    assert [here.post(reverse("password_change"), data).status_code for _ in range(7)] == [200] * 6 + [429]
    assert here.post(reverse("password_change"), {**data, "old_password": make.PASSWORD}).status_code == 429


def test_the_administrator_ends_anyones(cast, sign_in):
    one, two = browser(cast.mentor), browser(cast.mentor, YANDEX)
    client, page = sign_in(cast.admin), reverse("person_login", args=[cast.mentor.pk])
    assert "Яндекс Браузер, Android" in client.get(page).content.decode()
    mark = next(row.mark for row in rows(cast.mentor) if "Яндекс" in row.browser)
    client.post(reverse("person_session_end", args=[cast.mentor.pk]), {"session": mark})
    assert (is_in(one), is_in(two)) == (True, False)
    client.post(reverse("person_sessions_end", args=[cast.mentor.pk]))
    assert not is_in(one)
    assert set(JournalEntry.objects.values_list("event", flat=True)) == {"session_ended", "sessions_ended"}


def test_nobody_else_ends_anothers(cast):
    browser(cast.mentor)
    mark = rows(cast.mentor)[0].mark
    for part in ("curator", "director", "mentee"):
        with pytest.raises(Refused, match="Входами распоряжается администратор"):
            end_one_session(cast.mentor.user, mark, by=cast.actor(part), at=make.moment())


def test_the_administrator_finds_the_page_from_the_card(cast, sign_in):
    page = reverse("person_login", args=[cast.mentor.pk])
    card = reverse("person_detail", args=[cast.mentor.pk])
    assert page in sign_in(cast.admin, "admin").get(card).content.decode()
    assert page not in sign_in(cast.curator, "curator").get(card).content.decode()


def test_ended_sessions_are_forgotten(cast):
    browser(cast.mentor)
    browser(cast.mentee)
    Session.objects.filter(user=cast.mentor.user).update(expire_date=make.moment("2026-11-18 09:00"))
    assert account.forget_ended(at=make.moment("2026-11-18 10:00")) == 1


@pytest.mark.parametrize("others", [0, 2])
def test_the_list_costs_the_same_for_one_and_for_three(cast, others, django_assert_num_queries):
    here = browser(cast.mentor)
    for _ in range(others):
        browser(cast.mentor, YANDEX)
    here.get(reverse("my_sessions"))
    with django_assert_num_queries(5):
        here.get(reverse("my_sessions"))
