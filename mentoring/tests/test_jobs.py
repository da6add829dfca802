"""Jobs of a worker that was killed are done by another one; a full disk and a second sending harm nobody."""

import errno
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from mentoring import notifications
from mentoring.actions.file import store_bytes
from mentoring.actions.job import MOST_ATTEMPTS, hold_jobs, queue, take_back_jobs
from mentoring.actions.letter import LEASE, send_urgent
from mentoring.actions.stray import drop_strays
from mentoring.kit.verdict import Refused
from mentoring.models import Letter, StoredFile
from mentoring.tasks import deliver_urgent
from mentoring.tests import make

pytestmark = pytest.mark.django_db


def begun(*workers, ago=10):
    return DBTaskResult.objects.create(
        task_path="mentoring.tasks.deliver_urgent", args_kwargs={"args": [], "kwargs": {}}, backend_name="default",
        status="RUNNING", worker_ids=list(workers), started_at=timezone.now() - timedelta(minutes=ago),
        run_after=get_date_max(), exception_class_path="", traceback="",
    )  # fmt: skip


def test_a_silent_workers_job_is_taken_back_once_and_a_living_ones_is_not():
    now = timezone.now()
    lost, alive, fresh = begun("silent"), begun("living"), begun("starting", ago=1)
    hold_jobs("silent", at=now - timedelta(minutes=5))
    hold_jobs("living", at=now)
    assert (take_back_jobs(at=now), take_back_jobs(at=now)) == (1, 0)
    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert [states[job.pk] for job in (lost, alive, fresh)] == ["READY", "RUNNING", "RUNNING"]


def test_a_job_that_takes_every_worker_along_stops():
    job = begun(*[f"worker{n}" for n in range(MOST_ATTEMPTS)])
    assert take_back_jobs(at=timezone.now()) == 0
    assert DBTaskResult.objects.get(pk=job.pk).status == "FAILED"


def test_a_job_is_asked_for_in_the_transaction_that_needs_it(settings):
    """Otherwise a kill between the commit and the queue loses it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    queue(deliver_urgent)
    assert DBTaskResult.objects.get().status == "READY"


def test_a_letter_sent_again_after_a_kill_is_the_same_letter(college):
    notifications.write("account_invite", to=make.person(), at=make.moment(), path="/x/", date="21 ноября")
    send_urgent(at=make.moment())
    Letter.objects.update(sent_at=None, claimed_until=make.moment() + LEASE)  # killed before it was marked as sent
    assert send_urgent(at=make.moment()) == 0
    assert send_urgent(at=make.moment() + LEASE) == 1
    first, second = (message.message()["Message-ID"] for message in mail.outbox)
    assert first == second


def test_no_room_for_a_file_is_told_in_words_and_leaves_nothing(college, monkeypatch, settings):
    def full(self, name, content):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    by = make.actor(make.person("Белова Ольга Николаевна", login=True, roles=["curator"]))
    with pytest.raises(Refused, match="кончилось место"):
        store_bytes(b"%PDF-", name="a.pdf", content_type="application/pdf", purpose="document", by=by, at=make.moment())
    assert not StoredFile.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_file_that_no_row_names_goes_after_a_day(college, settings):
    by = make.actor(make.person(login=True))
    kept = store_bytes(
        b"%PDF-", name="a.pdf", content_type="application/pdf", purpose="document", by=by, at=make.moment()
    )
    stray = settings.MEDIA_ROOT / "ab" / ("ab" * 16)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left by a kill")
    assert drop_strays(at=timezone.now()) == 0
    assert drop_strays(at=timezone.now() + timedelta(days=2)) == 1
    assert kept.file.open("rb").read() == b"%PDF-"
    assert not stray.exists()


def test_a_disk_filled_by_an_upload_under_way_is_told_of(client, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    client.raise_request_exception = False
    monkeypatch.setattr("mentoring.views.health.health.database_answers", full)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "кончилось место" in answer.content.decode()
