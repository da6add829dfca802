"""Files that no row names: a process killed between a file and its commit leaves one, with somebody's words in it."""

import re
from datetime import timedelta
from itertools import groupby

from mentoring.kit.shelf import shelf_of
from mentoring.models import StoredFile

OURS = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
RIPE = timedelta(days=1)  # an upload or a restore under way has its files before its rows


def drop_strays(*, at):
    """Take such files away when they are a day old. Returns how many."""
    shelf = shelf_of(StoredFile._meta.get_field("file").storage)
    ripe, dropped = (at - RIPE).timestamp(), 0
    for folder, names in groupby(filter(OURS.fullmatch, shelf.names()), key=lambda name: name[:3]):
        known = set(StoredFile.objects.filter(file__startswith=folder).values_list("file", flat=True))
        for name in names:
            if name not in known and shelf.came(name) < ripe:
                shelf.drop(name)
                dropped += 1
    return dropped
