"""The installation as it was, from one file, proved by its sums."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentoring import VERSION
from mentoring.access import SYSTEM
from mentoring.actions.backup import record_restore
from mentoring.kit.archive import ArchiveError, check_archive, read_identities, restore_archive
from mentoring.kit.shelf import shelf_of
from mentoring.models import Organization, Person


class Command(BaseCommand):
    help = (
        "Restore database and media files from an archive of `manage.py backup` and prove it by the sums of every table "
        "and file. Refuses another version, a damaged file and a filled database. Stop the services first."
    )

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--key", type=Path, metavar="FILE", help="the secret key of an encrypted archive")
        parser.add_argument("--check", action="store_true", help="only read the archive and compare its sums")
        parser.add_argument("--replace", default="", metavar="NAME", help="replace the filled database of this name")

    def handle(self, *args, archive, key, check, replace, **options):
        try:
            identities = read_identities(key) if key else []
            if check:
                contents = check_archive(archive, identities, version=VERSION)
            else:
                contents = restore_archive(
                    archive,
                    identities,
                    version=VERSION,
                    media=shelf_of(default_storage),
                    filled_by=(get_user_model(), Person, Organization),
                    replace=replace,
                )
                record_restore(archive.name, by=SYSTEM, at=timezone.now())
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Не восстановлено: {error.strerror or error}. Копия цела.") from error
        self.stdout.write(
            f"{'Копия цела' if check else 'Восстановлено'}: версия {contents.about.version}, сделана "
            f"{contents.about.made_at}, таблиц {len(contents.tables)}, строк {contents.row_count}, файлов "
            f"{len(contents.files)}; суммы сошлись."
        )
