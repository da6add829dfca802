"""What a file really is, whatever its name says."""

import zipfile

import filetype

from .verdict import FileRefused, no

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JPG = "image/jpeg"
PNG = "image/png"
CSV = "text/csv"

DOCUMENTS = {"pdf": PDF, "docx": DOCX, "jpg": JPG, "jpeg": JPG, "png": PNG}
SHEETS = {"xlsx": XLSX, "csv": CSV}
NAMES = {PDF: "PDF", DOCX: "DOCX", XLSX: "XLSX", JPG: "JPG", PNG: "PNG", CSV: "CSV"}
MAX_UNPACKED = 200 * 1024 * 1024
MAX_DIRECTORY = 1024 * 1024  # bytes of an archive's table of contents: some 20 000 files


def megabytes(size):
    """«1,5 МБ», «20 000 МБ»."""
    words = f"{size / 1024 / 1024:,.1f}".replace(",", "\u00a0").replace(".", ",").removesuffix(",0")
    return f"{words}\u00a0МБ"


def check_upload(upload, kinds, limit):
    """The content type of an upload, or FileRefused: empty, larger than `limit` bytes, not one of `kinds`, or misnamed."""
    if not upload.size:
        raise FileRefused(no("Файл пуст. Проверьте его на своём компьютере и загрузите снова."))
    if upload.size > limit:
        raise FileRefused(no(f"Файл {megabytes(upload.size)}, можно до {megabytes(limit)}. Сожмите или разделите его."))
    extension = upload.name.rsplit(".", 1)[-1].lower() if "." in upload.name else ""
    allowed = listed(kinds)
    if extension not in kinds:
        raise FileRefused(no(f"Подойдут {allowed}. Ваш файл – {extension.upper() or 'без расширения'}."))
    expected = kinds[extension]
    if content_type_of(upload) != expected:
        raise FileRefused(
            no(f"Файл назван {upload.name[:80]}, но внутри другое. Сохраните его заново как {NAMES[expected]}.")
        )
    return expected


def listed(kinds):
    """«PDF, DOCX, JPG, PNG» for hints and refusals."""
    return ", ".join(dict.fromkeys(NAMES[kind] for kind in kinds.values()))


def content_type_of(upload):
    """The type told by the bytes; office archives are opened to see which one they are."""
    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    if head.startswith(b"PK"):
        return _office_type(upload)
    if head.startswith(b"%PDF-"):
        return PDF
    guess = filetype.guess(head)
    if guess:
        return guess.mime
    return CSV if b"\0" not in head else ""


def _directory_size(upload):
    """Bytes of the table of contents, read from an archive's end: opening one of 400 000 files would fill the memory."""
    upload.seek(max(0, upload.size - 65_557))
    tail = upload.read()
    upload.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or tail[max(0, end - 20) :].startswith(b"PK\x06\x07"):  # no archive, or one of more than 4 GB
        return MAX_DIRECTORY + 1
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def _office_type(upload):
    if _directory_size(upload) > MAX_DIRECTORY:
        return ""
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                return ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    finally:
        upload.seek(0)
    if any("vbaproject" in name.casefold() for name in names):
        return ""
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    return ""
