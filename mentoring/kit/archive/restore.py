"""Restoring: the archive is read to its end before anything is touched, and what was restored is summed again."""

import os
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connections, transaction

from .box import ArchiveError, unpacking
from .contents import MEDIA, TABLES, Sum, check_archive, media_name, summed, table_of
from .rows import as_bytes, chunks, empty_all, kept_models, load, set_next_number
from .target import drop_tables, files_named, is_filled, is_of_this_version

NOT_EMPTY = (
    "{what} не пуста. Чтобы заменить всё, что в ней есть, назовите базу: --replace {name}. Сначала остановите сервер, "
    "фоновый обработчик и таймеры и сделайте копию того, что есть."
)
OTHER_NAME = "База называется {name}, а не {said}: ничего не тронуто."
NOT_PROVED = "После восстановления не сходится: {what}. Восстановление отменено, копия цела."


def restore_archive(path, identities, *, version, media, filled_by, replace="", using="default"):
    """Make database and the shelf `media` what they were; the Contents that were proved. `filled_by` are models that nobody ships."""
    connection = connections[using]
    name = Path(str(connection.settings_dict["NAME"])).name
    if replace and replace != name:
        raise ArchiveError(OTHER_NAME.format(name=name, said=replace))
    contents = check_archive(path, identities, version=version)
    if not replace and (what := _what_is_filled(connection, media, filled_by)):
        raise ArchiveError(NOT_EMPTY.format(what=what, name=name))
    gone = files_named(connection) - set(contents.files)
    if not is_of_this_version(connection):
        drop_tables(connection)
        call_command("migrate", verbosity=0, interactive=False, database=using)
    try:
        _bring_in(path, identities, contents, media, connection)
    except (DatabaseError, IntegrityError) as error:
        raise ArchiveError(NOT_PROVED.format(what="база отказалась принять строки")) from error
    for name in gone:
        media.drop(name)
    cache.clear()
    return contents


def _what_is_filled(connection, media, models):
    if is_filled(connection, models):
        return "База"
    return str(media) if next(media.names(), None) else ""


def _bring_in(path, identities, contents, media, connection):
    """Files come before the rows that speak of them, and go after: whenever this is cut, the rows that stand have theirs."""
    with media.waiting() as waiting, transaction.atomic(using=connection.alias):
        empty_all(connection)
        _unpack(path, identities, waiting, connection.alias)
        for model in kept_models():
            if number := contents.tables[model._meta.db_table]["next"]:
                set_next_number(model, number, connection)
        _prove_tables(contents, connection.alias)
        _put_in_place(contents, waiting, media)


def _unpack(path, identities, waiting, using):
    tables = {model._meta.db_table: model for model in kept_models()}
    with unpacking(path, identities) as members:
        for name, file in members:
            if name.startswith(TABLES):
                load(tables[table_of(name)], file.read().decode().split("\n")[:-1], using)
            elif name.startswith(MEDIA):
                place = waiting / media_name(name)
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
                    summed(file, copy)
                    copy.flush()
                    os.fsync(copy.fileno())


def _prove_tables(contents, using):
    for model in kept_models():
        found, table = Sum(), model._meta.db_table
        for lines in chunks(model, using):
            found.add(as_bytes(lines))
        if not found.is_of(contents.tables[table]):
            raise ArchiveError(NOT_PROVED.format(what=f"таблица {table}"))


def _put_in_place(contents, waiting, media):
    for name, told in contents.files.items():
        with open(waiting / name, "rb") as file:
            if summed(file) != told:
                raise ArchiveError(NOT_PROVED.format(what=f"файл {name}"))
    for name in contents.files:
        media.take(waiting / name, name)
