"""People at their browsers: a session, a form sent over HTTP, and what came back."""

import http.client
import uuid
from dataclasses import dataclass
from threading import Barrier, Thread

from django.conf import settings
from django.test import Client

TOKEN = "trialtrialtrialtrialtrialtrialtr"  # noqa: S105 the cookie and the field of one page
TIMEOUT = 90


@dataclass(frozen=True)
class Answer:
    """`status` 0: the connection broke, nobody knows what became of it."""

    status: int
    location: str = ""
    retry_after: str = ""
    text: str = ""

    @property
    def taken(self):
        """The person was told that it is done: a form that is refused comes back as a page of its own."""
        return self.status == 302 and "/sign-in" not in self.location


class Visitor:
    """One signed-in person. Not shared by threads."""

    def __init__(self, person, port, role=""):
        self.port = port
        client = Client()
        client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
        if role:
            session = client.session
            session["role"] = role
            session.save()
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"

    def get(self, path):
        return self._ask("GET", path, None, {})

    def post(self, path, fields, files=()):
        """`files` are (field, name, bytes)."""
        body, kind = _multipart({"csrfmiddlewaretoken": TOKEN, **fields}, files)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, {"Cookie": self.cookies, **headers})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()
        return Answer(answer.status, answer.getheader("Location", ""), answer.getheader("Retry-After", ""), text)


def _multipart(fields, files):
    mark = uuid.uuid4().hex
    parts = []
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            parts += [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode()]
    for name, title, content in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{title}"\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def at_once(calls):
    """Answers of calls that start at the same moment, each in a thread of its own."""
    gate, answers = Barrier(len(calls)), [None] * len(calls)

    def go(number, call):
        gate.wait()
        answers[number] = call()

    threads = [Thread(target=go, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
