"""Sessions that end by themselves, and what was written when one did (words of the office, error 47)."""

import re
from html import unescape

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.models import ListEntry, MentoringRequest, Session
from mentoring.sessions import BEGAN, SessionStore
from mentoring.tests import make

HERE = {"HTTP_ORIGIN": "http://testserver"}


def later(hours=0, minutes=0):
    """All sessions are so much older."""
    Session.objects.update(expire_date=F("expire_date") - timezone.timedelta(hours=hours, minutes=minutes))


def hidden(page):
    """Hidden fields of the page's last form."""
    form = page.content.decode().split("<form")[-1]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)}


def enter(client, person, **more):
    data = {"username": person.email, "password": make.PASSWORD, **more}
    return client.post(reverse("sign_in"), data)


def test_what_no_database_takes_is_no_key_of_a_session():
    """A cookie may be written with escapes: PostgreSQL would fail at the NUL."""
    assert [SessionStore(key).session_key for key in ("a\0bcdefghi", "ключиключи", "a" * 32)] == [None, None, "a" * 32]


def test_two_hours_without_a_request_end_it(cast, sign_in):
    client = sign_in(cast.mentor)
    later(hours=1, minutes=59)
    assert client.get("/").status_code == 200
    later(hours=2)
    answer = client.get("/mentors/?tab=1", follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('sign_in')}?next=/mentors/%3Ftab%3D1"
    assert "Вы вышли по времени. Войдите снова." in answer.content.decode()
    assert enter(client, cast.mentor, next="/mentors/?tab=1").url == "/mentors/?tab=1"


def test_whom_another_device_has_signed_out_is_not_told_of_time(cast, sign_in):
    client = sign_in(cast.mentor)
    Session.objects.all().delete()
    assert "Вход закончился: его закрыли на другом устройстве" in client.get("/", follow=True).content.decode()


def test_use_prolongs_it_up_to_twelve_hours(cast, sign_in):
    client = sign_in(cast.mentor)
    key = client.session.session_key
    for _ in range(11):
        later(hours=1)
        assert client.get("/").status_code == 200
    store = SessionStore(key)
    store[BEGAN] = store[BEGAN] - 12 * 3600 - 1
    store.save()
    assert client.get("/").status_code == 302
    assert not Session.objects.filter(pk=key).exists()


def test_a_session_in_use_is_written_down_seldom(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.mentor)
    before = Session.objects.get().expire_date
    client.get(reverse("profile"))
    assert Session.objects.get().expire_date == before
    later(minutes=6)
    client.get(reverse("profile"))
    assert Session.objects.get().expire_date >= before


def test_a_guest_who_was_never_here_is_told_nothing(college, client):
    assert "по времени" not in client.get("/", follow=True).content.decode()


class TestWritten:
    """A draft of a request typed for longer than the session lasted."""

    WORDS = "Трудно держать внимание группы <на паре> & не кричать"

    @pytest.fixture
    def draft(self, cast):
        return make.request(cast.mentee, state="draft")

    def form(self, draft):
        ground = ListEntry.objects.get(list="request_ground", code="self").pk
        return {"problem": self.WORDS, "ground": ground, "lock_version": draft.lock_version}

    def test_it_is_sent_again_after_signing_in(self, cast, draft, sign_in):
        client, url = sign_in(cast.mentee), reverse("request_edit", args=[draft.pk])
        client.get(url)
        later(hours=3)
        asked = client.post(url, self.form(draft))
        assert asked.status_code == 403
        assert "Вы вышли по времени" in asked.content.decode()
        wrong = client.post(reverse("sign_in"), {**hidden(asked), "username": cast.mentee.email, "password": "neverno"})
        offered = enter(client, cast.mentee, **hidden(wrong))
        assert "Отправить написанное" in offered.content.decode()
        kept = hidden(offered)
        assert kept["problem"] == self.WORDS
        assert f'action="{url}"' in offered.content.decode()
        client.post(url, kept)
        assert MentoringRequest.objects.get(pk=draft.pk).problem == self.WORDS

    def test_signed_in_meanwhile_in_another_window(self, cast, draft, sign_in):
        client, url = sign_in(cast.mentee), reverse("request_edit", args=[draft.pk])
        client.get(url)
        later(hours=3)
        asked = client.post(url, self.form(draft))
        sign_in(cast.mentee)
        assert self.WORDS.split("<")[0] in client.post(reverse("sign_in"), hidden(asked)).content.decode()

    def test_who_signs_in_next_at_the_same_computer_does_not_see_it(self, cast, draft, sign_in):
        client, url = sign_in(cast.mentee), reverse("request_edit", args=[draft.pk])
        client.get(url)
        later(hours=3)
        asked = client.post(url, self.form(draft))
        answer = enter(client, cast.mentor, **hidden(asked))
        assert answer.status_code == 302
        home = client.get("/").content.decode()
        assert "ждёт своего автора" in home
        assert self.WORDS.split("<")[0] not in home

    def test_a_browser_nobody_is_known_in_gets_nothing_back(self, cast, draft, client):
        asked = client.post(reverse("request_edit", args=[draft.pk]), self.form(draft))
        assert asked.status_code == 403
        assert enter(client, cast.mentee, **hidden(asked)).status_code == 302

    def test_the_token_of_a_page_opened_before_signing_in_anew(self, cast, draft):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.mentee.user, backend="mentoring.authentication.EmailBackend")
        url = reverse("request_edit", args=[draft.pk])
        answer = client.post(url, self.form(draft), **HERE)
        assert answer.status_code == 403
        assert hidden(answer)["problem"] == self.WORDS
        strange = client.post(url, self.form(draft), HTTP_ORIGIN="http://evil.example")
        assert self.WORDS.split("<")[0] not in strange.content.decode()
        silent = client.post(url, self.form(draft))
        assert self.WORDS.split("<")[0] not in silent.content.decode()

    def test_passwords_are_not_kept(self, cast, sign_in):
        client = sign_in(cast.mentee)
        later(hours=3)
        data = {"old_password": "staryy-tayny-klyuch", "new_password1": "1", "new_password2": "1"}
        answer = client.post(reverse("password_change"), data)
        assert answer.status_code == 302

    def test_words_of_strangers_are_not_offered(self, cast, client):
        answer = enter(client, cast.mentee, kept="forged:words")
        assert answer.url == "/"

    def test_a_button_leads_back_to_its_page(self, cast, draft, sign_in):
        client = sign_in(cast.mentee)
        later(hours=3)
        page = reverse("request_detail", args=[draft.pk])
        answer = client.post(reverse("request_recall", args=[draft.pk]), HTTP_REFERER=f"http://testserver{page}")
        assert answer.url == f"{reverse('sign_in')}?next={page}"

    def test_an_autosave_says_so_instead_of_seeming_saved(self, cast, draft, sign_in):
        client = sign_in(cast.mentee)
        later(hours=3)
        url = reverse("request_edit", args=[draft.pk])
        answer = client.post(url, {**self.form(draft), "autosave": "1"}, HTTP_X_REQUESTED_WITH="autosave")
        assert answer.status_code == 401
        assert "текст цел" in answer.json()["message"]
