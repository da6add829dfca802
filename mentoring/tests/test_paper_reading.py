"""What the PDF engine may read: data: and our own fonts, static and media files, nothing else (issue 2, «Rules»)."""

import os
import socket
import threading

import pytest

from mentoring.kit import pdf
from mentoring.kit.pdf import FONTS, own_file, pdf_from


@pytest.fixture
def media(settings, tmp_path):
    folder = tmp_path / "media"
    folder.mkdir(exist_ok=True)
    settings.MEDIA_ROOT = folder
    (folder / "logo.png").write_bytes(b"png")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path)
    return folder


def test_our_own_files_are_read(media):
    assert own_file((FONTS / "Tinos-Regular.ttf").as_uri()) == FONTS / "Tinos-Regular.ttf"
    assert own_file((media / "logo.png").as_uri()) == (media / "logo.png").resolve()
    assert own_file(f"file://{media}/logo.png?size=2#top") == (media / "logo.png").resolve()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:9/x",
        "https://example.invalid/x",
        "ftp://example.invalid/x",
        "gopher://example.invalid/x",
        "//example.invalid/x",
        "/etc/passwd",
        "logo.png",
        "",
        "file:",
        "file://%00",
        "file:///" + "a" * 5000,
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_nothing_else_is_read(url, media):
    assert own_file(url) is None


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "linked/secret.txt",
        "link.png",
        "",
        "../media-other/x",
        "logo.png/../../secret.txt",
    ],
)
def test_no_way_out_of_a_folder(path, media):
    (media.parent / "media-other").mkdir()
    (media.parent / "media-other" / "x").write_text("neighbor")
    assert own_file(f"file://{media}/{path}") is None


class Listener:
    """A port that counts who knocks."""

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.2)
        self.hits, self.running = 0, True
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()
        return self

    def _listen(self):
        while self.running:
            try:
                self.socket.accept()[0].close()
                self.hits += 1
            except TimeoutError:
                continue

    def __exit__(self, *error):
        self.running = False
        self.thread.join()
        self.socket.close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"


def test_the_engine_reads_and_calls_nothing(media, monkeypatch):
    """Every way a document can name a file or an address, at once: no call goes out, no byte of the secret comes in."""
    read = []
    monkeypatch.setattr(pdf, "own_file", lambda url: read.append((url, own_file(url))) or own_file(url))
    secret = (media.parent / "secret.txt").as_uri()
    with Listener() as listener:
        u = listener.url
        svg = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{u}/svg'/><image href='{secret}'/></svg>"
        html = f"""<html><head><base href="{u}/base/"><link rel="stylesheet" href="{u}/a.css">
            <link rel="attachment" href="{secret}"><link rel="attachment" href="{u}/at">
            <style>@import url({u}/b.css); @font-face {{ font-family: x; src: url({u}/f.ttf) }}
            @page {{ background: url({u}/page.png) }} p {{ background: url({u}/p.png); font-family: x;
            list-style: url({secret}) }}</style></head>
            <body><p>текст<img src="{u}/i.png"><img src="{secret}"><img src="relative.png">
            <object data="{u}/o"></object><embed src="{secret}"></embed>
            <a href="{u}/link" rel="attachment">a</a><img src="data:image/svg+xml,{svg}">{svg}</p></body></html>"""
        printed = pdf_from(html)
    assert listener.hits == 0
    assert [url for url, path in read if path] == []
    assert len({url for url, path in read}) >= 6
    assert b"secret" not in printed.replace(os.fsencode(media.parent), b"")
    assert "/EmbeddedFiles" not in printed.decode("latin-1")
