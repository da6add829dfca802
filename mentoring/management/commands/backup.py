"""The whole installation in one file."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentoring import VERSION
from mentoring.access import SYSTEM
from mentoring.actions.backup import record_backup
from mentoring.kit.archive import ArchiveError, make_archive, new_key, thin_out
from mentoring.kit.shelf import shelf_of


class Command(BaseCommand):
    help = (
        "Write database, media files, version and the sums of all of them into one archive, encrypted when BACKUP_KEY "
        "is set; then keep the newest BACKUP_KEEP archives of the folder. See docs/backup.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", help="where to; BACKUP_FOLDER when left out")
        parser.add_argument("--keep-all", action="store_true", help="delete no older archive")
        parser.add_argument(
            "--plain", action="store_true", help="not encrypted: for deploy/upgrade.sh, beside the database"
        )
        parser.add_argument(
            "--new-key", metavar="FILE", help="write a new secret key there, print the public one, stop"
        )

    def handle(self, *args, folder, keep_all, plain, new_key, **options):
        try:
            if new_key:
                self._new_key(Path(new_key))
            else:
                key = "" if plain else settings.BACKUP_KEY
                self._backup(Path(folder or settings.BACKUP_FOLDER).resolve(), keep_all, key)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Копия не сделана: {error.strerror or error}. Прежние копии целы.") from error

    def _new_key(self, path):
        public = new_key(path)
        self.stdout.write(
            f"BACKUP_KEY={public}\nЭту строку – в окружение сервера. Файл {path} унесите с сервера и храните в двух "
            "местах: без него копии не открыть."
        )

    def _backup(self, folder, keep_all, key):
        media = shelf_of(default_storage)
        if media.holds(folder):
            raise ArchiveError(f"Папка копий {folder} лежит внутри папки файлов: копия попала бы сама в себя.")
        now = timezone.now()
        path, contents = make_archive(folder, key=key, version=VERSION, media=media, at=timezone.localtime(now))
        record_backup(path.name, by=SYSTEM, at=now)
        gone = 0 if keep_all else thin_out(folder, settings.BACKUP_KEEP)
        self.stdout.write(
            f"{path}\nТаблиц {len(contents.tables)}, строк {contents.row_count}, файлов {len(contents.files)}, "
            f"{path.stat().st_size / 1024 / 1024:.1f} МБ, {'зашифровано' if key else 'не зашифровано'}"
            f"{f', старых удалено {gone}' if gone else ''}."
        )
        if contents.missing:
            self.stderr.write(
                f"Внимание: база называет файлы, которых нет в папке файлов: {len(contents.missing)}. Первый: "
                f"{contents.missing[0]}."
            )
