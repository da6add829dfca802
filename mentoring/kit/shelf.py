"""Where the college's files lie: a folder of this machine, or a store that knows names alone (S3)."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from django.core.files import File
from django.core.files.storage import FileSystemStorage

BLOCK = 1 << 16


class StoreAway(OSError):
    """The store of files does not answer."""


def shelf_of(storage):
    """The shelf behind a storage of Django's."""
    return Folder(storage.location) if isinstance(storage, FileSystemStorage) else Store(storage)


class Folder:
    def __init__(self, path):
        self.path = Path(path)

    def __str__(self):
        return f"Папка файлов {self.path}"

    def holds(self, path):
        """Does this path of the machine lie inside?"""
        return Path(path).resolve().is_relative_to(self.path.resolve())

    def names(self):
        """Names of files in order; what begins with a dot is not the college's."""
        for folder, folders, names in os.walk(self.path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                if not name.startswith(".") and path.is_file():
                    yield path.relative_to(self.path).as_posix()

    def opened(self, name):
        """(file, size); FileNotFoundError when it is not there any more."""
        file = open(self.path / name, "rb")  # noqa: SIM115 who asked closes it
        return file, os.fstat(file.fileno()).st_size

    def came(self, name):
        """When it came here, in seconds: a restored file keeps the time of its first writing."""
        kept = (self.path / name).stat()
        return max(kept.st_mtime, kept.st_ctime)

    @contextmanager
    def waiting(self):
        """A folder for files that are on their way here; on the same disk, so that `take` is one step."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self.path.glob(".restoring-*"):
            shutil.rmtree(left)
        found = Path(mkdtemp(prefix=".restoring-", dir=self.path))
        try:
            yield found
        finally:
            shutil.rmtree(found, ignore_errors=True)

    def take(self, path, name):
        """The file at `path` becomes ours."""
        (self.path / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(self.path / name)

    def drop(self, name):
        (self.path / name).unlink(missing_ok=True)


class Store:
    def __init__(self, storage):
        self.storage = storage

    def __str__(self):
        return "Хранилище файлов"

    def holds(self, path):
        return False

    def names(self, folder=""):
        folders, files = self.storage.listdir(folder)
        yield from (f"{folder}{name}" for name in sorted(files) if name and not name.startswith("."))
        for name in sorted(folders):
            if not name.startswith("."):
                yield from self.names(f"{folder}{name}/")

    def opened(self, name):
        file = self.storage.open(name, "rb")
        return file, file.size

    def came(self, name):
        return self.storage.get_modified_time(name).timestamp()

    @contextmanager
    def waiting(self):
        with TemporaryDirectory(prefix="nastavnik-restoring-") as found:
            yield Path(found)

    def take(self, path, name):
        """A name's content never changes: what is there and equal stays, so that a restore over it is quick."""
        with open(path, "rb") as new:
            if self.storage.exists(name):
                if self._equals(name, new):
                    return
                self.storage.delete(name)
            new.seek(0)
            self.storage.save(name, File(new, name))

    def _equals(self, name, new):
        file, size = self.opened(name)
        with file:
            if size != os.fstat(new.fileno()).st_size:
                return False
            while block := new.read(BLOCK):
                if file.read(len(block)) != block:
                    return False
        return True

    def drop(self, name):
        self.storage.delete(name)
