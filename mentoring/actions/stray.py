"""Files that no row names: a process killed between a file and its commit leaves one, with somebody's words in it."""

import re
from datetime import timedelta
from pathlib import Path

from mentoring.models import StoredFile

OURS = re.compile(r"[0-9a-f]{32}")
RIPE = timedelta(days=1)  # an upload or a restore under way has its files before its rows


def drop_strays(*, at):
    """Take such files of the media folder away when they are a day old. Returns how many."""
    storage = StoredFile._meta.get_field("file").storage
    root = Path(getattr(storage, "location", ""))
    dropped = 0
    for folder in sorted(root.glob("[0-9a-f][0-9a-f]")) if root.is_absolute() else ():
        known = set(StoredFile.objects.filter(file__startswith=f"{folder.name}/").values_list("file", flat=True))
        for path in folder.iterdir():
            if OURS.fullmatch(path.name) and f"{folder.name}/{path.name}" not in known and _ripe(path, at):
                path.unlink(missing_ok=True)
                dropped += 1
    return dropped


def _ripe(path, at):
    """By the time it came here: a restored file keeps the time of its first writing."""
    kept = path.stat()
    return max(kept.st_mtime, kept.st_ctime) < (at - RIPE).timestamp()
