"""Sign-in through a provider of the college, played by a provider of our own; SECRET_KEY changed without locking out."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring import environment
from mentoring.actions import factor as act
from mentoring.kit import onetime
from mentoring.models import User
from mentoring.queries.session import sessions_of
from mentoring.tests import make
from mentoring.views import again

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SEED = "zerno-dlya-proverki"


class Stub:
    """The provider: `who` comes back, `token` overrides what is signed, `key` what it is signed with."""

    def __init__(self):
        self.who, self.token, self.key, self.told, self.challenge = {}, {}, KEY, None, ""

    def answer(self, path, body):
        if path == "/.well-known/openid-configuration":
            parts = ("authorization", "token", "userinfo")
            return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"} | {
                f"{part}_endpoint": f"{self.issuer}/{part}" for part in parts
            }
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}
        if path == "/token":
            verifier = base64.urlsafe_b64encode(hashlib.sha256(body["code_verifier"][0].encode()).digest()).rstrip(b"=")
            if verifier.decode() != self.challenge or body["client_secret"] != ["tayna"]:
                return None
            now = int(time.time())
            claims = {
                "iss": self.issuer,
                "aud": "nastavnik",
                "sub": "7",
                "iat": now,
                "exp": now + 60,
                "nonce": self.nonce,
            }
            claims = {name: value for name, value in (claims | self.token).items() if value is not None}
            return {"access_token": "a", "id_token": jwt.encode(claims, self.key, "RS256", headers={"kid": "1"})}
        return self.told or {"sub": "7", **self.who}

    def comes_back(self, client, onward="", **query):
        """There and back: what our page answers to who returns."""
        asked = client.get(reverse("sign_in_outside"), {"next": onward} if onward else {})
        said = {name: values[0] for name, values in parse_qs(urlsplit(asked.headers["Location"]).query).items()}
        self.nonce, self.challenge = said["nonce"], said["code_challenge"]
        return client.get(reverse("sign_in_returned"), {"code": "c", "state": said["state"], **query})


@pytest.fixture(scope="module")
def server():
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            size = int(self.headers.get("Content-Length") or 0)
            answer = stub.answer(urlsplit(self.path).path, parse_qs(self.rfile.read(size).decode()))
            content = json.dumps(answer).encode()
            self.send_response(400 if answer is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *args):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.issuer = f"http://127.0.0.1:{http.server_port}"
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield stub
    http.shutdown()
    http.server_close()


@pytest.fixture
def provider(server, settings, cast):
    server.__init__()
    server.who = {"email": cast.curator.user.email, "email_verified": True}
    settings.OIDC_ISSUER = server.issuer
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = "nastavnik", "tayna"
    return server


def is_in(client):
    return client.get("/").status_code == 200


def words(client, answer):
    assert answer.url == reverse("sign_in")
    return client.get(answer.url).content.decode()


def test_the_button_stands_there_only_where_a_provider_is_named(cast, client, settings):
    assert "единый вход" not in client.get(reverse("sign_in")).content.decode()
    settings.OIDC_ISSUER = "https://id.college.example"
    page = client.get(reverse("sign_in"), {"next": "/people/"}).content.decode()
    assert "Войти через единый вход колледжа" in page
    assert "/sign-in/outside/?next=%2Fpeople%2F" in page


def test_an_open_login_with_this_address_goes_in_and_on_to_the_page_it_wanted(cast, client, provider):
    provider.who["email"] = cast.curator.user.email.upper()
    answer = provider.comes_back(client, onward="/people/")
    assert (answer.status_code, answer.url) == (302, "/people/")
    assert is_in(client)


def test_it_leads_to_no_stranger(cast, client, provider):
    assert provider.comes_back(client, onward="https://evil.example/").url == reverse("home")


def test_nobody_new_is_let_in_and_no_account_is_made(cast, client, provider):
    before = User.objects.count()
    provider.who["email"] = "stranger@college.example"
    assert "нет открытого входа" in words(client, provider.comes_back(client))
    provider.who["email"] = cast.curator.user.email
    User.objects.filter(pk=cast.curator.user.pk).update(is_active=False)
    assert "нет открытого входа" in words(client, provider.comes_back(client))
    assert (User.objects.count(), is_in(client)) == (before, False)


def test_the_second_step_is_asked_all_the_same(cast, client, provider):
    at = timezone.now() - timedelta(hours=1)
    act.connect(cast.curator.user, SEED, onetime.code_at(SEED, at), by=make.actor(cast.curator), at=at)
    answer = provider.comes_back(client)
    assert (answer.url, is_in(client)) == (reverse("sign_in_code"), False)
    client.post(reverse("sign_in_code"), {"code": onetime.code_at(SEED, timezone.now())})
    assert is_in(client)


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("token", {"aud": "another"}),
        ("token", {"iss": "https://evil.example"}),
        ("token", {"nonce": "another"}),
        ("token", {"exp": 1}),
        ("token", {"exp": None}),
        ("key", OTHER_KEY),
        ("told", {"sub": "8", "email": "curator"}),
        ("who", {"email": "", "email_verified": True}),
        ("who", {"email_verified": False}),
    ],
)
def test_an_answer_that_is_not_the_providers_own_opens_nothing(cast, client, provider, what, value):
    setattr(provider, what, {**getattr(provider, what), **value} if what in ("token", "who") else value)
    answer = provider.comes_back(client)
    assert answer.url == reverse("sign_in")
    assert not is_in(client)


def test_an_answer_is_taken_once_and_only_where_it_was_asked_for(cast, client, provider):
    assert "начните сначала" in words(client, client.get(reverse("sign_in_returned"), {"code": "c", "state": "x"}))
    provider.comes_back(client)
    stranger = Client()
    assert stranger.get(reverse("sign_in_returned"), {"code": "c", "state": provider.nonce}).url == reverse("sign_in")


def test_a_provider_that_is_away_leaves_the_password(cast, client, provider, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert "не отвечает" in words(client, client.get(reverse("sign_in_outside")))


def test_what_was_being_written_waits_for_its_author(cast, client, provider):
    provider.comes_back(client)
    client.get("/")
    client.cookies.pop("nastavnik")
    client.post(reverse("request_create"), {"text": "Долгий рассказ о себе"})
    assert "Долгий рассказ о себе" in provider.comes_back(client).content.decode()
    assert again.KEPT not in client.session


def test_a_provider_needs_its_id_and_secret(monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", "https://id.college.example/")
    assert environment.provider("OIDC_ISSUER") == "https://id.college.example"
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_ID is not set"):
        environment.word("OIDC_CLIENT_ID", needed_by="OIDC_ISSUER")
    monkeypatch.setenv("OIDC_ISSUER", "http://id.college.example")
    with pytest.raises(ImproperlyConfigured, match="OIDC_ISSUER"):
        environment.provider("OIDC_ISSUER")


# A new SECRET_KEY


@contextmanager
def changed_key(settings, *, keep):
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [former] if keep else []
    yield
    settings.SECRET_KEY = former


@pytest.mark.parametrize("keep", [True, False])
def test_a_new_key_ends_nothing_while_the_former_one_is_named(cast, client, settings, keep):
    at = timezone.now() - timedelta(hours=1)
    act.connect(cast.mentor.user, SEED, onetime.code_at(SEED, at), by=make.actor(cast.mentor), at=at)
    typed, now = onetime.code_at(SEED, timezone.now()), timezone.now()
    client.post(reverse("sign_in"), {"username": cast.curator.email, "password": make.PASSWORD})
    with changed_key(settings, keep=keep):
        assert is_in(client) == keep
        assert bool(sessions_of(cast.curator.user, now=now)) == keep
        assert act.check(cast.mentor.user, code=typed, at=now).ok == keep


def test_former_keys_are_long_too(monkeypatch):
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", f"{'a' * 40}, {'b' * 40}")
    assert environment.former_keys("SECRET_KEY_FALLBACKS") == ["a" * 40, "b" * 40]
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", "short")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FALLBACKS"):
        environment.former_keys("SECRET_KEY_FALLBACKS")
