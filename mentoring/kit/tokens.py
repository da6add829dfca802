"""Tokens of one-time links by which a person sets a password."""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int


class LinkTokens(PasswordResetTokenGenerator):
    """Tokens of one kind of link: those of another kind are not accepted, and each kind lives its own time.

    The longest life of all is settings.PASSWORD_RESET_TIMEOUT.
    """

    def __init__(self, name, lasts):
        super().__init__()
        self.key_salt = f"mentoring.link.{name}"
        self.lasts = lasts

    def check_token(self, user, token):
        return super().check_token(user, token) and self._age(token) <= self.lasts

    def _age(self, token):
        made = base36_to_int(token.split("-")[0])
        return timedelta(seconds=self._num_seconds(self._now()) - made)


INVITATION = LinkTokens("invitation", timedelta(hours=24))
RESET = LinkTokens("reset", timedelta(hours=1))
