import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.actions.file import store_upload
from mentoring.kit.uploads import DOCUMENTS, SHEETS, check_upload
from mentoring.kit.verdict import Refused
from mentoring.tests import make

PDF = b"%PDF-1.7\n%stub"


def upload(name, content):
    return SimpleUploadedFile(name, content)


def archive(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as z:
        for name in names:
            z.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "Файл пуст"),
        ("a.exe", b"MZ", "Подойдут PDF, DOCX, JPG, PNG"),
        ("a", PDF, "без расширения"),
        ("a.pdf", b"hello", "внутри другое"),
        ("a.docx", archive("readme.txt"), "внутри другое"),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin"), "внутри другое"),
        ("a.docx", archive("word/document.xml", "word/VBAPROJECT.BIN"), "внутри другое"),
        ("a.svg", b"<svg onload=alert(1)>", "Подойдут"),
        ("a.png", PDF, "внутри другое"),
    ],
)
def test_refuses_in_words(name, content, words):
    with pytest.raises(Refused, match=words):
        check_upload(upload(name, content), DOCUMENTS, 1024 * 1024)


def test_refuses_a_large_file_by_its_size():
    with pytest.raises(Refused, match="можно до"):
        check_upload(upload("a.pdf", PDF + b"0" * 2000), DOCUMENTS, 1000)


def test_knows_office_archives_and_csv():
    assert check_upload(upload("a.xlsx", archive("xl/workbook.xml")), SHEETS, 10**6).endswith("sheet")
    assert check_upload(upload("a.csv", "имя;дата\n".encode("cp1251")), SHEETS, 10**6) == "text/csv"
    with pytest.raises(Refused):
        check_upload(upload("a.xlsx", PDF), SHEETS, 10**6)


def test_store_keeps_a_fingerprint_under_a_uuid(college):
    who = make.person(roles=["curator"])
    kept = store_upload(upload("Скан приказа.pdf", PDF), purpose="scan", by=make.actor(who), at=make.moment())
    assert kept.file.read() == PDF
    assert kept.uuid.hex in kept.file.name
    assert "приказа" not in kept.file.name
    assert (kept.size, len(kept.sha256), kept.owner) == (len(PDF), 64, who)


def test_an_archive_of_very_many_files_is_not_even_opened(monkeypatch):
    """The table of contents alone would take hundreds of megabytes."""
    many = archive("word/document.xml", *(f"{n:060}" for n in range(10_000)))
    monkeypatch.setattr("mentoring.kit.uploads.zipfile.ZipFile", lambda *args: pytest.fail("it was opened"))
    with pytest.raises(Refused, match="внутри другое"):
        check_upload(upload("a.docx", many), DOCUMENTS, 50_000_000)
