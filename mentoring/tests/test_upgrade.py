"""The order of an upgrade and of a way back, played with a version that only notes what it is asked for."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

DEPLOY = Path(settings.BASE_DIR) / "deploy"
MANAGE = """
import os, pathlib, sys
here = pathlib.Path(__file__).parent
said = pathlib.Path(os.environ["SAID"])
word = sys.argv[1]
with said.open("a") as file:
    file.write(f"{(here / 'VERSION').read_text()} {word}\\n")
if word in (here / "FAILS").read_text().split():
    sys.exit(f"{word} fails")
if word == "backup":
    archive = pathlib.Path(sys.argv[2], "archive.tar.gz")
    archive.write_text("x")
    print(archive)
if word == "shell":
    print("base")
"""
SERVER = """
import http.server, pathlib, sys
broken = (pathlib.Path(sys.argv[2]).resolve() / "BROKEN").exists()
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(500 if broken else 200)
        self.end_headers()
        self.wfile.write(b"page")
    def log_message(self, *args): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""
SERVICES = """#!/bin/sh
echo "services $1" >>"$SAID"
if [ "$1" = start ]; then
  "$PYTHON" "$ROOM/server.py" "$PORT" "$HOME_LINK" >/dev/null 2>&1 & echo $! >"$ROOM/pid"
else
  kill "$(cat "$ROOM/pid")" 2>/dev/null; rm -f "$ROOM/pid"
fi
exit 0
"""


class Room:
    def __init__(self, folder):
        self.folder = folder
        self.said = folder / "said"
        self.said.touch()
        (folder / "server.py").write_text(SERVER)
        (folder / "services").write_text(SERVICES)
        (folder / "services").chmod(0o755)
        (folder / "environment").write_text("ALLOWED_HOSTS=college.example\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.env = {
            **os.environ,
            "HOME_LINK": str(folder / "live"),
            "RELEASES": str(folder / "releases"),
            "ENVIRONMENT": str(folder / "environment"),
            "SAFE": str(folder / "safe"),
            "SERVICE_USER": "root",
            "SERVICES": str(folder / "services"),
            "SMOKE": f"http://127.0.0.1:{port}",
            "SMOKE_SECONDS": "5",
            "SAID": str(self.said),
            "ROOM": str(folder),
            "PORT": str(port),
            "PYTHON": sys.executable,
        }

    def version(self, name, *, fails="", broken=False, place=None):
        folder = self.folder / (place or name)
        (folder / ".venv/bin").mkdir(parents=True)
        (folder / ".venv/bin/python").symlink_to(sys.executable)
        (folder / "manage.py").write_text(MANAGE)
        (folder / "setup.sh").write_text("exit 0\n")
        (folder / "VERSION").write_text(name)
        (folder / "FAILS").write_text(fails)
        if broken:
            (folder / "BROKEN").touch()
        return folder

    def sh(self, script, *words):
        return subprocess.run(
            ["sh", DEPLOY / script, *map(str, words)], env=self.env, capture_output=True, text=True, check=False
        )

    def told(self):
        lines = self.said.read_text().splitlines()
        self.said.write_text("")
        return lines

    def live(self):
        return (self.folder / "live" / "VERSION").read_text()


@pytest.fixture
def room(tmp_path):
    found = Room(tmp_path)
    found.version("old", place="live")
    yield found
    subprocess.run([tmp_path / "services", "stop"], env=found.env, check=False)


GOING = ["new check", "services stop", "old backup", "new migrate"]
BACK = ["services stop", "old shell", "old restore", "old collectstatic", "services start"]


def test_there_and_back_again(room):
    there = room.sh("upgrade.sh", room.version("new"))
    assert there.returncode == 0, there.stderr
    note = room.folder / "releases" / "last-upgrade"
    gone_to = note.read_text()
    assert room.told() == [*GOING, "new collectstatic", "services start"]
    assert room.live() == "new"
    failed = room.sh("upgrade.sh", room.version("newest", fails="migrate"))
    assert (failed.returncode, room.live(), note.read_text()) == (1, "new", gone_to)
    room.told()
    careless = room.sh("rollback.sh")
    assert (careless.returncode, room.told(), room.live()) == (1, [], "new")
    back = room.sh("rollback.sh", "--lose-what-came-after")
    assert back.returncode == 0, back.stderr
    assert room.told() == ["services stop", "new backup", *BACK]
    assert room.live() == "old"
    assert "there is no upgrade to go back from" in room.sh("rollback.sh", "--lose-what-came-after").stderr


@pytest.mark.parametrize(
    ("fails", "broken", "steps", "words"),
    [
        ("migrate", False, GOING, "the database could not be migrated"),
        ("", True, [*GOING, "new collectstatic", "services start"], "/healthz answers 500"),
    ],
)
def test_whatever_fails_the_old_version_runs_with_its_data(room, fails, broken, steps, words):
    done = room.sh("upgrade.sh", room.version("new", fails=fails, broken=broken))
    assert (done.returncode, room.live()) == (1, "old")
    assert room.told() == [*steps, *BACK]
    assert words in done.stderr
    assert "the old version runs with the data of the backup" in done.stderr


def test_without_a_backup_nothing_is_upgraded(room):
    (room.folder / "live" / "FAILS").write_text("backup")
    done = room.sh("upgrade.sh", room.version("new"))
    assert (done.returncode, room.live()) == (1, "old")
    assert room.told() == ["new check", "services stop", "old backup", "services start"]
    assert "no backup, no upgrade" in done.stderr


def test_a_version_that_refuses_the_environment_stops_nothing(room):
    done = room.sh("upgrade.sh", room.version("new", fails="check"))
    assert (done.returncode, room.told(), room.live()) == (1, ["new check"], "old")


def test_another_host_follows_and_touches_no_rows(room):
    done = room.sh("upgrade.sh", room.version("new"), "--follow")
    assert done.returncode == 0, done.stderr
    assert room.told() == ["new check", "new migrate", "services stop", "new collectstatic", "services start"]
    assert room.live() == "new"
    room.version("newest", fails="migrate")
    early = room.sh("upgrade.sh", room.folder / "newest", "--follow")
    assert (early.returncode, room.told(), room.live()) == (1, ["newest check", "newest migrate"], "new")


def test_every_timer_has_its_service_and_both_read_the_environment():
    for timer in DEPLOY.glob("*.timer"):
        unit = timer.with_suffix(".service").read_text()
        assert "EnvironmentFile=/etc/nastavnik/environment" in unit
        assert "Type=oneshot" in unit
