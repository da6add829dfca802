"""The second step of a sign-in (ASVS 6.3.3): whom it is asked of, codes taken once, spare codes, lost telephones."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring import office
from mentoring.actions import factor as act
from mentoring.actions.account import password_link
from mentoring.actions.college import start_college
from mentoring.actions.login import reset_factor
from mentoring.actions.setting import change_setting
from mentoring.kit import onetime
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, RecoveryCode, SecondFactor, Session, Setting, User
from mentoring.tests import make

SEED = "zerno-dlya-proverki"
NEW = "svezhiy-parol-2026"


def now_code(ahead=0):
    """A code the application shows so many half-minutes from now."""
    return onetime.code_at(SEED, timezone.now() + timedelta(seconds=30 * ahead))


def connect(person):
    """The person's application is connected some while ago; returns the spare codes."""
    at = timezone.now() - timedelta(hours=1)
    codes = act.connect(person.user, SEED, onetime.code_at(SEED, at), by=make.actor(person), at=at)
    Letter.objects.all().delete()
    return codes


def oblige(*roles):
    Setting.objects.filter(code="factor_roles").update(value=list(roles))
    office.forget()


def password(client, person, **more):
    return client.post(reverse("sign_in"), {"username": person.email, "password": make.PASSWORD, **more})


def code(client, **typed):
    return client.post(reverse("sign_in_code"), typed)


def is_in(client):
    return client.get("/").status_code == 200


def text(answer):
    return answer.content.decode()


def test_the_password_alone_opens_nothing_and_the_code_does(cast, client):
    connect(cast.curator)
    answer = password(client, cast.curator, next="/mentors/?tab=1")
    assert answer.url == reverse("sign_in_code")
    assert not is_in(client)
    page = text(client.get(answer.url))
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert code(client, code=now_code()).url == "/mentors/?tab=1"
    assert is_in(client)


def test_who_has_no_second_step_signs_in_as_before(cast, client):
    assert password(client, cast.mentor).url == "/"
    assert is_in(client)


def test_a_code_is_taken_once(cast, client):
    connect(cast.curator)
    used = now_code()
    password(client, cast.curator)
    assert code(client, code=used).status_code == 302
    other = Client()
    password(other, cast.curator)
    answer = code(other, code=used)
    assert answer.status_code == 200
    assert "Код не подошёл" in text(answer)
    assert not is_in(other)
    assert code(other, code=now_code(ahead=1)).status_code == 302


def test_of_two_at_once_one_takes_the_code(cast):
    """Both windows send the same code; what was taken is read again under the lock."""
    connect(cast.curator)
    typed, at = now_code(), timezone.now()
    assert [act.check(cast.curator.user, code=typed, at=at).ok for _ in range(2)] == [True, False]


