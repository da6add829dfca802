"""Restoring for real: rows that are committed, commands that run as processes and are killed, tables of another version."""

import os
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from mentoring.kit.archive import make as making
from mentoring.kit.archive import restore as restoring
from mentoring.kit.archive.rows import chunks, load, next_number
from mentoring.management.commands.migrate import half_way
from mentoring.models import JournalEntry, Person, Setting, StoredFile
from mentoring.tests import make
from mentoring.tests.test_backup import backup, contents, keep_file
from mentoring.tests.twin import drop_twin, make_twin

# PostgreSQL empties no table that its own transaction has just written; SQLite's kept base must not be emptied.
COMMITS = connection.vendor == "postgresql"
pytestmark = pytest.mark.django_db(transaction=COMMITS, serialized_rollback=COMMITS)
STORY = "mentoring_journalentry"


@pytest.fixture
def filled(college, settings, tmp_path):
    """People, a file and the base they are in."""
    for number in range(3):
        make.person(f"Петров Пётр {number}", login=True)
    settings.BACKUP_FOLDER = tmp_path / "backups"
    return keep_file()


@pytest.fixture
def twin(filled, tmp_path, settings):
    (tmp_path / "twin").mkdir()
    found = make_twin(tmp_path / "twin")
    yield found
    drop_twin(found)


def own_name():
    return Path(str(connection.settings_dict["NAME"])).name


def sums(found):
    return {name: (told["rows"], told["sha256"]) for name, told in found.tables.items() if name != STORY}


def test_what_was_lost_changed_and_added_is_as_it_was(filled, settings):
    """Also the next number: what a row once had is given to no other."""
    Person.objects.latest("pk").delete()
    given = next_number(Person, connection)
    archive = backup(settings.BACKUP_FOLDER)
    before = contents(archive)
    Person.objects.all().delete()
    make.person("Чужой Человек Иванович")
    Setting.objects.update(value=1)
    Path(filled.file.path).write_bytes(b"spoiled")
    added = keep_file(content=b"%PDF-1.7 later")
    call_command("restore", str(archive), replace=own_name())
    after = contents(backup(settings.BACKUP_FOLDER))
    assert sums(after) == sums(before)
    assert after.tables[STORY]["rows"] == before.tables[STORY]["rows"] + 1, "the story tells of the restoring"
    assert JournalEntry.objects.get(event="backup_restored").heading.endswith(archive.name)
    assert after.files == before.files
    assert not Path(added.file.path).exists()
    assert next_number(Person, connection) == given


def test_an_archive_that_does_not_prove_itself_changes_nothing(filled, settings, monkeypatch):
    archive = backup(settings.BACKUP_FOLDER)
    people = set(Person.objects.values_list("pk", "last_name"))
    monkeypatch.setattr(restoring, "load", lambda model, lines, using: load(model, lines[1:], using))
    with pytest.raises(CommandError, match="не сходится: таблица"):
        call_command("restore", str(archive), replace=own_name())
    assert set(Person.objects.values_list("pk", "last_name")) == people
    assert Path(filled.file.path).read_bytes() == b"%PDF-1.7 signed"
    assert list(Path(settings.MEDIA_ROOT).glob(".restoring-*")) == []


@pytest.mark.skipif(not COMMITS, reason="the test's own transaction is the moment")
def test_a_backup_is_of_one_moment_and_keeps_no_writer_waiting(filled, settings, monkeypatch):
    """Somebody writes into two tables between the reading of one and the other; neither row is in the archive."""
    wrote = []

    def write():
        keep_file(name="поздний.pdf")
        Setting.objects.create(code="later", group="x", name="x", value=1)
        wrote.append(True)
        connections.close_all()

    def chunks_after_a_write(model, using):
        if not wrote and model is Setting:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(10)
        return chunks(model, using)

    monkeypatch.setattr(making, "chunks", chunks_after_a_write)
    before = (Setting.objects.count(), StoredFile.objects.count())
    found = contents(backup(settings.BACKUP_FOLDER))
    assert wrote
    assert (found.tables["mentoring_setting"]["rows"], found.tables["mentoring_storedfile"]["rows"]) == before
    assert Setting.objects.count() == before[0] + 1


@pytest.mark.slow
def test_a_killed_backup_leaves_no_half_archive_and_the_next_one_tidies_up(twin):
    kill = (
        "import mentoring.kit.archive.make as make; put, seen = make.put, []\n"
        "def dying(*args):\n"
        "    seen.append(1)\n"
        "    put(*args)\n"
        "    if len(seen) > 20: os.kill(os.getpid(), signal.SIGKILL)\n"
        "make.put = dying\n"
        "call_command('backup')"
    )
    assert twin.script(kill, ok=False).returncode == -9
    folder = twin.folder / "backups"
    assert list(folder.glob("nastavnik-*")) == []
    assert len(list(folder.glob(".nastavnik-*.part"))) == 1
    twin.run("backup")
    assert len(list(folder.glob("nastavnik-*"))) == 1
    assert list(folder.glob(".nastavnik-*")) == []


@pytest.mark.slow
def test_a_killed_restore_leaves_what_was_there(twin, settings):
    archive = backup(settings.BACKUP_FOLDER)
    people = twin.ask("SELECT count(*) FROM mentoring_person")
    kill = (
        "import mentoring.kit.archive.restore as room\n"
        "room._prove_tables = lambda *args: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"call_command('restore', {str(archive)!r}, replace={Path(twin.name).name!r})"
    )
    assert twin.script(kill, ok=False).returncode == -9
    assert twin.ask("SELECT count(*) FROM mentoring_person") == people
    twin.run("restore", archive, "--replace", Path(twin.name).name)
    assert twin.ask("SELECT count(*) FROM mentoring_person") == people


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite" and os.environ.get("SLOW") != "1", reason="a minute and more: SLOW=1")
def test_down_to_zero_and_up_again_by_a_restore(twin, settings):
    """Every table goes down the migrations; the restore goes up them again and fills what was there."""
    archive = backup(settings.BACKUP_FOLDER)
    before = contents(archive)
    twin.run("migrate", "mentoring", "zero", "-v0")
    ours = "('mentoring', 'programs', 'monitoring')"
    assert twin.ask(f"SELECT count(*) FROM django_migrations WHERE app IN {ours}") == [(0,)]
    tables = (
        "sqlite_master WHERE type = 'table' AND name" if connection.vendor == "sqlite" else "pg_tables WHERE tablename"
    )
    assert twin.ask(f"SELECT count(*) FROM {tables} LIKE 'mentoring%'") == [(0,)]
    said = twin.run("restore", archive).stdout
    assert "суммы сошлись" in said
    twin.run("backup")
    (again,) = (twin.folder / "backups").glob("nastavnik-*")
    after = contents(again)
    assert sums(after) == sums(before)
    assert after.files == before.files


def test_a_database_left_half_way_is_told_what_to_do(filled):
    """Steps of an older version that this one's first migration stands for, some of them taken."""
    steps = [("monitoring", "0001_version_0_4"), ("monitoring", "0018_repeat"), ("monitoring", "0019_repeat_starter")]
    recorder = MigrationRecorder(connection)
    for step in steps:
        recorder.record_unapplied(*step)
    try:
        with pytest.raises(CommandError) as told:
            call_command("migrate", verbosity=0)
    finally:
        for step in steps:
            recorder.record_applied(*step)
    assert "из её шагов сделано 16, не сделано 2 (первый – monitoring.0018_repeat)" in str(told.value)
    assert "Верните прежнюю версию программы" in str(told.value)
    assert half_way(connection) == ""
