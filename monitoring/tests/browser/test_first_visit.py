"""The first visit over the wire, from the server as it is run: at most 60 KB in at most 6 requests (decision 21)."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
MOST_BYTES, MOST_REQUESTS = 60 * 1024, 6
EMAIL, PASSWORD = "first@college.example", "tihaya-gavan-2026"  # noqa: S105
START = ["start_college", "--email", EMAIL, "--name", "Белова Ольга Николаевна", "--password", PASSWORD]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """gunicorn over a new database, static files hashed and compressed as in production."""
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    own = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "STATIC_ROOT": f"{folder}/static", "DEMO": "1"}
    own |= {"MEDIA_ROOT": f"{folder}/media", "EMAIL_URL": f"filemail:///{folder}/mail", "SITE_URL": f"http://{place}"}
    environment = {key: value for key, value in os.environ.items() if key not in ("TESTING", "DJANGO_SETTINGS_MODULE")}
    environment |= own

    def manage(*words):
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True, capture_output=True
        )

    manage("migrate", "--no-input")
    manage("collectstatic", "--no-input", "--ignore", "scss", "--ignore", "build.py")
    manage(*START, "--college", "Техникум бизнеса", "--short", "ТБ")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "mentoring.wsgi", "--threads", "4", "--bind", place, "--no-control-socket"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://{place}/healthz")
        yield f"http://{place}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(address):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(150):
        try:
            opener.open(address, timeout=10)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer")


def wire(page, address):
    """[(bytes with headers, address)] of everything one page brought into an empty cache."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    asked, taken = {}, []

    def noted(event):
        if "redirectResponse" in event:
            taken.append((event["redirectResponse"]["encodedDataLength"], asked[event["requestId"]]))
        asked[event["requestId"]] = event["request"]["url"]

    session.on("Network.requestWillBeSent", noted)
    session.on(
        "Network.loadingFinished", lambda event: taken.append((event["encodedDataLength"], asked[event["requestId"]]))
    )
    page.goto(address, wait_until="networkidle")
    return taken


def fits(taken):
    told = "\n".join(f"{size:7} {address}" for size, address in taken)
    assert len(taken) <= MOST_REQUESTS, told
    assert sum(size for size, _ in taken) <= MOST_BYTES, told


def test_a_guest(site, new_page):
    """At the door; whoever types the bare address is led there by one more answer of half a kilobyte."""
    fits(wire(new_page(), f"{site}/sign-in/"))


def test_one_who_is_signed_in(site, new_page):
    """The home page on a device that has nothing of ours yet."""
    known = new_page()
    known.goto(f"{site}/sign-in/")
    known.get_by_label("Электронная почта").fill(EMAIL)
    known.get_by_label("Пароль").fill(PASSWORD)
    known.get_by_role("button", name="Войти").click()
    known.wait_for_url(f"{site}/")
    another = new_page(storage_state=known.context.storage_state())
    fits(wire(another, f"{site}/"))
