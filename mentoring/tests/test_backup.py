"""Backups: what is written is what there was, whole or not at all; what was touched, sealed for another or of another
version restores nothing; a filled database is not overwritten by the way."""

import gzip
import io
import json
import re
import shutil
import subprocess
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mentoring import VERSION, environment
from mentoring.access import SYSTEM
from mentoring.actions.backup import record_backup
from mentoring.actions.file import store_bytes
from mentoring.kit.archive import check_archive, read_identities
from mentoring.kit.archive.rows import kept_models
from mentoring.models import Person
from mentoring.queries.backup import last_backup
from mentoring.tests import make

ROOT = django_settings.BASE_DIR


@pytest.fixture
def folder(tmp_path, settings):
    settings.BACKUP_FOLDER = tmp_path / "backups"
    return settings.BACKUP_FOLDER


@pytest.fixture
def key(tmp_path, settings, capsys):
    path = tmp_path / "secret.key"
    call_command("backup", new_key=str(path))
    settings.BACKUP_KEY = capsys.readouterr().out.splitlines()[0].removeprefix("BACKUP_KEY=")
    return path


def keep_file(name="приказ.pdf", content=b"%PDF-1.7 signed"):
    return store_bytes(content, name=name, content_type="application/pdf", purpose="order", by=SYSTEM, at=make.moment())


def backup(folder, **options):
    """The archive `manage.py backup` has just made."""
    before = set(folder.glob("*")) if folder.exists() else set()
    call_command("backup", str(folder), **options)
    (made,) = set(folder.glob("nastavnik-*")) - before
    return made


def contents(archive, key=None):
    return check_archive(archive, read_identities(key) if key else [], version=VERSION)


def rewritten(archive, change):
    """The same plain archive with members changed: `change(name, content)` gives the new content or None."""
    out = archive.with_name("changed.tar.gz")
    with tarfile.open(archive) as old, tarfile.open(out, "w:gz") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return out


