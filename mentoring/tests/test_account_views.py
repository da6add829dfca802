"""Sign-in, passwords, roles, display (frame of the issue)."""

import re
from datetime import datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.core import mail
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from mentoring.actions import account
from mentoring.actions.account import password_link
from mentoring.actions.letter import send_urgent
from mentoring.authentication import DEMO_PASSWORD, counted_address, visitor_address
from mentoring.kit import dates
from mentoring.kit.dates import clock
from mentoring.models import Letter, User
from mentoring.office import office
from mentoring.queries.accessibility import CHECKED
from mentoring.tests import make

LOOK = {"scheme": "usual", "scale": "100", "spacing": "wide", "pictures": "off"}


def enter(client, email, password=make.PASSWORD):
    return client.post(reverse("sign_in"), {"username": email, "password": password})


def test_signs_in_by_email_without_regard_to_case(cast, client):
    answer = enter(client, cast.mentor.email.upper())
    assert answer.status_code == 302
    assert answer.url == "/"


def test_wrong_password_keeps_the_address_and_says_what_to_do(cast, client):
    answer = enter(client, cast.mentor.email, "neverno-sovsem-1")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Почта или пароль не подошли" in page
    assert '<a href="#id_username">' in page
    assert page.count('aria-invalid="true"') == 2
    assert cast.mentor.email in page
    assert "neverno-sovsem-1" not in page


def test_locks_after_too_many_attempts_even_with_the_right_password(cast, client):
    for _ in range(7):
        answer = enter(client, cast.mentor.email, "neverno-sovsem-1")
    assert answer.status_code == 429
    assert "слишком много попыток" in answer.content.decode()
    assert enter(client, cast.mentor.email).status_code == 429


def test_another_case_of_the_address_is_the_same_address(cast, client):
    for number in range(7):
        answer = enter(client, cast.mentor.email.upper() if number % 2 else cast.mentor.email, "neverno-sovsem-1")
    assert answer.status_code == 429


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.7", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_a_visitor_is_known_by_what_our_own_proxy_wrote(proxies, header, address, rf, settings):
    settings.PROXY_COUNT = proxies
    assert visitor_address(rf.post("/", headers={"X-Forwarded-For": header})) == address


@pytest.mark.parametrize(
    ("header", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("nonsense", "127.0.0.1"),
    ],
)
def test_attempts_of_one_network_are_counted_together(header, counted, rf, settings):
    settings.PROXY_COUNT = 1
    assert counted_address(rf.post("/", headers={"X-Forwarded-For": header})) == counted


def test_behind_a_proxy_a_stranger_does_not_lock_the_owner_out(cast, client, settings):
    settings.PROXY_COUNT = 1
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    for _ in range(7):
        answer = enter(client, cast.mentor.email, "neverno-sovsem-1")
    assert answer.status_code == 429
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.10"
    assert enter(client, cast.mentor.email).status_code == 302


def test_the_owner_is_told_of_a_lock_once(cast, client):
    for _ in range(9):
        enter(client, cast.mentor.email.upper(), "neverno-sovsem-1")
    letter = Letter.objects.get(code="sign_in_locked")
    opens = clock(letter.created_at + timedelta(minutes=15))
    assert (letter.person, letter.path) == (cast.mentor, reverse("password_reset"))
    assert f"Вход откроется в {opens}. Если это не вы, смените пароль." in letter.body


def test_the_lock_opens_when_the_letter_said(cast, client):
    for _ in range(9):
        enter(client, cast.mentor.email, "neverno-sovsem-1")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert enter(client, cast.mentor.email, "neverno-sovsem-1").status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=1))
    assert enter(client, cast.mentor.email).status_code == 302


def test_the_next_lock_is_told_again(cast):
    said = [
        account.tell_of_lock(cast.mentor.email, closed_for=timedelta(minutes=15), at=make.moment(f"2026-11-18 10:{m}"))
        for m in ("00", "14", "15")
    ]
    assert [bool(letter) for letter in said] == [True, False, True]


def test_a_lock_of_an_unknown_or_closed_login_writes_to_nobody(cast, client):
    User.objects.filter(pk=cast.mentor.user.pk).update(is_active=False)
    for address in (cast.mentor.email, "nikogo@college.example"):
        for _ in range(7):
            answer = enter(client, address, "neverno-sovsem-1")
        assert answer.status_code == 429
    assert not Letter.objects.exists()


