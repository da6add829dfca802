"""The outside of an archive: a compressed tar, sealed with age when there is a key. Nothing touches the disk unsealed."""

import gzip
import os
import tarfile
import threading
import zlib
from contextlib import contextmanager
from io import BytesIO

import pyrage

SEALED = b"age-encryption.org/"
BLOCK = 1 << 20
UNREADABLE = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)
NO_KEY = "Копия зашифрована: укажите файл секретного ключа, --key ФАЙЛ."
WRONG_KEY = "Этот ключ копию не открывает: она зашифрована для другого."
DAMAGED = "Копия повреждена: {why}. Восстанавливать из неё нельзя, возьмите другую."


class ArchiveError(Exception):
    """Why an archive cannot be made or restored, in words."""


def damaged(why):
    return ArchiveError(DAMAGED.format(why=why))


@contextmanager
def packing(file, key):
    """A tar to add members to, written into `file`; sealed for the public `key` when there is one."""
    with (
        _sealing(file, key) as out,
        gzip.GzipFile("", "wb", 6, out) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        yield tar


def put(tar, name, content):
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, BytesIO(content))


@contextmanager
def unpacking(path, identities):
    """The members of an archive one after another, as (name, open file); whatever is wrong with it becomes an ArchiveError."""
    try:
        file = open(path, "rb")  # noqa: SIM115 closed below
    except OSError as error:
        raise ArchiveError(f"Файл {path} не открывается: {error.strerror}.") from error
    try:
        with file, _opening(file, identities) as plain:
            packed = gzip.GzipFile(fileobj=plain)
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                yield _members(tar)
            while packed.read(BLOCK):  # the sum and the seal of the last block are looked at too
                pass
    except UNREADABLE as error:
        raise damaged("не читается до конца") from error


def _members(tar):
    for member in tar:
        if not member.isfile():
            raise damaged(f"в ней лежит не файл, {member.name}")
        yield member.name, tar.extractfile(member)


@contextmanager
def _sealing(file, key):
    if not key:
        yield file
        return
    recipient = pyrage.x25519.Recipient.from_str(key)
    with _through(lambda source, _: pyrage.encrypt_io(source, file, [recipient]), writes=True) as pipe:
        yield pipe


@contextmanager
def _opening(file, identities):
    start = file.read(len(SEALED))
    file.seek(0)
    if start != SEALED:
        yield file
        return
    if not identities:
        raise ArchiveError(NO_KEY)
    with _through(lambda _, target: pyrage.decrypt_io(file, target, identities), writes=False) as pipe:
        yield pipe


@contextmanager
def _through(work, *, writes):
    """Our end of a pipe; at its other end `work(source, target)` seals or opens in a thread of its own."""
    ends = os.pipe()
    source, target = os.fdopen(ends[0], "rb"), os.fdopen(ends[1], "wb")
    ours, theirs = (target, source) if writes else (source, target)
    failed = []

    def run():
        try:
            with theirs:
                work(source, target)
        except Exception as error:  # noqa: BLE001 told by the thread that waits
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with ours:
            yield ours
    except (BrokenPipeError, *UNREADABLE):  # what went wrong at the other end is why
        thread.join()
        _tell(failed, writes=writes)
        raise
    thread.join()
    _tell(failed, writes=writes)


def _tell(failed, *, writes):
    if not failed:
        return
    error = failed[0]
    if writes:
        raise error
    wrong = isinstance(error, pyrage.DecryptError) and "no matching keys" in str(error).lower()
    raise (ArchiveError(WRONG_KEY) if wrong else damaged("печать шифра не сходится")) from error
