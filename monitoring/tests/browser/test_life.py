"""Issue 4, show 6: the life of a program in the demo college, page by page, as docs/life.md shows it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.models import IssuedDocument, MentoringRequest, User
from monitoring.demo.play import play
from programs.models import Amendment, Meeting, Program, ProgressReport

from .every import Tab
from .gallery import gallery
from .rendering import BACKEND, Rendering

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def whole():
    """The first program of the demo that lived its whole life: changed on the way, reported, followed by another."""
    return Program.objects.get(state="completed", pair__kind="traditional", amendments__state="in_force")


def steps():
    """(picture, whose account, address, phone) in the order of a life."""
    mine = Program.objects.filter(pair__members__person__user__email="mentee@demo.example", state="active").get()
    request = MentoringRequest.objects.get(pair=mine.pair)
    draft = Program.objects.get(state="returned")
    sent = Program.objects.get(state="submitted")
    said = Meeting.objects.filter(program=mine, state="recorded").latest("starts_at")
    amendment = Amendment.objects.get(program=mine, state="awaiting_consents")
    report = ProgressReport.objects.get(program=mine, kind="periodic", author__email="mentor@demo.example")
    ended = whole()
    order = ended.pair.end_order
    certificate = IssuedDocument.objects.filter(type__code="D38", requisites__about=f"program-{ended.pk}").first()
    return (
        ("01-request", "curator", reverse("request_detail", args=[request.pk]), False),
        ("02-draft", "mentor", reverse("program_plan", args=[draft.pk]), False),
        ("03-approval", "curator", reverse("program_review", args=[sent.pk]), False),
        ("04-work", "mentor", reverse("program_detail", args=[mine.pk]), False),
        ("05-meeting", "mentee", reverse("meeting_detail", args=[said.pk]), True),
        ("06-amendment", "mentee", reverse("amendment_detail", args=[amendment.pk]), False),
        ("07-report", "mentor", reverse("report_edit", args=[report.pk]), False),
        ("08-ended", "curator", reverse("program_detail", args=[ended.pk]), False),
        ("09-order", "director", reverse("document_detail", args=[order.pk]), False),
        ("10-certificate", "guest", reverse("verify_document", args=[certificate.code]), True),
    )


def rendered(name, account, path):
    client = Client()
    if account != "guest":
        client.force_login(User.objects.get(email=f"{account}@demo.example"), backend=BACKEND)
    answer = client.get(path)
    assert answer.status_code == 200, f"{name}: {answer.status_code} for {path}"
    policy = answer.headers.get("Content-Security-Policy", "")
    return Rendering(name, account, path, answer.content.decode(), policy)


def last_noon():
    """People of the demo act by day, whenever the pictures are taken."""
    now = timezone.localtime()
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    return noon if noon <= now else noon - timedelta(days=1)


def test_the_life_of_a_program(new_page):
    play(people=90, pair_count=34, years=3, seed=1, now=last_noon(), say=lambda text: None)
    pages = [(rendered(*step[:3]), step[3]) for step in steps()]
    keep, trouble = gallery("life"), []
    for page, phone in pages:
        tab = Tab(new_page(phone=phone))
        tab.show_page(page)
        keep(tab.tab, page.name, phone=phone)
        trouble += [f"{page}: {line}" for line in tab.said]
    assert trouble == []
