"""Uploads are checked by content, size and name before they are kept under a uuid."""

import errno
import hashlib

from django.conf import settings
from django.core.files.base import ContentFile

from mentoring.kit.text import tidy
from mentoring.kit.uploads import DOCUMENTS, check_upload
from mentoring.kit.verdict import Refused, no
from mentoring.models import StoredFile
from mentoring.models.file import storage_path

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
FULL = "На сервере кончилось место: файл не сохранён. Скажите администратору и загрузите файл позже."


def store_upload(upload, *, purpose, by, at, kinds=DOCUMENTS):
    """Keep an uploaded file; raises Refused in words when it is empty, too big, of another kind, or not what its name says."""
    content_type = check_upload(upload, kinds, settings.MAX_UPLOAD_BYTES)
    upload.seek(0)
    return store_bytes(upload.read(), name=upload.name, content_type=content_type, purpose=purpose, by=by, at=at)


def store_bytes(content, *, name, content_type, purpose, by, at):
    """Keep bytes the system itself made (a frozen PDF, an error file)."""
    kept = StoredFile(
        name=tidy(name).replace("/", "_")[-200:],
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        purpose=purpose,
        owner=by.person,
        created_at=at,
    )
    try:
        kept.file.save(kept.uuid.hex, ContentFile(content), save=False)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        kept.file.storage.delete(storage_path(kept, ""))  # what of it was written
        raise Refused(no(FULL)) from error
    kept.save()
    return kept
