"""Keys of age (https://age-encryption.org): the public one makes archives, the secret one opens them."""

import os

import pyrage

from .box import ArchiveError


def new_key(path):
    """Write a new secret key into a file nobody else reads, which must not exist; return the public one."""
    identity = pyrage.x25519.Identity.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise ArchiveError(
            f"Файл {path} уже есть: ключ, которым можно открыть прежние копии, не перезаписываем."
        ) from error
    with open(handle, "w") as file:
        file.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def read_identities(path):
    """The secret keys of a file as age-keygen writes it."""
    try:
        lines = path.read_text().split()
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"Файл ключа {path} не читается.") from error
    found = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not found:
        raise ArchiveError(f"В файле {path} нет секретного ключа: нужна строка, которая начинается с AGE-SECRET-KEY-.")
    try:
        return [pyrage.x25519.Identity.from_str(line) for line in found]
    except pyrage.IdentityError as error:
        raise ArchiveError(f"Секретный ключ в файле {path} испорчен.") from error
