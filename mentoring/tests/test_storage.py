"""Room for files is bounded for a person and for the college; a virus scanner sees what is uploaded."""

import socket
import struct
import sys
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring import environment, office
from mentoring.actions.file import scan_missed, store_bytes, store_upload
from mentoring.kit.antivirus import Away, virus_in
from mentoring.kit.verdict import FileRefused
from mentoring.models import JournalEntry, Setting, StoredFile
from mentoring.queries.storage import storage
from mentoring.tests import make

MB = 1024 * 1024
VIRUS = b"%PDF-1.7 EICAR"
SCANNER = (
    "import sys; found = b'EICAR' in sys.stdin.buffer.read(); print('stdin: Eicar-Test FOUND' * found); sys.exit(found)"
)


def upload(content=b"%PDF-1.7 clean", name="Скан.pdf"):
    return SimpleUploadedFile(name, content)


def keep(person, content=b"%PDF-1.7 clean"):
    return store_upload(upload(content), purpose="scan", by=make.actor(person), at=make.moment())


def bound(code, value):
    Setting.objects.filter(code=code).update(value=value)
    office.forget()


def fill(person, megabytes, purpose="scan"):
    kept = store_bytes(b"x", name="x.pdf", content_type="x", purpose=purpose, by=make.actor(person), at=make.moment())
    StoredFile.objects.filter(pk=kept.pk).update(size=megabytes * MB)


@pytest.fixture
def stub(tmp_path):
    """A scanner of our own, which knows one virus."""
    path = tmp_path / "scanner.py"
    path.write_text(SCANNER)
    return ("command", [sys.executable, str(path)])


def test_whose_room_is_full_uploads_no_more_and_others_do(college):
    full, other = make.person(), make.person()
    fill(full, 2000)
    with pytest.raises(FileRefused, match="занимают 2\u00a0000\u00a0МБ из 2\u00a0000\u00a0МБ"):
        keep(full)
    assert keep(other).size > 0


def test_papers_the_system_draws_take_nobodys_own_room(college):
    director = make.person()
    fill(director, 3000, purpose="document")
    assert keep(director).owner == director


def test_the_whole_college_has_a_bound_too(college):
    fill(make.person(), 1000)
    bound("quota_college_mb", 1000)
    with pytest.raises(FileRefused, match="Место для файлов кончилось"):
        keep(make.person())


def test_the_refusal_stands_beside_the_field_and_the_rest_of_the_form_is_kept(cast, sign_in):
    fill(cast.mentor, 2000)
    sent = {"programme": "Наставничество в СПО", "provider": "НИРО", "hours": "72", "until": "01.04.2026"}
    path = reverse("course_create", args=[cast.mentor.pk])
    answer = sign_in(cast.mentor).post(path, {**sent, "file": upload()})
    assert list(answer.context["form"].errors) == ["file"]
    assert "не поместится" in str(answer.context["form"].errors["file"])
    assert 'value="Наставничество в СПО"' in answer.content.decode()


def test_the_administrator_sees_what_is_used_and_is_warned(cast, sign_in, django_assert_num_queries):
    fill(cast.mentor, 1900)
    fill(cast.mentee, 0.01)
    page = sign_in(make.person(login=True, roles=["admin"])).get(reverse("settings")).content.decode()
    assert "Файлы занимают" in page
    assert "Место для файлов кончается" in page
    with django_assert_num_queries(2):
        assert [size for _, size in storage().biggest] == ["1\u00a0900\u00a0МБ"], (
            "who has brought next to nothing is not named"
        )


def test_an_infected_file_is_refused_in_words_and_a_clean_one_is_marked(college, settings, stub):
    settings.ANTIVIRUS = stub
    with pytest.raises(FileRefused, match="Антивирус нашёл в файле вирус: Eicar-Test"):
        keep(make.person(), VIRUS)
    assert StoredFile.objects.count() == 0
    assert keep(make.person()).scan == "clean"


def test_without_a_scanner_nothing_is_asked(college):
    assert keep(make.person(), VIRUS).scan == ""


def test_while_the_scanner_is_away_files_are_refused_or_marked_as_the_college_chose(college, settings, stub):
    settings.ANTIVIRUS = ("socket", "/nonexistent")
    with pytest.raises(FileRefused, match="не отвечает"):
        keep(make.person())
    settings.ANTIVIRUS_AWAY = "accept"
    clean, infected = keep(make.person()), keep(make.person(), VIRUS)
    assert (clean.scan, storage().missed) == ("missed", 2)
    assert scan_missed(at=make.moment()) == 0
    settings.ANTIVIRUS = stub
    assert scan_missed(at=make.moment()) == 2
    clean.refresh_from_db()
    infected.refresh_from_db()
    assert (clean.scan, infected.scan) == ("clean", "infected")
    assert b"EICAR" not in infected.file.read()
    assert "Eicar-Test" in JournalEntry.objects.get(event="file_infected").heading


def clamd(answer, heard):
    """A clamd of our own for one question; returns its port."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        wire, _ = server.accept()
        with wire, server, wire.makefile("rb") as lines:
            heard.append(lines.read(10))
            while size := struct.unpack("!I", lines.read(4))[0]:
                heard.append(lines.read(size))
            wire.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1]


@pytest.mark.parametrize(
    ("answer", "found"), [(b"stream: OK\0", ""), (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "Win.Test.EICAR_HDB-1")]
)
def test_clamd_is_asked_in_its_own_words(answer, found):
    heard = []
    assert virus_in(VIRUS, ("tcp", "127.0.0.1", clamd(answer, heard)), seconds=5) == found
    assert heard == [b"zINSTREAM\0", VIRUS]


def test_what_is_no_verdict_is_no_answer():
    port = clamd(b"INSTREAM size limit exceeded. ERROR\0", [])
    with pytest.raises(Away):
        virus_in(VIRUS, ("tcp", "127.0.0.1", port), seconds=5)


def test_the_scanner_is_named_in_one_of_three_ways(monkeypatch):
    told = {
        "": (),
        "clamd:///run/clamav/clamd.ctl": ("socket", "/run/clamav/clamd.ctl"),
        "clamd://10.0.0.5:3310": ("tcp", "10.0.0.5", 3310),
        "command:/usr/bin/clamscan --no-summary -": ("command", ["/usr/bin/clamscan", "--no-summary", "-"]),
    }
    for value, expected in told.items():
        monkeypatch.setenv("ANTIVIRUS", value)
        assert environment.antivirus("ANTIVIRUS") == expected
    monkeypatch.setenv("ANTIVIRUS", "clamscan")
    with pytest.raises(ImproperlyConfigured, match="ANTIVIRUS"):
        environment.antivirus("ANTIVIRUS")
