"""The server connects to its database, its mail and what the environment names: in the code, and while papers are made."""

import ast
import socket

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

CLIENTS = {"requests", "httpx", "aiohttp", "urllib3", "socket", "ftplib", "telnetlib", "xmlrpc", "boto3", "http.client"}
CLIENTS |= {"urllib.request", "smtplib", "ssl", "asyncio", "subprocess"}
KNOWN = {
    ("mentoring/actions/letter.py", "smtplib"),  # names of what a mail server refuses
    ("mentoring/pgtemp.py", "subprocess"),  # a throw-away database of tests
    ("mentoring/kit/antivirus.py", "socket"),  # the scanner the environment names, none by default
    ("mentoring/kit/antivirus.py", "subprocess"),
    ("mentoring/object_store.py", "boto3"),  # the store of files the environment names, none by default
    ("mentoring/provider.py", "requests"),  # the sign-in provider the environment names, none by default
}
NEVER_SERVED = {"tests", "trials", "bench"}  # a person starts these by hand, against servers of their own


def imported(path):
    """Modules of a file that can reach out; files that name none of them are not parsed."""
    text = path.read_text()
    if not any(name.split(".")[0] in text for name in CLIENTS):
        return
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name in CLIENTS or name.split(".")[0] in CLIENTS - {"http", "urllib"})


def test_no_module_of_ours_can_call_out():
    found = {
        (str(path.relative_to(settings.BASE_DIR)), name.split(".")[0] if name.split(".")[0] in CLIENTS else name)
        for floor in ("mentoring", "programs", "monitoring")
        for path in (settings.BASE_DIR / floor).rglob("*.py")
        if not NEVER_SERVED & set(path.parts)
        for name in imported(path)
    }
    assert found == KNOWN


@pytest.fixture
def called(monkeypatch):
    """Addresses that anything tried to reach; nothing is reached."""
    tried = []

    def refuse(self, address, *args):
        tried.append(address)
        raise OSError("no way out")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    return tried


def test_the_guard_sees_a_call(called):
    with pytest.raises(OSError, match="no way out"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    assert called == [("127.0.0.1", 9)]


def test_pages_papers_and_tables_are_made_without_a_call(cast, sign_in, called):
    client = sign_in(cast.curator)
    for name in ("home", "person_list", "dashboard", "privacy_notice", "settings"):
        assert client.get(reverse(name)).status_code == 200
    for name, kind in (("privacy_notice_file", "pdf"), ("privacy_notice_file", "docx"), ("subject_list_file", "xlsx")):
        assert client.get(reverse(name, args=[kind])).status_code == 200
    assert called == []


def test_mail_goes_to_its_own_server_alone(called, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 2525
    send_mail("Тема", "Текст", "a@college.example", ["b@college.example"], fail_silently=True)
    assert called == [("127.0.0.1", 2525)]