def test_a_place_that_tries_many_addresses_waits(cast, client):
    """Spread over many addresses, six tries each never close one of them."""
    for number in range(10):
        for _ in range(6):
            enter(client, f"someone{number}@college.example", "neverno-sovsem-1")
    assert enter(client, cast.mentor.email).status_code == 429
    assert not Letter.objects.filter(code="sign_in_locked").exists(), "nobody erred at this address"
    assert enter(Client(REMOTE_ADDR="10.0.0.7"), cast.mentor.email).status_code == 302, "elsewhere it is open"


def test_a_place_that_waits_is_open_to_those_whose_browsers_are_known_there(cast, client):
    """A whole college comes from one place: a pupil's sixty guesses would shut it out."""
    enter(client, cast.mentor.email)
    client.get("/")
    client.post(reverse("sign_out"))
    AccessAttempt.objects.create(username="x@college.example", ip_address="127.0.0.1", failures_since_start=60)
    assert enter(client, cast.curator.email).status_code == 429, "another's address in this browser waits"
    assert enter(client, cast.mentor.email).status_code == 302


def test_an_address_longer_than_any_is_refused_and_counted(cast, client):
    """PostgreSQL has room for 255: without a row the guess would cost a hash and never be counted."""
    for _ in range(7):
        answer = enter(client, "a" * 300 + "@college.example")
    assert answer.status_code == 429
    assert len(AccessAttempt.objects.get().username) == 255


def test_of_a_wrong_password_nothing_of_the_form_is_kept(cast, sign_in):
    """The new password stands beside the mistyped one; the table of attempts goes into backups."""
    new = "chetyre-chuzhikh-slova"
    typed = {"old_password": "pochti-moy-parol", "new_password1": new, "new_password2": new}
    assert sign_in(cast.mentor).post(f"{reverse('password_change')}?a=b", typed).status_code == 200
    row = AccessAttempt.objects.get()
    assert (row.username, row.get_data, row.post_data) == (cast.mentor.email, "", "")


def test_an_address_tried_from_many_places_waits_but_not_in_its_owners_browser(cast, client):
    """Ten places, six tries each: none of them closes the address alone."""
    enter(client, cast.mentor.email)
    client.get("/")
    client.post(reverse("sign_out"))
    for number in range(10):
        for _ in range(6):
            enter(Client(REMOTE_ADDR=f"10.0.1.{number}"), cast.mentor.email, "neverno-sovsem-1")
    strange = Client(REMOTE_ADDR="10.0.2.1")
    assert enter(strange, cast.mentor.email).status_code == 429
    assert enter(client, cast.mentor.email).status_code == 302
    owner = User.objects.get(pk=cast.mentor.user_id)
    form = strange.get(password_link(owner, "password_set"), follow=True).request["PATH_INFO"]
    strange.post(form, {"new_password1": "svezhiy-parol-2026", "new_password2": "svezhiy-parol-2026"})
    assert strange.get("/").status_code == 200, "the owner is not locked out: the letter's link opens"


def test_a_locked_address_reaches_no_hasher(cast, client, monkeypatch):
    """A hash costs a quarter of a second: ten a second would stop two workers."""
    for _ in range(7):
        enter(client, cast.mentor.email, "neverno-sovsem-1")
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *_: pytest.fail("hashed"))
    assert enter(client, cast.mentor.email).status_code == 429
    assert enter(client, cast.mentor.email, "neverno-sovsem-1").status_code == 429


def test_an_answer_costs_the_same_whoever_the_address_is_of(cast, client, monkeypatch):
    """Known, closed, never invited, unknown: each costs one hash and the same queries."""
    User.objects.filter(pk=cast.mentee.user_id).update(is_active=False)
    cast.outsider.user.set_unusable_password()
    cast.outsider.user.save()
    enter(Client(), "pervyy@college.example", "neverno-sovsem-1")  # what is read once and kept is read
    costs = {}
    encode = hashers.MD5PasswordHasher.encode
    for email in (cast.mentor.email, cast.mentee.email, cast.outsider.email, "nikogo@college.example"):
        hashed = []
        monkeypatch.setattr(
            hashers.MD5PasswordHasher, "encode", lambda *given, done=hashed: done.append(1) or encode(*given)
        )
        with CaptureQueriesContext(connection) as queries:
            assert enter(Client(), email, "neverno-sovsem-1").status_code == 200
        costs[email] = (len(hashed), len(queries))
    assert len(set(costs.values())) == 1, costs
    assert next(iter(costs.values()))[0] == 1


