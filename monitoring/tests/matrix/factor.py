"""How somebody signs in: the second step, one's own sessions, the administrator's page of a login."""

from . import Row


def _mentor(world):
    return [world.cast.mentor.pk]


ROWS = {
    "sign_in_code": Row(ok=302, public=True),
    "sign_in_outside": Row(ok=404, public=True),  # no provider is named
    "sign_in_returned": Row(ok=404, public=True),
    "factor": Row(),
    "factor_connect": Row(),
    "factor_renew": Row(),
    "factor_off": Row(),
    "my_sessions": Row(),
    "session_end": Row(method="post", ok=302),
    "sessions_end_others": Row(method="post", ok=302),
    "person_login": Row(allowed="admin", args=_mentor),
    "person_session_end": Row(allowed="admin", args=_mentor, method="post", ok=302),
    "person_sessions_end": Row(allowed="admin", args=_mentor, method="post", ok=302),
    "person_factor_reset": Row(allowed="admin", args=_mentor, method="post", ok=302),
}
