"""Kept files on their way to a reader."""

import logging

from django.http import FileResponse, Http404

log = logging.getLogger(__name__)


class FileLost(Http404):
    """The record of a file is there and the file is not."""


def send_file(file, *, inline=False):
    """A kept file, saved by the browser or opened in it when `inline`; a lost one is told to its reader and to the log."""
    try:
        opened = file.file.open("rb")
    except FileNotFoundError as missing:
        log.error("the store has no file of record %s: %s", file.pk, file.file.name)  # noqa: TRY400 no trace is of use
        raise FileLost from missing
    return FileResponse(opened, as_attachment=not inline, filename=file.name, content_type=file.content_type)
