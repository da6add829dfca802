"""Uploads are checked by content, size, room and virus scanner before they are kept under a uuid."""

import errno
import hashlib
import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.choices import Audience, Scan
from mentoring.kit import antivirus
from mentoring.kit.shelf import StoreAway
from mentoring.kit.text import tidy
from mentoring.kit.uploads import DOCUMENTS, check_upload, megabytes
from mentoring.kit.verdict import FileRefused, no
from mentoring.models import StoredFile
from mentoring.models.file import storage_path
from mentoring.queries import storage

log = logging.getLogger(__name__)

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
AWAY = "Хранилище файлов не отвечает: файл не сохранён. Попробуйте через несколько минут."
FULL = "На сервере кончилось место: файл не сохранён. Скажите администратору и загрузите файл позже."


def store_upload(upload, *, purpose, by, at, kinds=DOCUMENTS):
    """Keep an uploaded file.

    Raises FileRefused in words when it is empty, too big, of another kind, not what its name says, when there is no
    room left for it, when a virus is in it, or when the scanner is away and may not be done without.
    """
    content_type = check_upload(upload, kinds, settings.MAX_UPLOAD_BYTES)
    _check_room(upload.size, by)
    upload.seek(0)
    content = upload.read()
    scan = _scanned(content)
    return store_bytes(content, name=upload.name, content_type=content_type, purpose=purpose, by=by, at=at, scan=scan)


def store_bytes(content, *, name, content_type, purpose, by, at, scan=""):
    """Keep bytes the system itself made (a frozen PDF, an error file)."""
    kept = StoredFile(
        name=tidy(name).replace("/", "_")[-200:],
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        purpose=purpose,
        owner=by.person,
        scan=scan,
        created_at=at,
    )
    try:
        kept.file.save(kept.uuid.hex, ContentFile(content), save=False)
    except StoreAway as error:
        raise FileRefused(no(AWAY)) from error
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        kept.file.storage.delete(storage_path(kept, ""))  # what of it was written
        raise FileRefused(no(FULL)) from error
    kept.save()
    return kept


def _check_room(size, by):
    """Two at once may pass a bound by one file; what was taken is never taken back."""
    if by.person:
        used, limit = storage.used_by(by.person), storage.person_limit()
        if used + size > limit:
            raise FileRefused(
                no(
                    f"Ваши файлы занимают {megabytes(used)} из {megabytes(limit)}: этот не поместится. "
                    "Удалите ненужные или попросите администратора прибавить места."
                )
            )
    used, limit = storage.used_in_all(), storage.college_limit()
    if used + size > limit:
        raise FileRefused(
            no("Место для файлов кончилось. Скажите администратору: предел стоит в «Настройках техникума».")
        )


def _scanned(content):
    """The word for the file's row; '' when no scanner is named."""
    if not settings.ANTIVIRUS:
        return ""
    try:
        found = antivirus.virus_in(content, settings.ANTIVIRUS)
    except antivirus.Away as error:
        log.warning("The virus scanner is away: %s", error)
        if settings.ANTIVIRUS_AWAY == "refuse":
            raise FileRefused(
                no("Антивирус сейчас не отвечает, без проверки файлы не принимаем. Попробуйте через несколько минут.")
            ) from None
        return Scan.MISSED
    if found:
        log.warning("A virus was found in an upload: %s", found)
        raise FileRefused(
            no(f"Антивирус нашёл в файле вирус: {found}. Проверьте свой компьютер и загрузите чистый файл.")
        )
    return Scan.CLEAN


def scan_missed(*, at):
    """Daily: files taken while the scanner was away are shown to it. Returns how many it saw.

    An infected one becomes a line of text: whoever downloads it reads what happened.
    """
    seen = 0
    for file in storage.unscanned() if settings.ANTIVIRUS else ():
        if not file.file.storage.exists(file.file.name):
            continue
        with file.file.open("rb") as stream:
            content = stream.read()
        try:
            found = antivirus.virus_in(content, settings.ANTIVIRUS)
        except antivirus.Away:
            break
        if found:
            _disarm(file, found, at)
        else:
            StoredFile.objects.filter(pk=file.pk).update(scan=Scan.CLEAN)
        seen += 1
    return seen


@transaction.atomic
def _disarm(file, found, at):
    old, disk = file.file.name, file.file.storage
    words = "Файл удалён: антивирус нашёл в нём вирус. Загрузите чистый файл.\n".encode()
    file.file.save(file.uuid.hex, ContentFile(words), save=False)
    file.name, file.content_type, file.size = "Удалён антивирусом.txt", "text/plain", len(words)
    file.sha256, file.scan = hashlib.sha256(words).hexdigest(), Scan.INFECTED
    file.save()
    heading = f"Антивирус нашёл вирус и удалил файл: {found}"
    journal.record(
        "file_infected", heading, by=SYSTEM, at=at, subject=file, person=file.owner, audience=Audience.OFFICE
    )
    if file.file.name != old:
        transaction.on_commit(lambda: disk.delete(old))
