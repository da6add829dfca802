"""Files that lie in a store which knows names alone go the same ways as those in a folder."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.utils import timezone

from mentoring import environment as env
from mentoring.actions.file import store_bytes
from mentoring.actions.stray import drop_strays
from mentoring.kit.shelf import Store, StoreAway
from mentoring.kit.verdict import FileRefused
from mentoring.models import StoredFile
from mentoring.tests import make

KEYS = {"S3_BUCKET": "files", "S3_ENDPOINT": "http://127.0.0.1:9000", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "s"}


@pytest.fixture
def store(monkeypatch):
    found = InMemoryStorage()
    monkeypatch.setattr(StoredFile._meta.get_field("file"), "storage", found)
    return found


def keep(content=b"%PDF-"):
    by = make.actor(make.person(login=True))
    return store_bytes(content, name="a.pdf", content_type="application/pdf", purpose="order", by=by, at=make.moment())


def test_names_are_listed_in_order_read_taken_and_dropped(tmp_path):
    shelf = Store(InMemoryStorage())
    for name in ("ab/2", "ab/1", "cd/ef/3", ".hidden/4"):
        shelf.storage.save(name, ContentFile(name.encode()))
    assert list(shelf.names()) == ["ab/1", "ab/2", "cd/ef/3"]
    for content in (b"ab/1", b"spoiled", b"right"):  # equal, of another length, changed
        (tmp_path / "new").write_bytes(content)
        shelf.take(tmp_path / "new", "ab/1")
        file, size = shelf.opened("ab/1")
        assert (file.read(), size) == (content, len(content))
    shelf.drop("ab/2")
    assert list(shelf.names()) == ["ab/1", "cd/ef/3"]
    with pytest.raises(FileNotFoundError):
        shelf.opened("ab/2")


def test_a_stray_in_the_store_goes_after_a_day(college, store):
    kept, stray = keep(), f"ab/{'ab' * 16}"
    store.save(stray, ContentFile(b"left by a kill"))
    assert drop_strays(at=timezone.now()) == 0
    assert drop_strays(at=timezone.now() + timedelta(days=2)) == 1
    assert (store.exists(kept.file.name), store.exists(stray)) == (True, False)


def test_while_the_store_is_away_an_upload_is_refused_in_words(college, store, monkeypatch):
    def away(*args):
        raise StoreAway("the store of files: EndpointConnectionError")

    monkeypatch.setattr(store, "_save", away)
    with pytest.raises(FileRefused, match="Хранилище файлов не отвечает"):
        keep()
    assert not StoredFile.objects.exists()


def test_the_store_is_named_whole_or_not_at_all(monkeypatch):
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    assert env.files()["BACKEND"].endswith("FileSystemStorage")
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    assert env.files()["OPTIONS"]["endpoint_url"] == KEYS["S3_ENDPOINT"]
    monkeypatch.setenv("S3_ENDPOINT", "s3.region.example")
    with pytest.raises(ImproperlyConfigured, match="S3_ENDPOINT must be an address"):
        env.files()
    monkeypatch.delenv("S3_SECRET_KEY")
    monkeypatch.setenv("S3_ENDPOINT", KEYS["S3_ENDPOINT"])
    with pytest.raises(ImproperlyConfigured, match="S3_SECRET_KEY is not set"):
        env.files()
