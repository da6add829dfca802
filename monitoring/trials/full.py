"""The disk is full: a small disk of memory for files and for uploads under way, then one for SQLite itself."""

import json
import os
import subprocess
import sys

from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.models import DocumentType

from .kills import KIND, content_of, faults, strays
from .visitor import Visitor
from .world import people

BIG = 3 * 1024 * 1024  # of this size Django keeps an upload under way on the disk
TELLS = "кончилось место"


def mount(folder, megabytes):
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)  # noqa: S607


def squeeze(port, folder):
    """Fill the disk of `folder`, write, read, make room, write: what was answered, and what is wrong afterwards."""
    world = people()
    who = Visitor(world.curator, port)
    said = {"before": [_write(who, f"write before {n}") for n in range(3)]}
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            pass
    said["full"] = [_write(who, f"write full {n}") for n in range(5)]
    said["full, a big file"] = [_write(who, f"write big {n}", b"%PDF-1.4\n" + b"0" * BIG) for n in range(2)]
    said["pages while full"] = [
        who.get(path).status for path in ("/health/", reverse("sign_in"), reverse("document_list"))
    ]
    filler.unlink()
    said["after"] = [_write(who, f"write after {n}") for n in range(3)]
    told = [f"write {when} {n}" for when in ("before", "after") for n in range(3)]
    return said | {"faults": faults(told), "files without a row": strays()}


def _write(who, mark, content=None):
    """The status of the answer, and whether it tells of the room in words."""
    kind = DocumentType.objects.get(code=KIND).pk
    fields = {"type": kind, "title": mark, "number": "", "date": today().isoformat(), "issuer": ""}
    answer = who.post(reverse("document_register"), fields, [("file", f"{mark}.pdf", content or content_of(mark))])
    return [answer.status, TELLS in answer.text]


def run(place, asked, say):
    from mentoring.models import IssuedDocument

    IssuedDocument.objects.filter(title__startswith="write ").delete()
    IssuedDocument.objects.filter(type__code=KIND).delete()
    media = place.folder / "media"
    mount(media, 2)
    try:
        place.start_web(TMPDIR=str(media))
        said = squeeze(place.port, media)
        place.stop_web()
    finally:
        subprocess.run(["umount", "-l", media], check=True)  # noqa: S607
    say(f"full, files: {json.dumps(said, ensure_ascii=False)}")
    return _kept(said) and _sqlite(place, say)


def _kept(said):
    """Writing before and after, words and no success while it is full, reading all the time, nothing half-written."""
    taken = all(status == 302 for when in ("before", "after") for status, _ in said[when])
    told = all(status not in (0, 302, 500) for when in ("full", "full, a big file") for status, _ in said[when])
    return taken and told and set(said["pages while full"]) <= {200, 302} and not said["faults"]


def _sqlite(place, say):
    """The same with the database itself on the small disk, in a process of its own."""
    narrow = place.folder / "narrow"
    kept = place.kept / "narrow.sqlite3"
    if not kept.exists():
        place.run_with({"DATABASE_URL": f"sqlite:///{kept}"}, "migrate", "-v0")
    mount(narrow, kept.stat().st_size // 2**20 + 4)
    subprocess.run(["cp", kept, narrow / "db.sqlite3"], check=True)  # noqa: S607
    url = {"DATABASE_URL": f"sqlite:///{narrow}/db.sqlite3"}
    try:
        place.start_web(**url)
        command = [sys.executable, "-m", "monitoring.trials.narrow", str(place.port), str(narrow)]
        env = {**os.environ, **place.environment, **url}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=300)
        place.stop_web()
    finally:
        subprocess.run(["umount", "-l", narrow], check=True)  # noqa: S607
    say(f"full, SQLite: {done.stdout.strip() or done.stderr[-600:]}")
    return done.returncode == 0
