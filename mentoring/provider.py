"""Sign-in through a provider of the college (OpenID Connect, authorization code with PKCE), only where OIDC_ISSUER is set.

The library goes the way and checks the signature and the nonce; here are the addresses, read from the provider's own
description, and what it leaves open: whom the token is for, who issued it, and that no account is made.
"""

import jwt
import requests
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings
from mozilla_django_oidc.views import OIDCAuthenticationRequestView

from mentoring.models import User

SECONDS = 3600
ADDRESSES = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}
SLACK = 60  # seconds by which clocks may differ


class Unavailable(Exception):
    """The provider does not answer, or says something that makes no sense."""


def description():
    """What the provider says of itself; asked once an hour."""
    key = f"oidc:{settings.OIDC_ISSUER}"
    found = cache.get(key)
    if found is None:
        answer = requests.get(f"{settings.OIDC_ISSUER}/.well-known/openid-configuration", timeout=settings.OIDC_TIMEOUT)
        answer.raise_for_status()
        found = answer.json()
        if found.get("issuer", "").rstrip("/") != settings.OIDC_ISSUER or not set(ADDRESSES.values()) <= set(found):
            raise Unavailable("the description is not of this issuer")
        cache.set(key, found, SECONDS)
    return found


def setting(name, *default):
    return description()[ADDRESSES[name]] if name in ADDRESSES else import_from_settings(name, *default)


class Provider(OIDCAuthenticationBackend):
    """Finds an open login by the address the provider vouches for; makes and changes none."""

    get_settings = staticmethod(setting)

    def _verify_jws(self, payload, key):
        """The library checks the signature alone: the token must also be ours, of this issuer and not too old."""
        if jwt.get_unverified_header(payload).get("alg") != self.OIDC_RP_SIGN_ALGO:
            raise SuspiciousOperation("another algorithm")
        try:
            return jwt.decode(
                payload,
                key,
                algorithms=[self.OIDC_RP_SIGN_ALGO],
                audience=self.OIDC_RP_CLIENT_ID,
                issuer=description()["issuer"],
                leeway=SLACK,
                options={"require": ["exp", "iat", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise SuspiciousOperation(f"the token is not taken: {type(error).__name__}") from error

    def get_userinfo(self, access_token, id_token, payload):
        told = super().get_userinfo(access_token, id_token, payload)
        if told.get("sub") != payload["sub"]:
            raise SuspiciousOperation("told of somebody else")
        return told

    def verify_claims(self, claims):
        """An address that the provider itself calls unproved opens nothing."""
        return bool(claims.get("email")) and claims.get("email_verified", True) in (True, "true")

    def describe_user_by_claims(self, claims):
        """No address in the log."""
        return "a login"

    def filter_users_by_claims(self, claims):
        return User.objects.filter(email=User.objects.clean_email(claims["email"]), is_active=True)


class AskProvider(OIDCAuthenticationRequestView):
    get_settings = staticmethod(setting)


def person_back(request):
    """The login of who came back from the provider, None when there is none with this address.

    Raises SuspiciousOperation for an answer nobody asked for here, or one that is not the provider's; Unavailable when
    the provider cannot be asked.
    """
    asked = request.session.get("oidc_states", {}).pop(request.GET.get("state", ""), None)
    request.session.modified = True  # an answer is taken once
    if asked is None:
        raise SuspiciousOperation("nobody asked for this")
    if "code" not in request.GET:
        return None
    try:
        return Provider().authenticate(request, nonce=asked["nonce"], code_verifier=asked["code_verifier"])
    except (requests.RequestException, jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
        raise Unavailable(type(error).__name__) from error
