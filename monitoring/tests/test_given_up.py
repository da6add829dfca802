"""A job that five workers could not finish ends, and the row it works for says so and offers to repeat it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from mentoring.actions.job import MOST_ATTEMPTS, take_back_jobs
from mentoring.actions.match.compute import count_match
from mentoring.actions.match.settle import publish_lines
from mentoring.models import MatchBatch
from mentoring.tests import make
from monitoring.actions.privacy.archive import ask_archive, make_archive
from monitoring.actions.privacy.depersonalize import depersonalize
from monitoring.actions.recognition_letters import print_letters
from monitoring.models import Depersonalization, PersonArchive, RecognitionLetters

pytestmark = pytest.mark.django_db


def give_up(job, row):
    DBTaskResult.objects.create(
        task_path=job.module_path, args_kwargs={"args": [row.pk], "kwargs": {}}, backend_name="default",
        status="RUNNING", worker_ids=[f"worker{n}" for n in range(MOST_ATTEMPTS)], exception_class_path="",
        started_at=timezone.now() - timedelta(minutes=10), run_after=get_date_max(), traceback="",
    )  # fmt: skip
    take_back_jobs(at=timezone.now())
    row.refresh_from_db()
    return row


def test_the_rows_of_jobs_given_up_do_not_wait_for_ever(college):
    at, person, year = timezone.now(), make.person(), make.year()
    order = make.order()
    archive = PersonArchive.objects.create(person=person, asked_at=at, state="running")
    act = Depersonalization.objects.create(person=person, number=1, code="О-0001", reason="", asked_at=at)
    letters = RecognitionLetters.objects.create(order=order, created_at=at, total=3, state="running")
    batch = MatchBatch.objects.create(year=year, created_at=at)
    pairs = ((make_archive, archive), (depersonalize, act), (print_letters, letters), (count_match, batch))
    assert [give_up(*pair).state for pair in pairs] == ["failed"] * 4
    MatchBatch.objects.filter(pk=batch.pk).update(state="publishing", note="")
    assert "продолжите её" in give_up(publish_lines, batch).note


def test_an_archive_given_up_is_asked_for_again(college, sign_in):
    person = make.person(login=True)
    client, by = sign_in(person), make.actor(person)
    job = PersonArchive.objects.create(person=person, asked_at=timezone.now(), state="running")
    page = client.get(reverse("my_data")).content.decode()
    assert "Собирается" in page
    assert "Повторить" not in page
    give_up(make_archive, job)
    page = client.get(reverse("my_data")).content.decode()
    assert "Работу прервал сбой" in page
    assert "Повторить" in page
    assert ask_archive(by=by, at=timezone.now()).pk != job.pk