class TestMaking:
    def test_it_holds_every_table_but_sessions_and_every_file(self, cast, folder):
        stored = keep_file()
        counts = {model._meta.db_table: model._base_manager.count() for model in kept_models()}
        found = contents(backup(folder))
        assert {name: told["rows"] for name, told in found.tables.items()} == counts
        everything = set(connection.introspection.table_names()) - {"django_migrations", "sqlite_sequence"}
        assert everything - set(found.tables) == {"django_session"}
        assert set(found.files) == {stored.file.name}
        assert found.files[stored.file.name]["sha256"] == stored.sha256
        assert (found.about.version, found.missing) == (VERSION, [])

    def test_the_same_database_has_the_same_sums(self, cast, folder):
        keep_file()
        first, second = contents(backup(folder)), contents(backup(folder))
        changed = {name for name in first.tables if first.tables[name] != second.tables[name]}
        assert changed == {"mentoring_journalentry"}, "the story tells of the first one"
        assert first.files == second.files

    def test_only_its_owner_reads_it_and_no_half_one_stays(self, cast, folder):
        path = backup(folder)
        assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
        assert [name.name for name in folder.glob(".nastavnik*")] == []

    def test_old_ones_are_thinned_and_foreign_files_stay(self, cast, folder, settings):
        settings.BACKUP_KEEP = 2
        folder.mkdir()
        (folder / "заметки.txt").write_text("не наше")
        first, *later = [backup(folder) for _ in range(4)]
        assert sorted(path.name for path in folder.glob("[!.]*")) == sorted(
            ["заметки.txt", *(path.name for path in later[1:])]
        )
        call_command("backup", str(folder), keep_all=True)
        assert len(list(folder.glob("nastavnik-*"))) == 3

    def test_a_full_disk_is_told_and_leaves_the_old_ones(self, cast, folder, monkeypatch):
        old = backup(folder)

        def full(*args):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("mentoring.kit.archive.make.as_bytes", full)
        with pytest.raises(CommandError, match="Копия не сделана: No space left on device. Прежние копии целы."):
            call_command("backup", str(folder))
        assert [path.name for path in folder.glob("*nastavnik*")] == [old.name]

    def test_a_file_named_and_absent_is_told(self, cast, folder, capsys):
        stored = keep_file()
        Path(stored.file.path).unlink()
        assert contents(backup(folder)).missing == [stored.file.name]
        assert "база называет файлы, которых нет" in capsys.readouterr().err

    def test_it_does_not_swallow_itself(self, cast, settings):
        with pytest.raises(CommandError, match="внутри папки файлов"):
            call_command("backup", str(Path(settings.MEDIA_ROOT) / "backups"))

    def test_two_at_once_do_not_spoil_each_other(self, cast, folder):
        import fcntl

        folder.mkdir()
        with open(folder / ".lock", "w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(CommandError, match="Копия уже делается"):
                call_command("backup", str(folder))

    def test_a_database_that_is_not_migrated_is_not_backed_up(self, cast, folder):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'monitoring' AND name = '0002_starter'")
        with pytest.raises(CommandError, match=r"сначала выполните manage.py migrate. Не применено: monitoring"):
            call_command("backup", str(folder))


class TestSealing:
    def test_a_sealed_one_holds_nothing_in_the_clear_and_opens_with_its_key(self, cast, folder, key):
        keep_file()
        path = backup(folder)
        assert path.name.endswith(".tar.gz.age")
        assert path.read_bytes().startswith(b"age-encryption.org/v1")
        assert contents(path, key).row_count > 1000

    def test_without_the_key_and_with_another(self, cast, folder, key, tmp_path):
        path = backup(folder)
        with pytest.raises(CommandError, match="Копия зашифрована"):
            call_command("restore", str(path), check=True)
        other = tmp_path / "other.key"
        call_command("backup", new_key=str(other))
        with pytest.raises(CommandError, match="Этот ключ копию не открывает"):
            call_command("restore", str(path), check=True, key=other)

    @pytest.mark.parametrize("where", [0.3, 0.6, 0.999])
    def test_one_changed_bit_or_a_cut_tail_is_refused(self, cast, folder, key, where):
        path = backup(folder)
        whole = path.read_bytes()
        place = int(len(whole) * where)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(CommandError, match="Копия повреждена"):
            call_command("restore", str(path), check=True, key=key)
        path.write_bytes(whole[:place])
        with pytest.raises(CommandError, match="Копия повреждена"):
            call_command("restore", str(path), check=True, key=key)

    def test_the_secret_key_is_never_overwritten_nor_printed(self, key, capsys):
        assert key.stat().st_mode & 0o777 == 0o600
        with pytest.raises(CommandError, match="не перезаписываем"):
            call_command("backup", new_key=str(key))
        assert "AGE-SECRET" not in "".join(capsys.readouterr())

    @pytest.mark.parametrize("value", ["pass-phrase", "AGE-SECRET-KEY-1QQQ", "age1short"])
    def test_a_wrong_key_in_the_environment_stops_the_start_and_is_not_repeated(self, monkeypatch, value):
        monkeypatch.setenv("BACKUP_KEY", value)
        with pytest.raises(ImproperlyConfigured, match="BACKUP_KEY must be the public key") as refused:
            environment.public_key("BACKUP_KEY")
        assert value not in str(refused.value)

    @pytest.mark.skipif(not shutil.which("age"), reason="Debian's age is not here")
    def test_the_usual_tool_opens_it_too(self, cast, folder, key):
        plain = subprocess.run(["age", "-d", "-i", key, backup(folder)], capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
            assert tar.getnames()[0] == "about.json"


class TestRefusing:
    def test_an_archive_with_one_changed_row(self, cast, folder):
        path = backup(folder)

        def change(name, content):
            return content.replace(b"@", b"#", 1) if name.startswith("tables/mentoring_person/") else content

        with pytest.raises(CommandError, match="таблица mentoring_person не сходится с описью"):
            call_command("restore", str(rewritten(path, change)), check=True)

    def test_an_archive_with_a_changed_or_absent_file(self, cast, folder):
        keep_file()
        path = backup(folder)
        for swap in (b"%PDF-1.7 forged", None):
            changed = rewritten(path, lambda name, content, swap=swap: swap if name.startswith("media/") else content)
            with pytest.raises(CommandError, match="файлы не сходятся с описью"):
                call_command("restore", str(changed), check=True)

    def test_an_archive_whose_file_leads_outside(self, cast, folder):
        path = backup(folder)
        out = path.with_name("out.tar.gz")
        with tarfile.open(path) as old, tarfile.open(out, "w:gz") as new:
            for member in old:
                new.addfile(member, old.extractfile(member))
                if member.name == "about.json":
                    new.addfile(tarfile.TarInfo("media/../../etc/passwd"))
        with pytest.raises(CommandError, match="ведёт наружу"):
            call_command("restore", str(out), check=True)

    def test_a_cut_one_and_what_is_no_archive(self, cast, folder, tmp_path):
        path = backup(folder)
        whole = path.read_bytes()
        for piece in (whole[: len(whole) // 2], whole[:-200], b"", b"PK\x03\x04 something else", gzip.compress(b"x")):
            path.write_bytes(piece)
            with pytest.raises(CommandError, match="Копия повреждена"):
                call_command("restore", str(path), check=True)
        with pytest.raises(CommandError, match="не открывается: No such file"):
            call_command("restore", str(tmp_path / "absent.tar.gz"), check=True)

    def test_another_version(self, cast, folder):
        def older(name, content):
            if name != "about.json":
                return content
            about = json.loads(content)
            return json.dumps({**about, "version": "0.3", "migrations": about["migrations"][:-1]}).encode()

        path = rewritten(backup(folder), older)
        with pytest.raises(CommandError, match=f"Копию сделала версия 0.3, здесь {VERSION}.*Установите версию 0.3"):
            call_command("restore", str(path), check=True)

    def test_a_filled_database_unless_it_is_named(self, cast, folder):
        path = backup(folder)
        name = Path(str(connection.settings_dict["NAME"])).name
        people = Person.objects.count()
        with pytest.raises(CommandError, match=f"База не пуста.*--replace {re.escape(name)}"):
            call_command("restore", str(path))
        with pytest.raises(CommandError, match="ничего не тронуто"):
            call_command("restore", str(path), replace="another")
        assert Person.objects.count() == people

    def test_a_filled_folder_of_files(self, db, folder):
        keep_file()
        path = backup(folder)
        with pytest.raises(CommandError, match="Папка файлов .* не пуста"):
            call_command("restore", str(path))


class TestAge:
    def test_the_version_is_the_one_of_the_changelog(self):
        assert f"\n## {VERSION} " in (ROOT / "CHANGELOG.md").read_text()[:100]

    @pytest.mark.parametrize(("hours", "late"), [(None, True), (1, False), (47, False), (48, True)])
    def test_late_is_from_the_day_of_the_setting(self, cast, hours, late):
        now = timezone.now()
        if hours is not None:
            record_backup("nastavnik-x.tar.gz", by=SYSTEM, at=now - timedelta(hours=hours))
        assert last_backup(now).late is late

    def test_the_administrator_is_warned_at_home_and_others_are_not(self, cast, sign_in, folder):
        home = reverse("home")
        assert "Резервных копий ещё не делали" in sign_in(cast.admin, "admin").get(home).content.decode()
        assert "Резервных копий" not in sign_in(cast.director).get(home).content.decode()
        backup(folder)
        assert "езервн" not in sign_in(cast.admin, "admin").get(home).content.decode()
        assert "Последняя резервная копия: " in sign_in(cast.admin).get(reverse("settings")).content.decode()

    def test_a_demo_warns_nobody(self, cast, settings):
        settings.DEMO = True
        assert not last_backup(timezone.now()).late
