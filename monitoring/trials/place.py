"""A throw-away installation: PostgreSQL, gunicorn and the job worker, to be killed and started again."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from mentoring.environment import BASE_DIR
from mentoring.pgtemp import Server

DURABLE = """
listen_addresses = ''
unix_socket_directories = '{root}'
max_connections = 80
log_min_messages = fatal
fsync = off
"""  # no power is cut here: what a killed process has written to the system's cache is there
CARELESS = DURABLE + "synchronous_commit = off\nwal_writer_delay = 10s\n"  # tells of a commit before it is written
PLAIN = "mentoring.wsgi"
UNLOCKED = "monitoring.trials.unlocked"
PATIENCE = 240
HERE = build_opener(ProxyHandler({}))


class Place:
    """Everything in one folder that goes away with it. `settings` are lines of postgresql.conf."""

    def __init__(self, settings=DURABLE, *, port, name="trials"):
        self.port = port
        self.folder = Path(tempfile.mkdtemp(prefix="trials-", dir="/tmp"))  # noqa: S108 a disk of memory is mounted here
        self.kept = _kept()
        self.database = Server(settings, copy_of=self.kept / "data" if self.kept.exists() else None)
        self.url = f"postgres://postgres@/postgres?host={self.database.root}"
        self.address = f"http://127.0.0.1:{port}"
        self.web, self.workers = None, []
        self.log = (self.folder / f"{name}.log").open("ab")

    @property
    def environment(self):
        """What the web server, the worker and this process itself are told."""
        return {
            "DATABASE_URL": self.url,
            "SECRET_KEY": "trials-of-reliability-and-nothing-else",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": self.address,
            "MEDIA_ROOT": str(self.folder / "media"),
            "STATIC_ROOT": str(self.folder / "static"),
            "METRICS_FOLDER": str(self.folder / "metrics"),
            "EMAIL_URL": f"filemail:///{self.folder}/mail",
            "DJANGO_SETTINGS_MODULE": "mentoring.settings",
        }

    def run(self, *words):
        return self.run_with({}, *words)

    def run_with(self, environment, *words):
        return self._begin([sys.executable, "manage.py", *words], **environment).wait()

    def prepare(self):
        """Tables and reference data and the style sheet's names: made once for this code, copied afterwards."""
        self.database.up()
        if not self.kept.exists():
            for words in (("migrate", "-v0"), ("collectstatic", "--no-input", "-v0", "--ignore", "scss")):
                if self.run(*words):
                    raise RuntimeError(f"{words[0]} failed: see {self.log.name}")
            self.database.down()
            self.kept.mkdir(parents=True)
            _copy(self.database.data, self.kept / "data")
            _copy(self.folder / "static", self.kept / "static")
            self.database.up()
        elif not (self.folder / "static").exists():
            _copy(self.kept / "static", self.folder / "static")

    def _begin(self, command, **more):
        env = {**os.environ, **self.environment, **more}
        return subprocess.Popen(
            command, cwd=BASE_DIR, env=env, stdout=self.log, stderr=self.log, start_new_session=True
        )

    def start_web(self, *, workers=2, threads=4, application=PLAIN, **more):
        """gunicorn as deploy/ starts it; returns when a page is answered."""
        gunicorn = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{self.port}"]
        size = ["--workers", str(workers), "--threads", str(threads), "--no-control-socket", "--log-level", "warning"]
        self.again = lambda: self._begin(gunicorn + size, **more)
        self.web = self.again()
        self.wait_for("/health/")

    def start_worker(self, *words):
        command = [sys.executable, "manage.py", "db_worker", "--interval", "0.2", *words]
        self.workers.append(self._begin(command))

    def kill_worker(self, number=0):
        worker = self.workers.pop(number % len(self.workers))
        worker.kill()
        worker.wait()

    def kill_process_of_web(self, number=0):
        """One of the processes that answer; the master starts another."""
        children = self._children()
        if children:
            os.kill(children[number % len(children)], signal.SIGKILL)

    def kill_master(self):
        """The master itself; what it leaves behind is ended as systemd does, and everything starts anew."""
        children = self._children()
        self.web.kill()
        self.web.wait()
        for child in children:
            _signal(child, signal.SIGTERM)
        until = time.monotonic() + 10
        while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
            time.sleep(0.05)
        for child in children:
            _signal(child, signal.SIGKILL)  # the address is free again
        time.sleep(0.2)
        self.web = self.again()

    def _children(self):
        found = subprocess.run(["pgrep", "-P", str(self.web.pid)], capture_output=True, text=True, check=False)  # noqa: S607
        return [int(pid) for pid in found.stdout.split()]

    def kill_database(self):
        """The postmaster, as a power cut does; its processes see it and end."""
        self.database.process.kill()
        self.database.process.wait()

    def wait_for(self, path, seconds=PATIENCE):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                return HERE.open(self.address + path, timeout=10).status
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"{path} is not answered: {Path(self.log.name).read_text()[-2000:]}")

    def stop_web(self):
        if self.web and self.web.poll() is None:
            self.web.terminate()
            try:
                self.web.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.web.pid, signal.SIGKILL)
                self.web.wait()

    def remove(self):
        self.stop_web()
        while self.workers:
            self.kill_worker()
        self.database.remove()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _kept():
    """Where the prepared database of these very migrations and static files is kept."""
    places = [BASE_DIR / floor / "migrations" for floor in ("mentoring", "programs", "monitoring")] + [
        BASE_DIR / "static"
    ]
    files = sorted(path for place in places for path in place.rglob("*") if path.suffix in (".py", ".css", ".js"))
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    return BASE_DIR / "var" / f"trials-{mark}"


def _copy(what, where):
    subprocess.run(["cp", "-a", what, where], check=True)  # noqa: S607


def _signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
