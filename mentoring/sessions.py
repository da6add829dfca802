"""Sessions end by themselves: after some time without a request, and after a working day in any case."""

from datetime import timedelta
from time import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from mentoring.models import Session

BEGAN = "began"
BROWSER, NETWORK = "browser", "network"  # where somebody signed in from, in words
STEP = timedelta(minutes=5)  # a session in use is written down no oftener


def is_kept(key):
    """Whether the session of a cookie is only too old; one that was ended has no row any more."""
    return key.isascii() and key.isalnum() and Session.objects.filter(session_key=key).exists()


class SessionStore(db.SessionStore):
    """The database's sessions, prolonged by use (SESSION_COOKIE_AGE) up to SESSION_LASTS seconds after the sign-in."""

    @classmethod
    def get_model_class(cls):
        return Session

    def _validate_session_key(self, key):
        """A cookie may hold anything, also what no database takes (NUL): that is no key of ours."""
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        if row and row.expire_date - timezone.now() < timedelta(seconds=settings.SESSION_COOKIE_AGE) - STEP:
            self.modified = True
        return row

    def load(self):
        data = super().load()
        if data and BEGAN not in data:
            data[BEGAN] = int(time())
            self.modified = True
        if data and data[BEGAN] + settings.SESSION_LASTS < time():
            self.delete()
            self._session_key = None
            return {}
        return data

    def cycle_key(self):
        """The sign-in begins a session anew."""
        super().cycle_key()
        self[BEGAN] = int(time())
