"""Making an archive: under a temporary name, one at a time, renamed when it is whole; the oldest go."""

import fcntl
import json
import os
import tarfile
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from . import contents as inside
from .box import ArchiveError, packing, put
from .contents import ABOUT, MANIFEST, MEDIA, TABLES, About, Contents, Sum
from .rows import as_bytes, chunks, file_names, kept_models, next_number, snapshot

PREFIX, HALF = "nastavnik-", ".part"
NOT_MIGRATED = "База не доведена до этой версии программы: сначала выполните manage.py migrate. Не применено: {names}."


def make_archive(folder, *, key, version, media, at, using="default"):
    """(path, Contents) of a new archive in `folder`, with the files of the shelf `media`.

    A failure or a kill leaves nothing that looks like one.
    """
    connection = connections[using]
    about = _about(connection, version, at)
    with _alone(folder):
        for left in folder.glob(f".{PREFIX}*{HALF}"):
            left.unlink()
        path = _free_name(folder, at, ".tar.gz.age" if key else ".tar.gz")
        half = folder / f".{path.name}{HALF}"
        try:
            with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                contents = _write(file, key, about, media, using)
                file.flush()
                os.fsync(file.fileno())
            half.rename(path)
        finally:
            half.unlink(missing_ok=True)
        _keep_name(folder)
    return path, contents


def thin_out(folder, keep):
    """Delete all but the newest `keep` archives; how many went."""
    found = sorted(folder.glob(f"{PREFIX}*.tar.gz*"))
    for path in found[:-keep]:
        path.unlink()
    return len(found[:-keep])


def _about(connection, version, at):
    migrations = inside.known_migrations()
    applied = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    if missing := [name for name in migrations if name not in applied]:
        raise ArchiveError(NOT_MIGRATED.format(names=", ".join(missing[:3])))
    return About(inside.FORMAT, version, at.isoformat(), connection.vendor, migrations, inside.own_columns())


@contextmanager
def _alone(folder):
    """Two at once would spoil each other's work."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveError("Копия уже делается: дождитесь её конца.") from error
        yield


def _free_name(folder, at, ending):
    stem = f"{PREFIX}{at:%Y%m%d-%H%M%S}"
    number = 1
    while any(folder.glob(f"{stem}-{number:02}.*")):
        number += 1
    return folder / f"{stem}-{number:02}{ending}"


def _write(file, key, about, media, using):
    contents = Contents(about)
    with packing(file, key) as tar:
        put(tar, ABOUT, json.dumps(asdict(about), ensure_ascii=False).encode())
        with snapshot(connections[using]):
            named = file_names(using)
            for model in kept_models():
                contents.tables[model._meta.db_table] = _table(tar, model, using)
        for name in media.names():
            if told := _file(tar, media, name):
                contents.files[name] = told
        contents.missing = sorted(named - set(contents.files))
        put(tar, MANIFEST, contents.as_bytes())
    return contents


def _table(tar, model, using):
    found, table = Sum(), model._meta.db_table
    for number, lines in enumerate(chunks(model, using)):
        content = as_bytes(lines)
        found.add(content)
        put(tar, f"{TABLES}{table}/{number:06}.jsonl", content)
    number = next_number(model, connections[using])
    return {"rows": found.rows, "sha256": found.hash.hexdigest(), "next": number}


def _file(tar, media, name):
    try:
        file, size = media.opened(name)
    except FileNotFoundError:  # deleted since it was listed
        return None
    with file:
        member = tarfile.TarInfo(MEDIA + name)
        member.size, member.mode = size, 0o600
        reader = _Summing(file)
        tar.addfile(member, reader)
    return {"size": member.size, "sha256": reader.hash.hexdigest()}


class _Summing:
    """A file that is summed while it is read."""

    def __init__(self, file):
        self.file, self.hash = file, sha256()

    def read(self, size=-1):
        block = self.file.read(size)
        self.hash.update(block)
        return block


def _keep_name(folder):
    """The new name outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
