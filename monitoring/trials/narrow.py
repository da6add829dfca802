"""The half of the trial of a full disk that reads SQLite: a process of its own, tied to that database."""

import json
import sys
from pathlib import Path

import django


def main():
    django.setup()
    from django.db import connection

    from .full import _kept, squeeze
    from .world import people

    people()
    said = squeeze(int(sys.argv[1]), Path(sys.argv[2]))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said["integrity"] = cursor.fetchone()[0]
    sys.stdout.write(json.dumps(said, ensure_ascii=False))
    return 0 if _kept(said) and said["integrity"] == "ok" else 1


sys.exit(main())