@pytest.mark.parametrize(("shift", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clocks_may_differ_by_half_a_minute(shift, taken):
    at = make.moment()
    typed = onetime.code_at(SEED, at + timedelta(seconds=30 * shift))
    assert (onetime.step_of(SEED, typed, at, after=0) is not None) == taken


def test_the_key_is_made_of_the_secret_of_the_place(settings):
    """A copy of the database without SECRET_KEY makes no codes."""
    here = onetime.key_of(SEED)
    settings.SECRET_KEY = "x" * 50
    assert (len(here), onetime.key_of(SEED) == here) == (32, False)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34 5"])
def test_what_is_no_code_is_told_beside_the_field_and_costs_no_try(cast, client, typed):
    connect(cast.curator)
    password(client, cast.curator)
    answer = code(client, code=typed)
    assert list(answer.context["form"].errors) == ["code"]
    assert SecondFactor.objects.get().tries == 0


def test_spaces_between_the_halves_are_no_mistake(cast, client):
    connect(cast.curator)
    password(client, cast.curator)
    typed = now_code()
    assert code(client, code=f" {typed[:3]} {typed[3:]} ").status_code == 302


def test_five_wrong_codes_close_it_for_a_while_and_the_owner_is_told(cast, client):
    connect(cast.curator)
    password(client, cast.curator)
    for _ in range(5):
        answer = code(client, code="000000")
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 800) == (429, True)
    assert code(client, code=now_code()).status_code == 429, "the right one is not listened to either"
    letter = Letter.objects.get(code="factor_closed")
    assert letter.person == cast.curator
    assert "смените пароль" in letter.body
    SecondFactor.objects.update(closed_until=timezone.now())
    assert code(client, code=now_code()).status_code == 302


def test_ninety_six_tries_a_day(cast):
    connect(cast.curator)
    at = make.moment()
    SecondFactor.objects.update(day=at.date(), tries=act.A_DAY)
    right = onetime.code_at(SEED, at)
    SecondFactor.objects.update(last_step=0)
    answer = act.check(cast.curator.user, code=right, at=at)
    assert (answer.ok, answer.closed_until) == (False, make.moment("2026-11-19 00:00"))
    tomorrow = at + timedelta(days=1)
    assert act.check(cast.curator.user, code=onetime.code_at(SEED, tomorrow), at=tomorrow).ok


def test_who_is_closed_reaches_no_hasher(cast, monkeypatch):
    spare = connect(cast.curator)
    SecondFactor.objects.update(closed_until=timezone.now() + timedelta(minutes=5))
    monkeypatch.setattr(act, "check_password", lambda *_: pytest.fail("hashed"))
    assert not act.check(cast.curator.user, spare=spare[0], at=timezone.now()).ok


def test_a_spare_code_opens_once_and_the_owner_is_told(cast, client):
    spare = connect(cast.curator)
    assert len({typed[0] for typed in spare}) == len(spare) == 8
    password(client, cast.curator)
    assert code(client, spare=spare[0].lower()).status_code == 302
    assert "осталось: 7" in Letter.objects.get(code="factor_spare").body
    other = Client()
    password(other, cast.curator)
    assert "Запасной код не подошёл" in text(code(other, spare=spare[0]))
    assert code(other, spare=spare[1].replace("-", " ")).status_code == 302


def test_spare_codes_are_kept_as_slow_hashes(cast, settings):
    settings.PASSWORD_HASHERS = ["mentoring.passwords.Hasher"]
    spare = connect(cast.curator)
    marks = list(RecoveryCode.objects.values_list("mark", flat=True))
    assert all(hashers.identify_hasher(mark).algorithm == "argon2" for mark in marks)
    kept = " ".join(f"{row.letter} {row.mark}" for row in RecoveryCode.objects.all())
    assert not any(typed in kept or typed.replace("-", "") in kept for typed in spare)


def test_half_way_ends_in_ten_minutes_and_with_a_new_password(cast, client):
    connect(cast.curator)
    password(client, cast.curator)
    session = client.session
    session["half_way"] = {**session["half_way"], "until": 0}
    session.save()
    assert code(client, code=now_code()).url == reverse("sign_in")
    password(client, cast.curator)
    user = User.objects.get(pk=cast.curator.user_id)
    user.set_password(NEW)
    user.save()
    assert code(client, code=now_code()).url == reverse("sign_in")
    assert not is_in(client)


def test_a_reset_link_does_not_walk_round_the_code(cast, client):
    connect(cast.curator)
    form = client.get(password_link(cast.curator.user, "password_set"), follow=True).request["PATH_INFO"]
    answer = client.post(form, {"new_password1": NEW, "new_password2": NEW})
    assert answer.url == reverse("sign_in_code")
    assert not is_in(client)
    assert code(client, code=now_code()).status_code == 302
    assert is_in(client)


def test_the_session_key_is_another_after_every_step(cast, client):
    connect(cast.curator)
    client.get(reverse("sign_in"))
    keys = [client.session.session_key]
    password(client, cast.curator)
    keys.append(client.session.session_key)
    code(client, code=now_code())
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    stale = Client()
    stale.cookies["nastavnik"] = keys[1]
    assert not is_in(stale)


def test_what_was_being_written_goes_through_the_second_step(cast, sign_in):
    connect(cast.mentee)
    draft, client = make.request(cast.mentee, state="draft"), sign_in(cast.mentee)
    client.get("/")
    Session.objects.all().delete()
    written = client.post(reverse("request_edit", args=[draft.pk]), {"other": "Трудно держать внимание группы"})
    kept = re.search(r'name="kept" value="([^"]+)"', text(written)).group(1)
    step = password(client, cast.mentee, kept=kept)
    assert f'name="kept" value="{kept}"' in text(step)
    answer = code(client, code=now_code(), kept=kept)
    assert "Трудно держать внимание группы" in text(answer)


class TestConnect:
    @pytest.fixture
    def page(self, cast, sign_in):
        client = sign_in(cast.mentor)
        html = text(client.get(reverse("factor_connect")))
        seed = client.session["factor_seed"]
        return client, html, seed

    def send(self, client, seed, **wrong):
        data = {"code": onetime.code_at(seed, timezone.now()), "password": make.PASSWORD, **wrong}
        return client.post(reverse("factor_connect"), data)

    def test_the_key_stands_as_picture_and_as_text(self, page):
        _, html, seed = page
        assert 'src="data:image/svg+xml' in html
        assert onetime.key_of(seed) in html.replace(" ", "")

    def test_it_is_connected_and_spare_codes_are_shown_once(self, page, cast):
        client, _, seed = page
        answer = self.send(client, seed)
        assert len(re.findall(r"<b>\w{4}-\w{4}-\w{4}</b>", text(answer))) == 8
        assert not re.search(r"\w{4}-\w{4}-\w{4}</b>", text(client.get(reverse("factor"))))
        assert "factor_seed" not in client.session
        assert Letter.objects.get(code="security_changed").person == cast.mentor
        assert JournalEntry.objects.get(event="factor_connected").person == cast.mentor

    def test_other_sessions_end_and_this_one_stays(self, page, cast):
        client, _, seed = page
        other = Client()
        password(other, cast.mentor)
        self.send(client, seed)
        assert is_in(client)
        assert not is_in(other)

    @pytest.mark.parametrize("wrong", [{"password": "neverno-sovsem-1"}, {"password": ""}, {"code": "000000"}])
    def test_without_the_password_or_the_code_nothing_is_connected(self, page, wrong):
        client, _, seed = page
        assert self.send(client, seed, **wrong).status_code == 200
        assert not SecondFactor.objects.exists()


@pytest.mark.parametrize("name", ["factor_renew", "factor_off"])
def test_every_change_asks_the_password_and_wrong_ones_lock(cast, sign_in, name):
    connect(cast.mentor)
    client = sign_in(cast.mentor)
    before = list(RecoveryCode.objects.values_list("mark", flat=True))
    for _ in range(7):
        answer = client.post(reverse(name), {"password": "neverno-sovsem-1"})
    assert answer.status_code == 429
    assert client.post(reverse(name), {"password": make.PASSWORD}).status_code == 429
    assert list(RecoveryCode.objects.values_list("mark", flat=True)) == before


def test_new_spare_codes_replace_the_former_ones(cast, sign_in):
    former = connect(cast.mentor)
    answer = sign_in(cast.mentor).post(reverse("factor_renew"), {"password": make.PASSWORD})
    fresh = re.findall(r"<b>(\w{4}-\w{4}-\w{4})</b>", text(answer))
    assert len(fresh) == 8
    assert not act.check(cast.mentor.user, spare=former[0], at=timezone.now()).ok
    assert act.check(cast.mentor.user, spare=fresh[0], at=timezone.now()).ok


def test_it_is_switched_off_unless_the_role_obliges(cast, sign_in):
    connect(cast.mentor)
    client = sign_in(cast.mentor)
    assert client.post(reverse("factor_off"), {"password": make.PASSWORD}).status_code == 302
    assert is_in(client)
    assert not SecondFactor.objects.exists()
    oblige("curator")
    connect(cast.curator)
    with pytest.raises(Refused, match="обязателен"):
        act.switch_off(cast.curator.user, by=cast.actor("curator"), at=make.moment())


class TestObliged:
    """Curator, director and administrator of a college that has switched the duty on."""

    @pytest.fixture(autouse=True)
    def duty(self, cast):
        oblige("admin", "curator", "director")

    @pytest.mark.parametrize("part", ["curator", "director", "admin"])
    def test_nothing_opens_before_the_application_is_connected(self, cast, client, part):
        person = getattr(cast, part)
        User.objects.filter(pk=person.user_id).update(is_staff=True)
        password(client, person)
        for address in ("/", reverse("person_list"), reverse("profile"), reverse("admin:index")):
            assert client.get(address).url == reverse("factor_connect"), address
        assert "Вашей роли нужен второй шаг входа" in text(client.get(reverse("factor_connect")))
        seed = client.session["factor_seed"]
        data = {"code": onetime.code_at(seed, timezone.now()), "password": make.PASSWORD}
        assert "Запасные коды" in text(client.post(reverse("factor_connect"), data))
        assert is_in(client)

    def test_others_are_asked_for_nothing(self, cast, client):
        password(client, cast.mentor)
        assert is_in(client)

    def test_a_session_without_its_code_is_over(self, cast, client):
        connect(cast.curator)
        client.force_login(User.objects.get(pk=cast.curator.user_id), backend="mentoring.authentication.EmailBackend")
        assert client.get("/").url == reverse("sign_in")

    def test_the_administration_has_no_door_of_its_own(self, cast, client):
        connect(cast.admin)
        User.objects.filter(pk=cast.admin.user_id).update(is_staff=True)
        answer = client.get(reverse("admin:login"))
        assert answer.url.startswith(reverse("sign_in"))
        password(client, cast.admin, next=reverse("admin:index"))
        assert client.get(reverse("admin:index")).status_code == 302
        assert code(client, code=now_code()).url == reverse("admin:index")
        assert client.get(reverse("admin:index")).status_code == 200


def test_a_new_college_begins_with_the_duty_and_an_old_one_is_not_surprised(db):
    who = {"email": "a@college.example", "full_name": "Зимин Роман Андреевич", "password": make.PASSWORD}
    setting = Setting.objects.get(code="factor_roles")
    assert setting.value == []
    start_college(**who, organization={"full_name": "Техникум", "short_name": "Т"}, at=make.moment())
    setting.refresh_from_db()
    assert setting.value == ["admin", "curator", "director"]


def test_only_the_administrator_changes_the_duty(cast):
    setting = Setting.objects.get(code="factor_roles")
    with pytest.raises(Refused, match="администратор"):
        change_setting(setting, ["curator"], by=cast.actor("curator"), at=make.moment())
    change_setting(setting, ["curator", "director"], by=cast.actor("admin"), at=make.moment())
    assert JournalEntry.objects.get(event="setting_changed").changes[0]["became"] == "куратору, директору"


def test_the_duty_is_chosen_by_ticks(cast, sign_in):
    client, url = sign_in(cast.admin), reverse("setting_edit", args=["factor_roles"])
    assert text(client.get(url)).count('type="checkbox"') == 7
    assert client.post(url, {"value": ["curator", "nobody"]}).status_code == 200
    assert client.post(url, {"value": ["director"]}).status_code == 302
    assert Setting.objects.get(code="factor_roles").value == ["director"]


class TestLost:
    def test_the_administrator_resets_it_and_the_owner_is_told(self, cast, sign_in):
        connect(cast.curator)
        other = Client()
        password(other, cast.curator)
        code(other, code=now_code())
        answer = sign_in(cast.admin).post(reverse("person_factor_reset", args=[cast.curator.pk]), follow=True)
        assert "Второй шаг сброшен" in text(answer)
        assert not SecondFactor.objects.exists()
        assert not is_in(other)
        assert Letter.objects.get(code="factor_reset").person == cast.curator
        entry = JournalEntry.objects.get(event="factor_reset")
        assert (entry.author, entry.person) == (cast.admin, cast.curator)

    @pytest.mark.parametrize("by", ["curator", "director", "mentor"])
    def test_nobody_else_does(self, cast, by):
        connect(cast.mentee)
        with pytest.raises(Refused, match="Входами распоряжается администратор"):
            reset_factor(cast.mentee.user, by=cast.actor(by), at=make.moment())

    def test_the_own_one_is_reset_by_another_or_from_the_command_line(self, cast, capsys):
        connect(cast.admin)
        with pytest.raises(Refused, match="другой администратор"):
            reset_factor(cast.admin.user, by=cast.actor("admin"), at=make.moment())
        call_command("reset_factor", cast.admin.email)
        assert not SecondFactor.objects.exists()
        with pytest.raises(CommandError, match="не подключён"):
            call_command("reset_factor", cast.admin.email)
        with pytest.raises(CommandError, match="Такого входа нет"):
            call_command("reset_factor", "nikogo@college.example")


def test_the_page_for_the_code_keeps_nothing_and_works_by_keyboard(cast, client):
    connect(cast.mentor)
    password(client, cast.mentor)
    answer = client.get(reverse("sign_in_code"))
    assert "no-store" in answer["Cache-Control"]
    assert "autofocus" in text(answer)
    assert "необязательно" not in text(answer)
    assert client.get(reverse("my_sessions")).status_code == 302
