"""Codes of an authenticator application (RFC 6238): the key of a seed, its picture, which step of time a code is of.

A key is made of its seed and SECRET_KEY, so that a copy of the database alone makes no codes.
"""

from base64 import b32encode

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "mentoring.onetime"
KEY_BYTES = 20
DIGITS = 6
ISSUER = "Наставник"
SKEW = 1  # clocks of telephones differ: the step before and the step after are taken too


def key_of(seed, secret=None):
    """The key that an application is given: 160 bits as 32 letters and digits. `secret` is SECRET_KEY or a former one."""
    return b32encode(salted_hmac(SALT, seed, secret=secret, algorithm="sha256").digest()[:KEY_BYTES]).decode()


def address_of(seed, login):
    """otpauth://…: what the QR code says."""
    return _codes(seed).provisioning_uri(name=login, issuer_name=ISSUER)


def step_of(seed, code, at, *, after):
    """The number of the half-minute whose code this is; None for a wrong code and for any step up to `after`.

    Whoever keeps the returned step and gives it as `after` next time takes a code one time. An application connected
    under a former SECRET_KEY is understood as long as SECRET_KEY_FALLBACKS names it.
    """
    from pyotp.utils import strings_equal

    every = [_codes(seed, secret) for secret in (None, *settings.SECRET_KEY_FALLBACKS)]
    now = every[0].timecode(at)
    steps = range(now - SKEW, now + SKEW + 1)
    found = [step for step in steps if any(strings_equal(codes.generate_otp(step), code) for codes in every)]
    return next((step for step in found if step > after), None)


def code_at(seed, at):
    """The code an application shows at a moment."""
    return _codes(seed).at(at)


def _codes(seed, secret=None):
    import pyotp

    return pyotp.TOTP(key_of(seed, secret), digits=DIGITS)
