"""What an archive says of itself, and whether that is true."""

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

from django.db.migrations.loader import MigrationLoader

from .box import BLOCK, ArchiveError, damaged, unpacking
from .rows import columns, kept_models

FORMAT = 1
ABOUT, MANIFEST, TABLES, MEDIA = "about.json", "manifest.json", "tables/", "media/"
OTHER_VERSION = (
    "Копию сделала версия {theirs}, здесь {ours}, и таблицы у них разные. Установите версию {theirs}, восстановите "
    "копию ею, затем обновите программу."
)


@dataclass(frozen=True)
class About:
    """The first member: enough to refuse before anything else is read."""

    format: int
    version: str
    made_at: str
    engine: str
    migrations: list
    columns: dict


@dataclass
class Contents:
    """The last member: how many rows and what sum every table has, what size and sum every file."""

    about: About
    tables: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)

    @property
    def row_count(self):
        return sum(table["rows"] for table in self.tables.values())

    def as_bytes(self):
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1).encode()


class Sum:
    """The sum of a table, whatever pieces it comes in."""

    def __init__(self):
        self.rows, self.hash = 0, sha256()

    def add(self, content):
        self.rows += content.count(b"\n")
        self.hash.update(content)

    def is_of(self, told):
        return (self.rows, self.hash.hexdigest()) == (told["rows"], told["sha256"])


def known_migrations():
    """[«app.name»] that this version of the program has."""
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def own_columns():
    return {model._meta.db_table: columns(model) for model in kept_models()}


def check_archive(path, identities, *, version):
    """Read an archive to its end and compare every sum; its Contents, or ArchiveError in words."""
    with unpacking(path, identities) as members:
        about = _about(next(members, None))
        if about.migrations != known_migrations() or about.columns != own_columns():
            raise ArchiveError(OTHER_VERSION.format(theirs=about.version, ours=version))
        return _compare(about, members)


def _about(member):
    if member is None or member[0] != ABOUT:
        raise damaged("это не копия «Наставника»")
    try:
        said = json.loads(member[1].read())
        if said["format"] != FORMAT:
            raise ArchiveError(OTHER_VERSION.format(theirs=said["version"], ours="другая"))
        return About(**said)
    except (ValueError, TypeError, KeyError) as error:
        raise damaged("не разобрать, какой она версии") from error


def _compare(about, members):
    tables, files, contents = defaultdict(Sum), {}, None
    for name, file in members:
        if contents:
            raise damaged("после описи лежит лишнее")
        if name.startswith(TABLES):
            tables[table_of(name)].add(file.read())
        elif name.startswith(MEDIA):
            files[media_name(name)] = summed(file)
        elif name == MANIFEST:
            contents = _contents(about, file.read())
        else:
            raise damaged(f"лишнее: {name}")
    if contents is None:
        raise damaged("в ней нет описи")
    wrong = [name for name, told in contents.tables.items() if not tables[name].is_of(told)]
    wrong += sorted(set(tables) - set(contents.tables))
    if set(contents.tables) != set(about.columns):
        raise damaged("в ней не все таблицы")
    if wrong:
        raise damaged(f"таблица {wrong[0]} не сходится с описью")
    if files != contents.files:
        raise damaged("файлы не сходятся с описью")
    return contents


def _contents(about, content):
    try:
        said = json.loads(content)
        if About(**said["about"]) != about:
            raise damaged("начало не сходится с описью")
        return Contents(about, said["tables"], said["files"], said["missing"])
    except (ValueError, TypeError, KeyError) as error:
        raise damaged("опись не разобрать") from error


def table_of(name):
    return name.removeprefix(TABLES).partition("/")[0]


def media_name(name):
    """A file's place under the media folder, which it cannot leave."""
    path = PurePosixPath(name.removeprefix(MEDIA))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise damaged(f"имя файла {name} ведёт наружу")
    return path.as_posix()


def summed(file, copy_to=None):
    size, found = 0, sha256()
    while block := file.read(BLOCK):
        size += len(block)
        found.update(block)
        if copy_to:
            copy_to.write(block)
    return {"size": size, "sha256": found.hexdigest()}
