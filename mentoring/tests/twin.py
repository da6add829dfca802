"""A second database like the test's own, for commands that run as processes of their own and may be killed."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.db import connection

PROLOGUE = "import os, signal, django; django.setup(); from django.core.management import call_command; "


@dataclass
class Twin:
    name: str
    url: str
    folder: Path

    def run(self, *words, ok=True):
        """`manage.py WORDS` on the twin; what it said."""
        return self._process(["manage.py", *map(str, words)], ok)

    def script(self, code, ok=True):
        return self._process(["-c", PROLOGUE + code], ok)

    def _process(self, words, ok):
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mentoring.settings_test",
            "DATABASE_URL": self.url,
            "MEDIA_ROOT": str(self.folder / "media"),
            "BACKUP_FOLDER": str(self.folder / "backups"),
            "PYTHONPATH": os.pathsep.join([str(settings.BASE_DIR), os.environ.get("PYTHONPATH", "")]),
        }
        done = subprocess.run(
            [sys.executable, *words], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
        )
        assert not ok or done.returncode == 0, done.stderr
        return done

    def ask(self, sql):
        base = sqlite3.connect(self.name) if connection.vendor == "sqlite" else _postgres(self.name)
        cursor = base.cursor()
        cursor.execute(sql)
        rows = cursor.fetchall()
        base.close()
        return rows


def make_twin(folder, *, empty=False):
    """What is committed in the test's database, in a database of its own."""
    if connection.vendor == "sqlite":
        path = folder / "twin.sqlite3"
        if not empty:
            connection.ensure_connection()
            path.write_bytes(connection.connection.serialize())
        return Twin(str(path), f"sqlite:///{path}", folder)
    params, name = connection.get_connection_params(), f"twin_{uuid4().hex[:8]}"
    connection.close()
    _command(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else params['dbname']}")
    host = params.get("host", "")
    return Twin(name, f"postgres://{params.get('user', '')}@/{name}?host={quote(host, safe='/')}", folder)


def drop_twin(twin):
    if connection.vendor != "sqlite":
        _command(f"DROP DATABASE IF EXISTS {twin.name} WITH (FORCE)")


def _postgres(name):
    import psycopg2

    params = {
        key: value for key, value in connection.get_connection_params().items() if key in {"host", "port", "user"}
    }
    return psycopg2.connect(dbname=name, **params)


def _command(sql):
    base = _postgres("postgres")
    base.autocommit = True
    base.cursor().execute(sql)
    base.close()
