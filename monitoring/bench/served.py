"""The product as it is served: gunicorn with two workers of four threads, asked over HTTP.

Counts bytes of a first and of a repeated visit, memory of the workers, and how long others wait while big jobs are done
or a password is guessed. Times are seconds by the clock, memory is proportional set size (PSS) in megabytes.
"""

import gzip
import http.client
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.urls import reverse

from mentoring.environment import BASE_DIR

from .pages import client_of, targets

PORT = 8094
PIECES = re.compile(r'<(?:link[^>]+rel="(?:stylesheet|icon|manifest)"[^>]+href|script[^>]+src|img[^>]+src)="(/[^"]+)"')
FONTS = re.compile(r"url\([\"']?([^)\"']+\.woff2)")
NICE = 10  # as deploy/nastavnik-worker.service says


@dataclass(frozen=True)
class Waits:
    """Sorted seconds that answers took."""

    seconds: tuple

    def part(self, share):
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * share))]


@contextmanager
def gunicorn():
    """Starts the web server on this process's database; gives its master's process."""
    command = [sys.executable, "-m", "gunicorn", "monitoring.bench.application", "--bind", f"127.0.0.1:{PORT}"]
    command += ["--workers", "2", "--threads", "4", "--no-control-socket", "--config", "deploy/gunicorn.conf.py"]
    master = subprocess.Popen(command, cwd=BASE_DIR, env={**os.environ, "ALLOWED_HOSTS": "127.0.0.1"})
    try:
        until = time.monotonic() + 60
        while ask("/health/").status != 200 and time.monotonic() < until:
            time.sleep(0.1)
        yield master
    finally:
        master.terminate()
        master.wait()


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    encoding: str = ""

    @property
    def wire(self):
        """Bytes of the body as nginx sends it: compressed, where that helps and the application has not done so itself."""
        return len(self.body) if self.encoding else min(len(self.body), len(gzip.compress(self.body, 5)))

    @property
    def text(self):
        return (gzip.decompress(self.body) if self.encoding == "gzip" else self.body).decode()


def ask(path, cookie="", body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Accept-Encoding": "gzip", "Cookie": cookie, **(headers or {})}
    try:
        connection.request("POST" if body else "GET", path, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(), answer.getheader("Content-Encoding", ""))
    except OSError:
        return Answer(0)
    finally:
        connection.close()


def cookie_of(who):
    return f"{settings.SESSION_COOKIE_NAME}={client_of(who).cookies[settings.SESSION_COOKIE_NAME].value}"


def visits():
    """[(page, requests, bytes of a first visit, bytes of a repeated one)]."""
    found = []
    for name, who in (("sign_in", ""), ("home", "curator"), ("home", "mentor"), ("dashboard", "director")):
        page = ask(reverse(name), cookie_of(who) if who else "")
        pieces = dict.fromkeys(PIECES.findall(page.text))
        for sheet in [path for path in pieces if path.endswith(".css")]:
            pieces |= dict.fromkeys(urljoin(sheet, font) for font in FONTS.findall(ask(sheet).text))
        weight = sum(ask(path).wire for path in pieces)
        found.append((f"{name} ({who or 'guest'})", 1 + len(pieces), page.wire + weight, page.wire))
    return found


def memory(master, wanted, say):
    """[(what was done, largest PSS of a worker, MB)] while pages of every kind are asked by four at once."""
    pages = [(target.path, cookie_of(target.who)) for target in targets()]
    found, done = [("started", _largest(master))], 0
    for count in wanted:
        _many(pages, count - done)
        done = count
        found.append((f"{done} requests", _largest(master)))
        say(f"{done} requests: {found[-1][1]:.0f} MB")
    return found


def _many(pages, count):
    def go(start):
        for number in range(start, count, 4):
            ask(*pages[number % len(pages)])

    threads = [Thread(target=go, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _largest(master):
    found = subprocess.run(["pgrep", "-P", str(master.pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return max(_pss(pid) for pid in found.stdout.split())


def _pss(pid):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1]) / 1024


def waits(seconds, path="/bench/bare/", who="curator"):
    """Waits of one person who asks the same page again and again, twenty times a second at most."""
    cookie, found = cookie_of(who), []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.perf_counter()
        answer = ask(path, cookie)
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        found.append(time.perf_counter() - started)
        time.sleep(max(0, 0.05 - found[-1]))
    return Waits(tuple(sorted(found)))


@contextmanager
def big_jobs(count=4):
    """So many processes that print long papers and sheets, one after another, as the job worker does."""
    command = ["nice", "-n", str(NICE), sys.executable, "manage.py", "bench_jobs"]
    jobs = [subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.PIPE) for _ in range(count)]
    for job in jobs:
        job.stdout.readline()  # it has begun
    try:
        yield
    finally:
        for job in jobs:
            job.kill()
            job.wait()


@contextmanager
def guesses(each_second=50):
    """Wrong passwords from one address."""
    stop, taken = Event(), []

    def go():
        token = "benchbenchbenchbenchbenchbenchbe"  # noqa: S105 cookie and field of one form
        number = 0
        while not stop.is_set():
            number += 1
            body = urlencode(
                {"csrfmiddlewaretoken": token, "username": f"no{number}@demo.example", "password": "wrong"}
            )
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            started = time.perf_counter()
            taken.append(ask(reverse("sign_in"), f"{settings.CSRF_COOKIE_NAME}={token}", body, kind).status)
            stop.wait(max(0, 5 / each_second - (time.perf_counter() - started)))

    threads = [Thread(target=go) for _ in range(5)]
    for thread in threads:
        thread.start()
    try:
        yield taken
    finally:
        stop.set()
        for thread in threads:
            thread.join()
