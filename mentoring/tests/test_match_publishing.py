"""A large matching is published by the worker: resumed after a kill, nothing lost, nothing doubled, refusals told (R12)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions.match import (
    compute_match,
    publish_lines,
    publish_match,
    resume_publication,
    resume_publications,
    settle_some,
    start_match,
)
from mentoring.actions.match import publish as at_once
from mentoring.actions.match import settle as part
from mentoring.actions.request import withdraw_request
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, MatchBatch, Mentor, MentoringRequest, Pair, RequestOffer
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.standing import scene

AT = make.moment()
N = 5


@scene
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def batch(curator, monkeypatch):
    """Five requests, two lines a handful; more than one line is too many for the request."""
    monkeypatch.setattr(at_once, "AT_ONCE", 1)
    monkeypatch.setattr(part, "HANDFUL", 2)
    Mentor.objects.update(retired_on=AT.date())
    make.mentor("Широкова Анна Ильинична", capacity=9, direction_codes=("method", "psyped"))
    for number in range(N):
        make.request(make.mentee(f"Молодой Педагог {number}").person)
    started = start_match(by=curator, at=AT)
    compute_match(started, at=AT)
    return MatchBatch.objects.get()


def publish(batch, curator, way="offers"):
    number = publish_match(batch, way=way, seen=batch.lock_version, by=curator, at=AT)
    batch.refresh_from_db()
    return number


def steps(batch):
    return [line.step for line in batch.lines.all()]


def test_the_request_only_begins_it(batch, curator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as jobs:
        assert publish(batch, curator) == N
    assert (batch.state, batch.way, batch.publisher) == ("publishing", "offers", curator.person)
    assert not RequestOffer.objects.exists()
    with pytest.raises(Refused, match="уже опубликован или удалён"):
        publish_match(batch, way="offers", seen=batch.lock_version, by=curator, at=AT)
    with pytest.raises(Refused, match="ещё публикуется"):
        start_match(by=curator, at=AT)
    for job in jobs:
        job()
    batch.refresh_from_db()
    assert (batch.state, set(steps(batch))) == ("published", {"done"})
    assert RequestOffer.objects.count() == Letter.objects.filter(code="mentor_asked").count() == N
    assert JournalEntry.objects.filter(event="match_published").count() == 1


@pytest.mark.parametrize("way", ["offers", "pairs"])
def test_a_killed_worker_loses_nothing_and_doubles_nothing(batch, curator, way, monkeypatch):
    publish(batch, curator, way)
    assert settle_some(batch.pk, at=AT)
    carried, settled = part._settle, []

    def killed(line, *args, **extra):
        carried(line, *args, **extra)
        settled.append(line)
        if len(settled) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(part, "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        settle_some(batch.pk, at=AT)  # after the work of a handful, before its end
    monkeypatch.setattr(part, "_settle", carried)
    assert steps(batch) == ["done", "done", "going", "going", "going"]
    made = RequestOffer if way == "offers" else Pair
    before = made.objects.count()
    publish_lines.func(batch.pk)
    publish_lines.func(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, steps(batch)) == ("published", ["done"] * N)
    assert made.objects.count() - before == N - 2
    people = list(MentoringRequest.objects.values_list("state", flat=True))
    assert people == ["awaiting_mentor" if way == "offers" else "mentor_agreed"] * N
    if way == "offers":
        assert Letter.objects.filter(code="mentor_asked").count() == N
    else:
        assert {pair.state for pair in Pair.objects.filter(requests__isnull=False)} == {"ready"}
    assert JournalEntry.objects.filter(event="match_published").count() == 1


def test_places_given_by_earlier_handfuls_are_taken(batch, curator):
    publish(batch, curator)
    settle_some(batch.pk, at=AT)
    Mentor.objects.filter(retired_on__isnull=True).update(capacity=3)
    publish_lines.func(batch.pk)
    assert steps(batch) == ["done", "done", "done", "refused", "refused"]
    assert "3 из 3" in batch.lines.last().refusal
    assert RequestOffer.objects.count() == 3
    entry = JournalEntry.objects.get(event="match_published")
    assert "3 запроса; не вышло: 2 строки" in entry.heading.replace("\u00a0", " ")
    assert MentoringRequest.objects.filter(state="awaiting_curator").count() == 2


def test_a_line_that_met_an_obstacle_does_not_stop_the_others(batch, curator, sign_in, cast):
    publish(batch, curator)
    gone = batch.lines.all()[3].request
    withdraw_request(gone, by=make.actor(gone.person), at=AT)
    publish_lines.func(batch.pk)
    assert steps(batch) == ["done", "done", "done", "refused", "done"]
    page = sign_in(cast.curator, "curator").get(reverse("match_detail", args=[batch.pk]), {"show": "refused"})
    told = page.content.decode().replace("\u00a0", " ")
    assert "1 строка не опубликована" in told
    assert "Запрос больше не ждёт подбора: отозван." in told


def test_the_page_tells_how_far_it_is_and_offers_to_go_on(batch, curator, sign_in, cast):
    publish(batch, curator)
    MatchBatch.objects.update(published_at=timezone.now())
    settle_some(batch.pk, at=timezone.now())
    client, url = sign_in(cast.curator, "curator"), reverse("match_detail", args=[batch.pk])
    page = client.get(url)
    assert page.headers["Refresh"] == "2"
    assert "2 из 5" in page.content.decode().replace("\u00a0", " ")
    assert "Продолжить публикацию" not in page.content.decode()
    long_ago = timezone.now() - timedelta(minutes=5)
    batch.lines.filter(step="done").update(settled_at=long_ago)
    page = client.get(url)
    assert "Refresh" not in page.headers
    assert "Продолжить публикацию" in page.content.decode()
    assert queries_of(client, url) <= 12


def test_a_failed_job_says_so_and_is_resumed(batch, curator, cast, monkeypatch, django_capture_on_commit_callbacks):
    publish(batch, curator)
    monkeypatch.setattr(part, "recheck_pairs", lambda *args, **extra: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish_lines.func(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, set(steps(batch))) == ("publishing", {"going"})
    assert "Публикация прервалась" in batch.note
    monkeypatch.undo()
    with pytest.raises(Refused, match="куратору"):
        resume_publication(batch, by=cast.actor("director"), at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        resume_publication(batch, by=curator, at=AT)
    batch.refresh_from_db()
    assert (batch.state, batch.note) == ("published", "")
    with pytest.raises(Refused, match="уже опубликован"):
        resume_publication(batch, by=curator, at=AT)
    assert resume_publications(at=AT) == 0


def test_the_daily_round_goes_on_with_what_was_left(batch, curator):
    publish(batch, curator)
    assert resume_publications(at=AT) == 1
    batch.refresh_from_db()
    assert batch.state == "published"
    assert RequestOffer.objects.count() == N