def test_a_reset_costs_the_same_for_everybody(cast, settings):
    """The letter is written by the worker: the page does not even look for the address."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    asked = []
    for email in (cast.mentor.email, "nikogo@college.example"):
        with CaptureQueriesContext(connection) as queries:
            assert Client().post(reverse("password_reset"), {"email": email}).status_code == 302
        asked.append([query["sql"] for query in queries])
    assert asked[0] == asked[1]
    assert not Letter.objects.exists()


@pytest.mark.parametrize("typed", [" {} ", "{}\t", "\u00a0{}"])
def test_spaces_around_the_address_are_the_same_address(cast, client, typed):
    for number in range(7):
        email = typed.format(cast.mentor.email) if number % 2 else cast.mentor.email
        answer = enter(client, email, "neverno-sovsem-1")
    assert answer.status_code == 429


def test_demo_password_opens_nothing_outside_the_demo(cast, client, settings):
    cast.mentor.user.set_password(DEMO_PASSWORD)
    cast.mentor.user.save()
    settings.TESTING = False
    assert enter(client, cast.mentor.email, DEMO_PASSWORD).status_code == 200
    settings.DEMO = True
    assert enter(client, cast.mentor.email, DEMO_PASSWORD).status_code == 302


def test_every_page_is_closed_to_a_guest(college, client):
    assert client.get("/").url.startswith(reverse("sign_in"))


def test_closed_login_does_not_enter(cast, client):
    User.objects.filter(pk=cast.mentor.user.pk).update(is_active=False)
    assert enter(client, cast.mentor.email).status_code == 200


def test_invitation_sets_a_password_once(cast, client):
    path = password_link(cast.outsider.user, "invitation")
    page = client.get(path, follow=True)
    assert "token" not in page.request["PATH_INFO"]
    assert page.request["PATH_INFO"].endswith("/new/")
    done = client.post(
        page.request["PATH_INFO"], {"new_password1": "svezhiy-parol-2026", "new_password2": "svezhiy-parol-2026"}
    )
    assert done.status_code == 302
    assert client.get("/").status_code == 200
    client.logout()
    assert "Ссылка больше не действует" in client.get(path, follow=True).content.decode()
    assert enter(client, cast.outsider.email, "svezhiy-parol-2026").status_code == 302


def test_links_of_one_kind_do_not_serve_another(cast, client):
    """An invitation lives a day, a reset an hour: one must not be taken for the other."""
    path = password_link(cast.mentor.user, "password_set").replace("password/reset", "invitation")
    assert "Ссылка больше не действует" in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize(("kind", "hours"), [("password_set", 1), ("invitation", 24)])
def test_links_live_as_long_as_the_letter_says(cast, client, monkeypatch, kind, hours):
    path = password_link(cast.outsider.user, kind)
    for late, works in ((-1, True), (1, False)):
        now = datetime.now() + timedelta(hours=hours, minutes=late)
        monkeypatch.setattr("mentoring.kit.tokens.LinkTokens._now", lambda self, now=now: now)
        page = Client().get(path, follow=True).content.decode()
        assert ("Ссылка больше не действует" not in page) == works


def test_a_link_opens_no_closed_login(cast, client):
    path = password_link(cast.outsider.user, "password_set")
    form = client.get(path, follow=True).request["PATH_INFO"]
    User.objects.filter(pk=cast.outsider.user.pk).update(is_active=False)
    data = {"new_password1": "svezhiy-parol-2026", "new_password2": "svezhiy-parol-2026"}
    assert "Ссылка больше не действует" in client.post(form, data, follow=True).content.decode()
    assert User.objects.get(pk=cast.outsider.user.pk).check_password(make.PASSWORD)


def test_three_letters_an_hour_and_the_same_answer(cast, client):
    answers = {client.post(reverse("password_reset"), {"email": cast.mentor.email}).url for _ in range(5)}
    assert answers == {reverse("password_reset_sent")}
    assert Letter.objects.filter(code="password_reset").count() == 3
    Letter.objects.update(created_at=F("created_at") - timedelta(hours=1))
    client.post(reverse("password_reset"), {"email": cast.mentor.email})
    assert Letter.objects.filter(code="password_reset").count() == 4


def test_reset_says_the_same_for_known_and_unknown_addresses(cast, client):
    known = client.post(reverse("password_reset"), {"email": cast.mentor.email})
    unknown = client.post(reverse("password_reset"), {"email": "nobody@college.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[cast.mentor.email]]
    assert re.search(r"/password/reset/\S+/\S+/", mail.outbox[0].body)


def test_changing_the_password_ends_other_sessions_and_tells_the_owner(cast, client, sign_in):
    other = Client()
    other.force_login(cast.mentor.user, backend="mentoring.authentication.EmailBackend")
    answer = sign_in(cast.mentor).post(
        reverse("password_change"),
        {"old_password": make.PASSWORD, "new_password1": "svezhiy-parol-2026", "new_password2": "svezhiy-parol-2026"},
    )
    assert answer.status_code == 302
    assert client.get("/").status_code == 200, "this session stays"
    assert other.get("/").status_code == 302, "the other one ends"
    assert Letter.objects.filter(code="security_changed", person=cast.mentor).exists()


def test_sign_out_everywhere(cast, client, sign_in):
    other = Client()
    other.force_login(cast.mentor.user, backend="mentoring.authentication.EmailBackend")
    sign_in(cast.mentor).post(reverse("sign_out_everywhere"))
    assert client.get("/").status_code == 302
    assert other.get("/").status_code == 302


def test_a_role_not_held_is_not_chosen(cast, sign_in):
    client = sign_in(cast.mentor, "mentor")
    client.post(reverse("choose_role"), {"role": "director"})
    assert client.session["role"] == "mentor"


def test_choosing_a_held_role(cast, sign_in):
    client = sign_in(cast.curator)
    client.post(reverse("choose_role"), {"role": "curator"})
    assert client.session["role"] == "curator"


@pytest.mark.parametrize("signed_in", [True, False])
def test_display_is_remembered(cast, client, sign_in, signed_in):
    if signed_in:
        sign_in(cast.mentor)
    plain = client.get(reverse("help_how_it_works")).content.decode()
    assert not re.search("data-(scheme=.dark|spacing|pictures)", plain)
    answer = client.post(reverse("display_settings"), {**LOOK, "scheme": "dark", "scale": "200"})
    assert answer.status_code == 302
    page = client.get(reverse("help_how_it_works")).content.decode()
    for chosen in ('data-scheme="dark"', 'data-scale="200"', 'data-spacing="wide"', 'data-pictures="off"'):
        assert chosen in page
    form = client.get(reverse("display_settings")).content.decode()
    assert form.count(" checked") == 4
    client.post(reverse("display_settings"), {**LOOK, "spacing": "usual", "pictures": "usual"})
    back = client.get(reverse("help_how_it_works")).content.decode()
    assert 'data-scheme=""' in back
    assert not re.search("data-(spacing|pictures)", back)


def test_display_does_not_redirect_to_strangers(cast, sign_in):
    answer = sign_in(cast.mentor).post(reverse("display_settings"), {**LOOK, "next": "https://evil.example/"})
    assert answer.url == "/"


@pytest.mark.parametrize(
    "place", ["evilword", "evil word", "//evil.example", "home", "25:61", "[]", "/\\\\evil.example"]
)
def test_display_of_a_guest_goes_back_only_to_an_address(college, client, place):
    answer = client.post(reverse("display_settings"), {**LOOK, "next": place})
    assert (answer.status_code, answer.url) == (302, reverse("sign_in"))


def test_letters_of_reset_wait_in_the_outbox_when_mail_is_down(cast, client, monkeypatch):
    monkeypatch.setattr(
        "mentoring.actions.letter.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("down"))
    )
    assert client.post(reverse("password_reset"), {"email": cast.mentor.email}).status_code == 302
    monkeypatch.undo()
    assert send_urgent(at=make.moment()) == 1


def test_the_statement_of_accessibility_is_open_and_says_whom_to_write_to(college, client, settings):
    page = client.get(reverse("display_settings")).content.decode()
    assert page.count(f'href="{reverse("accessibility")}"') == 2, "beside the settings and in the footer"
    page = client.get(reverse("accessibility")).content.decode()
    for words in (*office().setting("accessibility_rules"), dates.words(CHECKED), office().organization.full_name):
        assert escape(words) in page
    assert CHECKED.isoformat() in (settings.BASE_DIR / "docs" / "accessibility.md").read_text(encoding="utf-8")
